public import Ledger
internal import LMDB
internal import Platform
internal import Synchronization

/// The log in LMDB: environment `log/`.
///
/// Three tables and nothing else, because a B-tree insert at a random key costs more than all the
/// rest together: `records` (position to stored value) and `tree` (hashes of complete subtrees in
/// stored-hash order), both only ever appended to, and `meta`.
///
/// The engine's thread owns appending; any thread may read.
public final class LogFile: LogStore, Sendable {
    /// The format of the files; a newer one is refused.
    public static let formatVersion: UInt64 = 1

    /// The name of the log, as a schema-less URL; checkpoints will carry it.
    public let origin: String
    /// How often the log has been opened.
    public let startCount: UInt64

    let environment: Environment
    let records: Table<UInt64>
    let tree: Table<UInt64>
    private let current: Mutex<State>

    private struct State {
        var head: LogHead
        var frontier: MerkleFrontier
        var commits = CommitCounts()
    }

    static let tables = ["records", "tree", "meta"]

    /// Opens the log of a folder that ``create(at:origin:mapBytes:)`` made.
    ///
    /// Before anything is read a sync is forced and a start counter committed: a commit can be
    /// visible before it is durable, and what is served must not vanish in a later power cut.
    public init(path: String, mapBytes: Int) throws {
        environment = try Environment(
            .init(path: path, mapBytes: mapBytes, tables: Self.tables)
        )
        let records = environment.table("records", key: UInt64.self)
        let tree = environment.table("tree", key: UInt64.self)
        let meta = environment.table("meta", key: String.self)
        self.records = records
        self.tree = tree
        try environment.sync()
        let (name, count) = try environment.write { transaction throws in
            guard let version = try transaction.get(meta, "format"),
                let origin = try transaction.get(meta, "origin")
            else { throw StoreError.notALedger(path) }
            guard version == Array("1".utf8) else {
                throw StoreError.newerFormat(String(decoding: version, as: UTF8.self))
            }
            let starts = try transaction.get(meta, "starts") ?? Array("0".utf8)
            let count = (UInt64(String(decoding: starts, as: UTF8.self)) ?? 0) + 1
            try transaction.put(meta, "starts", Array(String(count).utf8))
            return (String(decoding: origin, as: UTF8.self), count)
        }
        origin = name
        startCount = count
        current = Mutex(try Self.state(environment, records, tree))
    }

    private static func state(
        _ environment: Environment,
        _ records: Table<UInt64>,
        _ tree: Table<UInt64>
    ) throws -> State {
        try environment.read { transaction throws in
            let last = try transaction.last(records) { key, value in
                (UInt64(keyBytes: key), StoredRecord(bytes: value))
            }
            guard let last else { return State(head: .empty, frontier: MerkleFrontier()) }
            guard let size = last.0, let record = last.1 else {
                throw StoreError.damaged("the last record of the log cannot be read")
            }
            let frontier = try MerkleFrontier(size: size) { (index: UInt64) throws in
                try Self.hash(transaction, tree, index)
            }
            return State(
                head: LogHead(
                    size: size,
                    root: frontier.root,
                    lastRecordedAt: record.leaf.recordedAt
                ),
                frontier: frontier
            )
        }
    }

    static func hash(
        _ transaction: borrowing Transaction<some TransactionAccess>,
        _ tree: Table<UInt64>,
        _ index: UInt64
    ) throws -> Hash {
        let found = try transaction.get(tree, index) { Hash(bytes: $0) }
        guard let hash = found ?? nil else {
            throw StoreError.damaged("hash \(index) of the tree is missing")
        }
        return hash
    }

    /// The durable head.
    public var head: LogHead { current.withLock { $0.head } }

    /// What was committed since it was opened.
    public var commits: CommitCounts { current.withLock { $0.commits } }

