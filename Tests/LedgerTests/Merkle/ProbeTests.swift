import Ledger
import Testing

/// The 98 + 98 probes of transparency-dev/merkle: proofs over the eight leaves of Certificate
/// Transparency, each right or wrong in one way.
struct ProbeTests {
    private struct Probes: Decodable {
        let hashes: [String]
        let inclusion: [Inclusion]
        let consistency: [Consistency]
    }

    private struct Inclusion: Decodable {
        let name: String
        let index, size: UInt64
        let leaf, root: Int
        let proof: [Int]
        let holds: Bool
    }

    private struct Consistency: Decodable {
        let name: String
        let first, second: UInt64
        let firstRoot, secondRoot: Int
        let proof: [Int]
        let holds: Bool

        enum CodingKeys: String, CodingKey {
            case name, first, second, proof, holds
            case firstRoot = "first_root"
            case secondRoot = "second_root"
        }
    }

    /// What is no hash at all (a text of another length) is refused where it is read.
    private struct NoHash: Error {}

    private let probes: Probes

    init() throws { probes = try Vectors.decode(Probes.self, from: "probes") }

    private func hash(_ place: Int) throws -> Hash {
        guard let hash = Hash(base64: probes.hashes[place]) else { throw NoHash() }
        return hash
    }

    /// Whether what is probed accepts.
    private func holds(_ probe: () throws -> Void) -> Bool {
        do {
            try probe()
            return true
        } catch { return false }
    }

    @Test func `each published probe of a place gets the published verdict`() {
        #expect(probes.inclusion.count == 98)
        #expect(probes.inclusion.count { !$0.holds } == 92)
        for probe in probes.inclusion {
            let accepted = holds {
                try MerkleTree.verifyInclusion(
                    of: hash(probe.leaf),
                    index: probe.index,
                    size: probe.size,
                    proof: probe.proof.map(hash),
                    root: hash(probe.root)
                )
            }
            #expect(accepted == probe.holds, "\(probe.name)")
        }
    }

    @Test func `each published probe of growth gets the published verdict`() {
        #expect(probes.consistency.count == 98)
        #expect(probes.consistency.count { !$0.holds } == 92)
        for probe in probes.consistency {
            let accepted = holds {
                try MerkleTree.verifyConsistency(
                    from: probe.first,
                    root: hash(probe.firstRoot),
                    to: probe.second,
                    root: hash(probe.secondRoot),
                    proof: probe.proof.map(hash)
                )
            }
            // One probe proves growth from a root of nine bytes to itself. That holds where roots
            // are texts of any length; here it is no root.
            let isStrange = probe.name == "additional: sizes are equal (one) and proof is empty"
            #expect(accepted == (probe.holds && !isStrange), "\(probe.name)")
        }
    }
}
