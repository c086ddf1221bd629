public import Ledger

/// Where the log ends.
public struct LogHead: Sendable, Equatable {
    /// How many records there are; the last is `r<size>`.
    public var size: UInt64
    /// Merkle root over all of them.
    public var root: Hash
    /// Microseconds since 1970 UTC of the last record; 0 for an empty log.
    public var lastRecordedAt: Int64

    /// Makes a head.
    public init(size: UInt64, root: Hash, lastRecordedAt: Int64) {
        self.size = size
        self.root = root
        self.lastRecordedAt = lastRecordedAt
    }

    /// The head of an empty log.
    public static let empty = LogHead(size: 0, root: MerkleTree.emptyRoot, lastRecordedAt: 0)
}

/// Why an append did not happen, or may not have.
public enum LogFailure: Error, Sendable, Equatable {
    /// The log does not end where the caller thought; nothing was written.
    case headMoved
    /// The disk is full; nothing was written.
    case diskFull
    /// The map is full; nothing was written.
    case mapFull
    /// Outcome unknown: stop, and let the restart read the truth from the disk.
    case broken(String)
}

/// The seam under the engine: a dense sequence of records that can only grow.
///
/// Two implementations: LMDB (``LogFile``) and the simulator's store that tears and loses. A
/// replicated log may become a third, so nothing above may assume that an append at the head it
/// saw must succeed.
public protocol LogStore: AnyObject {
    /// The durable head.
    var head: LogHead { get }

    /// Appends records behind `size`, all or none, and returns once they are durable.
    ///
    /// - Parameters:
    ///   - records: with consecutive positions from `size + 1`.
    ///   - size: the size that the caller saw.
    ///   - dropped: records, these among them, that lose salt and event in the same transaction.
    /// - Throws: ``LogFailure``; after `broken` the outcome is unknown.
    func append(
        _ records: [StoredRecord],
        at size: UInt64,
        dropping dropped: [RecordNumber]
    ) throws(LogFailure)

    /// A record; nil beyond the head.
    func record(at position: RecordNumber) throws -> StoredRecord?
}

/// The clocks that the engine reads.
public protocol EngineClock {
    /// Microseconds since 1970 UTC, as the machine tells it.
    func wallMicroseconds() -> Int64
    /// Microseconds since boot, which no step of the wall clock changes.
    func bootMicroseconds() -> Int64
}

/// What admission asks of the views.
public protocol LedgerIndex: AnyObject {
    /// Everything that a group of submissions needs to know, and how far the views had come.
    ///
    /// - Throws: ``IndexFailure`` while the views do not cover the log closely enough.
    func lookup(_ needs: Admission.Needs) throws -> (known: Admission.Known, covers: UInt64)

    /// Takes the events of records that were committed just now, to save reading them again.
    func recorded(_ events: [(position: RecordNumber, event: Event)])
}

extension LedgerIndex {
    /// An index that reads the log needs nothing more.
    public func recorded(_ events: [(position: RecordNumber, event: Event)]) {}
}

/// Why the views cannot answer admission.
public enum IndexFailure: Error, Sendable, Equatable {
    /// The views are being rebuilt and have come to this position.
    case rebuilding(position: UInt64)
}
