/// An event type: what its records need, may have, and do to their subject.
///
/// A class, because every event carries its type and a copy of twelve fields for each would cost
/// more than the rest of its admission.
public final class EventType: Sendable {
    /// `tariff.imposed`; a desk's own begin with `x.`.
    public let name: String
    /// A number that stands for the type in the views; the table of types gives a desk's own its.
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
    public let verb: String
    /// Whether it is a record about another record's standing: corrected, retracted, redacted.
    public let isLifecycle: Bool
    /// Whether it tells of something meant to come, which intention alone is enough for.
    public let isPlan: Bool
    /// Whether only the ledger itself records it, when it is asked to.
    public var isOfLedger: Bool { subjectKinds.contains(where: \.isOfLedger) }
    /// Whether it registers its subject.
    public let isRegistration: Bool

    init(
        name: String,
        code: UInt16,
        summary: String,
        subjectKinds: [Kind],
        requiredRoles: [RoleRule],
        required: [[BodyField]],
        expected: [[BodyField]],
        allowed: Set<BodyField>,
        kindWords: [String],
        machine: Machine?,
        state: String?,
        isTestimony: Bool
    ) {
        self.name = name
        self.code = code
        self.summary = summary
        self.subjectKinds = subjectKinds
        self.requiredRoles = requiredRoles
        self.required = required
        self.expected = expected
        self.allowed = allowed
        self.kindWords = kindWords
        self.machine = machine
        self.state = state
        self.isTestimony = isTestimony
        let dot = name.firstIndex(of: ".").map(name.index(after:)) ?? name.startIndex
        verb = String(name[dot...])
        isLifecycle = ["record.corrected", "record.retracted", "record.redacted"].contains(name)
        isPlan = Self.plans.contains(name)
        isRegistration = name.hasSuffix(".registered")
    }

    /// The same type with another code.
    func coded(_ code: UInt16) -> EventType {
        EventType(
            name: name,
            code: code,
            summary: summary,
            subjectKinds: subjectKinds,
            requiredRoles: requiredRoles,
            required: required,
            expected: expected,
            allowed: allowed,
            kindWords: kindWords,
            machine: machine,
            state: state,
            isTestimony: isTestimony
        )
    }

    /// A role that must be filled, by at least `count` actors.
    public struct RoleRule: Sendable, Equatable {
        public let role: Role
        public let count: Int
    }

    private static let plans: Set<String> = [
        "tariff.threatened", "tariff.announced", "tariff.scheduled", "tariff.postponed",
        "restriction.announced", "offer.made", "demand.made", "proposal.answered",
        "talks.proposed", "talks.scheduled", "commitment.pledged",
    ]

    /// What the state machine sees of it: a verb, and the code of the word that decides.
    ///
    /// A desk's own type stands in for the built-in one that leads to its state; nil if it has no
    /// state, or none that its machine knows.
    public var move: (verb: String, word: UInt8?)? {
        guard code >= TypeTable.ownCodes else { return (verb, nil) }
        guard let machine, let state else { return nil }
        return machine.states[state].map { ($0.verb, $0.word) }
    }

    /// Whether a kind of subject suits it.
    public func accepts(_ kind: Kind) -> Bool {
        subjectKinds.isEmpty ? !kind.isOfLedger : subjectKinds.contains(kind)
    }
}
