import Ledger
import Testing

struct MerkleTreeTests {
    @Test func `stored-hash order is dense and splits back`() {
        var index: UInt64 = 0
        for leaf in 0..<UInt64(1000) {
            #expect(MerkleTree.storedHashCount(size: leaf) == index)
            // Each leaf is followed by the subtrees it completes, lowest first.
            for level in 0...(leaf + 1).trailingZeroBitCount {
                let n = leaf >> UInt64(level)
                #expect(MerkleTree.storedHashIndex(level: level, n: n) == index)
                let split = MerkleTree.splitStoredHashIndex(index)
                #expect(split.level == level && split.n == n)
                index += 1
            }
        }
    }

    @Test func `stored-hash order reaches the largest tree`() {
        let max = MerkleTree.sizeMax
        #expect(MerkleTree.storedHashCount(size: max) == UInt64.max)
        for level in 0...63 {
            for n in [0, (max >> UInt64(level)) / 2, max >> UInt64(level) - 1] {
                let index = MerkleTree.storedHashIndex(level: level, n: n)
                let split = MerkleTree.splitStoredHashIndex(index)
                #expect(split.level == level && split.n == n)
            }
        }
    }

    @Test func `a root reads one hash for each bit of the size`() {
        let tree = StoredTree(count: 130)
        for size in UInt64(0)...130 {
            var reads = 0
            let root = MerkleTree.root(size: size) { index in
                reads += 1
                return tree.stored[Int(index)]
            }
            #expect(reads == size.nonzeroBitCount)
            #expect(root == referenceRoot(of: tree.leaves.prefix(Int(size))))
        }
    }

    @Test func `a hash to be stored is the root of its subtree`() {
        let tree = StoredTree(count: 100)
        for (index, hash) in tree.stored.enumerated() {
            let (level, n) = MerkleTree.splitStoredHashIndex(UInt64(index))
            let leaves = tree.leaves[Int(n << UInt64(level))..<Int((n + 1) << UInt64(level))]
            #expect(hash == referenceRoot(of: leaves))
        }
    }

    @Test func `which ranges are subtrees`() {
        for (range, isSubtree): (Range<UInt64>, Bool) in [
            (0..<0, true), (5..<5, true), (0..<13, true), (4..<7, true), (4..<8, true),
            (3..<4, true), (2..<5, false), (3..<5, false), (4..<9, false), (6..<8, true),
            (0..<MerkleTree.sizeMax, true), (0..<MerkleTree.sizeMax + 1, false),
            (1 << 62..<1 << 63, true), (1 << 62 + 1..<1 << 63, false),
        ] {
            #expect(MerkleTree.isSubtree(range) == isSubtree, "\(range)")
        }
    }

    private struct ReadFailure: Error, Equatable { let storedIndex: UInt64 }

    /// Stands for a store's transaction: it cannot be copied, and reading from it can fail.
    private struct Transaction: ~Copyable {
        let stored: [Hash]
        func get(_ index: UInt64) throws(ReadFailure) -> Hash {
            guard index < stored.count else { throw ReadFailure(storedIndex: index) }
            return stored[Int(index)]
        }
    }

    private static func root(
        size: UInt64,
        in transaction: borrowing Transaction
    )
        throws(ReadFailure) -> Hash
    {
        try MerkleTree.root(size: size) { index throws(ReadFailure) in try transaction.get(index) }
    }

    @Test func `a reader may borrow a transaction and its error comes out`() throws {
        let tree = StoredTree(count: 10)
        let transaction = Transaction(stored: tree.stored)
        #expect(try Self.root(size: 10, in: transaction) == tree.root(10))
        do throws(ReadFailure) {
            _ = try Self.root(size: 11, in: transaction)
            Issue.record("read a leaf that is not stored")
        } catch {
            #expect(error == ReadFailure(storedIndex: 18))
        }
    }

    @Test func `bad arithmetic of our own traps`() async {
        await #expect(processExitsWith: .failure) {
            _ = MerkleTree.storedHashIndex(level: 63, n: 1)
        }
        await #expect(processExitsWith: .failure) {
            _ = MerkleTree.inclusionProof(index: 3, size: 3) { _ in MerkleTree.emptyRoot }
        }
        await #expect(processExitsWith: .failure) {
            _ = MerkleTree.consistencyProof(from: 0, to: 3) { _ in MerkleTree.emptyRoot }
        }
        await #expect(processExitsWith: .failure) {
            _ = MerkleTree.subtreeHash(of: 2..<5) { _ in MerkleTree.emptyRoot }
        }
    }
}
