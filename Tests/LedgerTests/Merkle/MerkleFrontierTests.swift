import Ledger
import Testing

struct MerkleFrontierTests {
    @Test func `the frontier agrees with the functions at every size`() {
        let tree = StoredTree(count: 300)
        var frontier = MerkleFrontier()
        var emitted: [Hash] = []
        for size in UInt64(0)...300 {
            #expect(frontier.size == size)
            #expect(frontier.root == tree.root(size))
            #expect(frontier.root == referenceRoot(of: tree.leaves.prefix(Int(size))))
            let read = tree.read(at: size) { MerkleFrontier(size: size, reading: $0) }
            #expect(read == frontier)
            guard size < 300 else { break }
            var other = frontier
            frontier.append(tree.leafHash(size)) { index, hash in
                #expect(index == UInt64(emitted.count))
                emitted.append(hash)
            }
            let returned = other.append(tree.leafHash(size))
            #expect(other == frontier)
            #expect(returned == Array(emitted.suffix(returned.count)))
        }
        #expect(emitted == tree.stored)
    }

    @Test func `a frontier read from the store grows like the one that wrote it`() {
        let tree = StoredTree(count: 70)
        for start in UInt64(0)...70 {
            var frontier = tree.read(at: start) { MerkleFrontier(size: start, reading: $0) }
            for index in start..<70 { frontier.append(tree.leafHash(index)) }
            #expect(frontier.root == tree.root(70))
        }
    }

    private struct StoreIsFull: Error {}

    @Test func `a failed append leaves the frontier as it was`() {
        let tree = StoredTree(count: 7)
        // The eighth leaf completes three subtrees: four hashes to store, each may fail.
        for failing in 0..<4 {
            var frontier = tree.read(at: 7) { MerkleFrontier(size: 7, reading: $0) }
            let before = frontier
            var count = 0
            #expect(throws: StoreIsFull.self) {
                try frontier.append(tree.leafHash(0)) { _, _ throws(StoreIsFull) in
                    if count == failing { throw StoreIsFull() }
                    count += 1
                }
            }
            #expect(frontier == before)
        }
    }
}
