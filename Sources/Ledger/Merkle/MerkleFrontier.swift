/// The right edge of a growing tree: all that a writer needs to append leaves without reading.
///
/// It holds the roots of the complete subtrees that cover the leaves, largest first, one for each
/// bit set in `size` (at most 64), also known as a compact range. It agrees with ``MerkleTree``
/// over the stored hashes at every size.
public struct MerkleFrontier: Sendable, Equatable {
    /// How many leaves the tree has.
    public private(set) var size: UInt64
    /// The roots of the complete subtrees, largest first.
    public private(set) var peaks: [Hash]

    /// The frontier of a tree without leaves.
    public init() {
        size = 0
        peaks = []
    }

    /// The frontier of the first `size` leaves, from one stored hash for each bit set in `size`.
    public init<Failure: Error>(
        size: UInt64,
        reading read: MerkleTree.HashReader<Failure>
    ) throws(Failure) {
        precondition(size <= MerkleTree.sizeMax, "a tree has at most 2^63 leaves")
        self.init()
        while self.size < size {
            let level = 63 - (size - self.size).leadingZeroBitCount
            let n = self.size >> UInt64(level)
            peaks.append(try read(MerkleTree.storedHashIndex(level: level, n: n)))
            self.size += 1 << UInt64(level)
        }
    }

    /// A frontier as somebody tells it: to be believed once its ``root`` is known to be right.
    ///
    /// Nil if a tree of that size has another number of peaks.
    public init?(size: UInt64, peaks: [Hash]) {
        guard size <= MerkleTree.sizeMax, peaks.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.peaks = peaks
    }

    /// The root of the tree, MTH(D[size]) (RFC 9162 section 2.1.1); hashes once per peak but one.
    public var root: Hash {
        guard let last = peaks.last else { return MerkleTree.emptyRoot }
        return peaks.dropLast().reversed().reduce(last) { MerkleTree.nodeHash($1, $0) }
    }

    /// Adds a leaf and hands each hash that must be stored to `emit`, with its place, in order.
    ///
    /// Those are the leaf hash and the roots of the subtrees it completes, as `hashesToStore` would
    /// return them: two on average. If `emit` throws, the frontier is as it was before.
    public mutating func append<Failure: Error>(
        _ leafHash: Hash,
        emit: (_ storedIndex: UInt64, Hash) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(size < MerkleTree.sizeMax, "the tree is not full")
        let completed = (~size).trailingZeroBitCount
        let kept = peaks.count - completed
        var storedIndex = MerkleTree.storedHashCount(size: size)
        var hash = leafHash
        try emit(storedIndex, hash)
        for left in peaks[kept...].reversed() {
            hash = MerkleTree.nodeHash(left, hash)
            storedIndex += 1
            try emit(storedIndex, hash)
        }
        peaks.removeLast(completed)
        peaks.append(hash)
        size += 1
    }

    /// Adds a leaf and returns the hashes to store, first of them at `storedHashCount(size: size)`.
    ///
    /// The size is the one before. `append(_:emit:)` is the same without the array.
    @discardableResult
    public mutating func append(_ leafHash: Hash) -> [Hash] {
        var hashes: [Hash] = []
        append(leafHash) { _, hash in hashes.append(hash) }
        return hashes
    }
}
