/// What a witness is asked: to cosign a checkpoint that continues what it saw (C2SP tlog-witness).
///
/// The body of `POST /add-checkpoint`: `old SIZE`, the consistency proof from that size, an empty
/// line, the checkpoint. The decision is here too, without file, clock or socket.
public struct WitnessRequest: Sendable, Equatable {
    /// How many records the sender believes that the witness has seen.
    public let oldSize: UInt64
    /// The hashes between that size and the checkpoint's (RFC 9162 section 2.1.4).
    public let proof: [Hash]
    /// The new checkpoint, with its signatures.
    public let note: SignedNote
    /// What the note says; not trusted before ``checked(key:last:)``.
    public let checkpoint: Checkpoint

    /// The most bytes that are read: 63 hashes and 100 signatures need a third of it.
    public static let bytesMax = 64 << 10
    /// The most hashes that a proof may have.
    public static let hashesMax = 63

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - oldSize: what the witness has seen.
    ///   - proof: the hashes between the two sizes; none from 0.
    ///   - signed: the new checkpoint.
    public init(from oldSize: UInt64, proof: [Hash], to signed: SignedCheckpoint) {
        self.oldSize = oldSize
        self.proof = proof
        note = signed.note
        checkpoint = signed.checkpoint
    }

    /// Reads a body.
    ///
    /// - Throws: ``WitnessRefusal/malformed(_:)``.
    public init(bytes: [UInt8]) throws(WitnessRefusal) {
        guard bytes.count <= Self.bytesMax else { throw .malformed("the request is too large") }
        guard
            let end = bytes.indices.dropLast().first(where: {
                bytes[$0] == 0x0a && bytes[$0 + 1] == 0x0a
            }), let head = String(validating: bytes[..<end], as: UTF8.self)
        else { throw .malformed("the request has no checkpoint behind an empty line") }
        var lines = head.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard let first = lines.popFirst(), first.hasPrefix("old "),
            let size = Checkpoint.decimal(first.dropFirst(4))
        else { throw .malformed("the first line is not 'old SIZE'") }
        guard lines.count <= Self.hashesMax else {
            throw .malformed("the proof has more than \(Self.hashesMax) hashes")
        }
        var proof: [Hash] = []
        for line in lines {
            guard let hash = Hash(base64: line) else {
                throw .malformed("a line of the proof is no hash in base64")
            }
            proof.append(hash)
        }
        oldSize = size
        self.proof = proof
        do throws(NoteFailure) {
            note = try SignedNote(bytes: Array(bytes[(end + 2)...]))
            checkpoint = try Checkpoint(anyRoot: note.text)
        } catch { throw .malformed(error.description) }
    }

    /// The body.
    public var bytes: [UInt8] {
        let lines = ["old \(oldSize)"] + proof.map(\.base64)
        return Array(lines.map { $0 + "\n" }.joined().utf8) + [0x0a] + note.bytes
    }

    /// Decides, in the order that the specification gives.
    ///
    /// - Parameters:
    ///   - key: the key of the only log that the witness knows.
    ///   - last: the last checkpoint that it cosigned; nil before the first.
    /// - Returns: the note to cosign and keep, with the signature of the log alone.
    /// - Throws: ``WitnessRefusal`` for the first thing that does not hold.
    public func checked(
        key: VerifierKey,
        last: Checkpoint?
    ) throws(WitnessRefusal) -> SignedNote {
        guard checkpoint.origin == key.name else { throw .otherOrigin(checkpoint.origin) }
        do throws(NoteFailure) {
            guard try !note.verified(by: [key]).isEmpty else { throw .unsigned(key.name) }
        } catch { throw .unsigned(error) }
        let size = checkpoint.size
        guard oldSize <= size else { throw .oldBeyondSize(old: oldSize, size: size) }
        guard oldSize == last?.size ?? 0 else { throw .otherSize(last?.size ?? 0) }
        guard size > 0 || checkpoint.root == MerkleTree.emptyRoot else { throw .emptyRoot }
        if let last, size == last.size, checkpoint.root != last.root { throw .forked(size) }
        do throws(ProofFailure) { try checkProof(last?.root) } catch { throw .proof(error) }
        var kept = note
        kept.keep { $0.name == key.name && $0.keyID == key.id }
        return kept
    }

