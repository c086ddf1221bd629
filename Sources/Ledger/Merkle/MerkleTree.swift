/// The Merkle tree of RFC 6962 and RFC 9162 as pure functions over stored hashes.
///
/// A log of leaves d0, d1, ... is hashed into a binary tree. The root of every **complete** subtree
/// (2^level leaves, starting at a multiple of 2^level) never changes once its last leaf is there,
/// so it is stored once, in **stored-hash order**: after each leaf hash come the subtrees that this
/// leaf completes, lowest first. Roots and proofs of every size, past or present, are computed from
/// those hashes; the functions read them through a closure, so the store can be an array, a file or
/// a borrowed transaction.
///
///     leaf        0       1             2       3                       4
///     stored      0: d0   1: d1, 2: d01 3: d2   4: d3, 5: d23, 6: d0123 7: d4
///
/// `index` is a leaf's place from 0, `size` a number of leaves, `level` a height above the leaves.
/// An index, size or range given to a function that reads is the caller's own arithmetic, checked
/// against the log before: a bad one traps. Whatever comes from outside goes to `verifyInclusion`
/// and `verifyConsistency`, which trap on nothing and throw ``ProofFailure``.
public enum MerkleTree {
    /// Reads one stored hash by its place in stored-hash order; never escapes the call.
    public typealias HashReader<Failure: Error> = (_ storedIndex: UInt64) throws(Failure) -> Hash

    /// The most leaves a tree can have: above it, places in stored-hash order exceed 64 bits.
    public static let sizeMax: UInt64 = 1 << 63

    // MARK: Hashing

    /// The hash of a leaf, SHA-256(0x00 ‖ leaf) (RFC 9162 section 2.1.1).
    ///
    /// Copies the leaf once, since `Crypto` takes a `Span` only through an unsafe pointer.
    public static func leafHash(of leaf: Span<UInt8>) -> Hash {
        Hash.sha256(prefix: 0x00, bytes: leaf)
    }

    /// The hash of an inner node, SHA-256(0x01 ‖ left ‖ right) (RFC 9162 section 2.1.1).
    public static func nodeHash(_ left: Hash, _ right: Hash) -> Hash {
        Hash.sha256(prefix: 0x01, left: left, right: right)
    }

    /// The root of the tree without leaves, SHA-256 of nothing (RFC 9162 section 2.1.1).
    public static let emptyRoot: Hash = {
        let nothing: [UInt8] = []
        return Hash.sha256(of: nothing.span)
    }()

    // MARK: Stored-hash order

    /// Where the root of the `n`th complete subtree of a level stands in stored-hash order.
    ///
    /// That subtree covers leaves `n << level ..< (n + 1) << level`; level 0 are the leaf hashes.
    public static func storedHashIndex(level: Int, n: UInt64) -> UInt64 {
        precondition((0...63).contains(level), "a tree has at most 64 levels")
        precondition(n < sizeMax >> UInt64(level), "the subtree ends within the largest tree")
        let lastLeaf = (n + 1) << UInt64(level) - 1
        return storedHashCount(size: lastLeaf) + UInt64(level)
    }

    /// Which subtree stands at a place in stored-hash order; the inverse of `storedHashIndex`.
    public static func splitStoredHashIndex(_ storedIndex: UInt64) -> (level: Int, n: UInt64) {
        precondition(storedIndex < storedHashCount(size: sizeMax), "within the largest tree")
        // A leaf stands at most at twice its index and at most 64 places lower, so start at half
        // and step over whole leaves; each brings itself and the subtrees that it completes.
        var leaf = storedIndex / 2
        var first = storedHashCount(size: leaf)
        while true {
            let next = first + 1 + UInt64((leaf + 1).trailingZeroBitCount)
            if next > storedIndex { break }
            leaf += 1
            first = next
        }
        let level = storedIndex - first
        return (Int(level), leaf >> level)
    }

    /// How many hashes are stored for a tree of `size` leaves: never more than 2 * size.
    public static func storedHashCount(size: UInt64) -> UInt64 {
        precondition(size <= sizeMax, "a tree has at most 2^63 leaves")
        // The sum of size >> level over all levels, since level l has that many subtrees. Written
        // so that 2^63 does not overflow on the way.
        return size + (size - UInt64(size.nonzeroBitCount))
    }

    /// The hashes to store for the leaf at `index`, first of them at `storedHashCount(size:
    /// index)`.
    ///
    /// At most 1 + log2(index + 1) hashes, two on average. Reads one stored hash less than it
    /// returns; a writer that keeps a ``MerkleFrontier`` reads none.
    public static func hashesToStore<Failure: Error>(
        leafHash: Hash,
        at index: UInt64,
        reading read: HashReader<Failure>
    ) throws(Failure) -> [Hash] {
        precondition(index < sizeMax, "the tree is not full")
        var hashes = [leafHash]
        var hash = leafHash
        for level in 0..<(~index).trailingZeroBitCount {
            let sibling = index >> UInt64(level) - 1
            hash = nodeHash(try read(storedHashIndex(level: level, n: sibling)), hash)
            hashes.append(hash)
        }
        return hashes
    }

