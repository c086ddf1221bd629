/// Why a proof does not show what it claims.
///
/// Proofs come from outside, so each failure is an answer, in no case a trap.
public enum ProofFailure: Error, Hashable, Sendable {
    /// The leaf's index is not below the size of the tree.
    case indexBeyondSize
    /// Consistency with a tree without leaves shows nothing; a witness treats old size 0 itself.
    case firstTreeEmpty
    /// The first tree is larger than the second.
    case sizesOutOfOrder
    /// The proof ends before it reaches the root.
    case missingHashes
    /// The proof goes on after it reached the root.
    case extraHashes
    /// The proof leads to another root for the first of two trees.
    case firstRootMismatch
    /// The proof leads to another root.
    case rootMismatch
}

extension ProofFailure: CustomStringConvertible {
    /// A sentence for a person, without the numbers, which the caller knows.
    public var description: String {
        switch self {
        case .indexBeyondSize: "the leaf index is not below the tree size"
        case .firstTreeEmpty: "consistency with an empty tree proves nothing"
        case .sizesOutOfOrder: "the first tree is larger than the second"
        case .missingHashes: "the proof has too few hashes for these sizes"
        case .extraHashes: "the proof has too many hashes for these sizes"
        case .firstRootMismatch: "the proof leads to another root for the first tree"
        case .rootMismatch: "the proof leads to another root"
        }
    }
}
