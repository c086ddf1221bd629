/// What is hashed of a record: the leaf of the Merkle tree, version 1.
///
/// A fixed big-endian layout of its own, independent of protobuf, so that anyone can check it
/// with a hash function alone (`docs/file-format.md`): version u8 = 1, flags u8, position u64,
/// batch_first u64, batch_count u32, record id 16 bytes, recorded_at i64, recorder uid u32,
/// recorder name (u8 length, UTF-8), type name (u8 length), payload commitment 32 bytes.
public struct Leaf: Sendable, Equatable {
    /// The layout written today.
    public static let version: UInt8 = 1

    /// The clock was behind the last record, so `recordedAt` was held just above it.
    public var isClockHeld: Bool
    /// Where the record lies.
    public var position: RecordNumber
    /// The first record of its batch, which names the batch.
    public var batchFirst: RecordNumber
    /// How many records the batch has.
    public var batchCount: UInt32
    /// The record's identity.
    public var id: RecordID
    /// Microseconds since 1970-01-01 UTC, strictly rising along the log.
    public var recordedAt: Int64
    /// The account that appended it.
    public var recorder: Recorder
    /// The event's type.
    public var type: String
    /// SHA-256 of salt and event bytes.
    public var commitment: Hash

    /// Makes a leaf of its parts.
    public init(
        isClockHeld: Bool,
        position: RecordNumber,
        batchFirst: RecordNumber,
        batchCount: UInt32,
        id: RecordID,
        recordedAt: Int64,
        recorder: Recorder,
        type: String,
        commitment: Hash
    ) {
        self.isClockHeld = isClockHeld
        self.position = position
        self.batchFirst = batchFirst
        self.batchCount = batchCount
        self.id = id
        self.recordedAt = recordedAt
        self.recorder = recorder
        self.type = type
        self.commitment = commitment
    }

    /// The account at the other end of the connection, as the kernel tells it.
    public struct Recorder: Sendable, Hashable {
        /// Unix user id.
        public var uid: UInt32
        /// The account's name at that time, at most 255 bytes.
        public var name: String

        /// Makes a recorder; a longer name is cut.
        public init(uid: UInt32, name: String) {
            self.uid = uid
            var name = name
            while name.utf8.count > 255 { name.unicodeScalars.removeLast() }
            self.name = name
        }
    }

    /// The leaf's bytes.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(160)
        append(to: &out)
        return out
    }

    func append(to out: inout [UInt8]) {
        precondition(recorder.name.utf8.count <= 255 && type.utf8.count <= 255, "names are short")
        out.append(Self.version)
        out.append(isClockHeld ? 1 : 0)
        BigEndian.append(position.value, to: &out)
        BigEndian.append(batchFirst.value, to: &out)
        BigEndian.append(batchCount, to: &out)
        id.append(to: &out)
        BigEndian.append(recordedAt, to: &out)
        BigEndian.append(recorder.uid, to: &out)
        out.append(UInt8(recorder.name.utf8.count))
        out.append(contentsOf: recorder.name.utf8)
        out.append(UInt8(type.utf8.count))
        out.append(contentsOf: type.utf8)
        commitment.append(to: &out)
    }

    /// The hash of the leaf in the tree (RFC 6962 section 2.1).
    public var hash: Hash {
        let bytes = bytes
        return MerkleTree.leafHash(of: bytes.span)
    }

    /// The commitment to an event: SHA-256(salt ‖ event bytes).
    ///
    /// The salt keeps a redacted event from being guessed from its hash.
    public static func commitment(salt: [UInt8], event: [UInt8]) -> Hash {
        let bytes = salt + event
        return Hash.sha256(of: bytes.span)
    }
}

extension Leaf {
    private static let fixedBytes = 1 + 1 + 8 + 8 + 4 + 16 + 8 + 4

    /// Reads a leaf from the front of bytes.
    ///
    /// - Returns: the leaf and how many bytes it takes; nil if they are no leaf of version 1.
    static func read(_ bytes: borrowing Span<UInt8>) -> (leaf: Leaf, count: Int)? {
        guard bytes.count > fixedBytes, bytes[0] == version, bytes[1] <= 1 else { return nil }
        guard let id = RecordID(bytes: bytes.extracting(22..<38)) else { return nil }
        var at = fixedBytes
        guard let name = text(bytes, &at), let type = text(bytes, &at), at + 32 <= bytes.count,
            let commitment = Hash(bytes: bytes.extracting(at..<(at + 32)))
        else { return nil }
        let leaf = Leaf(
            isClockHeld: bytes[1] == 1,
            position: RecordNumber(BigEndian.u64(bytes, 2)),
            batchFirst: RecordNumber(BigEndian.u64(bytes, 10)),
            batchCount: BigEndian.u32(bytes, 18),
            id: id,
            recordedAt: Int64(bitPattern: BigEndian.u64(bytes, 38)),
            recorder: Recorder(uid: BigEndian.u32(bytes, 46), name: name),
            type: type,
            commitment: commitment
        )
        return (leaf, at + 32)
    }

    private static func text(_ bytes: borrowing Span<UInt8>, _ at: inout Int) -> String? {
        guard at < bytes.count else { return nil }
        let end = at + 1 + Int(bytes[at])
        guard end <= bytes.count,
            let view = try? UTF8Span(validating: bytes.extracting((at + 1)..<end))
        else { return nil }
        at = end
        return String(copying: view)
    }
}
