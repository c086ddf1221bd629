import Ledger
import Testing

/// C2SP tlog-witness, `add-checkpoint`: the body, and the decision on it.
@Suite struct WitnessRequestTests {
    private static let witness = "witness.example.com/w1"

    /// The golden request from 5 to 15: one hash that only it has, then those of a proof of place.
    private static let body: String = {
        let proof = ["zMKa4OAqd7D0V4wawXST15z0JiEEkprIBPkfxOesWvA="] + GoldenLog.path
        let last = GoldenLog.checkpoints[15]
        return """
            old 5
            \(proof.joined(separator: "\n"))

            example.com/log/testdata
            \(last.size)
            \(last.root)

            \u{2014} example.com/log/testdata \(last.signature)

            """
    }()

    private static func signer() throws -> SignerKey {
        try SignerKey(name: witness, kind: .cosignature, seed: (0...31).map(UInt8.init))
    }

    private static func read(_ text: String) throws -> WitnessRequest {
        try WitnessRequest(bytes: Array(text.utf8))
    }

    /// A request of the golden log; the sizes tell the proof.
    private static func request(_ old: UInt64, _ new: UInt64) throws -> WitnessRequest {
        let proof =
            old == 0 || old > new
            ? []
            : GoldenLog.tree.read(at: new) {
                MerkleTree.consistencyProof(from: old, to: new, reading: $0)
            }
        return WitnessRequest(from: old, proof: proof, to: try GoldenLog.signed(new))
    }

    @Test func `the golden request is made byte for byte, and read`() throws {
        let made = try Self.request(5, 15)
        #expect(String(decoding: made.bytes, as: UTF8.self) == Self.body)
        #expect(try Self.read(Self.body) == made)
        let last = try GoldenLog.signed(5).checkpoint
        let note = try made.checked(key: try GoldenLog.key(), last: last)
        #expect(note == made.note)
    }

    @Test func `a witness that holds to it cosigns every step of a log that grows`() throws {
        let (key, signer) = (try GoldenLog.key(), try Self.signer())
        var last: Checkpoint?
        for size in [0, 0, 1, 4, 4, 7, 8, 15, 15] as [UInt64] {
            let request = try Self.request(last?.size ?? 0, size)
            var note = try request.checked(key: key, last: last)
            note.cosign(with: signer, seconds: 1_700_000_000)
            let line = try #require(note.signatures.last).line + "\n"
            let back = try request.cosigned(Array(line.utf8), by: signer.verifier)
            #expect(back == note)
            last = request.checkpoint
        }
    }

    /// What the witness has seen, what is asked, how that is changed, and the status.
    private static let refusals: [(seen: UInt64?, old: UInt64, new: UInt64, Change, status: Int)] =
        [
            (5, 5, 15, { $0.replacing("old 5", with: "ald 5") }, 400),
            (5, 5, 15, { $0.replacing("old 5", with: "old 05") }, 400),
            (5, 5, 15, { $0.replacing("old 5", with: "old -5") }, 400),
            (5, 5, 15, { $0.replacing("old 5", with: "old 5 ") }, 400),
            (5, 5, 15, { $0.replacing("old 5", with: "old 18446744073709551616") }, 400),
            (5, 5, 15, { $0.replacing("old 5", with: "old 16") }, 400),
            (nil, 9, 5, { $0 }, 400),
            (5, 9, 5, { $0 }, 400),
            (5, 5, 15, { $0.replacing("zMKa", with: "zMK") }, 400),
            (5, 5, 15, { $0.replacing("\n15\n", with: "\n015\n") }, 400),
            (5, 5, 15, { $0.replacing("\n\nexample", with: "\nexample") }, 400),
            (5, 5, 15, { $0.replacing("\u{2014}", with: "-") }, 400),
            (5, 5, 15, { $0 + "\n" }, 400),
            (
                5, 5, 15, { $0.replacing("example.com/log/testdata\n15", with: "example.org\n15") },
                404
            ),
            (5, 5, 15, { $0.replacing("\u{2014} example.com", with: "\u{2014} example.org") }, 403),
            (5, 5, 15, { $0.replacing("M9e0luh4", with: "M9e0luh5") }, 403),
            (5, 5, 15, { $0.replacing("M9e0luh4", with: "N9e0luh4") }, 403),
            (5, 5, 15, { $0.replacing("\n15\n", with: "\n14\n") }, 403),
            (nil, 5, 15, { $0 }, 409),
            (4, 5, 15, { $0 }, 409),
            (15, 5, 15, { $0 }, 409),
            (5, 0, 15, { $0 }, 409),
            (5, 0, 0, { $0 }, 409),
            (5, 5, 15, { $0.replacing("zMKa", with: "zMKb") }, 422),
            (
                5, 5, 15,
                { $0.replacing("zMKa4OAqd7D0V4wawXST15z0JiEEkprIBPkfxOesWvA=\n", with: "") }, 422
            ),
            (5, 5, 15, { $0.replacing("old 5\n", with: "old 5\n\(root)\n") }, 422),
            (nil, 0, 15, { $0.replacing("old 0\n", with: "old 0\n\(root)\n") }, 422),
            (15, 15, 15, { $0.replacing("old 15\n", with: "old 15\n\(root)\n") }, 422),
        ]

