import Testing

@testable import LMDB

@Suite struct TableKeyTests {
    /// A composite key: kind, then number, then a name of any length.
    private struct RowKey: TableKey, Equatable {
        var kind: UInt32
        var number: UInt64
        var name: String

        init(_ kind: UInt32, _ number: UInt64, _ name: String) {
            self.kind = kind
            self.number = number
            self.name = name
        }

        init?(keyBytes: borrowing Span<UInt8>) {
            guard keyBytes.count >= 12 else { return nil }
            kind = keyBytes.bigEndian(UInt32.self, at: 0)
            number = keyBytes.bigEndian(UInt64.self, at: 4)
            guard let name = String(keyBytes: keyBytes.extracting(12...)) else { return nil }
            self.name = name
        }

        func encode(into writer: inout KeyWriter) {
            writer.append(kind)
            writer.append(number)
            writer.append(name.utf8.span)
        }
    }

    let directory: ScratchDirectory

    init() throws { directory = try ScratchDirectory() }

    /// Puts keys in the opposite of their order, and expects them back in it.
    private func check<Key: TableKey & Equatable>(_ keys: [Key]) throws {
        let environment = try directory.open(tables: ["keys"])
        let table = environment.table("keys", key: Key.self)
        try environment.write { transaction throws in
            for key in keys.reversed() { try transaction.put(table, key, []) }
        }
        var found: [Key] = []
        try environment.read { transaction throws in
            try transaction.scan(table) { bytes, _ in
                guard let key = Key(keyBytes: bytes) else { throw LMDBError.corrupted }
                found.append(key)
                return true
            }
        }
        #expect(found == keys)
    }

    @Test func `numbers sort as numbers`() throws {
        try check([0, 1, 255, 256, 65_535, 65_536, 1 << 32, .max - 1, .max] as [UInt64])
    }

    @Test func `small numbers sort as numbers`() throws {
        try check([0, 1, 255, 256, 65_535, 65_536, .max - 1, .max] as [UInt32])
    }

    @Test func `bytes sort from the left, a prefix first`() throws {
        try check([[0], [0, 0], [0, 255], [1], [127], [128], [255], [255, 0]] as [[UInt8]])
    }

    @Test func `strings sort by code point`() throws {
        try check(["A", "Z", "a", "aa", "b", "ü", "中", "🙂"])
    }

    @Test func `a composite key sorts by its parts in turn`() throws {
        try check([
            RowKey(0, .max, "z"), RowKey(1, 0, ""), RowKey(1, 0, "a"), RowKey(1, 1, ""),
            RowKey(256, 0, "b"), RowKey(256, 256, "a"),
        ])
    }

    @Test func `bytes that are not a key give nil`() {
        for bytes in [[], [1], [1, 2, 3], [1, 2, 3, 4, 5], .init(repeating: 0, count: 9)]
            as [[UInt8]]
        {
            #expect(UInt64(keyBytes: bytes.span) == nil)
            #expect(UInt32(keyBytes: bytes.span) == nil)
        }
        #expect(String(keyBytes: [0xC3, 0x28].span) == nil)
    }

    @Test func `a key in the file that is not of its type is damage`() throws {
        let environment = try directory.open(tables: ["keys"])
        let bytes = environment.table("keys", key: [UInt8].self)
        try environment.write { transaction in try transaction.put(bytes, [1, 2, 3], []) }
        let numbers = environment.table("keys", key: UInt64.self)
        #expect(throws: LMDBError.corrupted) { try environment.read { try $0.lastKey(numbers) } }
    }

    @Test func `reading an integer beyond its bytes is our bug`() async {
        await #expect(processExitsWith: .failure) {
            _ = ([0, 0, 0, 0, 0, 0, 0] as [UInt8]).span.bigEndian(UInt64.self, at: 0)
        }
        await #expect(processExitsWith: .failure) {
            _ = ([0, 0, 0, 0, 0, 0, 0, 0, 0] as [UInt8]).span.bigEndian(UInt64.self, at: 2)
        }
    }
}
