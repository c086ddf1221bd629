/// Answers along time, about records, and about what is registered.
extension Schemas {
    static let standing = ValueShape.words(["current", "superseded", "retracted", "redacted"])

    static let time: [AnswerShape] = [
        AnswerShape(
            "timeline",
            "timeline",
            "events in the order of their dates, unknown ones last",
            [
                .init("date", span, "when"), .init("type", .text, "the event type"),
                .init("subject", .key, "what it is about"),
                .init("gist", .text, "what, in words"), evidence,
                .init("record", .record, "the record"),
            ]
        ),
        AnswerShape(
            "replay",
            "replay",
            "every change of state in order along an axis, then the states at its end",
            rows: [
                RowShape("change", replayed(text, text, .record)),
                RowShape("state", replayed(text, text, .record.orNull)),
            ]
        ),
        AnswerShape(
            "diff",
            "diff",
            "what differs between two points of an axis",
            rows: [
                RowShape(
                    "change",
                    [
                        .init("mark", .words(["+", "-", "~"]), "new, gone or changed"),
                        .init("subject", .key, "what it is about"),
                        .init("field", .text, "what of it differs"),
                        .init("before", text, "at the first point"),
                        .init("after", text, "at the second"),
                        .init("what", text, "the record that makes it so, in words"),
                    ]
                ),
                RowShape(
                    "learned",
                    [
                        .init("record", .record, "the record"), .init("date", span, "when"),
                        .init("type", .text, "the event type"),
                        .init("subject", .key, "what it is about"),
                        .init("what", .text, "what, in words"),
                        .init("source", .key(.src).orNull, "the source that tells of it"),
                    ]
                ),
            ]
        ),
        AnswerShape(
            "findings",
            "check",
            "what is odd, stale, incomplete or does not match",
            [
                .init("rule", .words(findingRules), "the rule that found it"),
                .init("group", .words(findingGroups), "what sort of finding"),
                .init("subject", .key, "what it is about"),
                .init("field", text, "the field meant"), .init("text", .text, "what was found"),
                .init("fix", .text, "what to type"),
            ]
        ),
    ]

    static let findingGroups = ["anomalies", "stale", "incomplete", "quotes"]
    /// In the order of `docs/answers.md`; a test holds them against the rules.
    static let findingRules = [
        "illegal-transition", "unannounced", "step-gap", "value-conflict", "quote-variant",
        "future-effect", "date-after-source", "retroactive", "unit-slip", "withdrawn-by-other",
        "join-contradicted", "handle-named", "unofficial-schedule", "queried", "due-not-evidenced",
        "talk-unrecorded", "pledge-overdue", "stale-anchor", "missing-field", "caption-only",
        "speaker-unresolved", "pledge-unassessed", "source-undated", "quote-unmatched",
        "text-missing",
    ]

    private static func replayed(
        _ before: ValueShape,
        _ after: ValueShape,
        _ record: ValueShape
    ) -> [MemberShape] {
        [
            .init("date", .day, "the day on which it is told"),
            .init("when", span, "the span in which it lies"),
            .init("subject", .key, "what it is about"), .init("before", before, "the state before"),
            .init("after", after, "the state after"),
            .init("likelihood", sure.orNull, "how sure that is"),
            .init("what", text, "what happened, in words"), .init("type", text, "the event type"),
            .init("record", record, "the record"),
        ]
    }

    private static let redaction = ValueShape.members(
        MemberShape("record", .record, "the record that dropped it"),
        MemberShape("recorder", .text, "the account that did"),
        MemberShape("recorded_at", .instant, "when"),
        MemberShape("reason", ValueShape.text.orNull, "why")
    )