    /// Appends records and their hashes in one transaction, with both of LMDB's syncs.
    ///
    /// Leaves and hashes are only ever added; what is dropped is salt and event, which no hash of
    /// the tree covers directly.
    public func append(
        _ new: [StoredRecord],
        at size: UInt64,
        dropping dropped: [RecordNumber] = []
    ) throws(LogFailure) {
        guard let last = new.last else { return }
        var (head, frontier) = current.withLock { ($0.head, $0.frontier) }
        guard head.size == size else { throw .headMoved }
        let begun = SystemClock.bootMicroseconds()
        do {
            try environment.write { transaction throws in
                for record in new {
                    let position = record.leaf.position.value
                    precondition(position == frontier.size + 1, "positions are dense")
                    try transaction.append(records, position, record.bytes)
                    try frontier.append(record.leaf.hash) { (index: UInt64, hash: Hash) throws in
                        try transaction.append(tree, index, hash.bytes)
                    }
                }
                for position in dropped {
                    let found = try transaction.get(records, position.value) {
                        StoredRecord(bytes: $0)
                    }
                    guard var record = found ?? nil else {
                        throw StoreError.damaged("\(position) cannot be read")
                    }
                    record.drop()
                    try transaction.put(records, position.value, record.bytes)
                }
            }
        } catch let error as LMDBError {
            throw Self.failure(error)
        } catch {
            throw .broken("\(error)")
        }
        head = LogHead(
            size: frontier.size,
            root: frontier.root,
            lastRecordedAt: last.leaf.recordedAt
        )
        let took = SystemClock.bootMicroseconds() - begun
        current.withLock { state in
            state.head = head
            state.frontier = frontier
            state.commits.add(records: new.count, microseconds: took)
        }
    }

    private static func failure(_ error: LMDBError) -> LogFailure {
        switch error {
        case .mapFull, .commitFailed(.mapFull): .mapFull
        case .diskFull, .commitFailed(.diskFull): .diskFull
        default: .broken("\(error)")
        }
    }

    /// A record; nil beyond the head.
    public func record(at position: RecordNumber) throws -> StoredRecord? {
        let found = try environment.read { transaction throws in
            try transaction.get(records, position.value) { StoredRecord(bytes: $0) }
        }
        guard let found else { return nil }
        guard let record = found else { throw StoreError.damaged("\(position) cannot be read") }
        return record
    }

    /// Records from a position on, at most so many, in one short transaction.
    ///
    /// - Parameters:
    ///   - first: where to begin.
    ///   - limit: how many at most; fewer come back at the head or when they grow large.
    /// - Throws: ``StoreError/damaged(_:)`` for a value that is no record, and what LMDB says.
    /// - Returns: the records, in order.
    public func records(from first: RecordNumber, limit: Int) throws -> [StoredRecord] {
        var found: [StoredRecord] = []
        var bytes = 0
        let size = head.size
        try environment.read { transaction throws in
            try transaction.scan(records, from: first.value) { _, value in
                guard let record = StoredRecord(bytes: value) else {
                    throw StoreError.damaged("a record behind \(first) cannot be read")
                }
                guard record.leaf.position.value <= size else { return false }
                found.append(record)
                bytes += value.count
                return found.count < limit && bytes < 8 << 20
            }
        }
        return found
    }

    /// Bytes of the file in use.
    public var usedBytes: Int { get throws { try environment.info().usedBytes } }
}

extension LogFile {
    /// Makes an empty log in an empty directory.
    public static func create(
        at path: String,
        origin: String,
        schema: [UInt8],
        mapBytes: Int
    ) throws {
        let environment = try Environment(
            .init(path: path, mapBytes: mapBytes, tables: tables)
        )
        let meta = environment.table("meta", key: String.self)
        try environment.write { transaction throws in
            try transaction.put(meta, "format", Array(String(formatVersion).utf8))
            try transaction.put(meta, "origin", Array(origin.utf8))
            try transaction.put(meta, "schema", schema)
            try transaction.put(meta, "starts", Array("0".utf8))
        }
        try environment.sync()
    }
}

/// Why a ledger cannot be opened or read.
public enum StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The folder holds no ledger.
    case notALedger(String)
    /// A later program wrote it.
    case newerFormat(String)
    /// What is stored cannot be right.
    case damaged(String)
    /// There is a ledger already where one was to be made.
    case exists(String)
    /// There is no room for what was to be written.
    case noRoom(String)
    /// A key was given that is not the one that is needed.
    case wrongKey(String)

    /// One sentence.
    public var description: String {
        switch self {
        case .notALedger(let path): "\(path) holds no ledger"
        case .newerFormat(let version):
            "the ledger has format \(version); this program knows format \(LogFile.formatVersion)"
        case .damaged(let what): "the ledger is damaged: \(what)"
        case .exists(let path): "\(path) holds a ledger already"
        case .noRoom(let what): what
        case .wrongKey(let what): what
        }
    }
}
