internal import Crypto

/// The private half of a ``VerifierKey``: 32 random bytes and a name.
///
/// Ed25519 as RFC 8032 section 5.1.6 has it needs no random number to sign, so the same text always
/// gets the same signature.
public struct SignerKey: Sendable {
    /// The public half.
    public let verifier: VerifierKey
    private let seed: [UInt8]
    private let key: Curve25519.Signing.PrivateKey

    static let prefix = "PRIVATE+KEY+"

    /// Makes a key of a seed.
    ///
    /// - Parameters:
    ///   - name: who signs, such as the origin of a log.
    ///   - kind: what a signature covers.
    ///   - seed: 32 random bytes, to be kept secret.
    /// - Throws: ``Malformed`` for a name that no note can carry or a seed that has not 32 bytes.
    public init(name: String, kind: VerifierKey.Kind, seed: [UInt8]) throws(Malformed) {
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw Malformed(name, expected: "a private key", reason: "it has not 32 bytes")
        }
        self.seed = seed
        verifier = try VerifierKey(
            name: name,
            kind: kind,
            publicKey: Array(key.publicKey.rawRepresentation)
        )
    }

    /// Reads a key; the inverse of ``text``.
    ///
    /// A refusal does not show what was read.
    public init(_ text: String) throws(Malformed) {
        let parts = text.trimmingPrefix(Self.prefix)
            .split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard text.hasPrefix(Self.prefix), parts.count == 3, let bytes = Base64.decode(parts[2]),
            let kind = bytes.first.flatMap(VerifierKey.Kind.init(rawValue:))
        else { throw Malformed("the text", expected: "a private key") }
        try self.init(name: String(parts[0]), kind: kind, seed: Array(bytes.dropFirst()))
        guard parts[1] == verifier.idText else {
            throw Malformed("the text", expected: "a private key", reason: "its id is another")
        }
    }

    /// The key as a file holds it, in the form of Go's note package.
    public var text: String {
        let secret = Base64.encode([verifier.kind.rawValue] + seed)
        return "\(Self.prefix)\(verifier.name)+\(verifier.idText)+\(secret)"
    }

    /// The 64 bytes that sign a message.
    func sign(_ message: [UInt8]) -> [UInt8] {
        // Fails only when BoringSSL cannot allocate.
        guard let signature = try? key.signature(for: message) else {
            preconditionFailure("an Ed25519 key signs any message")
        }
        return Array(signature)
    }
}
