/// A measure as it stands on a date.
public struct MeasureState: Sendable {
    /// How its being in force, or its rate, is known.
    public enum Basis: String, Sendable {
        /// A record says so.
        case attested
        /// Only a schedule says so.
        case bySchedule = "by_schedule"
        /// A later testimony disagrees with the schedule.
        case contradicted
    }

    /// threatened, announced, scheduled, in_force, suspended, lifted, cancelled ...
    public var state = "unknown"
    public var basis = Basis.attested
    /// Whether it is surely in that state on the date.
    public var likelihood = Likelihood.no
    public var rate = Cell<Rate>()
    public var coverage = Cell<Amount>()
    /// When it took effect.
    public var since: DayInterval?
    public var evidenceClass: EvidenceClass?
    public var imposer: NameID = 0
    public var target: NameID = 0
    /// Planned steps, in order of their dates.
    public var steps: [Step] = []
    /// Why the cell shows what it shows, where that needs saying.
    public var explanation: String?
    /// Every record that it rests on.
    public var records: [RecordNumber] = []

    /// A planned change of the measure.
    public struct Step: Sendable {
        public let name: NameID
        public let change: Change?
        public var effective: DayInterval?
        public let rate: Rate?
        public let coverage: Amount?
        public var status: Status
        public var records: [RecordNumber]
        public let evidenceClass: EvidenceClass?
        /// The record that schedules it.
        public let scheduled: RecordNumber

        /// What has become of a step.
        public enum Status: String, Sendable {
            case scheduled, postponed, cancelled, attested
            /// Its day has passed and no record says that it was taken.
            case dueNotEvidenced = "due_not_evidenced"
            /// Its day has passed and a later record says otherwise.
            case contradicted
        }
    }
}

/// The fold of a measure's visible testimonies.
struct MeasureFold {
    let context: FoldContext
    let testimonies: [Testimony]
    private var on: Day { context.coordinates.on }

    /// Whether something with this date has happened by the question's `on`.
    ///
    /// A date whose start is unknown counts only from its end: "by 23 March" says nothing of the
    /// year before.
    static func begun(_ date: DayInterval, by on: Day) -> Likelihood {
        if date.hi <= on { return .surely }
        return date.lo <= on && !date.lo.isSentinel ? .possibly : .no
    }

    /// When a testimony takes effect on the measure: in force from `effective`, plans when made.
    static func date(of testimony: Testimony) -> DayInterval {
        switch testimony.verb {
        case "imposed", "raised", "lowered", "amended", "suspended", "lifted":
            testimony.fact.effective ?? testimony.act
        default: testimony.act
        }
    }

    func state() -> MeasureState? {
        let begun = testimonies.filter {
            $0.type?.machine == .measure && Self.begun(Self.date(of: $0), by: on).isPossible
        }.sorted { a, b in
            (Self.date(of: a).hi, a.position) < (Self.date(of: b).hi, b.position)
        }
        guard !begun.isEmpty else { return nil }
        var result = MeasureState()
        var state: String?
        for testimony in begun {
            state =
                Transitions.move(.measure, from: state, verb: testimony.verb, word: 0)?.state
                ?? state
        }
        result.state = state ?? "unknown"
        result.imposer = begun.first { $0.fact.actor != 0 }?.fact.actor ?? 0
        result.target = begun.first { $0.fact.counterparty != 0 }?.fact.counterparty ?? 0
        result.steps = steps(begun)
        expire(begun, &result)
        applySchedule(&result)
        fill(begun, &result)
        return result
    }