    private typealias Change = @Sendable (String) -> String
    private static let root = "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs="

    @Test(arguments: refusals.indices)
    func `what is not in order is refused with its status`(at: Int) throws {
        let (seen, old, new, change, status) = Self.refusals[at]
        let plain = String(decoding: try Self.request(old, new).bytes, as: UTF8.self)
        let last = try seen.map { try GoldenLog.signed($0).checkpoint }
        let key = try GoldenLog.key()
        do throws(WitnessRefusal) {
            let request = try WitnessRequest(bytes: Array(change(plain).utf8))
            _ = try request.checked(key: key, last: last)
            Issue.record("it was accepted")
        } catch {
            #expect(error.status == status, "\(error)")
            if status == 409 {
                #expect(error.contentType == "text/x.tlog.size")
                #expect(String(decoding: error.body, as: UTF8.self) == "\(seen ?? 0)\n")
                #expect(WitnessRefusal.size(in: error.body) == seen ?? 0)
            } else {
                #expect(error.contentType.hasPrefix("text/plain") && error.body.last == 0x0a)
            }
        }
    }

    @Test func `two roots for one size are told apart from a bad proof`() throws {
        let key = try SignerKey(GoldenLog.privateKey)
        let other = SignedCheckpoint(size: 5, root: MerkleTree.emptyRoot, key: key)
        let request = WitnessRequest(from: 5, proof: [], to: other)
        let last = try GoldenLog.signed(5).checkpoint
        #expect(throws: WitnessRefusal.forked(5)) {
            try request.checked(key: key.verifier, last: last)
        }
        // A fork that grew, with a proof of its own history, is one that leads elsewhere.
        let grown = SignedCheckpoint(size: 9, root: MerkleTree.emptyRoot, key: key)
        let proof = try Self.request(5, 9).proof
        let second = WitnessRequest(from: 5, proof: proof, to: grown)
        #expect(throws: WitnessRefusal.proof(.rootMismatch)) {
            try second.checked(key: key.verifier, last: last)
        }
    }

    @Test func `an empty log has one root`() throws {
        let key = try SignerKey(GoldenLog.privateKey)
        let wrong = try GoldenLog.signed(1).checkpoint.root
        let empty = SignedCheckpoint(size: 0, root: wrong, key: key)
        let body = WitnessRequest(from: 0, proof: [], to: empty).bytes
        #expect(throws: WitnessRefusal.emptyRoot) {
            try WitnessRequest(bytes: body).checked(key: key.verifier, last: nil)
        }
    }

    @Test func `sixty-three hashes are read, and no more; nor more than the most bytes`() throws {
        let line = Self.root + "\n"
        let tail = Self.body.drop { $0 != "\n" }
        let most = "old 5\n" + String(repeating: line, count: 58) + tail.dropFirst()
        #expect(try Self.read(most).proof.count == 63)
        #expect(throws: WitnessRefusal.self) {
            try Self.read("old 5\n" + line + most.dropFirst(6))
        }
        let long = [UInt8](repeating: 0x0a, count: WitnessRequest.bytesMax + 1)
        #expect(throws: WitnessRefusal.malformed("the request is too large")) {
            try WitnessRequest(bytes: long)
        }
    }

    @Test func `only the signature of the log is kept and cosigned`() throws {
        let stranger = try SignerKey(
            name: GoldenLog.origin,
            kind: .note,
            seed: [UInt8](repeating: 7, count: 32)
        )
        var note = try GoldenLog.signed(15).note
        note.sign(with: stranger)
        let body = Array("old 0\n\n".utf8) + note.bytes
        let kept = try WitnessRequest(bytes: body).checked(key: GoldenLog.key(), last: nil)
        #expect(try kept == GoldenLog.signed(15).note)
    }

    @Test func `a reply that is no cosignature of the witness is refused`() throws {
        let (request, signer) = (try Self.request(5, 15), try Self.signer())
        var note = request.note
        note.cosign(with: signer, seconds: 1_700_000_000)
        let line = try #require(note.signatures.last).line + "\n"
        #expect(try request.cosigned(Array(line.utf8), by: signer.verifier) == note)
        // Lines of others are passed over.
        let other = line.replacing(Self.witness, with: "stranger.example")
        let both = try request.cosigned(Array((other + line).utf8), by: signer.verifier)
        #expect(both == note)
        var late = request.note
        late.cosign(with: signer, seconds: 0)
        let timeless = try #require(late.signatures.last).line + "\n"
        let replies = [
            "", "\n", "15\n", other, String(line.dropLast()), "\n" + line, line + "\n",
            "x\n\n" + line, line.replacing("oAWfEQ", with: "oAWfEA"), timeless,
            line.replacing("AABlU/EA", with: "AABlU/EB"), "<html>\n",
        ]
        for reply in replies {
            #expect(throws: NoteFailure.self, "\(reply)") {
                try request.cosigned(Array(reply.utf8), by: signer.verifier)
            }
        }
    }

    @Test(arguments: ["", "5", "05\n", "5\n\n", "-5\n", " 5\n", "18446744073709551616\n", "x\n"])
    func `what is no size is read as none`(body: String) {
        #expect(WitnessRefusal.size(in: Array(body.utf8)) == nil)
    }
}
