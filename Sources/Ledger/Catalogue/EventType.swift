/// An event type: what its records need, may have, and do to their subject.
public struct EventType: Sendable {
    /// `tariff.imposed`; a desk's own begin with `x.`.
    public let name: String
    /// A number that stands for the type in the views; 0 for a desk's own.
    public let code: UInt16
    /// What it says, as a phrase.
    public let summary: String
    /// Kinds of subject; empty for any.
    public let subjectKinds: [Kind]
    /// Roles that must be filled.
    public let requiredRoles: [RoleRule]
    /// Fields refused without; of each inner list one is enough.
    public let required: [[BodyField]]
    /// Fields listed as incomplete without; of each inner list one is enough.
    public let expected: [[BodyField]]
    /// Every field that may stand, required and expected ones included.
    public let allowed: Set<BodyField>
    /// Vocabulary of `kind`, or of `rel`, in this type.
    public let kindWords: [String]
    /// The state machine that it moves.
    public let machine: Machine?
    /// The state that the subject enters, where it is always the same.
    public let state: String?
    /// Testimony needs evidence; a registration or a record about a record may do without.
    public let isTestimony: Bool
    /// What the subject's state machine sees: the part of the name behind the first dot.
    public var verb: Substring {
        guard let dot = name.firstIndex(of: ".") else { return name[...] }
        return name[name.index(after: dot)...]
    }

    /// A role that must be filled, by at least `count` actors.
    public struct RoleRule: Sendable, Equatable {
        public let role: Role
        public let count: Int
    }

    /// Whether it is a record about another record's standing: corrected, retracted, redacted.
    public var isLifecycle: Bool {
        ["record.corrected", "record.retracted", "record.redacted"].contains(name)
    }

    /// Whether it registers its subject.
    public var isRegistration: Bool { name.hasSuffix(".registered") }

    /// Whether a kind of subject suits it.
    public func accepts(_ kind: Kind) -> Bool {
        subjectKinds.isEmpty || subjectKinds.contains(kind)
    }
}

/// The state machines of the kinds of subject; `Folds/Transitions` holds their moves.
public enum Machine: String, Word {
    case measure, restriction, proposal, talk, message, commitment, agreement, statement, comment
    case figure, proceeding

    /// The machine that a kind of subject runs, if any.
    public init?(of kind: Kind) {
        switch kind {
        case .measure: self = .measure
        case .restriction: self = .restriction
        case .offer, .demand: self = .proposal
        case .talk: self = .talk
        case .message: self = .message
        case .commitment: self = .commitment
        case .agreement: self = .agreement
        case .statement, .claim: self = .statement
        case .comment: self = .comment
        case .figure: self = .figure
        case .proceeding: self = .proceeding
        default: return nil
        }
    }
}
