import Ledger
import Testing

/// C2SP tlog-proof: a record that proves itself.
@Suite struct LogProofTests {
    private static let salt = [UInt8](repeating: 3, count: StoredRecord.saltBytes)

    private static func record(_ position: UInt64) -> StoredRecord {
        let event = Array("event \(position)".utf8)
        let leaf = Leaf(
            isClockHeld: false,
            position: RecordNumber(position),
            batchFirst: RecordNumber(position),
            batchCount: 1,
            id: RecordID(milliseconds: position, random: [UInt8](repeating: 1, count: 10)),
            recordedAt: Int64(position),
            recorder: .init(uid: 1_000, name: "alice"),
            type: "statement.made",
            commitment: Leaf.commitment(salt: salt, event: event)
        )
        return StoredRecord(leaf: leaf, salt: salt, event: event)
    }

    private static let records = (1...11).map { record(UInt64($0)) }
    private static let tree = StoredTree(records.map(\.leaf.bytes))

    private static func proof(_ position: UInt64, size: UInt64 = 11) throws -> LogProof {
        let (path, root) = tree.read(at: size) { read in
            (
                MerkleTree.inclusionProof(index: position - 1, size: size, reading: read),
                MerkleTree.root(size: size, reading: read)
            )
        }
        return LogProof(
            record: records[Int(position - 1)],
            path: path,
            checkpoint: SignedCheckpoint(
                size: size,
                root: root,
                key: try SignerKey(GoldenLog.privateKey)
            )
        )
    }

    @Test func `every record proves itself at every size`() throws {
        let key = try GoldenLog.key()
        for size in 1...11 as ClosedRange<UInt64> {
            for position in 1...size {
                let file = try Self.proof(position, size: size).bytes
                let read = try LogProof(bytes: file)
                #expect(try read.verify(key: key) == Self.records[Int(position - 1)])
                #expect(read.bytes == file)
            }
        }
    }

    @Test func `the golden proof is read, and its path leads to the root`() throws {
        let checkpoint = try GoldenLog.signed(15)
        let lines = ["c2sp.org/tlog-proof@v1", "index 4"] + GoldenLog.path
        let file = lines.map { $0 + "\n" }.joined() + "\n"
        let proof = try LogProof(bytes: Array(file.utf8) + checkpoint.note.bytes)
        #expect(proof.index == 4)
        #expect(proof.path.map(\.base64) == GoldenLog.path)
        try MerkleTree.verifyInclusion(
            of: GoldenLog.tree.leafHash(4),
            index: proof.index,
            size: 15,
            proof: proof.path,
            root: proof.checkpoint.checkpoint.root
        )
        // It carries no record of ours.
        #expect(throws: NoteFailure.self) { try proof.verify(key: GoldenLog.key()) }
    }

    @Test func `whatever bit is changed, the proof no longer holds`() throws {
        let key = try GoldenLog.key()
        let file = try Self.proof(7).bytes
        for at in file.indices {
            for bit in 0..<8 {
                var changed = file
                changed[at] ^= 1 << UInt8(bit)
                let record = try? LogProof(bytes: changed).verify(key: key)
                #expect(record == nil, "byte \(at), bit \(bit)")
            }
        }
    }

    @Test func `a record in another's place, and one that is not what it commits to, are refused`()
        throws
    {
        let key = try GoldenLog.key()
        let proof = try Self.proof(7)
        let text = String(decoding: proof.bytes, as: UTF8.self)
        let other = Base64.encode(Self.records[3].bytes)
        let swapped = text.replacing(Base64.encode(Self.records[6].bytes), with: other)
        #expect(throws: NoteFailure.proof(.rootMismatch)) {
            try LogProof(bytes: Array(swapped.utf8)).verify(key: key)
        }
        var forged = Self.records[6]
        forged.event = Array("event 8".utf8)
        let file = text.replacing(
            Base64.encode(Self.records[6].bytes),
            with: Base64.encode(forged.bytes)
        )
        #expect(throws: NoteFailure.record("the event of r7 is not the one that was recorded")) {
            try LogProof(bytes: Array(file.utf8)).verify(key: key)
        }
    }

    @Test func `a redacted record still proves its place`() throws {
        var redacted = Self.records[6]
        redacted.salt = []
        redacted.event = []
        let text = String(decoding: try Self.proof(7).bytes, as: UTF8.self).replacing(
            Base64.encode(Self.records[6].bytes),
            with: Base64.encode(redacted.bytes)
        )
        let found = try LogProof(bytes: Array(text.utf8)).verify(key: GoldenLog.key())
        #expect(found.isRedacted && found.leaf == Self.records[6].leaf)
    }

    @Test(
        arguments: [
            ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("extra ", "extra"),
            ("extra ", "extra !"), ("index 6", "index"), ("index 6", "index -6"),
            ("index 6", "index 06"), ("index 6", "indexes 6"),
            ("index 6", "index 18446744073709551616"),
            ("\n\n", "\n"), ("index 6\n", "index 6\nAAAA\n"),
        ])
    func `what is no proof is refused`(part: String, instead: String) throws {
        let text = String(decoding: try Self.proof(7).bytes, as: UTF8.self)
        #expect(text.contains(part))
        let changed = text.replacing(part, with: instead, maxReplacements: 1)
        #expect(throws: NoteFailure.self) { try LogProof(bytes: Array(changed.utf8)) }
    }
}
