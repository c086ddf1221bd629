import Ledger

/// The log of a ledger, fetched once and folded here, at the coordinates of the flags.
///
/// The daemon gives the records and says for which root; what is drawn is then asked of the same
/// pure answers that the daemon asks, day by day, without thousands of requests.
struct Study {
    /// What the daemon says of its answers at these coordinates.
    let basis: [JSON.Member]
    let coordinates: Coordinates
    let log: FoldedLog

    /// Fetches the log up to `--as-of`, and holds it against its root.
    init(_ session: Session) throws(Failure) {
        coordinates = try Coordinates(session.globals, session.dates())
        var question = Question("/v1/measures")
        question.parameters = coordinates.parameters
        let head = try session.fetch(question)
        basis = head.basis
        let document = JSON.object(head.basis)
        guard let size = document["size"]?.integer, size >= 0,
            let root = document["root"]?.text.flatMap({ Hash(hex: $0) })
        else { throw .mismatch("the daemon's answer names no log") }
        guard document["rules"]?.integer == Rules.version else {
            throw .mismatch("the daemon answers by other rules than this release")
        }
        let records = try WholeLog.fetch(size, session)
        try Proving.of("the log") { () throws(NoteFailure) in
            try Refold.check(records, size: UInt64(size), root: root)
        }
        log = FoldedLog(records)
    }

    /// Something of the log that every ledger has; what fails here is a bug.
    static func folded<R>(_ body: () throws -> R) throws(Failure) -> R {
        do { return try body() } catch let refusal as Refusal {
            throw Failure(
                exit: .usage,
                code: "bad_request",
                message: refusal.title,
                hints: refusal.faults.compactMap(\.hint)
            )
        } catch {
            throw Failure(exit: .bug, code: "internal", message: "the log cannot be folded")
        }
    }

    /// The answer at a day and a publication, with the parameters of its view.
    func answer(
        _ view: String,
        _ parameters: [(name: String, value: String)] = [],
        on day: Day,
        known: Day?
    ) throws(Failure) -> Answer {
        try Study.folded {
            let moment = log.at(on: day, known: known, isStrict: coordinates.isStrict)
            return Answer(try moment.answer(view, parameters).json)
        }
    }
}
