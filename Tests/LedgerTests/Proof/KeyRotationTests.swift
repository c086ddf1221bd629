import Testing

@testable import Ledger

/// The note with which a log hands itself over to another key.
struct KeyRotationTests {
    private static func signer(_ seed: UInt8, name: String = "desk.example/log") throws -> SignerKey
    {
        try SignerKey(name: name, kind: .note, seed: [UInt8](repeating: seed, count: 32))
    }

    @Test func `what is written is read, and leads from the one key to the other`() throws {
        let (first, second, third) = try (Self.signer(1), Self.signer(2), Self.signer(3))
        let made = KeyRotation(from: first, to: second)
        let read = try KeyRotation(bytes: made.note.bytes)
        #expect(read == made)
        #expect(read.old == first.verifier && read.new == second.verifier)
        #expect(read.subject.description == "key/\(second.verifier.idText)")
        let rotations = [made, KeyRotation(from: second, to: third)]
        #expect(KeyRotation.latest(after: first.verifier, rotations) == third.verifier)
        #expect(KeyRotation.latest(after: second.verifier, rotations) == third.verifier)
        #expect(KeyRotation.latest(after: third.verifier, rotations) == third.verifier)
        let stranger = try Self.signer(9).verifier
        #expect(KeyRotation.latest(after: stranger, rotations) == stranger)
    }

    @Test func `its event is one that the ledger records of itself`() throws {
        let made = KeyRotation(from: try Self.signer(1), to: try Self.signer(2))
        var door = Door(types: .builtIn, id: { _ in nil }, newID: { RecordID(high: 1, low: 2) })
        let bytes = made.event.bytes
        let refused = #expect(throws: Refusal.self) { try door.json(bytes, isLines: false) }
        #expect(refused?.faults.first?.hint == "ledgerctl log key rotate")
        door.isOfLedger = true
        let drafts = try door.json(bytes, isLines: false)
        #expect(KeyRotation(recordedIn: drafts[0].event) == made)
    }

    @Test func `a note that one of them has not signed is refused`() throws {
        let (old, new) = try (Self.signer(1), Self.signer(2))
        let note = KeyRotation(from: old, to: new).note
        for key in [old, new] {
            var half = SignedNote(text: note.text)
            half.sign(with: key)
            #expect(throws: NoteFailure.self) { try KeyRotation(bytes: half.bytes) }
        }
        var thief = SignedNote(text: note.text)
        thief.sign(with: new)
        thief.sign(with: try Self.signer(7))
        #expect(throws: NoteFailure.self) { try KeyRotation(bytes: thief.bytes) }
    }

    @Test func `any flipped bit is noticed`() throws {
        let note = KeyRotation(from: try Self.signer(1), to: try Self.signer(2)).note.bytes
        for at in note.indices {
            var damaged = note
            damaged[at] ^= 1 << UInt8(at % 8)
            #expect(throws: NoteFailure.self, "byte \(at)") { try KeyRotation(bytes: damaged) }
        }
    }

    /// Texts that both keys have signed and that are no rotation.
    @Test func `other notes of both keys are refused`() throws {
        let (old, new) = try (Self.signer(1), Self.signer(2))
        let other = try Self.signer(2, name: "other.example/log")
        let witness = try SignerKey(
            name: "desk.example/log",
            kind: .cosignature,
            seed: [UInt8](repeating: 4, count: 32)
        )
        let (a, b) = (old.verifier.text, new.verifier.text)
        let texts = [
            "ledgerd key rotation v2\ndesk.example/log\n\(a)\n\(b)\n",
            "ledgerd key rotation v1\nother.example/log\n\(a)\n\(b)\n",
            "ledgerd key rotation v1\ndesk.example/log\n\(a)\n\(a)\n",
            "ledgerd key rotation v1\ndesk.example/log\n\(a)\n\(other.verifier.text)\n",
            "ledgerd key rotation v1\ndesk.example/log\n\(a)\n\(witness.verifier.text)\n",
            "ledgerd key rotation v1\ndesk.example/log\n\(a)\n\(b)\nmore\n",
            "ledgerd key rotation v1\n\ndesk.example/log\n\(a)\n\(b)\n",
            "ledgerd key rotation v1\ndesk.example/log\n\(a)\n",
            "desk.example/log\n1\n\(a)\n\(b)\n",
        ]
        for text in texts {
            var note = SignedNote(text: text)
            note.sign(with: old)
            note.sign(with: new)
            #expect(throws: NoteFailure.self, "\(text)") { try KeyRotation(bytes: note.bytes) }
        }
    }
}
