/// Any subject as it stands on a date: the state word, what is to be said of it, its records.
public struct SubjectState: Sendable, Equatable {
    /// The state word.
    public var state: String
    /// The state with what makes it telling: `in_force at 10% on $200bn`.
    public var summary: String
    /// The records that it rests on.
    public var records: [RecordNumber]
    /// Records of moves that the state machine does not have.
    public var anomalies: [RecordNumber] = []
    /// Whether it is surely so on the date.
    public var likelihood: Likelihood = .surely
}

/// The fold of any subject's testimonies, by the machine of its kind.
public struct SubjectFold: Sendable {
    let context: FoldContext

    /// Makes a fold at coordinates.
    public init(context: FoldContext) { self.context = context }

    /// The state of a subject; nil if nothing visible has happened to it by `on`.
    ///
    /// - Parameters:
    ///   - subject: its key, for the machine of its kind.
    ///   - testimonies: what is visible of it.
    ///   - superseding: for a proposal, visible testimonies elsewhere that supersede it.
    /// - Returns: the state.
    public func state(
        of subject: Key,
        _ testimonies: [Testimony],
        superseding: [Testimony] = []
    ) -> SubjectState? {
        guard let machine = Machine(of: subject.kind) else { return nil }
        switch machine {
        case .measure:
            return MeasureFold(context: context, testimonies: testimonies).state().map(summary)
        case .talk: return TalkFold(context: context, testimonies: testimonies).state().map(summary)
        case .proposal:
            let fold = ProposalFold(
                context: context,
                testimonies: testimonies,
                superseding: superseding
            )
            return fold.state().map(summary)
        case .commitment:
            return CommitmentFold(context: context, testimonies: testimonies).state().map(summary)
        case .agreement:
            return AgreementFold(context: context, testimonies: testimonies).state().map(summary)
        case .restriction:
            return RestrictionFold(context: context, testimonies: testimonies).state().map(summary)
        default: return plain(machine, testimonies)
        }
    }

    /// Subjects whose state is the last word told.
    private func plain(_ machine: Machine, _ testimonies: [Testimony]) -> SubjectState? {
        let run = MachineRun(machine, testimonies, on: context.coordinates.on)
        guard let state = run.state else { return nil }
        var summary = state
        if machine == .statement { summary = tellStatement(state, run.told) }
        if machine == .figure {
            summary = Cell<Amount>(run.told).ordered.text(\.display)
        }
        return SubjectState(
            state: state,
            summary: summary.isEmpty ? state : summary,
            records: run.records,
            anomalies: run.anomalies,
            likelihood: run.likelihood
        )
    }

    private func tellStatement(_ state: String, _ told: [Testimony]) -> String {
        var text = state
        for flag in ["confirmed", "denied", "disavowed"] {
            let count = told.filter { $0.verb == flag }.count
            guard count > 0, state != flag || count > 1 else { continue }
            text += count == 1 ? ", \(flag)" : ", \(flag)×\(count)"
        }
        return text
    }
}

extension SubjectFold {
    private func summary(_ measure: MeasureState) -> SubjectState {
        var text = measure.state
        let rates = measure.rate.text(\.display)
        if !rates.isEmpty { text += " at \(rates)" }
        let amounts = measure.coverage.text(\.display)
        if !amounts.isEmpty { text += " on \(amounts)" }
        if measure.basis != .attested { text += ", \(measure.basis.rawValue)" }
        for step in measure.steps where step.status == .scheduled && step.change != nil {
            let rate = step.rate.isEmpty ? "" : " to \(step.rate.display)"
            text += "; \(step.change?.rawValue ?? "step")\(rate) scheduled"
            if let day = step.effective { text += " for \(day)" }
        }
        let steps = measure.steps.flatMap(\.records)
        return SubjectState(
            state: measure.state,
            summary: text,
            records: Set(measure.records + steps).sorted(),
            anomalies: measure.anomalies,
            likelihood: measure.likelihood
        )
    }

    private func summary(_ talk: TalkState) -> SubjectState {
        var text = talk.state
        if talk.state == "scheduled", let window = talk.window {
            text += " for \(window)" + (talk.isDue ? "; due, unrecorded" : "")
        }
        if talk.state == "held", let outcome = talk.outcome { text += ", \(outcome.rawValue)" }
        if talk.isAtRisk { text += "; at risk" }
        return SubjectState(
            state: talk.state,
            summary: text,
            records: talk.told.map(\.position).sorted(),
            anomalies: talk.anomalies,
            likelihood: talk.likelihood
        )
    }

    private func summary(_ proposal: ProposalState) -> SubjectState {
        var text = proposal.state
        let whole = proposal.answers.last { !$0.fact.traits.contains(.part) }
        if let answer = whole, Response(rawValue: proposal.state) != nil,
            let by = context.name(answer.fact.actor)
        {
            text = proposal.isOpen ? "open, \(text) by \(by)" : "\(text) by \(by)"
        }
        let parts = proposal.answers.filter { $0.fact.traits.contains(.part) }.count
        if parts > 0 { text += parts == 1 ? "; 1 part answered" : "; \(parts) parts answered" }
        return SubjectState(
            state: proposal.state,
            summary: text,
            records: proposal.records,
            anomalies: proposal.anomalies,
            likelihood: proposal.likelihood
        )
    }

    private func summary(_ commitment: CommitmentState) -> SubjectState {
        var text = commitment.state
        let findings = commitment.assessments.compactMap { Finding(code: $0.word)?.rawValue }
        if Set(findings).count > 1 {
            var seen: [String] = []
            for word in findings where !seen.contains(word) { seen.append(word) }
            text = seen.joined(separator: " ≠ ")
        }
        if commitment.isOverdue { text += "; overdue" }
        return SubjectState(
            state: commitment.state,
            summary: text,
            records: commitment.records,
            anomalies: commitment.anomalies,
            likelihood: commitment.likelihood
        )
    }

    private func summary(_ agreement: AgreementState) -> SubjectState {
        SubjectState(
            state: agreement.state,
            summary: agreement.basis == .attested
                ? agreement.state : "\(agreement.state), \(agreement.basis.rawValue)",
            records: agreement.told.map(\.position).sorted(),
            anomalies: agreement.anomalies,
            likelihood: agreement.likelihood
        )
    }

    private func summary(_ restriction: RestrictionState) -> SubjectState {
        SubjectState(
            state: restriction.state,
            summary: restriction.basis == .attested
                ? restriction.state : "\(restriction.state), \(restriction.basis.rawValue)",
            records: restriction.told.map(\.position).sorted(),
            anomalies: restriction.anomalies,
            likelihood: restriction.likelihood
        )
    }
}
