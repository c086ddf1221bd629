/// An offer or a demand as it stands on a date.
public struct ProposalState: Sendable {
    /// `open`, the last answer, `superseded`, or `lapsed?` once its deadline has passed.
    public var state: String
    /// The same, as if it had no deadline.
    public var told: String
    /// Whether it may still be answered.
    public var isOpen: Bool
    /// By when it was to be answered, as last said.
    public var deadline: DayInterval?
    /// The testimonies that make it, in order.
    public var made: [Testimony] = []
    /// Answers to it and to its parts, in order.
    public var answers: [Testimony] = []
    /// Records of moves that the state machine does not have.
    public var anomalies: [RecordNumber] = []
    /// Records of withdrawals by somebody who did not make it.
    public var foreignWithdrawals: [RecordNumber] = []
    /// Every record that it rests on, ascending.
    public var records: [RecordNumber] = []
    public var likelihood = Likelihood.surely
}

/// The fold of a proposal's testimonies, and of others that supersede it.
struct ProposalFold {
    let context: FoldContext
    let testimonies: [Testimony]
    /// Visible testimonies about other proposals that say they supersede this one.
    var superseding: [Testimony] = []

    private var on: Day { context.coordinates.on }

    /// What a proposal is called whose deadline has passed unanswered: nobody said that it lapsed.
    static let lapsed = "lapsed?"

    func state() -> ProposalState? {
        let run = MachineRun(.proposal, testimonies, on: on)
        guard !run.told.isEmpty else { return nil }
        let events = (run.told + begun(superseding)).sorted { a, b in
            (a.act.hi, a.position) < (b.act.hi, b.position)
        }
        let own = Set(run.told.map(\.position))
        var result = ProposalState(state: "open", told: "open", isOpen: true)
        var state: String?
        for testimony in events {
            guard own.contains(testimony.position) else {
                if Self.isOpen(state) {
                    state = "superseded"
                    result.records.append(testimony.position)
                }
                continue
            }
            guard !testimony.fact.traits.contains(.part) else { continue }
            guard
                let move = Transitions.move(
                    .proposal,
                    from: state,
                    verb: testimony.verb,
                    word: testimony.word
                )
            else { continue }
            if !move.isLegal { result.anomalies.append(testimony.position) }
            if isForeignWithdrawal(testimony, run.told) {
                result.foreignWithdrawals.append(testimony.position)
            }
            state = move.state
        }
        // Answers to parts alone leave a proposal open.
        let last = state ?? "open"
        result.made = run.told.filter { $0.verb == "made" }
        result.answers = run.told.filter { $0.verb == "answered" }
        result.deadline = result.made.last { $0.fact.until != nil }?.fact.until
        result.told = last
        result.isOpen = Self.isOpen(last)
        result.state = Self.lapsing(last, result.deadline, on)
        result.records = Set(result.records + run.records).sorted()
        result.likelihood = run.likelihood
        return result
    }

    private func begun(_ testimonies: [Testimony]) -> [Testimony] {
        testimonies.filter { $0.moves && MeasureFold.begun($0.act, by: on).isPossible }
    }

    /// The state, or that the deadline has surely passed while it was open.
    static func lapsing(_ state: String, _ deadline: DayInterval?, _ on: Day) -> String {
        guard isOpen(state), let deadline, deadline.hi < on else { return state }
        return lapsed
    }

    static func isOpen(_ state: String?) -> Bool {
        state.map { Transitions.openStates.contains($0) } ?? false
    }

    /// A withdrawal by somebody who did not make the proposal.
    private func isForeignWithdrawal(_ testimony: Testimony, _ told: [Testimony]) -> Bool {
        guard testimony.verb == "answered", Response(code: testimony.word) == .withdrawn else {
            return false
        }
        return !Self.isByProposer(testimony, told, context)
    }

    /// Whether an answer comes from the side that made the proposal.
    static func isByProposer(
        _ testimony: Testimony,
        _ told: [Testimony],
        _ context: FoldContext
    ) -> Bool {
        let by = testimony.fact.actor
        return told.contains { made in
            made.verb == "made"
                && (context.belongs(by, to: made.fact.actor)
                    || context.belongs(made.fact.actor, to: by))
        }
    }
}
