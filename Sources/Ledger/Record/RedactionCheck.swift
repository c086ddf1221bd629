/// Whether the content that is gone from a log is what its redactions name, and nothing else.
public struct RedactionCheck: Sendable {
    private var gone: [RecordID: RecordNumber] = [:]
    private var reasons: [RecordID: RecordNumber] = [:]

    /// Starts before the first record: part of a log cannot be checked.
    public init() {}

    /// How many records have lost their content.
    public var count: Int { gone.count }

    /// Reads the next record.
    public mutating func take(_ record: StoredRecord) {
        if record.isRedacted { gone[record.leaf.id] = record.leaf.position }
        guard record.leaf.type == "record.redacted", !record.isRedacted,
            let event = EventParser.parse(record.event, types: .builtIn).event
        else { return }
        let ids = [event.body.record(.target)].compactMap(\.self) + event.body.records(.records)
        for id in ids { reasons[id] = record.leaf.position }
    }

    /// What does not fit, a sentence each.
    public var problems: [String] { problems { _ in nil } }

    /// What does not fit, a sentence each.
    ///
    /// - Parameter name: the number of a record, where it can be found.
    /// - Returns: the sentences.
    public func problems(named name: (RecordID) throws -> String?) rethrows -> [String] {
        let lost = gone.filter { reasons[$0.key] == nil }.values.sorted()
        let kept = reasons.filter { gone[$0.key] == nil }.sorted { $0.value < $1.value }
        return lost.map { "\($0) has no event, and no record redacts it" }
            + (try kept.map { id, reason in
                "\(try name(id) ?? id.description) still has the event that \(reason) redacts"
            })
    }
}
