/// That a log goes on under another key: a note that the old and the new key have signed.
///
/// Its text has four lines: what it is, the origin, the old key, the new key. No checkpoint reads
/// like that, since the second line of one is a number, so neither can be taken for the other.
/// Who knows the old key can so come to know the new one. A thief of the old key can make such a
/// note too, for a key of his own: what to do then is in docs/security.md.
public struct KeyRotation: Sendable, Equatable {
    /// The key until then.
    public let old: VerifierKey
    /// The key from then on.
    public let new: VerifierKey
    /// The note, with both signatures.
    public let note: SignedNote

    private static let header = "ledgerd key rotation v1"

    /// Makes the note.
    ///
    /// - Parameters:
    ///   - old: the key that the log signs with.
    ///   - new: the one that it will sign with, of the same name.
    public init(from old: SignerKey, to new: SignerKey) {
        precondition(old.verifier.name == new.verifier.name, "both are keys of one log")
        self.old = old.verifier
        self.new = new.verifier
        var note = SignedNote(text: Self.text(old.verifier, new.verifier))
        note.sign(with: old)
        note.sign(with: new)
        self.note = note
    }

    /// Reads a note and checks both signatures.
    ///
    /// - Throws: ``NoteFailure`` if it is not one of these, or not signed by both.
    public init(bytes: [UInt8]) throws(NoteFailure) {
        let note = try SignedNote(bytes: bytes)
        let lines = note.text.split(separator: "\n").map(String.init)
        guard lines.count == 4, let old = try? VerifierKey(lines[2]),
            let new = try? VerifierKey(lines[3]), lines[1] == old.name, old.name == new.name,
            old != new, old.kind == .note, new.kind == .note, note.text == Self.text(old, new)
        else { throw .malformed("the note does not say that a log goes on under another key") }
        let signed = try note.verified(by: [old, new]).map(\.key)
        for key in [old, new] where !signed.contains(key) { throw .unsigned(key.text) }
        self.old = old
        self.new = new
        self.note = note
    }

    /// The rotation that an event records; nil if it records none.
    public init?(recordedIn event: Event) {
        guard event.type.name == "key.rotated", let text = event.body.text(.signedNote),
            let read = try? KeyRotation(bytes: Array(text.utf8))
        else { return nil }
        self = read
    }

    private static func text(_ old: VerifierKey, _ new: VerifierKey) -> String {
        [header, old.name, old.text, new.text].map { $0 + "\n" }.joined()
    }

    /// The subject of its record.
    public var subject: Key { Key(unchecked: .key, new.idText) }

    /// The event that records it, as JSON.
    public var event: JSON {
        .object([
            .init("type", .string("key.rotated")),
            .init("subject", .string(subject.description)),
            .init(
                "body",
                .object([
                    .init("signed_note", .string(String(decoding: note.bytes, as: UTF8.self)))
                ])
            ),
        ])
    }

    /// The key that a log signs with now, for somebody who knows an earlier one.
    ///
    /// - Parameters:
    ///   - known: the key that is trusted.
    ///   - rotations: those that the log holds, in its order.
    /// - Returns: the last key that can be reached, which is `known` if none leads on.
    public static func latest(after known: VerifierKey, _ rotations: [KeyRotation]) -> VerifierKey {
        rotations.reduce(known) { key, rotation in rotation.old == key ? rotation.new : key }
    }
}