    /// Planned steps with what has become of them.
    private func steps(_ begun: [Testimony]) -> [MeasureState.Step] {
        var steps: [MeasureState.Step] = []
        for testimony in begun {
            let fact = testimony.fact
            switch testimony.verb {
            case "scheduled":
                let step = MeasureState.Step(
                    name: fact.step,
                    change: Change(code: fact.word),
                    effective: fact.effective,
                    rate: testimony.attests(.rate) ? fact.rate : nil,
                    coverage: testimony.attests(.amount) ? fact.amount : nil,
                    status: .scheduled,
                    records: [testimony.position],
                    evidenceClass: context.strongest(testimony.facts),
                    scheduled: testimony.position
                )
                if let index = steps.lastIndex(where: { $0.name == fact.step && fact.step != 0 }) {
                    let records = steps[index].records
                    steps[index] = step
                    steps[index].records = records + step.records
                } else {
                    steps.append(step)
                }
            case "postponed":
                change(&steps, fact.step, testimony) { step in
                    step.status = fact.effective == nil ? .postponed : .scheduled
                    step.effective = fact.effective
                }
            case "cancelled": change(&steps, fact.step, testimony) { $0.status = .cancelled }
            case "raised", "lowered":
                change(&steps, fact.step, testimony) { $0.status = .attested }
            default: break
            }
        }
        return steps.map(judged)
    }

    private func change(
        _ steps: inout [MeasureState.Step],
        _ name: NameID,
        _ testimony: Testimony,
        _ body: (inout MeasureState.Step) -> Void
    ) {
        for index in steps.indices where name == 0 || steps[index].name == name {
            body(&steps[index])
            steps[index].records.append(testimony.position)
        }
    }

    /// A scheduled step whose day has passed: attested, contradicted, or neither.
    private func judged(_ step: MeasureState.Step) -> MeasureState.Step {
        var step = step
        guard step.status == .scheduled, let effective = step.effective, effective.hi <= on else {
            return step
        }
        step.status = .dueNotEvidenced
        for testimony in testimonies where testimony.verb == "imposed" {
            guard let attested = testimony.fact.stateAsOf, attested.lo >= effective.hi,
                let rate = testimony.fact.rate, let planned = step.rate
            else { continue }
            let isSame = rate.pct == planned.pct
            if isSame || step.status != .attested {
                step.status = isSame ? .attested : .contradicted
            }
            step.records.append(testimony.position)
        }
        return step
    }

    /// An imposition or suspension with an end that has passed.
    private func expire(_ begun: [Testimony], _ result: inout MeasureState) {
        let last = begun.last { ["imposed", "raised", "lowered", "suspended"].contains($0.verb) }
        guard let last, let until = last.fact.until, until.hi < on else { return }
        if result.state == "in_force" {
            result.state = "lifted"
            result.basis = .bySchedule
            result.explanation = "until \(until), \(last.position)"
        } else if result.state == "suspended" {
            result.state = "in_force"
            result.basis = .bySchedule
            result.explanation = "suspended until \(until), \(last.position)"
        }
    }

    /// A measure that was only scheduled counts as in force once its day has passed.
    private func applySchedule(_ result: inout MeasureState) {
        guard !context.coordinates.isStrict, result.state == "scheduled" else { return }
        let due = result.steps.last {
            ($0.status == .dueNotEvidenced || $0.status == .attested)
                && ($0.change == nil || $0.change == .resume)
        }
        guard let due else { return }
        result.state = "in_force"
        result.basis = .bySchedule
        result.since = due.effective
        result.records += due.records
    }
}

extension MeasureFold {
    /// Rate, coverage, start and records.
    private func fill(_ begun: [Testimony], _ result: inout MeasureState) {
        guard result.state == "in_force" || result.state == "suspended" else {
            fillPlanned(begun, &result)
            return
        }
        let period = currentPeriod(begun)
        for testimony in period where testimony.verb == "imposed" {
            if let effective = testimony.fact.effective, testimony.attests(.effective) {
                let narrowed = result.since.flatMap { $0.intersection(effective) }
                result.since = narrowed ?? result.since ?? effective
            }
            result.records.append(testimony.position)
        }
        for testimony in period {
            guard let amount = testimony.fact.amount, testimony.attests(.amount),
                ["imposed", "raised", "lowered"].contains(testimony.verb)
            else { continue }
            result.coverage.add(amount, testimony.position)
        }
        if result.coverage.entries.isEmpty {
            for step in result.steps {
                if let amount = step.coverage { result.coverage.add(amount, step.scheduled) }
            }
        }
        fillRate(period, &result)
        let starts = period.filter { $0.verb == "imposed" }.map { Self.date(of: $0) }
        let certain = starts.map { Self.begun($0, by: on) }.max()
        result.likelihood = certain ?? result.since.map { Self.begun($0, by: on) } ?? .possibly
        let supporting = period.filter { ["imposed", "raised", "lowered"].contains($0.verb) }
        let classes = supporting.compactMap { context.strongest($0.facts) }
        result.evidenceClass = classes.min() ?? result.steps.compactMap(\.evidenceClass).min()
        result.records = Set(result.records).sorted()
    }

