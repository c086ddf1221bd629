internal import Crypto

/// A SHA-256 over bytes that come in pieces.
public struct RunningHash: Sendable {
    private var hasher = SHA256()

    /// The hash of nothing yet.
    public init() {}

    /// Takes the next bytes in.
    public mutating func take(_ bytes: [UInt8]) { hasher.update(data: bytes) }

    /// Takes the next bytes in.
    public mutating func take(_ bytes: ArraySlice<UInt8>) { hasher.update(data: bytes) }

    /// The hash of what has come so far; more may follow.
    public var hash: Hash {
        let bytes = Array(hasher.finalize())
        guard let hash = Hash(bytes: bytes.span) else {
            preconditionFailure("a digest has 32 bytes")
        }
        return hash
    }
}
