import FoundationEssentials
import LMDB
import Ledger
import Testing

@testable import LedgerStore

/// What `log verify` finds when the log's file is changed behind its back, and what it cannot find.
@Suite(.serialized) struct VerificationTests {
    private static let size = 13

    /// A change of the file, and what must be said of it.
    struct Attack: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (Environment, inout WriteTransaction) throws -> Void
        /// The beginning of a problem; nil for what only a checkpoint kept elsewhere can show.
        let problem: String?
    }

    private static func attack(
        _ name: String,
        _ problem: String?,
        _ change: @escaping @Sendable (Environment, inout WriteTransaction) throws -> Void
    ) -> Attack {
        Attack(testDescription: name, change: change, problem: problem)
    }

    private static func flip(
        _ table: String,
        _ key: UInt64,
        byte: Int,
        mask: UInt8 = 1
    ) -> @Sendable (Environment, inout WriteTransaction) throws -> Void {
        { environment, transaction in
            let table = environment.table(table, key: UInt64.self)
            var value = try #require(try transaction.get(table, key))
            value[byte < 0 ? value.count + byte : byte] ^= mask
            try transaction.put(table, key, value)
        }
    }

    private static func dropTail(
        withTree: Bool
    ) -> @Sendable (Environment, inout WriteTransaction) throws -> Void {
        { environment, transaction in
            let last = UInt64(size)
            try transaction.delete(environment.table("records", key: UInt64.self), last)
            guard withTree else { return }
            let tree = environment.table("tree", key: UInt64.self)
            let places =
                MerkleTree.storedHashCount(size: last - 1)..<MerkleTree.storedHashCount(size: last)
            for place in places { try transaction.delete(tree, place) }
        }
    }

    private static let attacks = [
        attack("a byte of an event", "r7: the event is not", flip("records", 7, byte: -1)),
        attack("the recorded time", "the root is not", flip("records", 7, byte: 45)),
        attack("the recorder", "the root is not", flip("records", 7, byte: 49)),
        attack("the salt", "r9: the event is not", flip("records", 9, byte: 140)),
        attack("the position", "r3 says that it is r2", flip("records", 3, byte: 9)),
        attack("the batch", "r3 lies outside its batch", flip("records", 3, byte: 10)),
        attack("the layout of a leaf", "the ledger is damaged", flip("records", 7, byte: 0)),
        attack("a record cut short", "the ledger is damaged") { environment, transaction in
            let records = environment.table("records", key: UInt64.self)
            let value = try #require(try transaction.get(records, 8))
            try transaction.put(records, 8, Array(value.prefix(60)))
        },
        attack("a record in the middle dropped", "r6 says that it is r7") {
            environment,
            transaction in
            try transaction.delete(environment.table("records", key: UInt64.self), 6)
        },
        attack("two records swapped", "r4 says that it is r5") { environment, transaction in
            let records = environment.table("records", key: UInt64.self)
            let four = try #require(try transaction.get(records, 4))
            let five = try #require(try transaction.get(records, 5))
            try transaction.put(records, 4, five)
            try transaction.put(records, 5, four)
        },
        attack("the tail dropped from the records", "the tree has not", dropTail(withTree: false)),
        attack("the tail dropped from both", nil, dropTail(withTree: true)),
    ]

    private func ledger() async throws -> TemporaryLedger {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        for number in 6...Self.size {
            try await ledger.append(Lines.statement("statement/\(number)"))
        }
        return ledger
    }

    private func verify(
        after change: (Environment, inout WriteTransaction) throws -> Void
    ) async throws -> VerificationReport {
        var ledger: TemporaryLedger? = try await ledger()
        let folder = try #require(ledger).folder
        ledger = nil
        try await folder.edit("log", LogFile.tables, change)
        // With them the ledger would not even open.
        try FileManager.default.removeItem(atPath: "\(folder.path)/checkpoints")
        let changed = try await TemporaryLedger(reopening: folder)
        return try changed.desk.verifyLog()
    }

    @Test func `an intact log has no problems`() async throws {
        let ledger = try await ledger()
        let report = try ledger.desk.verifyLog()
        #expect(report.problems == [])
        #expect(report.records == UInt64(Self.size))
        #expect(report.root == ledger.desk.folder.log.head.root)
        let empty = try await TemporaryLedger()
        let nothing = try empty.desk.verifyLog()
        #expect(nothing.problems == [])
        #expect(nothing.root == MerkleTree.emptyRoot)
    }

    @Test(arguments: attacks)
    func `a change of the records is found, unless it is whole`(attack: Attack) async throws {
        let report = try await verify(after: attack.change)
        guard let problem = attack.problem else {
            #expect(report.problems == [], "a log may end anywhere: only its checkpoints know")
            return
        }
        #expect(report.problems.contains { $0.hasPrefix(problem) }, "\(report.problems)")
    }

    @Test func `a change of any hash of the tree is found`() async throws {
        let places = 0..<MerkleTree.storedHashCount(size: UInt64(Self.size))
        let report = try await verify { environment, transaction throws in
            for place in places {
                try Self.flip("tree", place, byte: 17)(environment, &transaction)
            }
        }
        for place in places {
            #expect(
                report.problems.contains("hash \(place) of the tree is not that of the records")
            )
        }
    }

    @Test func `a held text that was altered is found, and one that is lacking is counted`()
        async throws
    {
        let ledger = try await ledger()
        let text = Array("It is what it is.".utf8)
        let (digest, isNew) = try ledger.desk.folder.texts.put(text)
        #expect(isNew)
        #expect(try ledger.desk.folder.texts.put(text).isNew == false)
        #expect(try ledger.desk.verifyLog().texts == 1)
        #expect(try ledger.desk.verifyLog().problems == [])
        let file = "\(ledger.path)/sources/\(digest.hex)"
        try Data(text.dropLast()).write(to: URL(filePath: file))
        #expect(
            try ledger.desk.verifyLog().problems == ["held text \(digest.hex) has been altered"]
        )
        let absent = String(repeating: "ab", count: 32)
        let named = Lines.source("src/absent").replacing(
            #""kind":"news""#,
            with: #""kind":"news","sha256":"\#(absent)""#
        )
        try await ledger.append(named)
        ledger.catchUp()
        #expect(try ledger.desk.verifyLog().textsMissing == 1)
    }
}
