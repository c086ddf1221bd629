/// What must hold of every record of a log, and between one and the next.
///
/// It reads a log in order and keeps the tree over it, so that what is read can be held against a
/// root. Nothing here traps: the records may come from outside.
public struct RecordCheck: Sendable {
    /// The tree over what was read.
    public private(set) var frontier: MerkleFrontier
    /// When the last record was recorded; nil before the first.
    public private(set) var lastRecordedAt: Int64?

    /// Begins behind records that were checked before.
    ///
    /// - Parameters:
    ///   - frontier: the tree over them; by default there are none.
    ///   - lastRecordedAt: when the last of them was recorded, if that is known.
    public init(after frontier: MerkleFrontier = .init(), lastRecordedAt: Int64? = nil) {
        self.frontier = frontier
        self.lastRecordedAt = lastRecordedAt
    }

    /// Reads the next record.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - emit: takes each hash of the tree that it completes, with its place.
    /// - Returns: what is wrong with it, a sentence each.
    public mutating func take(
        _ record: StoredRecord,
        emit: (UInt64, Hash) -> Void = { _, _ in }
    ) -> [String] {
        let leaf = record.leaf
        let expected = RecordNumber(frontier.size + 1)
        var problems: [String] = []
        if leaf.position != expected {
            problems.append("\(expected) says that it is \(leaf.position)")
        }
        if !record.isCommitted {
            problems.append("\(expected): the event is not the one committed to")
        }
        if let lastRecordedAt, leaf.recordedAt <= lastRecordedAt {
            problems.append("\(expected): recorded_at does not rise")
        }
        let (end, overflows) = leaf.batchFirst.value.addingReportingOverflow(
            UInt64(leaf.batchCount)
        )
        if overflows || leaf.position < leaf.batchFirst || leaf.position.value >= end {
            problems.append("\(expected) lies outside its batch")
        }
        if !record.isRedacted, !CanonicalCheck.isCanonical(record.event) {
            problems.append("\(expected): the event is not canonical")
        }
        frontier.append(leaf.hash, emit: emit)
        lastRecordedAt = leaf.recordedAt
        return problems
    }
}
