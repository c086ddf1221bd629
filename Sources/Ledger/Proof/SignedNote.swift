/// A text and signatures of it, in one readable file (C2SP signed-note v1.0.0).
///
/// The text ends in a line break; behind an empty line each signature stands on a line of its own:
/// an em dash, a name, and base64 of the key id and the signature's bytes.
public struct SignedNote: Sendable, Equatable {
    /// A signature as it stands on the note, not yet verified.
    public struct Signature: Sendable, Equatable {
        /// Who signed.
        public let name: String
        /// The id of the key that is claimed.
        public let keyID: UInt32
        /// What follows the id: 64 bytes of a log, 72 of a witness.
        public let bytes: [UInt8]

        /// Its line on the note, without the end.
        public var line: String {
            var all: [UInt8] = []
            BigEndian.append(keyID, to: &all)
            return "\(SignedNote.dash)\(name) \(Base64.encode(all + bytes))"
        }
    }

    /// A signature that holds.
    public struct Verified: Sendable, Equatable {
        /// The key that it is of.
        public let key: VerifierKey
        /// Of a cosignature: when the witness saw the note, in seconds since 1970 UTC.
        public let seconds: UInt64?
    }

    /// The signed text, its last line break included.
    public let text: String
    /// The signatures, in order.
    public private(set) var signatures: [Signature]

    /// The most bytes that are read: far more than any checkpoint has.
    public static let bytesMax = 1 << 20
    /// The most signatures that are read; the specification asks for 16 or more.
    public static let signaturesMax = 100

    private static let dash = "\u{2014} "

    /// Makes a note without signatures.
    public init(text: String) {
        precondition(text.hasSuffix("\n"), "the text of a note ends in a line break")
        self.text = text
        signatures = []
    }

    /// Reads a note; what it says is not trusted before ``verified(by:)``.
    ///
    /// - Throws: ``NoteFailure/malformed(_:)``.
    public init(bytes: [UInt8]) throws(NoteFailure) {
        guard bytes.count <= Self.bytesMax else { throw .malformed("the note is too large") }
        guard let note = String(validating: bytes, as: UTF8.self) else {
            throw .malformed("the note is not UTF-8")
        }
        guard note.utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x0a }) else {
            throw .malformed("the note holds a control character")
        }
        guard let (text, lines) = Self.split(Array(note.utf8)) else {
            throw .malformed("the note has no signatures behind an empty line")
        }
        guard lines.count <= Self.signaturesMax else {
            throw .malformed("the note has more than \(Self.signaturesMax) signatures")
        }
        self.text = text
        signatures = []
        for line in lines { signatures.append(try Self.signature(line)) }
    }

    /// The text up to the last empty line, and the lines behind it, each whole.
    private static func split(_ note: [UInt8]) -> (text: String, lines: [String])? {
        guard note.last == 0x0a,
            let end = note.indices.dropLast().last(where: {
                note[$0] == 0x0a && note[$0 + 1] == 0x0a
            })
        else { return nil }
        let rest = note[(end + 2)...].dropLast()
        guard !rest.isEmpty else { return nil }
        let lines = rest.split(separator: 0x0a, omittingEmptySubsequences: false)
        let text = String(decoding: note[...end], as: UTF8.self)
        return (text, lines.map { String(decoding: $0, as: UTF8.self) })
    }

    private static func signature(_ line: String) throws(NoteFailure) -> Signature {
        let fail = NoteFailure.malformed("a signature line is not '\u{2014} NAME BASE64'")
        guard line.hasPrefix(dash) else { throw fail }
        let parts = line.dropFirst(dash.count).split(
            separator: " ",
            omittingEmptySubsequences: false
        )
        guard parts.count == 2, VerifierKey.isName(String(parts[0])),
            let bytes = Base64.decode(parts[1]), bytes.count > 4
        else { throw fail }
        return Signature(
            name: String(parts[0]),
            keyID: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
            bytes: Array(bytes.dropFirst(4))
        )
    }

    /// The note as a file holds it.
    public var bytes: [UInt8] {
        var out = Array(text.utf8) + [0x0a]
        for signature in signatures { out += Array((signature.line + "\n").utf8) }
        return out
    }

    /// Adds a signature read from elsewhere, such as a witness's; one that is there is not doubled.
    public mutating func add(_ signature: Signature) {
        if !signatures.contains(signature) { signatures.append(signature) }
    }

    /// Drops the signatures for which `isKept` is false.
    mutating func keep(_ isKept: (Signature) -> Bool) { signatures.removeAll { !isKept($0) } }

    /// Signs the text with the key of a log.
    public mutating func sign(with key: SignerKey) {
        precondition(key.verifier.kind == .note, "a witness signs with a time")
        add(
            Signature(
                name: key.verifier.name,
                keyID: key.verifier.id,
                bytes: key.sign(Array(text.utf8))
            )
        )
    }

    /// Signs the text with the key of a witness, at a time in seconds since 1970 UTC.
    public mutating func cosign(with key: SignerKey, seconds: UInt64) {
        precondition(key.verifier.kind == .cosignature, "a log signs without a time")
        var bytes: [UInt8] = []
        BigEndian.append(seconds, to: &bytes)
        bytes += key.sign(Self.cosigned(text, seconds))
        add(Signature(name: key.verifier.name, keyID: key.verifier.id, bytes: bytes))
    }

    /// What a witness signs (C2SP tlog-cosignature).
    private static func cosigned(_ text: String, _ seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
    }

    /// The signatures of known keys, in the order of the note.
    ///
    /// Signatures of other keys are passed over, as the specification has it; one that claims a
    /// known key and does not hold spoils the whole note.
    ///
    /// - Throws: ``NoteFailure/badSignature(_:)``.
    public func verified(by keys: [VerifierKey]) throws(NoteFailure) -> [Verified] {
        var found: [Verified] = []
        for signature in signatures {
            for key in keys where key.name == signature.name && key.id == signature.keyID {
                found.append(Verified(key: key, seconds: try verify(signature, key)))
            }
        }
        return found
    }

    /// The time of a cosignature; throws if it does not hold.
    private func verify(
        _ signature: Signature,
        _ key: VerifierKey
    ) throws(NoteFailure) -> UInt64? {
        var seconds: UInt64?
        var message = Array(text.utf8)
        var bytes = signature.bytes
        if key.kind == .cosignature {
            guard bytes.count > 8 else { throw .badSignature(key.name) }
            let time = BigEndian.u64(bytes.span, 0)
            message = Self.cosigned(text, time)
            bytes.removeFirst(8)
            seconds = time
        }
        guard key.verifies(bytes, over: message) else { throw .badSignature(key.name) }
        return seconds
    }
}
