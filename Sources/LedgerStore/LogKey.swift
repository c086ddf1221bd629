internal import Ledger
internal import Platform

/// The key that a log signs its checkpoints with: the file `key` of the ledger's folder.
///
/// One long-lived key, named as the origin: whoever checks the log, a witness above all, knows it
/// by that key. The file is readable by its owner alone.
enum LogKey {
    private static let mode: UInt32 = 0o400

    /// Reads the key; a ledger that has none yet, as those of before, gets one.
    ///
    /// - Throws: ``StoreError`` for a key that is none or of another log, and what the system says.
    static func load(folder: String, origin: String) throws -> SignerKey {
        let path = "\(folder)/key"
        if !DurableFile.exists(path) {
            let made = try SignerKey(name: origin, kind: .note, seed: SystemRandom.bytes(32))
            try DurableFile.write(Array((made.text + "\n").utf8), to: path, mode: mode)
        }
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
