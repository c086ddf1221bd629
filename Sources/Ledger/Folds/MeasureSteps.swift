/// What was planned for a measure, and what has become of it.
struct MeasureSteps {
    let context: FoldContext
    private var on: Day { context.coordinates.on }
    private(set) var steps: [MeasureStep] = []

    /// Follows plans in the order in which they were told, then judges each step.
    ///
    /// - Parameters:
    ///   - context: coordinates, registry, names.
    ///   - told: moving testimonies that have begun, in order.
    ///   - all: every moving testimony that is visible; attestations of a later day count
    ///     whatever day is asked for.
    init(_ context: FoldContext, told: [Testimony], all: [Testimony]) {
        self.context = context
        for testimony in told {
            switch testimony.verb {
            case "scheduled": plan(testimony)
            case "postponed": postpone(testimony)
            case "cancelled": cancel(testimony)
            default: break
            }
        }
        for index in steps.indices { judge(index, told, all) }
    }

    private mutating func plan(_ testimony: Testimony) {
        let fact = testimony.fact
        let change = testimony.type?.name == "tariff.scheduled" ? Change(code: fact.word) : nil
        let index: Int
        if let found = steps.firstIndex(where: { $0.isMeant(name: fact.step, change: change) }) {
            index = found
        } else {
            index = steps.count
            steps.append(MeasureStep(name: fact.step, change: change))
        }
        steps[index].status = .scheduled
        steps[index].change = change ?? steps[index].change
        steps[index].effective = fact.effective ?? steps[index].effective
        steps[index].until = fact.until ?? steps[index].until
        let rates = context.duties(of: testimony)
        if !rates.isEmpty {
            steps[index].rate = rates
            steps[index].rateRecord = testimony.position
        }
        if let amount = fact.amount {
            steps[index].coverage = amount
            steps[index].coverageRecord = testimony.position
        }
        steps[index].records.append(testimony.position)
        steps[index].plans.append(testimony)
    }

    private mutating func postpone(_ testimony: Testimony) {
        for index in meant(by: testimony) {
            steps[index].status = testimony.fact.effective == nil ? .postponed : .scheduled
            steps[index].effective = testimony.fact.effective
            steps[index].records.append(testimony.position)
        }
    }

    private mutating func cancel(_ testimony: Testimony) {
        for index in meant(by: testimony) {
            steps[index].status = .cancelled
            steps[index].records.append(testimony.position)
        }
    }

    /// The steps that a postponement or cancellation is about: the one named, or all that are
    /// still to come when it is told.
    private func meant(by testimony: Testimony) -> [Int] {
        let name = testimony.fact.step
        guard name == 0 else { return steps.indices.filter { steps[$0].name == name } }
        return steps.indices.filter { index in
            let isPast = steps[index].effective.map { $0.hi < testimony.act.hi } ?? false
            return steps[index].isPending && !isPast
        }
    }

    /// The first status that fits.
    private mutating func judge(_ index: Int, _ told: [Testimony], _ all: [Testimony]) {
        let step = steps[index]
        let takes = told.filter { takesPlace(step, $0) }
        if !takes.isEmpty {
            steps[index].status = .attested
            steps[index].records += takes.map(\.position)
        } else if step.isPending, step.status != .postponed, let day = step.effective, day.hi <= on
        {
            compare(index, with: all.filter { $0.isAttestation(notBefore: day) })
        }
        steps[index].records = Set(steps[index].records).sorted()
    }

    /// Whether a testimony says that a step was taken.
    private func takesPlace(_ step: MeasureStep, _ testimony: Testimony) -> Bool {
        let verb = testimony.verb
        let isRate = verb == "raised" || verb == "lowered"
        if isRate, step.name != 0, testimony.fact.step == step.name { return true }
        guard verb == step.verb, let day = step.effective,
            MeasureFold.date(of: testimony).hi >= day.lo
        else { return false }
        guard isRate else { return true }
        let rate = context.duties(of: testimony)
        return testimony.fact.step == 0 && !rate.isEmpty && rate.isSame(as: step.rate)
    }

    /// A step whose day has passed, against what is attested of a later day.
    private mutating func compare(_ index: Int, with attestations: [Testimony]) {
        let planned = steps[index].rate
        let stated = attestations.filter { !context.duties(of: $0).isEmpty }
        guard !planned.isEmpty, !stated.isEmpty else {
            steps[index].status = .dueNotEvidenced
            return
        }
        let same = stated.filter { context.duties(of: $0).isSame(as: planned) }
        steps[index].status = same.isEmpty ? .contradicted : .attested
        steps[index].against = same.isEmpty ? stated : []
        steps[index].records += stated.map(\.position)
    }
}

extension Testimony {
    /// Whether it says of a day not before another that the measure is in force.
    func isAttestation(notBefore day: DayInterval) -> Bool {
        guard verb == "imposed", let stated = fact.stateAsOf else { return false }
        return stated.lo >= day.hi
    }
}

extension FoldContext {
    /// The rates that a testimony puts in force or plans; empty if it attests none.
    func rates(of testimony: Testimony) -> [Rate] {
        guard testimony.attests(.rate), let first = testimony.fact.rate else { return [] }
        return testimony.fact.traits.contains(.bands) ? bands(testimony.position) : [first]
    }
}

extension FoldContext {
    /// The rates of duty among them: averages and deposits are no duty in force.
    func duties(of testimony: Testimony) -> [Rate] {
        rates(of: testimony).filter { $0.kind == .additional || $0.kind == .total }
    }
}

extension [Rate] {
    /// Whether two lists of bands are the same rates, in whatever order.
    func isSame(as other: [Rate]) -> Bool { sortedBands == other.sortedBands }

    /// By percentage, then kind.
    var sortedBands: [String] {
        map { "\($0.pct)|\($0.kind.rawValue)|\($0.qualifier.rawValue)" }.sorted()
    }

    /// A single rate as an amount, for bounds; nil for bands.
    var percent: Amount? {
        guard count == 1 else { return nil }
        return try? Amount(value: self[0].pct, unit: .percent, qualifier: self[0].qualifier)
    }

    /// `10%`; bands with commas between.
    var display: String { map(\.display).joined(separator: ", ") }
}
