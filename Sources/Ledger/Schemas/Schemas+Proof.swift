/// What the daemon says of checkpoints and proofs; the notes themselves are public formats.
extension Schemas {
    static let proved: [ReplyShape] = [
        ReplyShape(
            "checkpoints",
            "the signed checkpoints that are kept",
            [
                .init("origin", .text, "the log's name"),
                .init("rows", kept.list, "by size, ascending"),
            ]
        ),
        ReplyShape(
            "key",
            "the key that the log signs with",
            [
                .init("origin", .text, "the log's name"),
                .init("key", .pattern(Pattern.noteKey), "the public key (C2SP signed-note)"),
            ]
        ),
        ReplyShape(
            "key_rotated",
            "the log goes on under another key",
            [
                .init("origin", .text, "the log's name"),
                .init("key", .pattern(Pattern.noteKey), "the key from here on"),
                .init("previous_key", .pattern(Pattern.noteKey), "the key until now"),
                .init("record", .record, "the record that both keys have signed"),
            ]
        ),
        ReplyShape(
            "attested",
            "what the views are, as digests",
            [
                .init("origin", .text, "the log's name"),
                .init("size", .count, "how many records they are made of"),
                .init("rules", .count, "version of the rules"),
                .init("dry_run", .flag, "whether nothing was recorded"),
                .init("rows", attested.list, "one a view"),
            ]
        ),
        ReplyShape(
            "root",
            "the root over the first records",
            [
                .init("origin", .text, "the log's name"), .init("size", .count, "how many records"),
                .init("root", .digest, "Merkle root at that size"),
                .init("root_base64", digest, "the same, as checkpoints have it"),
            ]
        ),
        ReplyShape(
            "cosigned",
            "the cosignatures that were taken in",
            [
                .init("origin", .text, "the log's name"),
                .init("size", .count, "records that the checkpoint covers"),
                .init("witnesses", ValueShape.text.list, "names of the witnesses"),
            ]
        ),
        ReplyShape(
            "consistency",
            "the newest checkpoint, and that the log continues an earlier one",
            [
                .init("origin", .text, "the log's name"),
                .init("from", .count, "records of the earlier log, as asked"),
                .init("to", .count, "records that the checkpoint covers"),
                .init("proof", digest.list, "RFC 9162 section 2.1.4; empty if `from` is not less"),
                .init("key", .pattern(Pattern.noteKey), "the public key (C2SP signed-note)"),
                .init("checkpoint", .text, "the signed checkpoint (C2SP tlog-checkpoint)"),
            ]
        ),
    ]

    private static let digest = ValueShape.pattern(Pattern.digestBase64)

    private static let attested = ValueShape.members(
        MemberShape("view", .text, "the view, with the layout of its rows"),
        MemberShape("size", .count, "how many records it is made of"),
        MemberShape("rules", .count, "version of the rules"),
        MemberShape("rows", .count, "how many it has"),
        MemberShape("sha256", .digest, "Merkle root over them (docs/file-format.md)"),
        MemberShape("records", .records, "the record that says so; empty in a dry run")
    )

    private static let kept = ValueShape.members(
        MemberShape("size", .count, "records that it covers"),
        MemberShape("root", .digest, "Merkle root at that size"),
        MemberShape("recorded_at", ValueShape.instant.orNull, "when the last of them was recorded"),
        MemberShape("records", .records, "the last of them")
    )
}
