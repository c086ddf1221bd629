import Ledger
import Testing

/// Leaves and their hashes in stored-hash order, written by `hashesToStore`: a log in memory.
struct StoredTree {
    let leaves: [[UInt8]]
    private(set) var stored: [Hash] = []

    init(_ leaves: [[UInt8]]) {
        self.leaves = leaves
        for (index, leaf) in leaves.enumerated() {
            let known = stored
            stored += MerkleTree.hashesToStore(
                leafHash: hashOfLeaf(leaf),
                at: UInt64(index)
            ) { known[Int($0)] }
        }
    }

    /// A tree with one-byte leaves 0, 1, ..., as the exhaustive vectors have it; two bytes from
    /// 256.
    init(count: Int) {
        self.init(
            (0..<count).map { $0 < 256 ? [UInt8($0)] : [UInt8($0 >> 8), UInt8($0 & 255)] }
        )
    }

    func leafHash(_ index: UInt64) -> Hash { hashOfLeaf(leaves[Int(index)]) }

    /// Lends a reader that knows only what was stored when the tree had `size` leaves: a proof for
    /// an old size must not need anything newer.
    func read<Result>(at size: UInt64, _ body: (MerkleTree.HashReader<Never>) -> Result) -> Result {
        let count = MerkleTree.storedHashCount(size: size)
        return body { index in
            guard index < count else {
                Issue.record("read stored hash \(index) of a tree of \(size) leaves")
                return MerkleTree.emptyRoot
            }
            return stored[Int(index)]
        }
    }

    func root(_ size: UInt64) -> Hash {
        read(at: size) { MerkleTree.root(size: size, reading: $0) }
    }

    func inclusion(_ index: UInt64, _ size: UInt64) -> [Hash] {
        read(at: size) { MerkleTree.inclusionProof(index: index, size: size, reading: $0) }
    }

    func consistency(_ first: UInt64, _ second: UInt64) -> [Hash] {
        read(at: second) { MerkleTree.consistencyProof(from: first, to: second, reading: $0) }
    }
}

/// MTH as the RFC writes it, over the leaves themselves: shares nothing with the stored hashes.
func referenceRoot(of leaves: ArraySlice<[UInt8]>) -> Hash {
    switch leaves.count {
    case 0: return MerkleTree.emptyRoot
    case 1: return hashOfLeaf(leaves[leaves.startIndex])
    default:
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return MerkleTree.nodeHash(
            referenceRoot(of: leaves.prefix(split)),
            referenceRoot(of: leaves.dropFirst(split))
        )
    }
}

/// `MerkleTree.leafHash` of an array: the span of a temporary cannot be passed on.
func hashOfLeaf(_ leaf: [UInt8]) -> Hash { MerkleTree.leafHash(of: leaf.span) }

/// `Hash.sha256` of an array.
func sha256(_ message: [UInt8]) -> Hash { Hash.sha256(of: message.span) }

/// The bytes of a hexadecimal string; stops at anything else.
func bytes(hex: String) -> [UInt8] {
    var rest = hex[...]
    var bytes: [UInt8] = []
    while let byte = UInt8(rest.prefix(2), radix: 16) {
        bytes.append(byte)
        rest = rest.dropFirst(2)
    }
    return bytes
}
