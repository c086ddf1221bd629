import Ledger
import Testing

/// C2SP signed-note, with its published examples.
@Suite struct SignedNoteTests {
    private static let publishedKey =
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    private static let published = """
        This is an example message.

        \u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """

    private static func note(_ text: String) throws -> SignedNote {
        try SignedNote(bytes: Array(text.utf8))
    }

    @Test func `the note of the specification verifies, and is written as it was read`() throws {
        let note = try Self.note(Self.published)
        #expect(note.text == "This is an example message.\n")
        let key = try VerifierKey(Self.publishedKey)
        #expect(try note.verified(by: [key]).map(\.key) == [key])
        #expect(note.bytes == Array(Self.published.utf8))
        #expect(key.text == Self.publishedKey)
    }

    @Test func `the note of Go's library is signed as there`() throws {
        let key = try SignerKey(
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
        )
        #expect(
            key.verifier.text
                == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        )
        var note = SignedNote(
            text: "If you think cryptography is the answer to your problem,\n"
                + "then you don't know what your problem is.\n"
        )
        note.sign(with: key)
        let line =
            "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
        #expect(String(decoding: note.bytes, as: UTF8.self).hasSuffix("\n\n" + line))
        // Signing again adds nothing: the same text has the same signature.
        let once = note
        note.sign(with: key)
        #expect(note == once)
    }

    @Test func `a changed text spoils the note, an unknown signature does not`() throws {
        let key = try VerifierKey(Self.publishedKey)
        let changed = Self.published.replacing("example message", with: "example massage")
        #expect(throws: NoteFailure.badSignature("example.com/foo")) {
            try Self.note(changed).verified(by: [key])
        }
        let stranger = try GoldenLog.key()
        #expect(try Self.note(Self.published).verified(by: [stranger]).isEmpty)
        #expect(try Self.note(Self.published).verified(by: [stranger, key]).count == 1)
    }

    @Test(
        arguments: [
            "", "text\n", "text\n\n", "\n\n", "text\n\n\u{2014} a b", "text\n\n- a AAAAAAA=\n",
            "text\n\n\u{2014} a AAAAAA==\n", "text\n\n\u{2014} a AAAAAAB=\n",
            "text\n\n\u{2014}  AAAAAAA=\n", "text\n\n\u{2014} a+b AAAAAAA=\n",
            "text\n\n\u{2014} a AAAAAAA= \n", "text\n\n\u{2014} a AAAAAAA=\n\u{2014} b\n",
            "te\u{1}xt\n\n\u{2014} a AAAAAAA=\n", "te\rxt\n\n\u{2014} a AAAAAAA=\n",
            "text\n\n\u{2014} a\u{a0}b AAAAAAA=\n", "text\n\n\u{2014} a AAAAAAA\n",
        ])
    func `what is no note is refused`(text: String) {
        #expect(throws: NoteFailure.self) { try Self.note(text) }
    }

    @Test func `bytes that are not UTF-8, too many, or too many signatures are refused`() {
        let line = "\u{2014} a AAAAAAA=\n"
        let good = Array("text\n\n\(line)".utf8)
        #expect(throws: Never.self) { try SignedNote(bytes: good) }
        #expect(throws: NoteFailure.self) { try SignedNote(bytes: [0xff] + good) }
        #expect(throws: NoteFailure.self) {
            try SignedNote(bytes: [UInt8](repeating: 0x61, count: SignedNote.bytesMax) + good)
        }
        let many = String(repeating: line, count: SignedNote.signaturesMax)
        #expect(throws: Never.self) { try Self.note("text\n\n\(many)") }
        #expect(throws: NoteFailure.self) { try Self.note("text\n\n\(many)\(line)") }
    }

    @Test(
        arguments: [
            "", "a+b", "a+530d903a+", "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/fo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+A+kyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
        ])
    func `what is no public key is refused`(text: String) {
        #expect(throws: Malformed.self) { try VerifierKey(text) }
    }

    @Test func `a refused private key is not shown`() throws {
        let secret = "AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"
        for text in ["PRIVATE+KEY+a b+33d7b496+\(secret)", "PRIVATE+KEY+x+33d7b496+\(secret)"] {
            let error = #expect(throws: Malformed.self) { try SignerKey(text) }
            #expect(error?.description.contains(secret) == false)
        }
        #expect(try SignerKey(GoldenLog.privateKey).text == GoldenLog.privateKey)
    }
}

@Suite struct Base64Tests {
    /// RFC 4648 section 10.
    @Test(
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ])
    func `the published examples`(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test(
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zm9v\n", "Zm 9", "Zm9_",
            "Zg==Zg==", "=Zm9",
        ])
    func `another spelling is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func `every byte comes back`() {
        let all = (0...255).map(UInt8.init) + [0]
        for count in 0...all.count {
            let bytes = Array(all.prefix(count))
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }
}
