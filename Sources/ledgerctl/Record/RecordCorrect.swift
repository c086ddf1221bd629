import ArgumentParser
import Ledger

/// `record correct rN [fields] --reason T`: our record was wrong; here is the right one.
struct RecordCorrect: Verb {
    static let configuration = CommandConfiguration.verb(
        "correct",
        "Put a corrected event in the place of a record.",
        [
            "ledgerctl record correct r168 --rate 25% --reason 'typing error'",
            "ledgerctl record correct r168 --set 'evidence[0].loc=L50' --reason line -n",
        ],
        more: """
            The recorded event is fetched, the flags change it, and the whole new event is sent; \
            what no flag names stays. Flags are those of append; --set path= takes a member away, \
            and --file F gives the whole new event. --reason and --note are the correction's.
            """,
        usage: "ledgerctl record correct rN [--FIELD VALUE]... --reason TEXT [-n]"
    )

    static var takesFreeFlags: Bool { true }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The record, then flags.")
    var words: [String] = []

    func run(in session: Session) throws(Failure) {
        var words = try FreeWords(self.words)
        guard words.positionals.count == 1 else {
            throw Failure.usage(
                "record correct takes one record",
                hints: ["see:  ledgerctl record correct --help"]
            )
        }
        let record = try Keys.record(words.positionals[0])
        guard let reason = words.take("reason"), !reason.isEmpty else {
            throw Failure.refused([
                .init(place: "--reason", what: "is needed", hint: "say what was wrong")
            ])
        }
        let note = words.take("note")
        let recorded = try session.recordedEvent(record)
        let sender = try DraftSender(session, words)
        var replacement = try RecordCorrect.whole(words.value("file")) ?? recorded
        let source = replacement["evidence"]?.elements.first?["source"]?.text
        try QuotedPassage(words, of: source, session)?.apply(to: &words)
        var draft = EventDraft(correcting: replacement, dates: sender.dates)
        draft.apply(words)
        replacement = draft.event
        guard replacement != recorded || !draft.problems.isEmpty else {
            throw Failure.usage(
                "nothing would change in \(record)",
                hints: ["name a field, as --rate 25%"]
            )
        }
        try sender.send(
            RecordCorrect.correction(of: record, replacement, reason, note),
            problems: draft.problems
        )
    }

    /// The event of `--file`, without what only a new event has.
    private static func whole(_ path: String?) throws(Failure) -> JSON? {
        guard let path else { return nil }
        let bytes = try Files.read(path)
        do throws(JSON.SyntaxError) {
            var event = try JSON(parsing: bytes)
            for name in ["id", "ref"] { event.set(name, nil) }
            return event
        } catch {
            throw Failure.refused([
                .init(
                    place: "\(path) line \(error.line)",
                    what: "not JSON at column \(error.column)",
                    hint: "expected \(error.expected)"
                )
            ])
        }
    }

    /// The event that corrects; its subject is the replacement's.
    static func correction(
        of record: String,
        _ replacement: JSON,
        _ reason: String,
        _ note: String?
    ) -> JSON {
        var event = JSON.object([
            .init("type", .string("record.corrected")),
            .init("subject", replacement["subject"] ?? .null),
            .init(
                "body",
                .object([.init("target", .string(record)), .init("reason", .string(reason))])
            ),
        ])
        if let note { event.set("note", .string(note)) }
        event.set("replacement", replacement)
        return event
    }
}
