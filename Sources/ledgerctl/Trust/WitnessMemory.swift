import Ledger
import Platform

/// What a witness keeps in its folder: `key`, `log.key`, `checkpoint`, `lock`, and `refused` if
/// ever.
struct WitnessMemory {
    let folder: String

    /// Takes the folder for this process: two that look and then write would each forget what the
    /// other has signed.
    func claim() throws(Failure) -> LockFile {
        try make()
        do throws(LockError) { return try LockFile(path: "\(folder)/lock") } catch {
            guard case .held = error else {
                throw .cannotCreate(error.description)
            }
            throw Failure(exit: .busy, code: "busy", message: "in use: \(error)")
        }
    }

    /// Makes sure that what is there is on the disk: after a crash it can be read without being so.
    func settle() throws(Failure) {
        try make()
        let path = "\(folder)/checkpoint"
        do throws(SystemError) {
            if DurableFile.exists(path) { try DurableFile.sync(path) }
            try Directory.sync(folder)
        } catch { throw .cannotCreate(error.description) }
    }

    /// Its key; made the first time, under the name that is given.
    func signer(_ name: String?, _ session: Session) throws(Failure) -> SignerKey {
        let path = "\(folder)/key"
        if DurableFile.exists(path) {
            let text = String(decoding: try read(path), as: UTF8.self)
            return try Self.key(path) { () throws(Malformed) in
                try SignerKey(String(text.prefix { $0 != "\n" }))
            }
        }
        guard let name else {
            throw .usage("a new witness needs a name", hints: ["write --name example.org/witness"])
        }
        let seed = session.surroundings.random(32)
        let made = try Self.key("--name") { () throws(Malformed) in
            try SignerKey(name: name, kind: .cosignature, seed: seed)
        }
        try write(Array((made.text + "\n").utf8), to: path, mode: 0o400)
        session.remark("the key of this witness:  \(made.verifier.text)")
        return made
    }

    private static func key(
        _ place: String,
        _ body: () throws(Malformed) -> SignerKey
    ) throws(Failure) -> SignerKey {
        do throws(Malformed) { return try body() } catch { throw .usage(place, error) }
    }

    /// The key of the log, as it was the first time.
    func logKey() throws(Failure) -> VerifierKey? {
        let path = "\(folder)/log.key"
        guard DurableFile.exists(path) else { return nil }
        return try KeyChoice.read(path, path)
    }

    /// The last checkpoint that it cosigned.
    func last() throws(Failure) -> SignedCheckpoint? {
        let path = "\(folder)/checkpoint"
        guard DurableFile.exists(path) else { return nil }
        let bytes = try InputFile.read(path)
        return try Proving.of(path) { () throws(NoteFailure) in
            try SignedCheckpoint(unverified: bytes)
        }
    }

    /// Remembers a checkpoint, durably, before anybody is told that it was signed.
    func keep(_ note: [UInt8], _ key: VerifierKey) throws(Failure) {
        try keep(key)
        try keep(note)
    }

    /// Remembers a checkpoint, durably.
    func keep(_ note: [UInt8]) throws(Failure) {
        try write(note, to: "\(folder)/checkpoint", mode: 0o644)
    }

    /// Remembers the key of the log.
    func keep(_ key: VerifierKey) throws(Failure) {
        try write(Array((key.text + "\n").utf8), to: "\(folder)/log.key", mode: 0o644)
    }

    /// Keeps the checkpoint that contradicts what was seen; says where, if that went well.
    func keepEvidence(_ note: [UInt8]) -> String? {
        let path = "\(folder)/refused"
        return (try? write(note, to: path, mode: 0o644)) == nil ? nil : path
    }

    /// The failure for a log that is not what it was; its checkpoint is kept as evidence.
    func refusal(
        _ reason: NoteFailure,
        _ note: [UInt8],
        _ last: SignedCheckpoint?
    ) -> Failure {
        let path = keepEvidence(note)
        return Failure(
            exit: .integrity,
            code: "not_witnessed",
            message: "not cosigned: \(reason)",
            hints: path.map { ["kept as evidence:  \(folder)/checkpoint  \($0)"] } ?? []
        )
    }

    private func read(_ path: String) throws(Failure) -> [UInt8] {
        try InputFile.read(path, bytesMax: 4_096)
    }

    private func write(_ bytes: [UInt8], to path: String, mode: UInt32) throws(Failure) {
        try make()
        do throws(SystemError) { try DurableFile.write(bytes, to: path, mode: mode) } catch {
            throw .cannotCreate(error.description)
        }
    }

    private func make() throws(Failure) {
        do throws(SystemError) { try Directory.create(folder, mode: 0o700, parents: true) } catch {
            throw .cannotCreate(error.description)
        }
    }
}

extension Failure {
    fileprivate static func cannotCreate(_ message: String) -> Failure {
        Failure(exit: .cannotCreate, code: "cannot_create", message: message)
    }
}