    /// The testimonies since the measure last came into force anew.
    private func currentPeriod(_ begun: [Testimony]) -> [Testimony] {
        guard let end = begun.lastIndex(where: { $0.verb == "lifted" }) else { return begun }
        return Array(begun[(end + 1)...])
    }

    /// The rate: the last change that applies, attested or by schedule, against what is attested
    /// of a later day.
    private func fillRate(_ period: [Testimony], _ result: inout MeasureState) {
        let attested = period.filter {
            ["raised", "lowered"].contains($0.verb) && $0.fact.rate != nil
        }
        let scheduled = result.steps.filter {
            $0.change == .raise || $0.change == .lower
        }.filter { $0.status != .cancelled && $0.status != .postponed && $0.rate != nil }
            .filter { ($0.effective?.hi ?? .distantFuture) <= on }
        if let change = attested.last {
            if let rate = change.fact.rate { result.rate.add(rate, change.position) }
            result.records.append(change.position)
            return
        }
        let step = context.coordinates.isStrict ? nil : scheduled.last
        guard let step, let planned = step.rate else {
            for testimony in period where testimony.verb == "imposed" {
                guard let rate = testimony.fact.rate, testimony.attests(.rate) else { continue }
                result.rate.add(rate, testimony.position)
            }
            return
        }
        var later: [Testimony] = []
        for testimony in testimonies where testimony.verb == "imposed" {
            guard let day = testimony.fact.stateAsOf, let start = step.effective,
                day.lo >= start.hi, testimony.fact.rate != nil
            else { continue }
            later.append(testimony)
        }
        for testimony in later {
            if let rate = testimony.fact.rate { result.rate.add(rate, testimony.position) }
        }
        result.rate.add(planned, step.scheduled)
        result.records += step.records + later.map(\.position)
        switch step.status {
        case .contradicted:
            result.basis = .contradicted
            let against = later.filter { $0.fact.rate?.pct != planned.pct }
            result.explanation = explain(step, planned, against)
        case .attested: result.basis = .attested
        default: result.basis = .bySchedule
        }
    }

    private func explain(
        _ step: MeasureState.Step,
        _ planned: Rate,
        _ against: [Testimony]
    ) -> String {
        let day = step.effective.map(\.description) ?? "a day not given"
        let others = against.compactMap { testimony -> String? in
            guard let rate = testimony.fact.rate, let seen = testimony.fact.stateAsOf else {
                return nil
            }
            return "\(testimony.position) still says \(rate.display) for \(seen)"
        }
        return "\(planned.display) was scheduled for \(day) (\(step.scheduled)); "
            + others.joined(separator: "; ") + "; no postponement on record"
    }

    /// Of a plan: what it is to cover and to cost, as last said.
    private func fillPlanned(_ begun: [Testimony], _ result: inout MeasureState) {
        for testimony in begun {
            result.records.append(testimony.position)
            if let rate = testimony.fact.rate, testimony.attests(.rate) {
                result.rate = Cell()
                result.rate.add(rate, testimony.position)
            }
            if let amount = testimony.fact.amount, testimony.attests(.amount) {
                result.coverage = Cell()
                result.coverage.add(amount, testimony.position)
            }
        }
        let dates = begun.map { Self.date(of: $0) }
        result.since = dates.last
        result.likelihood = dates.map { Self.begun($0, by: on) }.max() ?? .no
        result.evidenceClass = begun.compactMap { context.strongest($0.facts) }.min()
        result.records = Set(result.records).sorted()
    }
}
