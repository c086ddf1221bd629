/// The fold of a measure's visible testimonies: effects in order, through the state machine.
struct MeasureFold {
    let context: FoldContext
    /// The moving testimonies that have begun by the question's `on`, in order.
    let told: [Testimony]
    /// Planned steps with what has become of them.
    let steps: [MeasureStep]
    private let effects: [Effect]

    private var on: Day { context.coordinates.on }

    /// Prepares a fold.
    ///
    /// - Parameters:
    ///   - context: coordinates, registry, names.
    ///   - testimonies: what is visible of the measure.
    init(context: FoldContext, testimonies: [Testimony]) {
        self.context = context
        let on = context.coordinates.on
        let all = testimonies.filter { $0.moves && $0.type?.machine == .measure }
        told = Self.ordered(all).filter { Self.begun(Self.date(of: $0), by: on).isPossible }
        steps = MeasureSteps(context, told: told, all: all).steps
        effects = Self.effects(told, steps, context)
        attestations = all.filter { $0.fact.stateAsOf != nil && $0.verb == "imposed" }
    }

    /// Testimonies that say of a certain day that the measure is in force.
    private let attestations: [Testimony]

    /// Whether something with this date has happened by the question's `on`.
    ///
    /// A date whose start is unknown counts only from its end: "by 23 March" says nothing of the
    /// year before.
    static func begun(_ date: DayInterval, by on: Day) -> Likelihood {
        if date.hi <= on { return .surely }
        return date.lo <= on && !date.lo.isSentinel ? .possibly : .no
    }

    /// When a testimony takes effect on the measure: changes from `effective`, plans when made.
    static func date(of testimony: Testimony) -> DayInterval {
        switch testimony.verb {
        case "imposed", "raised", "lowered", "amended", "suspended", "lifted":
            testimony.fact.effective ?? testimony.act
        default: testimony.act
        }
    }

    /// By the last day of the date that counts, then as recorded.
    static func ordered(_ testimonies: [Testimony]) -> [Testimony] {
        testimonies.map { (day: date(of: $0).hi, testimony: $0) }
            .sorted { ($0.day, $0.testimony.position) < ($1.day, $1.testimony.position) }
            .map(\.testimony)
    }

    /// The state on the day; nil if nothing has begun.
    func state() -> MeasureState? {
        guard !told.isEmpty else { return nil }
        var result = MeasureState()
        result.steps = steps
        result.imposer = told.first { $0.fact.actor != 0 }?.fact.actor ?? 0
        result.target = told.first { $0.fact.counterparty != 0 }?.fact.counterparty ?? 0
        let life = Life(effects, through: on)
        result.state = life.state ?? "unknown"
        result.basis = life.isBySchedule ? .bySchedule : .attested
        result.explanation = life.explanation
        result.anomalies = life.anomalies
        if result.state == "in_force" || result.state == "suspended" {
            fill(life, &result)
        } else {
            fillPlanned(life, &result)
        }
        return result
    }
}

extension MeasureFold {
    /// Something that happens to the measure on a day: told, or by schedule.
    struct Effect {
        let verb: String
        let date: DayInterval
        /// The record that tells or plans it.
        let record: RecordNumber
        let testimony: Testimony?
        /// For one by schedule: the step that takes effect.
        let step: MeasureStep?
        let until: DayInterval?
        /// The duties that it sets.
        let rates: [Rate]
        /// Averages and deposits told with it.
        let others: [Rate]
        let coverage: Amount?
        /// The records that give the rates and the coverage.
        let sources: (rates: RecordNumber, coverage: RecordNumber)
        let stepName: NameID

        var isBySchedule: Bool { step != nil }
        var setsRate: Bool { ["imposed", "raised", "lowered"].contains(verb) }

        /// Where a change of rate has its place: an imposition by its first day, if it has one.
        var place: Day {
            verb == "imposed" && !date.lo.isSentinel ? date.lo : date.hi
        }

        /// Whether it is the same change as another: told twice, or by two.
        func isSameChange(as other: Effect) -> Bool {
            verb == other.verb
                && (stepName != 0 && stepName == other.stepName || date.overlaps(other.date))
        }
    }

    private static func effects(
        _ told: [Testimony],
        _ steps: [MeasureStep],
        _ context: FoldContext
    ) -> [Effect] {
        var effects = told.map { testimony in
            Effect(
                verb: testimony.verb,
                date: date(of: testimony),
                record: testimony.position,
                testimony: testimony,
                step: nil,
                until: testimony.fact.until,
                rates: context.duties(of: testimony),
                others: context.rates(of: testimony).filter {
                    $0.kind == .average || $0.kind == .deposit
                },
                coverage: testimony.fact.amount,
                sources: (testimony.position, testimony.position),
                stepName: testimony.fact.step
            )
        }
        if !context.coordinates.isStrict {
            for step in steps where step.status == .dueNotEvidenced || step.status == .contradicted
            {
                guard let verb = step.verb, verb != "amended", let day = step.effective else {
                    continue
                }
                effects.append(
                    Effect(
                        verb: verb,
                        date: day,
                        record: step.planned,
                        testimony: nil,
                        step: step,
                        until: step.until,
                        rates: step.rate,
                        others: [],
                        coverage: step.coverage,
                        sources: (step.rateRecord, step.coverageRecord),
                        stepName: step.name
                    )
                )
            }
        }
        return effects.sorted(by: precedes)
    }

