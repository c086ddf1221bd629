import FoundationEssentials
import LMDB
import Ledger
import Testing

@testable import LedgerStore

@Suite(.serialized) struct LogFileTests {
    let folder = TemporaryFolder()

    private var path: String { "\(folder.path)/log" }

    private func open(mapBytes: Int = TemporaryLedger.mapBytes) async throws -> LogFile {
        try await folder.reopen { try LogFile(path: path, mapBytes: mapBytes) }
    }

    /// So many records that follow a head, of an event with so many bytes.
    static func records(_ count: Int, after head: LogHead, eventBytes: Int = 40) -> [StoredRecord] {
        let random = SplitMix64(seed: head.size)
        return (0..<count).map { index in
            let position = head.size + UInt64(index) + 1
            let salt = random.bytes(StoredRecord.saltBytes)
            let event = [UInt8](repeating: UInt8(truncatingIfNeeded: position), count: eventBytes)
            let leaf = Leaf(
                isClockHeld: false,
                position: RecordNumber(position),
                batchFirst: RecordNumber(head.size + 1),
                batchCount: UInt32(count),
                id: random.id(),
                recordedAt: Int64(position) * 1_000,
                recorder: .init(uid: 1_000, name: "tester"),
                type: "query.saved",
                commitment: Leaf.commitment(salt: salt, event: event)
            )
            return StoredRecord(leaf: leaf, salt: salt, event: event)
        }
    }

    @Test func `what was appended is there with the same root when the log is opened again`()
        async throws
    {
        try folder.create()
        var log: LogFile? = try await open()
        var all: [StoredRecord] = []
        for count in [1, 2, 5, 1, 30] {
            let head = try #require(log).head
            let new = Self.records(count, after: head)
            try log?.append(new, at: head.size)
            all += new
        }
        let head = try #require(log).head
        #expect(head.size == 39)
        #expect(head.lastRecordedAt == 39_000)
        let starts = try #require(log).startCount
        log = nil
        let again = try await open()
        #expect(again.head == head)
        #expect(again.startCount == starts + 1)
        #expect(again.origin == "test.example/ledger")
        #expect(try again.records(from: RecordNumber(1), limit: 100) == all)
        #expect(try again.records(from: RecordNumber(38), limit: 100) == Array(all[37...]))
        #expect(try again.record(at: RecordNumber(20)) == all[19])
        #expect(try again.record(at: RecordNumber(40)) == nil)
        let new = Self.records(2, after: head)
        try again.append(new, at: 39)
        #expect(again.head.root == SimulationOracle.root((all + new).map(\.leaf.hash)[...]))
    }

    @Test func `the root of every size is that of its records`() async throws {
        try folder.create()
        let log = try await open()
        let records = Self.records(67, after: log.head)
        try log.append(records, at: 0)
        let hashes = records.map(\.leaf.hash)
        for size in 0...hashes.count {
            #expect(try log.root(at: UInt64(size)) == SimulationOracle.root(hashes[..<size]))
        }
    }

    @Test(arguments: [0, 2, 4, 99] as [UInt64])
    func `an append at another size than the head is refused`(size: UInt64) async throws {
        try folder.create()
        let log = try await open()
        try log.append(Self.records(3, after: log.head), at: 0)
        let head = log.head
        let new = Self.records(1, after: .init(size: size, root: head.root, lastRecordedAt: 0))
        #expect(throws: LogFailure.headMoved) { try log.append(new, at: size) }
        #expect(log.head == head)
    }

    @Test func `a ledger is opened once, and made once`() async throws {
        try folder.create()
        let ledger = try LedgerFolder(path: folder.path, mapBytes: TemporaryLedger.mapBytes)
        #expect(throws: LMDBError.alreadyOpen(path: path)) {
            try LedgerFolder(path: folder.path, mapBytes: TemporaryLedger.mapBytes)
        }
        #expect(throws: StoreError.exists(folder.path)) { try folder.create() }
        #expect(ledger.log.head == .empty)
    }

    @Test func `a folder without a ledger is not made into one`() throws {
        #expect(throws: StoreError.notALedger(folder.path)) {
            try LedgerFolder(path: folder.path, mapBytes: TemporaryLedger.mapBytes)
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test(arguments: ["2", "10", "1.1", ""])
    func `a newer format is refused`(version: String) async throws {
        try folder.create()
        try await folder.edit("log", LogFile.tables) { environment, transaction throws in
            let meta = environment.table("meta", key: String.self)
            try transaction.put(meta, "format", Array(version.utf8))
        }
        await #expect(throws: StoreError.newerFormat(version)) { _ = try await open() }
    }

    @Test func `an environment that is no log is refused`() async throws {
        try folder.create()
        try await folder.edit("log", LogFile.tables) { environment, transaction throws in
            try transaction.clear(environment.table("meta", key: String.self))
        }
        await #expect(throws: StoreError.notALedger(path)) { _ = try await open() }
    }

    @Test func `a full map refuses appends, and reads go on`() async throws {
        try folder.create()
        var log: LogFile? = try await open(mapBytes: 4 << 20)
        var failure: LogFailure?
        while failure == nil {
            let head = try #require(log).head
            try #require(head.size < 1_000)
            let new = Self.records(4, after: head, eventBytes: 60_000)
            do throws(LogFailure) { try log?.append(new, at: head.size) } catch { failure = error }
        }
        #expect(failure == .mapFull)
        let head = try #require(log).head
        #expect(head.size > 20)
        #expect(try log?.record(at: RecordNumber(head.size))?.isCommitted == true)
        #expect(try log?.record(at: RecordNumber(head.size + 1)) == nil)
        #expect(try log?.root(at: head.size) == head.root)
        // What is small enough may still find room; what is not stays out for good.
        let large = Self.records(4, after: head, eventBytes: 60_000)
        #expect(throws: LogFailure.mapFull) { try log?.append(large, at: head.size) }
        log = nil
        let larger = try await open(mapBytes: 16 << 20)
        #expect(larger.head == head)
        try larger.append(large, at: head.size)
        #expect(larger.head.size == head.size + 4)
    }
}

extension TemporaryFolder {
    /// Changes an environment behind the back of the store, which must be closed.
    func edit(
        _ name: String,
        _ tables: [String],
        _ body: (Environment, inout WriteTransaction) throws -> Void
    ) async throws {
        let environment = try await reopen {
            try Environment(
                .init(
                    path: "\(path)/\(name)",
                    mapBytes: TemporaryLedger.mapBytes,
                    tables: tables
                )
            )
        }
        try environment.write { transaction throws in try body(environment, &transaction) }
    }
}
