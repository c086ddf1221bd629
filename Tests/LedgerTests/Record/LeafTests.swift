import Testing

@testable import Ledger

// The test macros cannot take the span of an array; these can.
extension Leaf {
    fileprivate static func reading(_ bytes: [UInt8]) -> (leaf: Leaf, count: Int)? {
        read(bytes.span)
    }
}

extension StoredRecord {
    fileprivate static func reading(_ bytes: [UInt8]) -> StoredRecord? {
        StoredRecord(bytes: bytes.span)
    }
}

/// The leaf's layout, against bytes laid out by hand and hashed with another implementation.
struct LeafTests {
    private static let salt = [UInt8](0..<16)
    private static let event = [0x0a, 10] + Array("talks.held".utf8)

    /// Record 3 of a batch of four that begins at r166.
    private static func leaf() throws -> Leaf {
        Leaf(
            isClockHeld: true,
            position: RecordNumber(168),
            batchFirst: RecordNumber(166),
            batchCount: 4,
            id: try #require(RecordID("0199c0de-0000-7abc-8000-0000000000ff")),
            recordedAt: 1_543_622_400_123_456,
            recorder: .init(uid: 1000, name: "nadia"),
            type: "talks.held",
            commitment: Leaf.commitment(salt: salt, event: event)
        )
    }

    private static let parts = [
        "01", "01",  // version, flags: the clock was held
        "00000000000000a8", "00000000000000a6", "00000004",  // position, batch_first, batch_count
        "0199c0de00007abc80000000000000ff",  // record id
        "00057bea98d3a240", "000003e8",  // recorded_at in microseconds, recorder uid
        "05", "6e61646961", "0a", "74616c6b732e68656c64",  // recorder name, type name
        "977f662e3e485e14b924ce1428c6f07476f5160c77ad35cf260755dc15da4987",  // commitment
    ]

    private static var laidOut: [UInt8] { bytes(hex: parts.joined()) }

    @Test func `a leaf is laid out byte by byte`() throws {
        let leaf = try Self.leaf()
        #expect(leaf.bytes == Self.laidOut)
        #expect(leaf.bytes.count == 99)
        #expect(
            leaf.hash.hex == "0e1779d2860316fba3bf0976ff0b0b9e7367b21c479c968ee7818bf372b6f4ed"
        )
    }

    @Test func `the clock's flag and a time before 1970 are written as they stand`() throws {
        var leaf = try Self.leaf()
        leaf.isClockHeld = false
        leaf.recordedAt = -1
        #expect(leaf.bytes[1] == 0)
        #expect(Array(leaf.bytes[38..<46]) == [UInt8](repeating: 0xff, count: 8))
        let written = leaf.bytes
        #expect(Leaf.reading(written)?.leaf == leaf)
    }

    @Test func `what is written is read back, up to where the leaf ends`() throws {
        let leaf = try Self.leaf()
        let behind = leaf.bytes + [1, 2, 3]
        let read = try #require(Leaf.reading(behind))
        #expect(read.leaf == leaf && read.count == 99)
    }

    @Test func `every truncation is refused`() {
        for count in 0..<Self.laidOut.count {
            let cut = Array(Self.laidOut.prefix(count))
            #expect(Leaf.reading(cut) == nil, "\(count) bytes")
        }
    }

    private static let damages: [(String, Int, UInt8)] = [
        ("another version", 0, 2), ("version 0", 0, 0), ("an unknown flag", 1, 2),
        ("a name beyond the end", 50, 0xff), ("a type beyond the end", 56, 0xff),
        ("a name that is not UTF-8", 51, 0xff), ("a type that is not UTF-8", 57, 0xc0),
    ]

    @Test(arguments: damages)
    func `a damaged leaf is refused`(name: String, at: Int, byte: UInt8) {
        var damaged = Self.laidOut
        damaged[at] = byte
        #expect(Leaf.reading(damaged) == nil)
    }

    @Test func `the longest names are written and read`() throws {
        var leaf = try Self.leaf()
        leaf.recorder = .init(uid: .max, name: String(repeating: "n", count: 300))
        leaf.type = "x." + String(repeating: "t", count: 94)
        #expect(leaf.recorder.name.utf8.count == 255)
        let written = leaf.bytes
        #expect(Leaf.reading(written)?.leaf == leaf)
    }

    @Test(arguments: [
        (String(repeating: "n", count: 254) + "é", 254),
        (String(repeating: "n", count: 253) + "é", 255),
        (String(repeating: "🚢", count: 80), 252),
    ])
    func `a long name is cut between characters`(name: String, count: Int) {
        let cut = Leaf.Recorder(uid: 1, name: name).name
        #expect(cut.utf8.count == count && name.hasPrefix(cut))
    }
}

struct StoredRecordTests {
    private static func record() throws -> StoredRecord {
        let salt = [UInt8](repeating: 7, count: StoredRecord.saltBytes)
        let event = [0x0a, 1] + Array("a".utf8)
        let leaf = Leaf(
            isClockHeld: false,
            position: RecordNumber(1),
            batchFirst: RecordNumber(1),
            batchCount: 1,
            id: RecordID(high: 1, low: 2),
            recordedAt: 3,
            recorder: .init(uid: 4, name: "nadia"),
            type: "a",
            commitment: Leaf.commitment(salt: salt, event: event)
        )
        return StoredRecord(leaf: leaf, salt: salt, event: event)
    }

    @Test func `a stored record is leaf, salt and event`() throws {
        let record = try Self.record()
        #expect(record.bytes == record.leaf.bytes + record.salt + record.event)
        let written = record.bytes
        #expect(StoredRecord.reading(written) == record)
        #expect(record.isCommitted && !record.isRedacted)
    }

    @Test func `a redacted record is its leaf alone`() throws {
        let whole = try Self.record()
        let redacted = StoredRecord(leaf: whole.leaf, salt: [], event: [])
        #expect(redacted.isRedacted && redacted.isCommitted)
        let written = redacted.bytes
        #expect(written == whole.leaf.bytes && StoredRecord.reading(written) == redacted)
        #expect(redacted.leaf.hash == whole.leaf.hash, "the tree does not change")
    }

    @Test func `a truncation is refused, or no longer committed to`() throws {
        let written = try Self.record().bytes
        let leafCount = try Self.record().leaf.bytes.count
        for count in 0..<written.count where count != leafCount {
            let cut = Array(written.prefix(count))
            let isWhole = StoredRecord.reading(cut)?.isCommitted ?? false
            #expect(!isWhole, "\(count) bytes")
        }
    }

    @Test func `a change of salt or event is found out`() throws {
        let record = try Self.record()
        for at in record.leaf.bytes.count..<record.bytes.count {
            var changed = record.bytes
            changed[at] ^= 0x10
            let read = try #require(StoredRecord.reading(changed))
            #expect(!read.isCommitted, "byte \(at)")
        }
    }
}
