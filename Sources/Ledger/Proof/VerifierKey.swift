internal import Crypto

/// A public key with its name, as signed notes are verified with (C2SP signed-note, vkey).
///
///     example.com/log+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx
///
/// is the name, the key id in eight digits, and base64 of the kind's byte and the 32 bytes of the
/// Ed25519 key (RFC 8032).
public struct VerifierKey: Hashable, Sendable {
    /// What a signature of the key covers.
    public enum Kind: UInt8, Sendable {
        /// The text of the note: the signature of a log.
        case note = 0x01
        /// The time and the text: the cosignature of a witness (C2SP tlog-cosignature).
        case cosignature = 0x04
    }

    /// Who signs; of a log's key, the origin of its checkpoints.
    public let name: String
    /// What is signed.
    public let kind: Kind
    /// The 32 bytes of the Ed25519 key.
    public let publicKey: [UInt8]

    /// Makes a key.
    ///
    /// - Throws: ``Malformed`` for a name that no note can carry or a key that has not 32 bytes.
    public init(name: String, kind: Kind, publicKey: [UInt8]) throws(Malformed) {
        guard Self.isName(name) else {
            throw Malformed(
                name,
                expected: "the name of a key",
                reason: "it is empty or holds a space, '+' or a control character",
                hint: "write a URL without its scheme: example.org/desk"
            )
        }
        guard publicKey.count == 32 else {
            throw Malformed(name, expected: "an Ed25519 key", reason: "it has not 32 bytes")
        }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
    }

    /// Reads a key; the inverse of ``text``.
    public init(_ text: String) throws(Malformed) {
        guard !text.hasPrefix(SignerKey.prefix) else {
            throw Malformed(
                "the text",
                expected: "a public key",
                reason: "it is a private one, which nobody else should see",
                hint: "write what 'ledgerctl log key show' prints: NAME+ID+BASE64"
            )
        }
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.decode(parts[2]), let first = bytes.first,
            let kind = Kind(rawValue: first)
        else {
            throw Malformed(
                text,
                expected: "a public key",
                hint: "write what 'ledgerctl log key show' prints: NAME+ID+BASE64"
            )
        }
        let name = String(parts[0])
        try self.init(name: name, kind: kind, publicKey: Array(bytes.dropFirst()))
        guard parts[1] == idText else {
            throw Malformed(text, expected: "a public key", reason: "its id is '\(idText)'")
        }
    }

    /// The key as people exchange it.
    public var text: String {
        "\(name)+\(idText)+\(Base64.encode([kind.rawValue] + publicKey))"
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ kind ‖ key): a hint, not a proof.
    public var id: UInt32 {
        let bytes = Array(name.utf8) + [0x0a, kind.rawValue] + publicKey
        return Hash.sha256(of: bytes.span).bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The id in eight digits.
    var idText: String { Self.idText(id) }

    /// An id in eight digits.
    static func idText(_ id: UInt32) -> String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// Whether a signature covers a message (RFC 8032 section 5.1.7).
    func verifies(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(signature, for: message)
    }

    /// Whether a note may carry the name: not empty, no Unicode space, no plus sign.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                scalar != "+" && !scalar.properties.isWhitespace && scalar.value >= 0x20
            }
    }
}
