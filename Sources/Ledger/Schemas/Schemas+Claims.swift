/// Answers about topics, and about who said what.
extension Schemas {
    static let topics: [AnswerShape] = [
        AnswerShape(
            "issues",
            "issues",
            "the topics in use",
            [
                .init("issue", .pattern(Pattern.slug), "the topic"),
                .init("description", text, "what it is"),
                .init("records_count", .count, "records on it"),
                .init("latest", span, "the last act on it"),
                .init("sides", ValueShape.actor.list, "who has taken a position"),
            ]
        ),
        AnswerShape(
            "issue",
            "issues/show",
            "where each side stands on a topic",
            [
                .init("issue", .pattern(Pattern.slug), "the topic"),
                .init("side", .actor, "the state that the speaker belongs to, else the speaker"),
                .init("demand", stand, "what it demands"), .init("offer", stand, "what it offers"),
                .init("pledge", stand, "what it has promised"),
                .init("position", stand, "what it says"),
                .init("answer", stand, "its last answer to another"),
            ]
        ),
    ]

    private static let stand = ValueShape.members(
        MemberShape("text", .text, "in words"),
        MemberShape("subject", .key, "what it is about"),
        MemberShape("state", text, "the state of that"),
        MemberShape("date", span, "when"),
        MemberShape("record", .record, "the record")
    ).orNull

    static let claims: [AnswerShape] = [
        AnswerShape(
            "claims",
            "claims",
            "who claimed what about a subject, when and through whom; then the tally",
            rows: [RowShape("claim", claim), RowShape("tally", tally)]
        ),
        AnswerShape("conflicts", "claims/conflicts", "what cannot all be true", conflicts),
        AnswerShape(
            "claims_matrix",
            "claims/matrix",
            "who says what, a proposition a row and an origin a cell",
            [
                .init("proposition", .text, "what is claimed, in words"),
                .init("subject", .key, "what it is about"),
                .init("cells", matrixCell.list, "what each origin says"),
            ]
        ),
        AnswerShape("dossier", "actors/show", "what an actor did and said, by date", dossier),
        AnswerShape("sources", "sources", "sources with what rests on them", sources),
        AnswerShape(
            "source",
            "sources/show",
            "one source",
            sources + [
                .init("title", text, "its headline"),
                .init("wire", .actor.orNull, "agency whose text it carries"),
                .init("kind", .words(SourceKind.self).orNull, "what sort of source"),
                .init("sha256", .digest.orNull, "of the held bytes"),
                .init("text_held", .flag, "whether this ledger has the text"),
                .init("note", text, "a remark of the coder"),
            ]
        ),
        AnswerShape(
            "record_trace",
            "records/trace",
            "where a record comes from, what it is linked to, and the proof that it is in the log",
            rows: trace
        ),
    ]

    private static let claim: [MemberShape] = [
        .init("origin", .text, "who the chain goes back to"),
        .init("carrier", text, "the outlet in hand, where it is not the origin"),
        .init("published", span, "when the public could know it"),
        .init("how", .text, "who the outlet gives as the origin"),
        .init("form", .words(Form.self), "in which form the document gives it"),
        .init("stance", .text, "how the source stands to what it tells"),
        .init("certainty", .words(Certainty.self).orNull, "how certain it is presented"),
        .init("loc", text, "lines of the document"),
        .init("type", .text, "the event type"),
        .init("chain", .list(hop, least: 0), "origin first, the source last"),
        .init("covers", ValueShape.text.list, "paths that it attests; empty for all"),
        .init("class", .evidenceClass, "how well this entry attests it"),
        .init("gist", .text, "what is claimed, in words"), .init("record", .record, "the record"),
    ]

    private static let hop = ValueShape.members(
        MemberShape("who", .key, "an actor or a source"),
        MemberShape("act", .words(Act.self), "what the holder of this place did")
    )

    private static let people = ValueShape.members(
        MemberShape("least", .count, "at least so many"),
        MemberShape("most", .count.orNull, "at most so many; null: no upper bound is known")
    )

    private static let tally: [MemberShape] = [
        evidence, .init("named", .count, "people and bodies by name"),
        .init("unnamed", people, "people without a name"),
        .init("outlets", .count, "outlets that spoke to an origin"),
        .init("outlets_held", .count, "those whose text is held"),
        .init("first_reporter", text, "who is credited with the first report"),
        .init("no_comment", .count, "refusals of comment"), .init("denied", .count, "denials"),
        .init("disavowed", .count, "disavowals"), .init("confirmed", .count, "confirmations"),
        .init("contradicted", .count, "links that contradict"),
        .init("text", .text, "all of it in one line"),
    ]

