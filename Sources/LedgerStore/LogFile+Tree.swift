public import Ledger
internal import LMDB

/// The tree over the log: roots, proofs and tiles of every size that it has had.
///
/// All of them are computed from the stored hashes of complete subtrees, in one short transaction.
extension LogFile {
    /// The Merkle root over the first `size` records.
    public func root(at size: UInt64) throws -> Hash {
        try environment.read { transaction throws in
            try MerkleTree.root(size: size) { (index: UInt64) throws in
                try Self.hash(transaction, tree, index)
            }
        }
    }

    /// The path that proves a record in the tree of the first `size` records.
    public func inclusionPath(of position: RecordNumber, size: UInt64) throws -> [Hash] {
        try environment.read { transaction throws in
            try MerkleTree.inclusionProof(index: position.value - 1, size: size) {
                (index: UInt64) throws in
                try Self.hash(transaction, tree, index)
            }
        }
    }

    /// The path that proves that the first records are a prefix of more of them.
    ///
    /// Empty where `first` is 0 or the same: there is nothing to show.
    public func consistencyPath(from first: UInt64, to size: UInt64) throws -> [Hash] {
        guard first > 0, first < size else { return [] }
        return try environment.read { transaction throws in
            try MerkleTree.consistencyProof(from: first, to: size) { (index: UInt64) throws in
                try Self.hash(transaction, tree, index)
            }
        }
    }

    /// The bytes of a tile; nil if the log is too short for it.
    ///
    /// - Throws: ``StoreError/damaged(_:)``, and what LMDB says.
    public func tile(_ tile: Tile) throws -> [UInt8]? {
        guard tile.sizeNeeded <= head.size else { return nil }
        guard case .entries = tile.content else {
            return try environment.read { transaction throws in
                try tile.hashes { (index: UInt64) throws in
                    try Self.hash(transaction, tree, index)
                }
            }
        }
        var leaves: [Leaf] = []
        while leaves.count < tile.width {
            let first = RecordNumber(tile.n * UInt64(Tile.widthMax) + UInt64(leaves.count) + 1)
            let found = try records(from: first, limit: tile.width - leaves.count)
            guard !found.isEmpty else { throw StoreError.damaged("\(first) is missing") }
            leaves += found.map(\.leaf)
        }
        return Tile.bundle(leaves)
    }

    /// Places of the tree whose stored hash is not the expected one; for verification.
    func mismatches(_ expected: [(place: UInt64, hash: Hash)]) throws -> [UInt64] {
        try environment.read { transaction throws in
            try expected.filter { place, hash in
                try transaction.get(tree, place) { Hash(bytes: $0) == hash } != true
            }.map(\.place)
        }
    }

    /// Whether the tree has as many hashes as the records need; for verification.
    func hasWholeTree() throws -> Bool {
        try environment.read { transaction throws in
            let size = UInt64(try transaction.count(records))
            return UInt64(try transaction.count(tree)) == MerkleTree.storedHashCount(size: size)
        }
    }
}
