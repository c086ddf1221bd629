internal import Ledger
internal import Platform

/// The key that a log signs its checkpoints with: the file `key` of the ledger's folder.
///
/// One long-lived key, named as the origin: whoever checks the log, a witness above all, knows it
/// by that key. The file is readable by its owner alone. A key that is to follow lies beside it as
/// `key.next` until the record of the rotation is durable; the public halves of those before stand
/// in `key.former`, for the checkpoints that they have signed.
struct LogKey {
    private static let mode: UInt32 = 0o400

    private let folder: String
    private let origin: String
    private var path: String { "\(folder)/key" }
    private var nextPath: String { "\(folder)/key.next" }
    private var formerPath: String { "\(folder)/key.former" }

    init(folder: String, origin: String) {
        self.folder = folder
        self.origin = origin
    }

    /// Reads the key; a ledger that has none yet, as those of before, gets one.
    ///
    /// - Throws: ``StoreError`` for a key that is none or of another log, and what the system says.
    func load() throws -> SignerKey {
        if !DurableFile.exists(path) { try write(try makeKey(), to: path, remark: "") }
        return try read(path)
    }

    /// The key that is to follow, as a rotation that was cut short has left it, and the size of
    /// the log when it was made; nil if there is none.
    func next() throws -> (key: SignerKey, since: UInt64)? {
        guard DurableFile.exists(nextPath) else { return nil }
        let text = String(decoding: try DurableFile.read(nextPath, bytesMax: 4_096), as: UTF8.self)
        let remark = text.split(separator: "\n").dropFirst().first ?? ""
        guard let since = UInt64(remark.dropFirst(Self.since.count)) else {
            throw StoreError.damaged("\(nextPath) does not say where the rotation began")
        }
        return (try read(nextPath), since)
    }

    /// Makes the key that is to follow.
    func prepareNext(since size: UInt64) throws -> SignerKey {
        let made = try makeKey()
        try write(made, to: nextPath, remark: "\(Self.since)\(size)\n")
        return made
    }

    /// Gives up the key that was to follow.
    func dropNext() throws { try DurableFile.remove(nextPath) }

    /// Puts the next key in the place of the present one, which is kept as a public key alone.
    func adoptNext(after old: VerifierKey) throws {
        let known = try former()
        if !known.contains(old) { try write(former: known + [old]) }
        try DurableFile.rename(nextPath, to: path)
    }

    /// Writes down the keys before, oldest first.
    func write(former: [VerifierKey]) throws {
        guard !former.isEmpty else { return }
        let lines = former.map { $0.text + "\n" }.joined()
        try DurableFile.write(Array(lines.utf8), to: formerPath, mode: Self.mode)
    }

    /// Takes the private key that an operator gives for a log that he restores.
    ///
    /// - Throws: ``StoreError/wrongKey(_:)`` unless its public half is the expected one.
    func adopt(_ text: String, expecting expected: VerifierKey) throws -> VerifierKey {
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        guard let key = try? SignerKey(line) else {
            throw StoreError.wrongKey("what was given as the key is no private key")
        }
        guard key.verifier == expected else {
            throw StoreError.wrongKey(
                "the key that was given is that of \(key.verifier.text); the backup is signed by "
                    + expected.text
            )
        }
        try write(key, to: path, remark: "")
        return key.verifier
    }

    /// The keys before, oldest first.
    func former() throws -> [VerifierKey] {
        guard DurableFile.exists(formerPath) else { return [] }
        let bytes = try DurableFile.read(formerPath, bytesMax: SignedNote.bytesMax)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return try lines.map { line throws in
            guard let key = try? VerifierKey(String(line)) else {
                throw StoreError.damaged("\(formerPath): '\(line)' is no public key")
            }
            return key
        }
    }

    private static let since = "# since r"

    private func makeKey() throws -> SignerKey {
        try SignerKey(name: origin, kind: .note, seed: SystemRandom.bytes(32))
    }

    private func write(_ key: SignerKey, to path: String, remark: String) throws {
        try DurableFile.write(Array("\(key.text)\n\(remark)".utf8), to: path, mode: Self.mode)
    }

    private func read(_ path: String) throws -> SignerKey {
        let text = String(decoding: try DurableFile.read(path, bytesMax: 4_096), as: UTF8.self)
        let key: SignerKey
        do throws(Malformed) {
            key = try SignerKey(text.split(separator: "\n").first.map(String.init) ?? "")
        } catch { throw StoreError.damaged("\(path) holds no private key") }
        guard key.verifier.kind == .note, key.verifier.name == origin else {
            throw StoreError.damaged("\(path) is the key of '\(key.verifier.name)'")
        }
        return key
    }
}
