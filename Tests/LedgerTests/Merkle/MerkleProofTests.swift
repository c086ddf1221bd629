import Ledger
import Testing

struct MerkleProofTests {
    @Test func `the proofs of all pairs verify`() throws {
        let tree = StoredTree(count: 100)
        let roots = (0...100).map { tree.root(UInt64($0)) }
        for size in 1...100 {
            for other in 0..<size {
                try MerkleTree.verifyInclusion(
                    of: tree.leafHash(UInt64(other)),
                    index: UInt64(other),
                    size: UInt64(size),
                    proof: tree.inclusion(UInt64(other), UInt64(size)),
                    root: roots[size]
                )
                let first = other + 1
                try MerkleTree.verifyConsistency(
                    from: UInt64(first),
                    root: roots[first],
                    to: UInt64(size),
                    root: roots[size],
                    proof: tree.consistency(UInt64(first), UInt64(size))
                )
            }
        }
    }

    /// Every proof that differs from `proof` in one hash changed, left out, added or exchanged.
    private static func mutations(of proof: [Hash], adding added: [Hash]) -> [[Hash]] {
        var mutated: [[Hash]] = []
        for place in proof.indices {
            for bit in [0, 7, 128, 255] {
                var copy = proof
                copy[place] = flip(bit, of: proof[place])
                mutated.append(copy)
            }
            var copy = proof
            copy.remove(at: place)
            mutated.append(copy)
            if place > 0 {
                copy = proof
                copy.swapAt(place, place - 1)
                mutated.append(copy)
            }
        }
        for place in 0...proof.count {
            for hash in added {
                var copy = proof
                copy.insert(hash, at: place)
                mutated.append(copy)
            }
        }
        return mutated
    }

    private static func flip(_ bit: Int, of hash: Hash) -> Hash {
        var bytes = hash.bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return Hash(bytes: bytes.span) ?? hash
    }

    @Test func `a changed inclusion proof is refused`() {
        let tree = StoredTree(count: 40)
        for size in UInt64(1)...20 {
            let root = tree.root(size)
            for index in 0..<size {
                let leaf = tree.leafHash(index)
                let proof = tree.inclusion(index, size)
                func refuse(
                    _ leaf: Hash,
                    _ index: UInt64,
                    _ size: UInt64,
                    _ proof: [Hash],
                    _ root: Hash
                ) {
                    #expect(throws: ProofFailure.self) {
                        try MerkleTree.verifyInclusion(
                            of: leaf,
                            index: index,
                            size: size,
                            proof: proof,
                            root: root
                        )
                    }
                }
                for changed in Self.mutations(of: proof, adding: [leaf, root]) {
                    refuse(leaf, index, size, changed, root)
                }
                for other in UInt64(0)..<40 where other != index {
                    refuse(leaf, other, size, proof, root)
                }
                for other in UInt64(0)...40 where other != size {
                    refuse(leaf, index, other, proof, tree.root(other))
                }
                refuse(Self.flip(9, of: leaf), index, size, proof, root)
                refuse(leaf, index, size, proof, Self.flip(9, of: root))
            }
        }
    }

    @Test func `a changed consistency proof is refused`() {
        let tree = StoredTree(count: 40)
        for second in UInt64(1)...20 {
            for first in 1...second {
                let roots = (tree.root(first), tree.root(second))
                let proof = tree.consistency(first, second)
                func refuse(
                    _ first: UInt64,
                    _ firstRoot: Hash,
                    _ second: UInt64,
                    _ secondRoot: Hash,
                    _ proof: [Hash]
                ) {
                    #expect(throws: ProofFailure.self) {
                        try MerkleTree.verifyConsistency(
                            from: first,
                            root: firstRoot,
                            to: second,
                            root: secondRoot,
                            proof: proof
                        )
                    }
                }
                for changed in Self.mutations(of: proof, adding: [roots.0, roots.1]) {
                    refuse(first, roots.0, second, roots.1, changed)
                }
                refuse(first, Self.flip(9, of: roots.0), second, roots.1, proof)
                refuse(first, roots.0, second, Self.flip(9, of: roots.1), proof)
                for other in UInt64(0)...40 where other != first && other != second {
                    refuse(other, tree.root(other), second, roots.1, proof)
                    refuse(first, roots.0, other, tree.root(other), proof)
                }
                if first < second { refuse(second, roots.1, first, roots.0, proof) }
            }
        }
    }

    @Test func `a refusal says what is wrong`() {
        let tree = StoredTree(count: 7)
        let leaf = tree.leafHash(2)
        let root = tree.root(7)
        let path = tree.inclusion(2, 7)
        let inclusions: [(UInt64, UInt64, [Hash], Hash, ProofFailure)] = [
            (7, 7, path, root, .indexBeyondSize),
            (0, 0, [], MerkleTree.emptyRoot, .indexBeyondSize),
            (2, 7, path.dropLast(), root, .missingHashes),
            (2, 7, path + [leaf], root, .extraHashes),
            (2, 7, path, leaf, .rootMismatch),
            (3, 7, path, root, .rootMismatch),
        ]
        for (index, size, proof, root, failure) in inclusions {
            #expect(throws: failure) {
                try MerkleTree.verifyInclusion(
                    of: leaf,
                    index: index,
                    size: size,
                    proof: proof,
                    root: root
                )
            }
        }
        let three = tree.root(3)
        let proof = tree.consistency(3, 7)
        let consistencies: [(UInt64, Hash, UInt64, Hash, [Hash], ProofFailure)] = [
            (0, MerkleTree.emptyRoot, 7, root, [], .firstTreeEmpty),
            (0, MerkleTree.emptyRoot, 0, MerkleTree.emptyRoot, [], .firstTreeEmpty),
            (7, root, 3, three, proof, .sizesOutOfOrder),
            (7, root, 7, root, [leaf], .extraHashes),
            (7, root, 7, three, [], .rootMismatch),
            (3, three, 7, root, [], .missingHashes),
            (4, tree.root(4), 7, root, [], .missingHashes),
            (3, three, 7, root, proof.dropLast(), .missingHashes),
            (3, three, 7, root, proof + [leaf], .extraHashes),
            (3, leaf, 7, root, proof, .firstRootMismatch),
            (3, three, 7, leaf, proof, .rootMismatch),
        ]
        for (first, firstRoot, second, secondRoot, proof, failure) in consistencies {
            #expect(throws: failure) {
                try MerkleTree.verifyConsistency(
                    from: first,
                    root: firstRoot,
                    to: second,
                    root: secondRoot,
                    proof: proof
                )
            }
        }
    }

    @Test func `numbers at the end of their range are refused, not trapped on`() {
        let hash = MerkleTree.emptyRoot
        let numbers: [UInt64] = [0, 1, 1 << 62, 1 << 63 - 1, 1 << 63, .max - 1, .max]
        for (first, second) in numbers.flatMap({ first in numbers.map { (first, $0) } }) {
            for count in [0, 1, 2, 62, 63, 64, 65, 1000] {
                let proof = [Hash](repeating: hash, count: count)
                #expect(throws: ProofFailure.self) {
                    try MerkleTree.verifyInclusion(
                        of: hash,
                        index: first,
                        size: second,
                        proof: proof,
                        root: hashOfLeaf([])
                    )
                }
                #expect(throws: ProofFailure.self) {
                    try MerkleTree.verifyConsistency(
                        from: first,
                        root: hash,
                        to: second,
                        root: hashOfLeaf([]),
                        proof: proof
                    )
                }
            }
        }
    }
}