    /// An empty tree is consistent with every tree, so from there a proof is empty.
    private func checkProof(_ oldRoot: Hash?) throws(ProofFailure) {
        guard oldSize > 0, let oldRoot else {
            if proof.isEmpty { return }
            throw .extraHashes
        }
        try MerkleTree.verifyConsistency(
            from: oldSize,
            root: oldRoot,
            to: checkpoint.size,
            root: checkpoint.root,
            proof: proof
        )
    }

    /// Reads what a witness replied to this request.
    ///
    /// - Parameters:
    ///   - reply: its lines of signature; those of unknown keys are passed over.
    ///   - witness: the key of the witness.
    /// - Returns: the checkpoint with the signatures of its log and of this witness.
    /// - Throws: ``NoteFailure`` if none of them is of the witness, or one does not hold.
    public func cosigned(
        _ reply: [UInt8],
        by witness: VerifierKey
    ) throws(NoteFailure) -> SignedNote {
        precondition(witness.kind == .cosignature, "a log cosigns nothing")
        var bare = note
        bare.keep { $0.name == checkpoint.origin }
        var signed = try SignedNote(bytes: bare.bytes + reply)
        // An empty line in the reply would make the checkpoint part of another text.
        guard signed.text == note.text else {
            throw .malformed("the reply of the witness is not lines of signature")
        }
        let found = try signed.verified(by: [witness])
        guard !found.isEmpty else { throw .unsigned(witness.name) }
        guard found.allSatisfy({ $0.seconds ?? 0 > 0 }) else {
            throw .malformed("the cosignature of '\(witness.name)' has no time")
        }
        signed.keep {
            $0.name == checkpoint.origin || $0.name == witness.name && $0.keyID == witness.id
        }
        return signed
    }
}

/// Why a witness does not cosign, in the order in which it looks.
public enum WitnessRefusal: Error, Hashable, Sendable {
    /// It is no such request; what is wrong, as a phrase.
    case malformed(String)
    /// The witness knows no log of this name.
    case otherOrigin(String)
    /// No signature of the log's key is on it, or one that does not hold.
    case unsigned(NoteFailure)
    /// The checkpoint covers less than the sender says that it continues.
    case oldBeyondSize(old: UInt64, size: UInt64)
    /// The witness has seen so many records, not what the sender believes.
    case otherSize(UInt64)
    /// A log without records has one root, and this is another.
    case emptyRoot
    /// The log has signed two roots for one size: evidence that nobody but its key can make.
    case forked(UInt64)
    /// The proof does not show that the log only grew.
    case proof(ProofFailure)

    /// The status of the HTTP reply.
    public var status: Int {
        switch self {
        case .malformed, .oldBeyondSize: 400
        case .otherOrigin: 404
        case .unsigned: 403
        case .otherSize: 409
        case .emptyRoot, .forked, .proof: 422
        }
    }

    /// The media type of the HTTP reply.
    public var contentType: String {
        if case .otherSize = self { return Self.sizeType }
        return "text/plain; charset=utf-8"
    }

    /// The media type of a size alone.
    public static let sizeType = "text/x.tlog.size"

    /// The body of the HTTP reply: a size for programs, else a sentence.
    public var body: [UInt8] {
        if case .otherSize(let size) = self { return Array("\(size)\n".utf8) }
        return Array("\(description)\n".utf8)
    }

    /// Reads the body of a reply that names a size; nil for anything else.
    public static func size(in body: [UInt8]) -> UInt64? {
        guard body.last == 0x0a, body.count <= 21 else { return nil }
        return Checkpoint.decimal(String(decoding: body.dropLast(), as: UTF8.self))
    }
}

extension WitnessRefusal: CustomStringConvertible {
    /// A sentence for a person.
    public var description: String {
        switch self {
        case .malformed(let what): what
        case .otherOrigin(let origin): "the log '\(origin)' is not known here"
        case .unsigned(let failure): failure.description
        case .oldBeyondSize(let old, let size):
            "the checkpoint covers \(size) records, and the old size is \(old)"
        case .otherSize(let size): "this witness has seen \(size) records"
        case .emptyRoot: "the root of an empty log is another"
        case .forked(let size): "the log has signed another root for \(size) records before"
        case .proof(let failure): failure.description
        }
    }
}
