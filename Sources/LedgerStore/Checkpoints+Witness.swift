public import Ledger
internal import Platform

/// Cosignatures: what witnesses say that they have seen of the log (C2SP tlog-cosignature).
///
/// The witnesses that a ledger knows stand in the file `witnesses` of its folder, a public key a
/// line; an administrator writes it. What anybody else signs is not kept.
extension Checkpoints {
    /// The keys in `witnesses`; none without the file.
    ///
    /// - Throws: ``StoreError/damaged(_:)`` for a line that is no key of a witness.
    public var witnesses: [VerifierKey] {
        get throws {
            guard DurableFile.exists(witnessFile) else { return [] }
            let bytes = try DurableFile.read(witnessFile, bytesMax: SignedNote.bytesMax)
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            return try lines.filter { !$0.hasPrefix("#") }.map { line throws in
                guard let key = try? VerifierKey(String(line)), key.kind == .cosignature else {
                    throw StoreError.damaged("\(witnessFile): '\(line)' is no key of a witness")
                }
                return key
            }
        }
    }

    /// Takes in the cosignatures of known witnesses on a checkpoint of ours, and keeps it.
    ///
    /// - Parameter bytes: the checkpoint as a witness gives it back.
    /// - Throws: ``NoteFailure`` if it is not ours, not of this log as it is, or no known witness
    ///   has signed it; and what reading and writing throw.
    /// - Returns: the checkpoint with all cosignatures that are kept, and the names of those that
    ///   were taken in.
    public func attach(_ bytes: [UInt8]) throws -> (kept: SignedCheckpoint, names: [String]) {
        let given = try SignedCheckpoint(bytes: bytes, key: key)
        let size = given.checkpoint.size
        guard size <= log.head.size, try log.root(at: size) == given.checkpoint.root else {
            throw NoteFailure.malformed("the checkpoint is not of this log")
        }
        let signed = try given.witnesses(among: try witnesses)
        guard !signed.isEmpty else {
            throw NoteFailure.malformed("no witness of the file \(witnessFile) has signed it")
        }
        let own = try self[size].flatMap { $0.isSigned(by: key) ? $0 : nil }
        var kept = own ?? given.withoutCosignatures
        for signature in given.note.signatures
        where signed.contains(where: {
            $0.key.name == signature.name && $0.key.id == signature.keyID
        }) {
            kept.add(signature)
        }
        try write(kept)
        return (kept, signed.map(\.key.name))
    }

    /// The newest kept checkpoint that covers a record and has a cosignature of a known witness.
    public func cosigned(covering position: RecordNumber) throws -> SignedCheckpoint? {
        let keys = try witnesses
        for size in try sizes.reversed() {
            guard size >= position.value else { return nil }
            if let found = try self[size], found.isSigned(by: key),
                try !found.witnesses(among: keys).isEmpty
            {
                return found
            }
        }
        return nil
    }
}
