/// The proof that a record is in a log, as a file that stands alone (C2SP tlog-proof).
///
/// The `extra` line carries the record as the log keeps it: leaf, salt, event. The format does not
/// authenticate that line; here it needs no trust, since the leaf is hashed and the event is
/// committed to by the leaf.
public struct LogProof: Sendable, Equatable {
    /// The record's bytes as in ``StoredRecord/bytes``; nil in a proof made by others.
    public let extra: [UInt8]?
    /// The leaf's place from 0.
    public let index: UInt64
    /// The path from the leaf's sibling to the root's child (RFC 9162 section 2.1.3).
    public let path: [Hash]
    /// The checkpoint, with its signatures.
    public let checkpoint: SignedCheckpoint

    /// The first line of every such file.
    public static let header = "c2sp.org/tlog-proof@v1"

    /// Makes a proof.
    public init(record: StoredRecord, path: [Hash], checkpoint: SignedCheckpoint) {
        extra = record.bytes
        index = record.leaf.position.value - 1
        self.path = path
        self.checkpoint = checkpoint
    }

    /// Reads a proof; nothing in it is trusted before ``verify(key:)``.
    ///
    /// - Throws: ``NoteFailure/malformed(_:)``.
    public init(bytes: [UInt8]) throws(NoteFailure) {
        guard bytes.count <= SignedNote.bytesMax else { throw .malformed("the proof is too large") }
        guard
            let end = bytes.indices.dropLast().first(where: {
                bytes[$0] == 0x0a && bytes[$0 + 1] == 0x0a
            }), let head = String(validating: bytes[..<end], as: UTF8.self)
        else { throw .malformed("the proof has no checkpoint behind an empty line") }
        var lines = head.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst() ?? "" == Self.header else {
            throw .malformed("the first line is not '\(Self.header)'")
        }
        extra = try Self.extra(&lines)
        guard let line = lines.popFirst(), line.hasPrefix("index "),
            let index = Checkpoint.decimal(line.dropFirst(6))
        else { throw .malformed("the proof has no line 'index N'") }
        self.index = index
        guard lines.count <= 64 else { throw .malformed("the proof has more than 64 hashes") }
        var path: [Hash] = []
        for line in lines {
            guard let hash = Hash(base64: line) else {
                throw .malformed("a line of the proof is no hash in base64")
            }
            path.append(hash)
        }
        self.path = path
        checkpoint = try SignedCheckpoint(unverified: Array(bytes[(end + 2)...]))
    }

    private static func extra(
        _ lines: inout ArraySlice<Substring>
    ) throws(NoteFailure) -> [UInt8]? {
        guard let line = lines.first, line.hasPrefix("extra ") else { return nil }
        lines.removeFirst()
        guard let bytes = Base64.decode(line.dropFirst(6)) else {
            throw .malformed("the line 'extra' is not base64")
        }
        return bytes
    }

    /// The proof as a file.
    public var bytes: [UInt8] {
        var head = [Self.header]
        if let extra { head.append("extra \(Base64.encode(extra))") }
        head.append("index \(index)")
        head += path.map(\.base64)
        return Array(head.map { $0 + "\n" }.joined().utf8) + [0x0a] + checkpoint.note.bytes
    }

    /// Checks everything: signature, path, place, commitment.
    ///
    /// - Parameter key: the key of the log, from somewhere that the desk cannot change.
    /// - Returns: the record that is proved to be in the log.
    /// - Throws: ``NoteFailure`` for the first thing that does not hold.
    public func verify(key: VerifierKey) throws(NoteFailure) -> StoredRecord {
        let signed = try SignedCheckpoint(bytes: checkpoint.note.bytes, key: key)
        guard let extra, let record = StoredRecord(bytes: extra.span) else {
            throw .record("the proof does not carry the record it is about")
        }
        do throws(ProofFailure) {
            try MerkleTree.verifyInclusion(
                of: record.leaf.hash,
                index: index,
                size: signed.checkpoint.size,
                proof: path,
                root: signed.checkpoint.root
            )
        } catch { throw .proof(error) }
        guard record.leaf.position.value == index + 1 else {
            throw .record("the record says that it is \(record.leaf.position), not r\(index + 1)")
        }
        guard record.isCommitted else {
            throw .record("the event of \(record.leaf.position) is not the one that was recorded")
        }
        return record
    }
}
