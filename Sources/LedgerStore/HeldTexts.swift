public import Ledger
internal import Platform

/// Held article texts, by the SHA-256 of their bytes: `sources/<sha256>`.
///
/// A text is written and synced (file, rename, directory) before the record that names it is
/// appended, so a recorded text is a durable one.
public struct HeldTexts: Sendable {
    private let path: String

    /// The most bytes a text may have.
    public static let bytesMax = 32 << 20

    init(path: String) { self.path = path }

    /// Whether the text of a digest is held.
    public func has(_ digest: Hash) -> Bool { DurableFile.exists(file(digest)) }

    /// Keeps a text.
    ///
    /// - Returns: its digest, and whether it was new.
    public func put(_ bytes: [UInt8]) throws -> (digest: Hash, isNew: Bool) {
        let digest = Hash.sha256(of: bytes.span)
        if has(digest) { return (digest, false) }
        try DurableFile.write(bytes, to: file(digest), mode: 0o600)
        return (digest, true)
    }

    /// The bytes of a text; nil if it is not held.
    public func get(_ digest: Hash) throws -> [UInt8]? {
        guard has(digest) else { return nil }
        return try DurableFile.read(file(digest), bytesMax: Self.bytesMax)
    }

    /// Digests of everything held.
    public var all: [Hash] {
        get throws { try Directory.list(path).compactMap { Hash(hex: $0) } }
    }

    private func file(_ digest: Hash) -> String { "\(path)/\(digest.hex)" }
}
