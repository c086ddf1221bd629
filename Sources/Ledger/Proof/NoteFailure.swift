/// Why a note, checkpoint, proof or tile is not accepted.
///
/// All of them come from outside: nothing here traps.
public enum NoteFailure: Error, Hashable, Sendable {
    /// It does not have the form that the specification gives; what is wrong, as a phrase.
    case malformed(String)
    /// No signature is of a key that was given.
    case unsigned(String)
    /// A key of that name has signed, but another one than was given.
    case otherKey(name: String, signed: String, given: String)
    /// A signature of this key is not over this text.
    case badSignature(String)
    /// The log names itself otherwise than its key.
    case otherOrigin(found: String, expected: String)
    /// The log had so many records before, and has fewer.
    case shrank(from: UInt64, to: UInt64)
    /// The Merkle proof shows something else.
    case proof(ProofFailure)
    /// The record is not the one that the leaf commits to, or lies elsewhere.
    case record(String)
}

extension NoteFailure: CustomStringConvertible {
    /// A sentence for a person.
    public var description: String {
        switch self {
        case .malformed(let what): what
        case .unsigned(let name): "no signature of '\(name)' is on it"
        case .otherKey(let name, let signed, let given):
            "it is signed by the key \(signed) of '\(name)', and not by \(given); a log that went "
                + "on under another key signed with the one of its time"
        case .badSignature(let name): "the signature of '\(name)' is not over this text"
        case .otherOrigin(let found, let expected):
            "it is of the log '\(found)', not of '\(expected)'"
        case .shrank(let before, let now): "it had \(before) records and has \(now)"
        case .proof(let failure): failure.description
        case .record(let what): what
        }
    }
}
