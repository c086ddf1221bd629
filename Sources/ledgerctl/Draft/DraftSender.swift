import Ledger

/// Sends what `append`, `actor add`, `source add` and `record correct` make of their flags.
struct DraftSender {
    private let session: Session
    private let words: FreeWords
    private let id: RecordID
    /// Reads the dates of the event.
    let dates: DraftDates

    /// Prepares sending; throws for an id or expectation that cannot be read.
    init(_ session: Session, _ words: FreeWords) throws(Failure) {
        self.session = session
        self.words = words
        dates = DraftDates(session)
        id = try DraftSender.id(words) ?? session.surroundings.newID()
        for text in words.values("expect") {
            do throws(Malformed) { _ = try Submission.Expectation(text) } catch {
                throw Failure.usage("--expect", error)
            }
        }
    }

    /// The id given with `--id` or `--idempotency-key`.
    ///
    /// A key that is no UUID gives the id derived from it, so that any text of a script's own
    /// makes a repetition safe.
    static func id(_ words: FreeWords) throws(Failure) -> RecordID? {
        if let text = words.value("id") {
            guard let id = RecordID(text) else {
                throw Failure.usage(
                    "--id: '\(text)' is no UUID",
                    hints: ["write 8-4-4-4-12 hex digits"]
                )
            }
            return id
        }
        guard let key = words.value("idempotency-key") else { return nil }
        return RecordID(key) ?? RecordID(derivedFrom: Hash.sha256(of: Array(key.utf8).span))
    }

    /// Whether nothing is to be recorded.
    var isDryRun: Bool { words.has("dry-run") }

    /// Sends one event, or reports all that is wrong with it, and prints what was recorded.
    ///
    /// - Parameters:
    ///   - event: without its id.
    ///   - problems: what was found wrong with the flags; then nothing is sent.
    ///   - extra: more to print behind the record.
    /// - Throws: every problem at once, or what went wrong on the way.
    func send(_ event: JSON, problems: [Failure.Row] = [], extra: String = "") throws(Failure) {
        try dates.check()
        var event = event
        event = .object([.init("id", .string(id.description))] + event.members)
        let sent = event
        guard problems.isEmpty else {
            throw Failure.refused(problems + FormCheck.faults(of: sent, beside: problems))
        }
        let receipt = try session.append(
            AppendRequest(
                events: [sent],
                expectations: words.values("expect"),
                isDryRun: isDryRun,
                checkpoint: words.value("checkpoint"),
                skipsKnown: words.has("skip-known")
            )
        ) { FlagPlace.row($0, in: sent) }
        try session.show(receipt, of: [sent], extra: extra)
    }
}