    // MARK: Roots

    /// The root of the first `size` leaves, MTH(D[size]) (RFC 9162 section 2.1.1).
    ///
    /// Reads one hash for every bit set in `size`.
    public static func root<Failure: Error>(
        size: UInt64,
        reading read: HashReader<Failure>
    ) throws(Failure) -> Hash {
        try subtreeHash(of: 0..<size, reading: read)
    }

    /// The hash of a subtree, MTH(D[start:end]) (draft-ietf-plants-merkle-tree-certs).
    ///
    /// `range` is empty, starts at 0, or starts at a multiple of the smallest power of two that is
    /// not below its count (`isSubtree`).
    public static func subtreeHash<Failure: Error>(
        of range: Range<UInt64>,
        reading read: HashReader<Failure>
    ) throws(Failure) -> Hash {
        precondition(isSubtree(range), "a subtree starts at a multiple of its rounded-up count")
        return range.isEmpty ? emptyRoot : try hash(of: range, read)
    }

    /// Whether some tree has a node over exactly these leaves, or over them while it was growing.
    public static func isSubtree(_ range: Range<UInt64>) -> Bool {
        guard range.upperBound <= sizeMax else { return false }
        guard range.lowerBound > 0, !range.isEmpty else { return true }
        let heightOfNode = UInt64.bitWidth - (range.count64 - 1).leadingZeroBitCount
        return range.lowerBound.trailingZeroBitCount >= heightOfNode
    }

    // MARK: Proofs

    /// The path that proves a leaf, PATH(index, D[size]), leaf to root (RFC 9162 section 2.1.3.1).
    public static func inclusionProof<Failure: Error>(
        index: UInt64,
        size: UInt64,
        reading read: HashReader<Failure>
    ) throws(Failure) -> [Hash] {
        precondition(index < size, "the leaf is in the tree")
        return try inclusionProof(index: index, inSubtree: 0..<size, reading: read)
    }

    /// The path from a leaf to the hash of a subtree (draft-ietf-plants-merkle-tree-certs).
    ///
    /// It verifies like a proof for leaf `index - range.lowerBound` in a tree of `range.count`.
    public static func inclusionProof<Failure: Error>(
        index: UInt64,
        inSubtree range: Range<UInt64>,
        reading read: HashReader<Failure>
    ) throws(Failure) -> [Hash] {
        precondition(isSubtree(range), "a subtree starts at a multiple of its rounded-up count")
        precondition(range.contains(index), "the leaf is in the subtree")
        var proof: [Hash] = []
        try appendPath(to: index, in: range, &proof, read)
        return proof
    }

    /// The proof that a tree only grew, PROOF(first, D[second]) (RFC 9162 section 2.1.4.1).
    ///
    /// `0 < first <= second`; there is nothing to prove about a tree without leaves.
    public static func consistencyProof<Failure: Error>(
        from first: UInt64,
        to second: UInt64,
        reading read: HashReader<Failure>
    ) throws(Failure) -> [Hash] {
        precondition(first > 0, "the first tree has leaves")
        return try consistencyProof(ofSubtree: 0..<first, size: second, reading: read)
    }

    /// The proof that a subtree is part of a tree (draft-ietf-plants-merkle-tree-certs).
    ///
    /// Of `0..<first` it is the proof between two trees; of an empty range it is empty.
    public static func consistencyProof<Failure: Error>(
        ofSubtree range: Range<UInt64>,
        size: UInt64,
        reading read: HashReader<Failure>
    ) throws(Failure) -> [Hash] {
        precondition(isSubtree(range), "a subtree starts at a multiple of its rounded-up count")
        precondition(range.upperBound <= size, "the subtree is in the tree")
        precondition(size <= sizeMax, "a tree has at most 2^63 leaves")
        guard !range.isEmpty else { return [] }
        var proof: [Hash] = []
        try appendSubproof(of: range, in: 0..<size, isKnown: true, &proof, read)
        return proof
    }

    // MARK: Verifying

    /// Checks that a leaf is in the tree with this root (RFC 9162 section 2.1.3.2).
    ///
    /// Take `size` and `root` from the same signed checkpoint: a path may have the same shape in
    /// trees of several sizes, so by itself it does not prove the size.
    ///
    /// - Throws: ``ProofFailure`` if it is not shown. Any input is safe, and at most 64 hashes of
    ///   `proof` are looked at.
    public static func verifyInclusion(
        of leafHash: Hash,
        index: UInt64,
        size: UInt64,
        proof: [Hash],
        root: Hash
    ) throws(ProofFailure) {
        guard index < size else { throw .indexBeyondSize }
        var walk = Walk(index: index, last: size - 1)
        var hash = leafHash
        for sibling in proof {
            hash = try walk.step() == .left ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
        }
        guard walk.isAtRoot else { throw .missingHashes }
        guard hash == root else { throw .rootMismatch }
    }