    private static func precedes(_ a: Effect, _ b: Effect) -> Bool {
        if a.date.hi != b.date.hi { return a.date.hi < b.date.hi }
        if a.isBySchedule != b.isBySchedule { return b.isBySchedule }
        return a.record < b.record
    }
}

extension MeasureFold {
    /// The state machine run over effects, with the ends that pass on the way.
    struct Life {
        var state: String?
        var isBySchedule = false
        var explanation: String?
        /// The effects since the measure last came into force anew.
        var period: [Effect] = []
        /// The day from which the state holds, where a stated end brought it about.
        var ended: DayInterval?
        /// The stated last day of the measure, and who states it.
        private(set) var end: (day: Day, until: DayInterval, record: RecordNumber)?
        private var pause: (day: Day, until: DayInterval, record: RecordNumber)?
        /// Records that tell a move which the state machine does not have.
        private(set) var anomalies: [RecordNumber] = []
        /// The step that set the state, where a schedule did.
        private(set) var step: MeasureStep?

        init(_ effects: [Effect], through on: Day) {
            for effect in effects {
                settle(before: effect.date.hi, on)
                take(effect)
            }
            settle(before: .distantFuture, on)
        }

        private mutating func take(_ effect: Effect) {
            guard let move = Transitions.move(.measure, from: state, verb: effect.verb, word: 0)
            else { return }
            let before = state
            state = move.state
            if !move.isLegal, !effect.isBySchedule { anomalies.append(effect.record) }
            let isChange =
                effect.setsRate || ["amended", "suspended", "lifted"].contains(effect.verb)
            // A schedule does not weaken what somebody says already.
            if before != state || isChange && !effect.isBySchedule {
                isBySchedule = effect.isBySchedule
                step = effect.step
                explanation = nil
            }
            ended = before == state ? ended : nil
            if effect.verb == "lifted" {
                period = []
                end = nil
                pause = nil
                return
            }
            period.append(effect)
            guard let until = effect.until, !until.hi.isSentinel else {
                if effect.verb == "imposed" { pause = nil }
                return
            }
            let stated = (day: until.hi, until: until, record: effect.record)
            switch effect.verb {
            case "imposed":
                end = stated
                pause = nil
            case "suspended": pause = stated
            default: break
            }
        }

        /// Ends that have passed, and whose day after lies before a day, take place: of a
        /// suspension, then of the measure.
        ///
        /// What is told for that very day comes first, so that an extension counts. The order of
        /// an end and an effect is the same on whichever day one asks.
        private mutating func settle(before day: Day, _ on: Day) {
            func isPast(_ end: Day) -> Bool { end < on && end.adding(days: 1) < day }
            if state == "suspended", let pause, isPast(pause.day) {
                state = "in_force"
                isBySchedule = true
                step = nil
                explanation = "suspended until \(pause.until), \(pause.record)"
                self.pause = nil
            }
            if state == "in_force" || state == "suspended", let end, isPast(end.day) {
                state = "lifted"
                isBySchedule = true
                step = nil
                explanation = "until \(end.until), \(end.record)"
                ended = DayInterval(end.day.adding(days: 1))
                period = []
                self.end = nil
                pause = nil
            }
        }
    }
}

extension MeasureFold {
    /// Rate, coverage, start and records of a measure in force or suspended.
    private func fill(_ life: Life, _ result: inout MeasureState) {
        let imposed = life.period.filter { $0.verb == "imposed" }
        result.since = since(imposed)
        result.until = life.end?.until
        result.amendments = life.period.filter { $0.verb == "amended" }.compactMap(\.testimony)
        var records = Set(imposed.filter { !$0.isBySchedule }.map(\.record))
        let changes = life.period.filter(\.setsRate).enumerated().sorted { a, b in
            (a.element.place, a.offset) < (b.element.place, b.offset)
        }.map(\.element)
        records.formUnion(fillCoverage(changes, &result))
        records.formUnion(fillRate(changes, life, &result))
        records.formUnion(life.step?.records ?? [])
        result.records = records.sorted()
        let starts = imposed.map { Self.begun($0.date, by: on) }
        result.likelihood =
            starts.max() ?? result.since.map { Self.begun($0, by: on) } ?? .possibly
        let supporting = life.period.filter(\.setsRate).compactMap(\.testimony)
        result.evidenceClass =
            context.strongest(supporting) ?? context.strongest(steps.flatMap(\.plans))
    }

