/// What the daemon says where nobody asks about the world.
extension Schemas {
    static let replies: [ReplyShape] = said + proved

    private static let said: [ReplyShape] = [
        ReplyShape(
            "receipt",
            "what was recorded, or would have been",
            [
                .init("batch", .pattern(Pattern.batch).orNull, "null if nothing was recorded"),
                .init("size", .count, "records of the log"),
                .init("root", .digest, "Merkle root at that size"),
                .init("dry_run", .flag, "whether nothing was to be recorded"),
                .init("recorded", .count, "how many are new; in a dry run, would be"),
                .init("known", .count, "how many were recorded before"),
                .init("first", .record.orNull, "the first of all of them"),
                .init("last", .record.orNull, "the last; the new ones are the last `recorded`"),
                .init("records", received.list, "a record for each event; none if `brief`"),
                .init("notes", ValueShape.text.list, "remarks for people"),
                .optional("checkpoint", .text, "if asked for: signed, and covering the records"),
            ]
        ),
        ReplyShape("status", "the daemon, its ledger, and who asks", status),
        ReplyShape(
            "verify",
            "whether the log is what was committed",
            [
                .init("records", .count, "records read again"),
                .init("root", .digest, "Merkle root, computed anew"),
                .init("sources", .count, "held texts read again"),
                .init("sources_elsewhere", .count, "registered texts that this ledger lacks"),
                .init("ok", .flag, "whether nothing was found"),
                .init("problems", ValueShape.text.list, "what was found"),
            ]
        ),
        ReplyShape(
            "views_verify",
            "whether the views are what the log gives",
            [
                .init("records", .count, "records read again"),
                .init("rows", .count, "rows compared"),
                .init("root", .digest, "Merkle root at that size"),
                .init("ok", .flag, "whether nothing was found"),
                .init("problems", ValueShape.text.list, "what was found"),
            ]
        ),
        ReplyShape(
            "text",
            "a text that is held",
            [
                .init("sha256", .digest, "of its bytes"), .init("bytes", .count, "how many"),
                .init("new", .flag, "whether it was not held before"),
            ]
        ),
        ReplyShape(
            "clock",
            "the clock is believed as it stands",
            [.init("now", .instant, "what it says")]
        ),
        ReplyShape("problem", "why nothing was done (RFC 9457)", problem, namesSchema: false),
    ]

    private static let received = ValueShape.members(
        MemberShape("record", .record, "the record"),
        MemberShape("id", .pattern(Pattern.uuid), "its identity"),
        MemberShape("type", text, "the event type"),
        MemberShape("subject", .key.orNull, "what it is about"),
        MemberShape("recorded_at", .instant, "when it was recorded"),
        MemberShape("known", .flag, "whether it was recorded before")
    )

    private static let status: [MemberShape] = [
        .init("version", .text, "of the program"), .init("pid", .count, "of the process"),
        .init("uptime_s", .count, "seconds since it started"),
        .init("ledger", .text, "the ledger's origin"),
        .init("starts", .count, "how often the log was opened"),
        .init("size", .count, "records of the log"),
        .init("root", .digest, "Merkle root at that size"),
        .init("views", .count, "records that the views cover"),
        .init("sources_held", .count, "texts that are held"),
        .init("log_bytes", .count, "bytes in use by the log"),
        .init("views_bytes", .count, "bytes in use by the views"),
        .init("data", .text, "the folder of the data"),
        .init("socket", .text, "the socket that it listens on"),
        .init("account", account, "who asks"), .init("queue", .count, "appends that wait"),
    ]

    private static let account = ValueShape.members(
        MemberShape("uid", .count, "the Unix account"),
        MemberShape("name", text, "its name"),
        MemberShape(
            "role",
            .words(["none", "reader", "author", "editor", "admin"]),
            "what it may do"
        )
    )

    private static let problem: [MemberShape] = [
        .init("type", .pattern("^https://ledgerd\\.org/problems/[a-z_]+$"), "names the code"),
        .init("title", .text, "one sentence"), .init("status", .count, "the HTTP status"),
        .init("code", .words(Refusal.Code.allCases.map(\.rawValue)), "the reason"),
        .optional("faults", .list(fault, least: 1), "every fault, in the order of the input"),
        .optional("known", ValueShape.record.list, "records that the batch names again"),
        .optional("failed", .list(expectation, least: 1), "expectations that do not hold"),
        .optional("position", .count, "records that the views cover"),
        .optional("size", .count, "records of the log"),
        .optional("hint", .text, "what to type"),
    ]

    private static let fault = ValueShape.object(
        ObjectShape([
            .optional("line", .count, "of the input, from 1"),
            .init("path", .text, "the field, from the event's root; empty for the whole"),
            .init("code", .words(Fault.Code.allCases.map(\.rawValue)), "what kind of fault"),
            .init("message", .text, "what is wrong, to stand behind the path"),
            .optional("hint", .text, "what to write instead"),
        ])
    )

    private static let expectation = ValueShape.object(
        ObjectShape([
            .init("subject", .key, "the subject"),
            .init("expected", .text, "the record that was expected, or new"),
            .init("last", .record.orNull, "the last record about it"),
            .optional("unseen", .records, "the records that the caller had not seen"),
        ])
    )
}
