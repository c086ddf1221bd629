import Ledger

extension ModelMeasure.Effect {
    var isPlan: Bool {
        ["threatened", "announced", "scheduled", "postponed", "cancelled"].contains(verb)
    }

    /// The rate that it sets, if it does, with its record.
    var rate: (value: ModelRate, record: RecordNumber)? {
        guard ["imposed", "raised", "lowered"].contains(verb) else { return nil }
        if let told { return told.rate.map { ($0, told.number) } }
        return step?.rate.map { ($0, step?.rateRecord ?? number) }
    }

    /// The coverage that it gives, with its record.
    var coverage: (value: Amount, record: RecordNumber)? {
        guard ["imposed", "raised", "lowered"].contains(verb) else { return nil }
        if let told { return told.amount(.coverage).map { ($0, told.number) } }
        return step?.coverage.map { ($0, step?.coverageRecord ?? number) }
    }

    /// The step that it takes, by name.
    var stepName: String? { told?.text(.step) ?? step?.name }

    /// Its place among changes of rate and coverage: of an imposition the first day, if there is
    /// one.
    var place: Day {
        verb == "imposed" && date.lo != .distantPast ? date.lo : date.hi
    }

    /// Whether another is one change with it.
    func isOne(with other: Self) -> Bool {
        verb == other.verb
            && (stepName.map { $0 == other.stepName } ?? false || date.overlaps(other.date))
    }
}

/// What the period that a measure is in comes to.
extension ModelMeasure {
    var isInForce: Bool { state == "in_force" }

    /// Effects in the order of changes of rate.
    private var byPlace: [Effect] {
        period.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element)
    }

    /// The last change of rate, and everything that is one change with it.
    var rateChange: [Effect] {
        guard let last = byPlace.last(where: { $0.rate != nil }) else { return [] }
        return byPlace.filter { $0.rate != nil && $0.isOne(with: last) }
    }

    /// The step by schedule that set the rate.
    var rateStep: ModelStep? { rateChange.compactMap(\.step).last }

    /// Everything that is stated of the rate: by the change, by impositions that still told of it
    /// later, and what is attested against a contradicted step.
    private var statedRates: [(value: ModelRate, record: RecordNumber)] {
        let change = rateChange
        guard let end = change.map(\.date.hi).max() else { return [] }
        let later = period.filter { effect in
            guard effect.verb == "imposed", let told = effect.told else { return false }
            return told.date(.stateAsOf).map { $0.lo >= end } ?? false
        }
        let against = (rateStep?.against ?? []).compactMap { told in
            told.rate.map { (value: $0, record: told.number) }
        }
        return (change + later).compactMap(\.rate) + against
    }

    /// Additional rates, if there are any, else total ones.
    var rate: ModelCell<ModelRate> {
        let stated = statedRates
        let additional = stated.filter { $0.value.kind == .additional }
        return ModelCell(additional.isEmpty ? stated : additional)
    }

    /// Whether a record or a schedule is behind the rate; nil without a rate.
    var isRateScheduled: Bool? {
        let change = rateChange
        return change.isEmpty ? nil : change.allSatisfy(\.isScheduled)
    }

    /// The coverage of the last change that gives one; without any, that of the steps.
    var coverage: ModelCell<Amount> {
        guard let last = byPlace.last(where: { $0.coverage != nil }) else {
            return ModelCell(
                steps.compactMap { step in step.coverage.map { ($0, step.coverageRecord) } }
            )
        }
        return ModelCell(period.filter { $0.isOne(with: last) }.compactMap(\.coverage))
    }

    /// Every imposition of the period, the records that share the cells, and those of the step
    /// that set the state or the rate.
    var records: Set<RecordNumber> {
        let imposed = period.filter { $0.verb == "imposed" }.compactMap(\.told?.number)
        let name = rateChange.last?.stepName
        let setting = rateStep ?? steps.first { $0.name != nil && $0.name == name }
        let steps = [rateChange.isEmpty ? nil : setting, isStateScheduled ? entered?.step : nil]
        return Set(imposed + statedRates.map(\.record)).union(coverage.records)
            .union(steps.compactMap { $0 }.flatMap { $0.records.map(\.number) })
    }

    /// Since when: what the dates of its impositions have in common.
    var since: DayInterval? {
        let begins = period.filter { $0.verb == "imposed" && !isResumption($0) }
        let stated = begins.filter { $0.told?.date(.effective) != nil }
            .sorted { $0.number < $1.number }.map(\.date)
        guard let first = stated.first else {
            return begins.first { $0.step != nil }?.date
        }
        return stated.dropFirst().reduce(first) { $0.intersection($1) ?? $0 }
    }

    private func isResumption(_ effect: Effect) -> Bool {
        if let told = effect.told { return told.flag(.resumes) }
        return effect.endOf != nil || effect.step?.change == "resume"
    }

    /// Whether a schedule alone is behind the state or the rate.
    var basis: String {
        if rateStep?.status == "contradicted" { return "contradicted" }
        return isStateScheduled || isRateScheduled == true ? "by_schedule" : "attested"
    }

    /// Surely, if one of its impositions has surely begun.
    var likelihood: Likelihood {
        let imposed = period.filter { $0.verb == "imposed" && $0.endOf == nil }
        return imposed.map { begun($0.date, by: world.cut.on) }.max() ?? .possibly
    }

    /// Averages, deposits, and what the cell leaves out; each once, by kind and percentage.
    var otherRates: [Rate] {
        let shown = rate.values.first?.value.kind
        let left = statedRates.flatMap(\.value.bands).filter { $0.kind != shown }
        let averages = period.filter { ["imposed", "raised", "lowered"].contains($0.verb) }
            .compactMap(\.told).flatMap(\.averages)
        let all = (left + averages).reduce(into: [Rate]()) { if !$0.contains($1) { $0.append($1) } }
        return all.sorted { ($0.kind.rawValue, $0.pct) < ($1.kind.rawValue, $1.pct) }
    }

    /// The goods that the last record behind the row names.
    var goods: String? {
        let numbers = records
        return world.told(of: subject).filter { numbers.contains($0.number) }
            .sorted { $0.number < $1.number }.compactMap { $0.text(.goods) }.last
    }

    /// What attests the rate; without anything, what plans it.
    private var supporting: [Told] {
        let told = period.filter { ["imposed", "raised", "lowered"].contains($0.verb) }
            .compactMap(\.told)
        return told.isEmpty ? steps.flatMap { $0.plans.filter { $0.verb == "scheduled" } } : told
    }

    /// Whether it is in force or suspended: else its row shows what was last told.
    var isHeld: Bool { state == "in_force" || state == "suspended" }

    /// What a board shows of a measure in any state.
    var board: (since: DayInterval?, evidenceClass: JSON, records: Set<RecordNumber>) {
        if isHeld { return (since, world.strongest(supporting), records) }
        var date = told.last?.measureDate
        // Where a last day ended it, the day after.
        if let entered, entered.endOf != nil { date = DayInterval(entered.date.hi) }
        return (date, world.strongest(told), Set(told.map(\.number)))
    }
}
