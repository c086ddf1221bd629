/// JSON Schemas (2020-12) of everything that leaves the daemon, and of what may come in.
///
/// Answers are described by tables of their rows (`Schemas+…`), which follow `docs/answers.md`.
/// Events are described by the catalogue and the field dictionary alone, so that a new event type
/// needs nothing here.
public enum Schemas {
    /// What a schema describes.
    public enum Described: String, CaseIterable, Sendable {
        /// What the daemon sends.
        case answer
        /// What `POST /v1/events` takes.
        case event
    }

    /// One schema, as a list shows it.
    public struct Entry: Sendable, Equatable {
        /// `measures_in_force`, or the name of an event type.
        public let name: String
        /// Whether it is an answer's or an event's.
        public let kind: Described
        /// What it describes, as a phrase.
        public let summary: String
    }

    /// Every schema: answers first, then event types in the order of their table.
    public static func list(types: TypeTable) -> [Entry] {
        answers.map { Entry(name: $0.name, kind: .answer, summary: $0.summary) }
            + replies.map { Entry(name: $0.name, kind: .answer, summary: $0.summary) }
            + types.names.compactMap(types.type(named:)).map {
                Entry(name: $0.name, kind: .event, summary: $0.summary)
            }
    }

    /// The schema of an answer or of an event type.
    ///
    /// - Parameters:
    ///   - name: `measures_in_force`, or as the answer says it, `ledger.measures_in_force/1`;
    ///     `tariff.imposed`; `problem` for a refusal.
    ///   - types: the event types in force.
    ///   - isStrict: whether an answer may have no member that the schema does not name. Readers
    ///     take the lenient form, because members are added within `/v1`. Events are always closed.
    /// - Returns: a document that needs no other; nil if there is nothing of that name.
    public static func document(
        named name: String,
        types: TypeTable,
        isStrict: Bool = false
    ) -> JSON? {
        if let type = types.type(named: name) {
            var writer = SchemaWriter(isStrict: isStrict)
            return writer.document(of: type)
        }
        let bare = name.trimmed(of: "ledger.", "/1")
        guard let shape = answer(bare) ?? reply(bare) else { return nil }
        var writer = SchemaWriter(isStrict: isStrict)
        return writer.document(name: bare, shape.whole, summary: shape.summary)
    }

    /// Where a schema is named; nothing is there to be fetched.
    static func identifier(_ name: String) -> String { "https://ledgerd.org/schema/\(name)/1" }

    private static func answer(_ name: String) -> (whole: ObjectShape, summary: String)? {
        answers.first { $0.name == name }.map { ($0.whole, $0.summary) }
    }

    private static func reply(_ name: String) -> (whole: ObjectShape, summary: String)? {
        replies.first { $0.name == name }.map { ($0.whole, $0.summary) }
    }

    /// The answers to questions, in the order of `docs/answers.md`.
    static let answers: [AnswerShape] =
        measures + negotiation + topics + claims + time + records + registry
}

extension String {
    /// The text without a beginning and an end, where it has them.
    fileprivate func trimmed(of prefix: String, _ suffix: String) -> String {
        var text = self[...]
        if text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
        if text.hasSuffix(suffix) { text = text.dropLast(suffix.count) }
        return String(text)
    }
}
