/// Any subject as it stands on a date: the state word, what is to be said of it, its records.
public struct SubjectState: Sendable, Equatable {
    /// The state word.
    public var state: String
    /// The state with what makes it telling: `in_force at 10% on $200bn`.
    public var summary: String
    /// The records that it rests on.
    public var records: [RecordNumber]
    /// Moves that the state machine does not have: record and the state it was told in.
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
    public func state(of subject: Key, _ testimonies: [Testimony]) -> SubjectState? {
        guard let machine = Machine(of: subject.kind) else { return nil }
        if machine == .measure {
            return MeasureFold(context: context, testimonies: testimonies).state().map(summary)
        }
        let on = context.coordinates.on
        let begun = testimonies.filter {
            Self.moves($0, machine)
                && MeasureFold.begun(Self.date($0, machine), by: on).isPossible
        }.sorted { a, b in
            (Self.date(a, machine).hi, a.position) < (Self.date(b, machine).hi, b.position)
        }
        guard let first = begun.first else { return nil }
        var state: String?
        var anomalies: [RecordNumber] = []
        for testimony in begun {
            guard
                let move = Transitions.move(
                    machine,
                    from: state,
                    verb: testimony.verb,
                    word: testimony.fact.word
                )
            else { continue }
            if !move.isLegal { anomalies.append(testimony.position) }
            state = move.state
        }
        guard let state else { return nil }
        let likelihood = begun.map { MeasureFold.begun(Self.date($0, machine), by: on) }.max()
        return SubjectState(
            state: state,
            summary: tell(machine, state, begun, first, on),
            records: begun.map(\.position).sorted(),
            anomalies: anomalies,
            likelihood: likelihood ?? .no
        )
    }

    /// Whether a testimony moves the machine; links and readings about the subject do not.
    private static func moves(_ testimony: Testimony, _ machine: Machine) -> Bool {
        guard testimony.type?.isTestimony == true else { return false }
        let word = testimony.fact.word
        return Transitions.move(machine, from: nil, verb: testimony.verb, word: word) != nil
    }

    /// When a testimony counts: talks when they were spoken of, restrictions when they bite.
    static func date(_ testimony: Testimony, _ machine: Machine) -> DayInterval {
        switch machine {
        case .restriction:
            testimony.verb == "announced"
                ? testimony.act : testimony.fact.effective ?? testimony.act
        case .talk where testimony.verb == "held": testimony.fact.occurred ?? testimony.act
        default: testimony.act
        }
    }

    private func summary(_ measure: MeasureState) -> SubjectState {
        var text = measure.state
        let rates = measure.rate.entries.map(\.value.display).joined(separator: " ≠ ")
        if !rates.isEmpty { text += " at \(rates)" }
        let amounts = measure.coverage.entries.map(\.value.display).joined(separator: " ≠ ")
        if !amounts.isEmpty { text += " on \(amounts)" }
        if measure.basis != .attested { text += ", \(measure.basis.rawValue)" }
        let planned = measure.steps.filter { $0.status == .scheduled && $0.change != nil }
        for step in planned {
            let rate = step.rate.map { " to \($0.display)" } ?? ""
            text += "; \(step.change?.rawValue ?? "step")\(rate) scheduled"
            if let day = step.effective { text += " for \(day)" }
        }
        let steps = measure.steps.flatMap(\.records)
        return SubjectState(
            state: measure.state,
            summary: text,
            records: Set(measure.records + steps).sorted(),
            likelihood: measure.likelihood
        )
    }

    private func tell(
        _ machine: Machine,
        _ state: String,
        _ begun: [Testimony],
        _ first: Testimony,
        _ on: Day
    ) -> String {
        switch machine {
        case .talk: return tellTalk(state, begun, on)
        case .statement: return tellStatement(state, begun)
        case .proposal: return tellProposal(state, begun)
        case .figure:
            var values = Cell<Amount>()
            for testimony in begun {
                if let amount = testimony.fact.amount { values.add(amount, testimony.position) }
            }
            return values.entries.map(\.value.display).joined(separator: " ≠ ")
        default: return state
        }
    }

    private func tellTalk(_ state: String, _ begun: [Testimony], _ on: Day) -> String {
        var text = state
        let planned = begun.last { $0.verb == "scheduled" }
        if state == "scheduled", let window = planned?.fact.occurred {
            text += window.hi < on ? " for \(window); due, unrecorded" : " for \(window)"
        }
        if state == "held", let outcome = begun.last(where: { $0.verb == "held" }),
            let word = Outcome(code: outcome.fact.word)
        {
            text += ", \(word.rawValue)"
        }
        if state == "scheduled", begun.contains(where: { $0.fact.isAtRisk }) { text += "; at risk" }
        return text
    }

    private func tellStatement(_ state: String, _ begun: [Testimony]) -> String {
        var text = state
        for flag in ["confirmed", "denied", "disavowed"] {
            let count = begun.filter { $0.verb == flag }.count
            guard count > 0, state != flag || count > 1 else { continue }
            text += count == 1 ? ", \(flag)" : ", \(flag)×\(count)"
        }
        return text
    }

    private func tellProposal(_ state: String, _ begun: [Testimony]) -> String {
        guard let answer = begun.last(where: { $0.verb == "answered" }), state != "open",
            let by = context.name(answer.fact.actor)
        else { return state }
        let isOpen = Transitions.openStates.contains(state)
        return isOpen ? "open, \(state) by \(by)" : "\(state) by \(by)"
    }
}