    /// What the impositions of the period agree on; of dates that do not meet, the first.
    private func since(_ imposed: [Effect]) -> DayInterval? {
        var found: DayInterval?
        let told = imposed.compactMap(\.testimony).sorted { $0.position < $1.position }
        for testimony in told where !testimony.fact.traits.contains(.resumes) {
            guard testimony.attests(.effective), let date = testimony.fact.effective else {
                continue
            }
            found = found.map { $0.intersection(date) ?? $0 } ?? date
        }
        return found ?? imposed.first { $0.isBySchedule && $0.step?.change == nil }?.date
    }

    private func fillCoverage(
        _ changes: [Effect],
        _ result: inout MeasureState
    ) -> [RecordNumber] {
        let stated = changes.filter { $0.coverage != nil }
        if let last = stated.last {
            for effect in stated.filter({ $0.isSameChange(as: last) }).sorted(
                by: Self.isRecordedBefore
            ) {
                if let amount = effect.coverage {
                    result.coverage.add(amount, effect.sources.coverage)
                }
            }
        } else {
            for step in steps.sorted(by: { $0.coverageRecord < $1.coverageRecord }) {
                if let amount = step.coverage { result.coverage.add(amount, step.coverageRecord) }
            }
        }
        result.coverage = result.coverage.ordered
        return result.coverage.records
    }

    private static func isRecordedBefore(_ a: Effect, _ b: Effect) -> Bool {
        a.sources.coverage < b.sources.coverage
    }

    /// The rate of the last change, with what is attested of a later day.
    private func fillRate(
        _ changes: [Effect],
        _ life: Life,
        _ result: inout MeasureState
    ) -> [RecordNumber] {
        let stated = changes.filter { !$0.rates.isEmpty }
        guard let last = stated.last else {
            result.otherRates = Self.inOrder(changes.flatMap(\.others))
            return []
        }
        let change = stated.filter { $0.isSameChange(as: last) }
        var values = change.map { ($0.rates, $0.sources.rates) }
        // What is attested of a later day: once that is told, or against a schedule at any time.
        let end = change.map(\.date).max { $0.hi < $1.hi } ?? last.date
        let scheduled = change.last { $0.step != nil }?.step
        let isContradicted = scheduled?.status == .contradicted
        let begun = Set(life.period.map(\.record))
        var later = attestations.filter {
            $0.isAttestation(notBefore: end) && begun.contains($0.position)
        }
        later += scheduled?.against ?? []
        values += later.map { (context.duties(of: $0), $0.position) }.filter { !$0.0.isEmpty }
        let wanted: Rate.Kind =
            values.contains { $0.0.contains { $0.kind == .additional } } ? .additional : .total
        for (rates, record) in values.sorted(by: { $0.1 < $1.1 }) {
            let own = rates.filter { $0.kind == wanted }
            if !own.isEmpty { result.rate.add(own, record) }
        }
        result.rate = result.rate.ordered
        let told = values.flatMap(\.0).filter { $0.kind != wanted }
        result.otherRates = Self.inOrder(told + changes.flatMap(\.others))
        result.step = change.last { $0.stepName != 0 }?.stepName ?? 0
        let named = steps.first { $0.name != 0 && $0.name == last.stepName }
        guard let step = scheduled ?? named else { return values.map(\.1) }
        if isContradicted {
            result.basis = .contradicted
            result.explanation = explain(step)
        } else if change.allSatisfy(\.isBySchedule) {
            result.basis = .bySchedule
        }
        return values.map(\.1) + step.records
    }

    /// Each once, by kind and percentage.
    private static func inOrder(_ rates: [Rate]) -> [Rate] {
        var found: [Rate] = []
        for rate in rates where !found.contains(rate) { found.append(rate) }
        return found.sorted { ($0.kind.rawValue, $0.pct) < ($1.kind.rawValue, $1.pct) }
    }

    private func explain(_ step: MeasureStep) -> String {
        let day = step.effective.map(\.description) ?? "a day not given"
        let others = step.against.compactMap { testimony -> String? in
            guard let seen = testimony.fact.stateAsOf else { return nil }
            let rates = context.rates(of: testimony).display
            return "\(testimony.position) still says \(rates) for \(seen)"
        }
        return "\(step.rate.display) was scheduled for \(day) (\(step.planned)); "
            + others.joined(separator: "; ") + "; no postponement on record"
    }

    /// Of a plan, or of what has ended: what was last told.
    private func fillPlanned(_ life: Life, _ result: inout MeasureState) {
        for testimony in told {
            let rates = context.duties(of: testimony)
            if !rates.isEmpty {
                result.rate = Cell()
                result.rate.add(rates, testimony.position)
            }
            if let amount = testimony.fact.amount, testimony.attests(.amount) {
                result.coverage = Cell()
                result.coverage.add(amount, testimony.position)
            }
        }
        result.since = life.ended ?? told.last.map { Self.date(of: $0) }
        result.likelihood = told.map { Self.begun(Self.date(of: $0), by: on) }.max() ?? .no
        result.evidenceClass = context.strongest(told)
        result.records = Set(told.map(\.position)).sorted()
    }
}
