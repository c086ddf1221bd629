/// How long a log is and its root, as it signs them (C2SP tlog-checkpoint v1.0.0).
///
/// Three lines: the origin, the number of records, the root in base64. A log of ours writes no
/// extension lines; those of another are read and kept.
public struct Checkpoint: Sendable, Equatable {
    /// The log's name.
    public let origin: String
    /// How many records it covers.
    public let size: UInt64
    /// The Merkle root over them.
    public let root: Hash
    /// Further lines.
    public let extensions: [String]

    /// Makes a checkpoint.
    public init(origin: String, size: UInt64, root: Hash) {
        self.origin = origin
        self.size = size
        self.root = root
        extensions = []
    }

    /// Reads the text of a note.
    ///
    /// - Throws: ``NoteFailure/malformed(_:)``.
    public init(text: String) throws(NoteFailure) {
        try self.init(anyRoot: text)
        guard size > 0 || root == MerkleTree.emptyRoot else {
            throw .malformed("the root of an empty log is another")
        }
    }

    /// Reads a text that may give an empty log any root: a witness answers that in its own way.
    init(anyRoot text: String) throws(NoteFailure) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard text.hasSuffix("\n"), lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }) else {
            throw .malformed("a checkpoint has three lines or more, none of them empty")
        }
        guard VerifierKey.isName(String(lines[0])) else {
            throw .malformed("the first line of the checkpoint is no origin")
        }
        guard let size = Self.decimal(lines[1]), size <= MerkleTree.sizeMax else {
            throw .malformed("the second line of the checkpoint is no size")
        }
        guard let root = Hash(base64: lines[2]) else {
            throw .malformed("the third line of the checkpoint is no root in base64")
        }
        origin = String(lines[0])
        self.size = size
        self.root = root
        extensions = lines.dropFirst(3).map(String.init)
    }

    /// The text to sign.
    public var text: String {
        ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    /// A whole number without sign or leading zeros; nil for anything else.
    static func decimal(_ text: some StringProtocol) -> UInt64? {
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isPlain, text == "0" || !text.hasPrefix("0") else { return nil }
        return UInt64(text)
    }
}

/// A checkpoint with the signature of its log, and those of witnesses.
public struct SignedCheckpoint: Sendable, Equatable {
    /// What is signed.
    public let checkpoint: Checkpoint
    /// The note as it was read or made.
    public private(set) var note: SignedNote

    /// Signs a checkpoint; its origin is the name of the key.
    ///
    /// - Parameters:
    ///   - size: how many records; they must be durable, for a log must never take it back.
    ///   - root: the root over them.
    ///   - key: the key of the log.
    public init(size: UInt64, root: Hash, key: SignerKey) {
        checkpoint = Checkpoint(origin: key.verifier.name, size: size, root: root)
        note = SignedNote(text: checkpoint.text)
        note.sign(with: key)
    }

    /// Reads a checkpoint without looking at its signatures.
    public init(unverified bytes: [UInt8]) throws(NoteFailure) {
        note = try SignedNote(bytes: bytes)
        checkpoint = try Checkpoint(text: note.text)
    }

    /// Reads a checkpoint that must be signed by a log.
    ///
    /// - Parameters:
    ///   - bytes: the note.
    ///   - key: the key of the log.
    /// - Throws: ``NoteFailure`` if it is not read, of another log, or not signed by this one.
    public init(bytes: [UInt8], key: VerifierKey) throws(NoteFailure) {
        try self.init(unverified: bytes)
        guard checkpoint.origin == key.name else {
            throw .otherOrigin(found: checkpoint.origin, expected: key.name)
        }
        guard try note.verified(by: [key]).isEmpty else { return }
        guard let other = note.signatures.first(where: { $0.name == key.name }) else {
            throw .unsigned(key.name)
        }
        throw .otherKey(
            name: key.name,
            signed: VerifierKey.idText(other.keyID),
            given: key.idText
        )
    }

    /// Reads a checkpoint that one of several keys of a log must have signed.
    ///
    /// - Throws: ``NoteFailure`` as for one key; of several failures that of the first key.
    public init(bytes: [UInt8], keys: [VerifierKey]) throws(NoteFailure) {
        precondition(!keys.isEmpty, "somebody must have signed it")
        let read = try SignedCheckpoint(unverified: bytes)
        let key = keys.first { key in read.note.signatures.contains { $0.keyID == key.id } }
        try self.init(bytes: bytes, key: key ?? keys[0])
    }

    /// Whether a key has signed it.
    public func isSigned(by key: VerifierKey) -> Bool {
        ((try? note.verified(by: [key])) ?? []).isEmpty == false
    }

    /// The witnesses among `keys` that have cosigned it.
    ///
    /// - Throws: ``NoteFailure/badSignature(_:)`` if one of them is claimed and does not hold.
    public func witnesses(
        among keys: [VerifierKey]
    ) throws(NoteFailure) -> [SignedNote.Verified] {
        try note.verified(by: keys)
    }

    /// The same with the signature of the log alone.
    public var withoutCosignatures: SignedCheckpoint {
        var bare = self
        bare.note.keep { $0.name == checkpoint.origin }
        return bare
    }

    /// Adds the signature of a witness.
    public mutating func add(_ signature: SignedNote.Signature) { note.add(signature) }

    /// Whether this checkpoint is of the same log, as it was or grown since.
    ///
    /// - Parameters:
    ///   - earlier: what was seen before; of an empty log everything is a continuation.
    ///   - proof: the consistency proof between the two (RFC 9162 section 2.1.4).
    /// - Throws: ``NoteFailure`` if it is not shown.
    public func continues(
        _ earlier: Checkpoint,
        proof: [Hash]
    ) throws(NoteFailure) {
        guard checkpoint.origin == earlier.origin else {
            throw .otherOrigin(found: checkpoint.origin, expected: earlier.origin)
        }
        guard earlier.size > 0 else { return }
        guard checkpoint.size >= earlier.size else {
            throw .shrank(from: earlier.size, to: checkpoint.size)
        }
        do throws(ProofFailure) {
            try MerkleTree.verifyConsistency(
                from: earlier.size,
                root: earlier.root,
                to: checkpoint.size,
                root: checkpoint.root,
                proof: proof
            )
        } catch { throw .proof(error) }
    }
}