    private static let side = ValueShape.members(
        MemberShape("text", .text, "the value with its records"),
        MemberShape("value", .text, "what is said"),
        MemberShape("records", .records, "the records that say so")
    )

    private static let explanation = ValueShape.members(
        MemberShape("text", .text, "the reading"),
        MemberShape("record", .record, "the record that gives it")
    )

    private static let conflicts: [MemberShape] = [
        .init("subject", .key, "what it is about"), .init("field", .text, "the field meant"),
        .init("kind", .words(conflictKinds), "what kind of conflict"),
        .init("says", side, "one side"), .init("against", side, "the other"),
        .init("explained_by", explanation.list, "readings of it"),
    ]

    static let conflictKinds = [
        "value", "state", "place", "polarity", "quote", "authority",
    ]

    private static let matrixCell = ValueShape.members(
        MemberShape("who", .text, "the origin; one wire is one"),
        MemberShape("says", .words(says), "how it stands to the proposition"),
        MemberShape("date", span, "when"),
        MemberShape("class", .evidenceClass.orNull, "how well"),
        MemberShape("record", .record, "the record")
    )

    private static let says = Stance.words + ["confirms", "disavows"] + NoComment.words

    private static let dossier: [MemberShape] = [
        .init("date", span, "when"), .init("act", .text, "the event type"),
        .init("role", .text, "the part played"), .init("title", text, "the office held then"),
        .init("target", .keyOrRecord.orNull, "whom it is aimed at, or which record"),
        .init("subject", .key, "what it is about"), .init("gist", .text, "what, in words"),
        .init("via", text, "the outlet that tells of it"),
        .init(
            "flags",
            .list(.words(["confirmed", "denied", "disavowed"]), least: 0),
            "what came of it"
        ),
        .init("record", .record, "the record"),
    ]

    private static let sources: [MemberShape] = [
        .init("source", .key(.src), "the source"), .init("outlet", .text, "who published it"),
        .init("published", span, "when the public could know it"),
        .init("held", .words(Held.self), "how much of it the ledger has"),
        .init("records_count", .count, "records that rest on it"),
        .init("own", .count, "records whose origin the outlet itself spoke to"),
        .init("relays", .count, "records told through another outlet"),
        .init("named", .count, "records with a named origin"),
        .init("unnamed", .count, "records with an unnamed origin"),
        .init("institution", .count, "records of an office or state"),
        .init("relayed", .count, "records of another outlet's text"),
        .init("voice", .count, "records in the outlet's own voice"),
        .init("first", .count, "records that credit the outlet with the first report"),
        .init("no_comment", .count, "refusals of comment that it tells of"),
        .init("corrected", .count, "its corrections"),
    ]

    private static let versionActs = ["recorded", "corrected", "retracted", "redacted"]

    private static let trace: [RowShape] = [
        RowShape(
            "hop",
            [
                .init("entry", .count, "the evidence entry, from 0"),
                .init("hop", .count, "the step of its chain, from 0"),
                .init("who", .key, "an actor or a source"),
                .init("act", .words(Act.self), "what the holder of this place did"),
                .init("wording", text, "the words that the source used for the actor"),
                .init("held", .words(Held.self).orNull, "of a source: how much of it is held"),
                .init("loc", text, "of the last step: lines of the document"),
            ]
        ),
        RowShape(
            "link",
            [
                .init("direction", .words(["out", "in"]), "from this record, or to it"),
                .init("rel", .text, "how the two are related: a word of links, or an event type"),
                .init("record", .record, "the other record"),
                .init("by", .words(LinkAuthor.self).orNull, "of a link: who asserts it"),
                .init("subject", .key.orNull, "what the other record is about"),
                .init("what", text, "what it says, in words; null once redacted"),
            ]
        ),
        RowShape(
            "version",
            [
                .init("record", .record, "the record"),
                .init("act", .words(versionActs), "what it did"),
                .init("standing", standing, "whether it stands"),
            ]
        ),
        RowShape(
            "proof",
            [
                .init("index", .count, "the leaf, from 0"), .init("size", .count, "of the tree"),
                .init("leaf_hash", .digest, "hash of the leaf"),
                .init("path", ValueShape.digest.list, "hashes from the leaf to the root"),
                .init("root", .digest, "Merkle root at that size"),
            ]
        ),
        RowShape("tally", [.init("text", .text, "the evidence for its subject, counted")]),
    ]
}
