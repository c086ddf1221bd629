import Testing

@testable import Ledger

/// C2SP tlog-checkpoint and tlog-cosignature, with the golden log.
@Suite struct CheckpointTests {
    @Test func `the golden checkpoints are made byte for byte, and verify`() throws {
        #expect(GoldenLog.checkpoints.map(\.size) == Array(0...15))
        for published in GoldenLog.checkpoints {
            let made = try GoldenLog.signed(published.size)
            let text = """
                example.com/log/testdata
                \(published.size)
                \(published.root)

                \u{2014} example.com/log/testdata \(published.signature)

                """
            #expect(String(decoding: made.note.bytes, as: UTF8.self) == text)
            let read = try SignedCheckpoint(bytes: Array(text.utf8), key: GoldenLog.key())
            #expect(read == made)
        }
    }

    @Test func `a witness's signature is made byte for byte, and verifies with its time`() throws {
        let witness = try SignerKey(
            name: "witness.example.com/w1",
            kind: .cosignature,
            seed: (0...31).map(UInt8.init)
        )
        #expect(
            witness.verifier.text
                == "witness.example.com/w1+a0059f11+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
        )
        var note = try GoldenLog.signed(15).note
        note.cosign(with: witness, seconds: 1_700_000_000)
        let line =
            "\u{2014} witness.example.com/w1 oAWfEQAAAABlU/EA8Ksalh7kTmlIFPRO/50jC8JyWktgWjbjpb8ZCaY7/1Pyo/Js5iv0m/SL/Pgn8ExkAr34GAbhHPwm6x2I0VpoBA==\n"
        #expect(String(decoding: note.bytes, as: UTF8.self).hasSuffix(line))
        let signed = try SignedCheckpoint(bytes: note.bytes, key: GoldenLog.key())
        let found = try signed.witnesses(among: [witness.verifier])
        #expect(found.map(\.seconds) == [1_700_000_000])
        // The same signature with another time is another message.
        let moved = String(decoding: note.bytes, as: UTF8.self)
            .replacing("oAWfEQAAAABlU/EA", with: "oAWfEQAAAABlU/EB")
        let tampered = try SignedCheckpoint(unverified: Array(moved.utf8))
        #expect(throws: NoteFailure.badSignature("witness.example.com/w1")) {
            try tampered.witnesses(among: [witness.verifier])
        }
    }

    @Test(
        arguments: [
            "", "a\n", "a\n1\n", "a\n1\nROOT", "a\n01\nROOT\n", "a\n-1\nROOT\n", "a\n+1\nROOT\n",
            "a\n1 \nROOT\n", "a\n18446744073709551616\nROOT\n", "a\n9223372036854775809\nROOT\n",
            "a b\n1\nROOT\n", "a+b\n1\nROOT\n", "\n1\nROOT\n", "a\n1\nROOT\n\n", "a\n0\nROOT\n",
            "a\n1\nAAAA\n", "a\n1\nROOT\n\nx\n",
        ])
    func `what is no checkpoint is refused`(text: String) {
        let root = "0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek="
        #expect(throws: NoteFailure.self) {
            try Checkpoint(text: text.replacing("ROOT", with: root))
        }
        let good = try? Checkpoint(text: "a\n1\n\(root)\nmore\n")
        #expect(good?.extensions == ["more"])
    }

    @Test func `a checkpoint of another log, or unsigned, is refused`() throws {
        let key = try GoldenLog.key()
        let other = try SignerKey(
            name: "other",
            kind: .note,
            seed: [UInt8](repeating: 7, count: 32)
        )
        let theirs = SignedCheckpoint(size: 1, root: MerkleTree.emptyRoot, key: other)
        #expect(throws: NoteFailure.otherOrigin(found: "other", expected: GoldenLog.origin)) {
            try SignedCheckpoint(bytes: theirs.note.bytes, key: key)
        }
        // Another key of the same name: its signature is not looked at, and none is left.
        let forger = try SignerKey(
            name: GoldenLog.origin,
            kind: .note,
            seed: [UInt8](repeating: 7, count: 32)
        )
        let forged = SignedCheckpoint(size: 1, root: MerkleTree.emptyRoot, key: forger)
        let failure = NoteFailure.otherKey(
            name: GoldenLog.origin,
            signed: forger.verifier.idText,
            given: key.idText
        )
        #expect(throws: failure) {
            try SignedCheckpoint(bytes: forged.note.bytes, key: key)
        }
    }

    @Test func `a log continues what it was, and no other does`() throws {
        let tree = GoldenLog.tree
        for first in 0...15 as ClosedRange<UInt64> {
            let old = try GoldenLog.signed(first).checkpoint
            for second in first...15 {
                let proof =
                    first == 0
                    ? []
                    : tree.read(at: second) {
                        MerkleTree.consistencyProof(from: first, to: second, reading: $0)
                    }
                let new = try GoldenLog.signed(second)
                try new.continues(old, proof: proof)
                let fork = Checkpoint(
                    origin: GoldenLog.origin,
                    size: first,
                    root: MerkleTree.nodeHash(old.root, old.root)
                )
                if first > 0 {
                    #expect(throws: NoteFailure.self) { try new.continues(fork, proof: proof) }
                }
            }
        }
        let (five, nine) = (try GoldenLog.signed(5), try GoldenLog.signed(9))
        #expect(throws: NoteFailure.shrank(from: 9, to: 5)) {
            try five.continues(nine.checkpoint, proof: [])
        }
        let other = Checkpoint(origin: "other", size: 5, root: five.checkpoint.root)
        #expect(throws: NoteFailure.otherOrigin(found: GoldenLog.origin, expected: "other")) {
            try nine.continues(other, proof: [])
        }
    }
}
