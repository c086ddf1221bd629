extension Catalogue {
    private static let meeting: [BodyField] = [.level, .place, .venue, .agenda]
    private static let kindOfTalk = TalkKind.words

    /// Offers and demands, talks, messages, pledges and agreements.
    static let negotiation: [Entry] = [
        Entry(
            name: "offer.made",
            summary: "something is offered",
            kinds: [.offer],
            roles: [.by, .to],
            expected: [[.items]],
            allowed: [.formal, .deadline, .title],
            state: "open"
        ),
        Entry(
            name: "demand.made",
            summary: "something is demanded",
            kinds: [.demand],
            roles: [.by, .to],
            required: [[.strength]],
            expected: [[.items]],
            allowed: [.preconditionFor, .deadline],
            state: "open"
        ),
        Entry(
            name: "proposal.answered",
            summary: "an offer, demand or proposed talk is answered",
            kinds: [.offer, .demand, .talk],
            roles: [.by],
            required: [[.response]],
            allowed: [.condition, .part],
            machine: .proposal
        ),
        Entry(
            name: "talks.proposed",
            summary: "talks are proposed",
            kinds: [.talk],
            roles: [.by, .to],
            expected: [[.kind]],
            allowed: meeting,
            kindWords: kindOfTalk,
            state: "proposed"
        ),
        Entry(
            name: "talks.scheduled",
            summary: "talks are set or expected",
            kinds: [.talk],
            parties: 2,
            expected: [[.kind]],
            allowed: meeting + [.atRisk],
            kindWords: kindOfTalk,
            state: "scheduled"
        ),
        Entry(
            name: "talks.held",
            summary: "talks took place",
            kinds: [.talk],
            parties: 2,
            expected: [[.kind]],
            allowed: meeting + [.outcome, .nextStep],
            kindWords: kindOfTalk,
            state: "held"
        ),
        Entry(
            name: "talks.postponed",
            summary: "talks are put off",
            kinds: [.talk],
            parties: 2,
            expected: [[.kind]],
            allowed: meeting,
            kindWords: kindOfTalk,
            state: "postponed"
        ),
        Entry(
            name: "talks.cancelled",
            summary: "talks are called off",
            kinds: [.talk],
            parties: 2,
            expected: [[.kind]],
            allowed: meeting,
            kindWords: kindOfTalk,
            state: "cancelled"
        ),
        Entry(
            name: "call.held",
            summary: "a call took place",
            kinds: [.talk],
            parties: 2,
            expected: [[.kind]],
            allowed: meeting + [.medium, .outcome, .nextStep],
            kindWords: kindOfTalk,
            state: "held"
        ),
        Entry(
            name: "message.sent",
            summary: "a letter, paper or protest is sent",
            kinds: [.message],
            required: [[.kind]],
            allowed: [.medium, .carries, .about],
            kindWords: MessageKind.words,
            state: "sent"
        ),
        Entry(
            name: "commitment.pledged",
            summary: "something is promised",
            kinds: [.commitment],
            roles: [.by],
            required: [[.items]],
            allowed: [.reaffirms, .place, .venue, .deadline, .previousDeadline],
            state: "pledged"
        ),
        Entry(
            name: "commitment.assessed",
            summary: "somebody judges whether a promise was kept",
            kinds: [.commitment],
            roles: [.by],
            required: [[.finding]]
        ),
        Entry(
            name: "agreement.reached",
            summary: "the parties agree",
            kinds: [.agreement],
            required: [[.form]],
            allowed: [.terms, .partial, .title, .effective, .until]
        ),
        Entry(
            name: "agreement.ended",
            summary: "an agreement ends",
            kinds: [.agreement],
            required: [[.ending]]
        ),
    ]
}