    static let records: [AnswerShape] = [
        AnswerShape(
            "records",
            "records",
            "records as they were recorded",
            [
                .init("record", .record, "the record"), .init("date", span, "when"),
                .init("type", .text, "the event type"),
                .init("subject", .key.orNull, "what it is about; null once redacted"),
                .init("gist", text, "what, in words; null once redacted"),
                .init("recorded_at", .instant, "when it was recorded"),
                .init("recorder", .text, "the account that recorded it"),
                .init("standing", standing, "whether it stands"),
            ]
        ),
        AnswerShape(
            "batches",
            "batches",
            "batches as they were recorded, newest first, and what it takes to withdraw them",
            [
                .init("batch", .pattern(Pattern.batch), "the batch, named by its first record"),
                .init("recorded_at", .instant, "when it was recorded"),
                .init("recorder", .shared(.recorder), "who recorded it"),
                .init("count", .count, "how many records it has"),
                .init("undo", ValueShape.record.list, "what to retract to withdraw it, in order"),
                .init("against", ValueShape.record.list, "what others have built on it"),
            ]
        ),
        AnswerShape(
            "search",
            "search",
            "records and lines of held texts that have all of some words, or how many",
            rows: [
                RowShape(
                    "hit",
                    [
                        .init("record", .record, "the record; of a text its registration"),
                        .init("source", .key(.src).orNull, "the first source, or the text's"),
                        .init("place", .text, "gist, note, quote, or a line as L47"),
                        .init("date", span, "when it happened; of a text when it came out"),
                        .init("type", text, "the event type; null for a text"),
                        .init("subject", .key, "what it is about"),
                        .init("text", .text, "a piece of the text around the first hit"),
                        .init("standing", standing, "whether the record stands"),
                    ]
                ),
                RowShape(
                    "count",
                    [
                        .init("key", .text, "the type, actor, source or month; else unknown"),
                        .init("count", .count, "how many hits it has"),
                    ]
                ),
            ]
        ),
        AnswerShape(
            "record",
            "records/show",
            "one record whole",
            [
                .init("record", .record, "the record"),
                .init("id", .pattern(Pattern.uuid), "its identity"),
                .init("batch", .pattern(Pattern.batch), "the batch, named by its first record"),
                .init("recorded_at", .instant, "when it was recorded"),
                .init("recorder", .shared(.recorder), "who recorded it"),
                .init("clock_held", .flag, "whether the clock was not ahead of the last record"),
                .init("leaf_hash", .digest, "hash of the leaf"),
                .init("commitment", .digest, "hash of salt and event"),
                .init("salt", .pattern(Pattern.hex), "16 bytes in hex; empty once redacted"),
                .init("standing", standing, "whether it stands"),
                .init("redaction", redaction.orNull, "what dropped its content, if anything did"),
                .init("event", .shared(.event).orNull, "the event; null once redacted"),
            ]
        ),
        AnswerShape(
            "record_history",
            "records/history",
            "all versions of a record, or every record about a subject",
            [
                .init("record", .record, "the record"), .init("act", .text, "the event type"),
                .init("gist", text, "what, in words; null once redacted"),
                .init("by", .text, "the account that recorded it"),
                .init("recorded_at", .instant, "when it was recorded"),
                .init("reason", text, "why it was corrected, retracted or redacted"),
                .init("standing", standing, "whether it stands"),
            ]
        ),
    ]

    static let registry: [AnswerShape] = [
        AnswerShape(
            "actors",
            "actors",
            "the actors that are registered",
            [
                .init("actor", .actor, "the actor"),
                .init("name", text, "its name, else its description"),
                .init("kind", .words(ActorKind.self), "what sort of actor"),
                .init("part_of", .actor.orNull, "body it belongs to"),
                .init("title", text, "an office held"),
            ]
        ),
        AnswerShape(
            "types",
            "types",
            "the event types in force",
            [
                .init("type", .text, "the event type"), .init("summary", .text, "what it says"),
                .init("subjects", .text, "kinds of subject that it is about"),
                .init("state", text, "the state that its subject enters"),
            ]
        ),
        AnswerShape(
            "type",
            "types/show",
            "the fields and roles of an event type",
            [
                .init("field", .text, "the field or role; several where one is enough"),
                .init(
                    "need",
                    .words(["required", "expected", "optional"]),
                    "whether it must stand"
                ),
                .init("format", .text, "what it holds"), .init("meaning", .text, "what it means"),
            ]
        ),
        AnswerShape(
            "subjects",
            "subjects",
            "what records are about",
            [
                .init("subject", .key, "the subject"),
                .init("records_count", .count, "records about it"),
            ]
        ),
        AnswerShape(
            "schema",
            "schemas",
            alsoAt: "schemas/show",
            "the schemas of answers and event types",
            [
                .init("name", .text, "the answer or event type"),
                .init("kind", .words(Described.allCases.map(\.rawValue)), "which of the two"),
                .init("summary", .text, "what it describes"),
                .optional("document", .anyObject, "the JSON Schema; from schemas/show alone"),
            ]
        ),
    ]
}
