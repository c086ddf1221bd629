/// An answer made again from the records alone: that it follows from the log, and leaves nothing
/// out.
public enum Refold {
    /// Whether records are the whole log that a checkpoint names, each as it was recorded.
    ///
    /// - Parameters:
    ///   - records: in order from the first.
    ///   - size: how many there must be.
    ///   - root: the Merkle root that they must have.
    /// - Throws: ``NoteFailure/record(_:)`` for the first thing that does not hold.
    public static func check(
        _ records: [StoredRecord],
        size: UInt64,
        root: Hash
    ) throws(NoteFailure) {
        guard UInt64(records.count) == size else {
            throw .record("there are \(records.count) records, and the log has \(size)")
        }
        var frontier = MerkleFrontier()
        for record in records {
            let place = RecordNumber(frontier.size + 1)
            guard record.leaf.position == place else {
                throw .record("\(place) says that it is \(record.leaf.position)")
            }
            guard record.isCommitted else {
                throw .record("the event of \(place) is not the one that was recorded")
            }
            frontier.append(record.leaf.hash) { _, _ in }
        }
        guard frontier.root == root else { throw .record("the records are not those of the root") }
    }

    /// The coordinates that a question names, of an answer that says it is for a day and a place.
    ///
    /// What the question leaves open is as the answer says; what it names must be the same.
    ///
    /// - Throws: ``Refusal`` for a question that no view takes.
    public static func coordinates(
        _ view: String,
        _ parameters: [(name: String, value: String)],
        on: Day,
        asOf: RecordNumber
    ) throws(Refusal) -> Coordinates {
        try Question(view: view, items: parameters).coordinates(
            today: on,
            asOf: { text throws(Refusal) in RecordNumber(text) ?? asOf },
            head: asOf
        )
    }

    /// Asks records what the desk was asked.
    ///
    /// - Parameters:
    ///   - view: such as `measures/in-force`.
    ///   - parameters: as they were sent; `as_of` is the end of the records, whatever they say.
    ///   - on: the day that the answer names.
    ///   - records: the whole log up to the answer's `as_of`.
    /// - Throws: ``Refusal`` for a question that cannot be asked of records alone.
    /// - Returns: the answer.
    public static func answer(
        _ view: String,
        _ parameters: [(name: String, value: String)],
        on: Day,
        from records: [StoredRecord]
    ) throws -> Answer {
        let head = RecordNumber(UInt64(records.count))
        let kept = parameters.filter { !["as_of", "on", "min"].contains($0.name) }
        let walks = ["diff", "replay"].contains(view)
        let day = parameters.filter { $0.name == "on" && walks }
        let question = try Question(view: view, items: kept + day)
        let ledger = MemoryLedger(records)
        let coordinates = try question.coordinates(
            today: on,
            asOf: { _ throws(Refusal) in head },
            head: head
        )
        let basis = Basis(
            coordinates: coordinates,
            size: UInt64(records.count),
            root: ledger.frontier.root,
            redacted: records.lazy.filter(\.isRedacted).map(\.leaf.position)
        )
        return try Answers(reader: ledger, basis: basis).answer(question)
    }
}