    /// Checks that a tree is a prefix of a later one (RFC 9162 section 2.1.4.2).
    ///
    /// - Throws: ``ProofFailure`` if it is not shown; always if `first` is 0. Any input is safe.
    public static func verifyConsistency(
        from first: UInt64,
        root firstRoot: Hash,
        to second: UInt64,
        root secondRoot: Hash,
        proof: [Hash]
    ) throws(ProofFailure) {
        guard first > 0 else { throw .firstTreeEmpty }
        guard first <= second else { throw .sizesOutOfOrder }
        guard first < second else {
            guard proof.isEmpty else { throw .extraHashes }
            guard firstRoot == secondRoot else { throw .rootMismatch }
            return
        }
        // A complete first tree is itself the node where the proof starts; the prover leaves it
        // out.
        let isComplete = first.nonzeroBitCount == 1
        guard let start = isComplete ? firstRoot : proof.first, !proof.isEmpty else {
            throw .missingHashes
        }
        var walk = Walk(index: first - 1, last: second - 1)
        walk.skipRightChildren()
        var firstHash = start
        var secondHash = start
        for sibling in proof.dropFirst(isComplete ? 0 : 1) {
            if try walk.step() == .left {
                firstHash = nodeHash(sibling, firstHash)
                secondHash = nodeHash(sibling, secondHash)
            } else {
                secondHash = nodeHash(secondHash, sibling)
            }
        }
        guard walk.isAtRoot else { throw .missingHashes }
        guard firstHash == firstRoot else { throw .firstRootMismatch }
        guard secondHash == secondRoot else { throw .rootMismatch }
    }

    // MARK: The recursions of the RFC, over `range` of the leaves instead of a copied list

    /// MTH of a subtree that is not empty.
    private static func hash<Failure: Error>(
        of range: Range<UInt64>,
        _ read: HashReader<Failure>
    ) throws(Failure) -> Hash {
        let count = range.count64
        guard count.nonzeroBitCount > 1 else {
            let level = count.trailingZeroBitCount
            return try read(storedHashIndex(level: level, n: range.lowerBound >> UInt64(level)))
        }
        let split = split(range)
        let left = try hash(of: range.lowerBound..<split, read)
        return nodeHash(left, try hash(of: split..<range.upperBound, read))
    }

    /// PATH: the sibling of each node on the way down to the leaf, deepest first.
    private static func appendPath<Failure: Error>(
        to index: UInt64,
        in range: Range<UInt64>,
        _ proof: inout [Hash],
        _ read: HashReader<Failure>
    ) throws(Failure) {
        guard range.count64 > 1 else { return }
        let split = split(range)
        let left = range.lowerBound..<split
        let right = split..<range.upperBound
        try appendPath(to: index, in: index < split ? left : right, &proof, read)
        proof.append(try hash(of: index < split ? right : left, read))
    }

    /// SUBPROOF; `isKnown` is the RFC's `b`: the verifier has the hash of `part` already.
    private static func appendSubproof<Failure: Error>(
        of part: Range<UInt64>,
        in range: Range<UInt64>,
        isKnown: Bool,
        _ proof: inout [Hash],
        _ read: HashReader<Failure>
    ) throws(Failure) {
        guard part != range else {
            if !isKnown { proof.append(try hash(of: range, read)) }
            return
        }
        let split = split(range)
        let left = range.lowerBound..<split
        let right = split..<range.upperBound
        if part.upperBound <= split {
            try appendSubproof(of: part, in: left, isKnown: isKnown, &proof, read)
            proof.append(try hash(of: right, read))
        } else {
            let rest = max(part.lowerBound, split)..<part.upperBound
            let restIsKnown = isKnown && rest == part
            try appendSubproof(of: rest, in: right, isKnown: restIsKnown, &proof, read)
            proof.append(try hash(of: left, read))
        }
    }

    /// Where a node's left child ends: the largest power of two below the count, from the start.
    private static func split(_ range: Range<UInt64>) -> UInt64 {
        precondition(range.count64 > 1, "a leaf has no children")
        return range.lowerBound + 1 << UInt64(63 - (range.count64 - 1).leadingZeroBitCount)
    }
}

extension Range<UInt64> {
    /// The count as the type of its bounds: `count` is an `Int` and traps above 2^63 - 1.
    fileprivate var count64: UInt64 { upperBound - lowerBound }
}

/// The way from a node up to the root beside the last node of each level: the RFC's `fn` and `sn`.
private struct Walk {
    enum Side { case left, right }

    var index: UInt64
    var last: UInt64

    var isAtRoot: Bool { last == 0 }

    /// Climbs past the next sibling and says on which side of the path it stands.
    mutating func step() throws(ProofFailure) -> Side {
        guard !isAtRoot else { throw .extraHashes }
        let side: Side = index & 1 == 1 || index == last ? .left : .right
        if side == .left {
            // The last node of a level without a right neighbour moves up as it is.
            while index & 1 == 0, index != 0 { climb() }
        }
        climb()
        return side
    }

    /// Climbs to the first node that is a left child: the complete subtree that ends here.
    mutating func skipRightChildren() {
        while index & 1 == 1 { climb() }
    }

    private mutating func climb() {
        index >>= 1
        last >>= 1
    }
}
