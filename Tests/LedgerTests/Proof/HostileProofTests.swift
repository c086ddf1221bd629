import Ledger
import Testing

/// Notes, checkpoints, proofs and tile paths come from strangers.
///
/// Whatever they hold is an answer and never a trap; what is read is written again as it was.
@Suite struct HostileProofTests {
    private static let rounds = 4_000

    /// Texts of every kind that is parsed, whole and valid.
    private static func corpus() throws -> [[UInt8]] {
        var note = try GoldenLog.signed(15).note
        note.cosign(
            with: try SignerKey(
                name: "witness.example.com/w1",
                kind: .cosignature,
                seed: (0...31).map(UInt8.init)
            ),
            seconds: 1_700_000_000
        )
        let head = ["c2sp.org/tlog-proof@v1", "extra AAECAwQ=", "index 4"] + GoldenLog.path
        let proof = Array((head.joined(separator: "\n") + "\n\n").utf8) + note.bytes
        let texts = [
            GoldenLog.publicKey, GoldenLog.privateKey, "1/x001/x234/067.p/255", "entries/000",
        ]
        let request = Array(("old 5\n" + GoldenLog.path.joined(separator: "\n") + "\n\n").utf8)
        return [note.bytes, proof, request + note.bytes] + texts.map { Array($0.utf8) }
    }

    /// One to four changes: a byte set, a part dropped, doubled, moved, or taken from another text.
    private static func changed(
        _ bytes: [UInt8],
        _ other: [UInt8],
        _ random: inout some RandomNumberGenerator
    ) -> [UInt8] {
        var out = bytes
        let telling = Array("\n \u{2014}+/=0129AZaz\0\u{ff}".utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) where !out.isEmpty {
            let at = Int.random(in: 0..<out.count, using: &random)
            let end = min(out.count, at + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: out[at] = telling.randomElement(using: &random) ?? 0
            case 1: out[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: out.removeSubrange(at..<end)
            case 3: out.insert(contentsOf: out[at..<end], at: at)
            default:
                let from = Int.random(in: 0..<other.count, using: &random)
                out.insert(contentsOf: other[from...].prefix(40), at: at)
            }
        }
        return out
    }

    private static func read(_ bytes: [UInt8]) -> Int {
        var accepted = 0
        if let note = try? SignedNote(bytes: bytes) {
            #expect(note.bytes == bytes)
            accepted += 1
        }
        if let signed = try? SignedCheckpoint(unverified: bytes) {
            #expect(signed.checkpoint.text == signed.note.text)
            accepted += 1
        }
        if let proof = try? LogProof(bytes: bytes) {
            #expect(proof.bytes == bytes)
            accepted += 1
        }
        if let request = try? WitnessRequest(bytes: bytes) {
            #expect(request.bytes == bytes)
            accepted += 1
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if let key = try? VerifierKey(text) {
            #expect(key.text == text)
            accepted += 1
        }
        if let key = try? SignerKey(text) { #expect(key.text == text) }
        if let tile = Tile(path: text) {
            #expect(tile.path == text)
            _ = tile.sizeNeeded
            accepted += 1
        }
        return accepted
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `whatever a stranger sends is refused, or read and written as it was`(seed: UInt64) throws
    {
        var random = Seeded(state: seed)
        let corpus = try Self.corpus()
        #expect(corpus.map(Self.read).reduce(0, +) >= corpus.count)
        var accepted = 0
        for _ in 0..<Self.rounds {
            let text = corpus.randomElement(using: &random) ?? []
            let other = corpus.randomElement(using: &random) ?? []
            accepted += Self.read(Self.changed(text, other, &random))
        }
        // Some changes leave a text that still reads: otherwise only the first byte is tested.
        #expect(accepted > Self.rounds / 50, "\(accepted)")
    }
}

/// SplitMix64: the same numbers for the same seed.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}
