import Ledger

/// A planned change of a measure, with a life of its own.
struct ModelStep {
    /// What it is told apart by: its name, else its change, else the start of the measure.
    let key: String
    let name: String?
    var change: String
    /// The planned day; nil while it is postponed without one.
    var planned: DayInterval?
    var isCancelled = false
    var isPostponed = false
    /// The rate of the last plan that gives one, with its record.
    var rate: ModelRate?
    var rateRecord = RecordNumber(0)
    var coverage: Amount?
    var coverageRecord = RecordNumber(0)
    var until: DayInterval?
    /// The records that plan it.
    var plans: [Told] = []
    var status = "scheduled"
    /// What the records attest against it, of a contradicted one.
    var against: [Told] = []

    /// The records that schedule it.
    var schedules: [Told] { plans.filter { $0.verb == "scheduled" } }

    /// What says that it was taken, or tells of a rate on a later day.
    var evidence: [Told] = []

    /// The records that plan it and tell what became of it.
    var records: [Told] { plans + evidence }

    /// The verb of the effect that it plans.
    var verb: String? {
        switch change {
        case "start", "resume": "imposed"
        case "raise": "raised"
        case "lower": "lowered"
        case "suspend": "suspended"
        case "lift": "lifted"
        case "amend": "amended"
        default: nil
        }
    }

    /// Whether it was planned, and nothing that was told has ended or taken it.
    func isPending(at act: DayInterval) -> Bool {
        guard !isCancelled else { return false }
        guard let planned else { return true }
        return planned.hi >= act.hi
    }

    /// The last plan: who says so.
    var last: Told? { plans.last { $0.verb == "scheduled" } }
}

/// The steps of a measure, by what had been told.
struct ModelSteps {
    private(set) var steps: [ModelStep] = []

    /// - Parameters:
    ///   - plans: the testimonies that plan, begun, in order.
    ///   - changes: the testimonies that change, begun, in order.
    ///   - imposed: the impositions, begun or not.
    ///   - on: the day of the question.
    init(_ plans: [Told], _ changes: [Told], _ imposed: [Told], on: Day) {
        for plan in plans { take(plan) }
        for index in steps.indices { settle(index, changes, imposed, on) }
    }

    private mutating func take(_ told: Told) {
        switch told.verb {
        case "scheduled": schedule(told)
        case "postponed":
            for index in meant(by: told) {
                // What is told last holds: one that is put off is planned again.
                steps[index].isCancelled = false
                steps[index].planned = told.date(.postponedTo)
                steps[index].isPostponed = steps[index].planned == nil
                steps[index].plans.append(told)
            }
        case "cancelled":
            for index in meant(by: told) {
                steps[index].isCancelled = true
                steps[index].plans.append(told)
            }
        default: break
        }
    }

    /// The step that is named, or every one that is still pending.
    private func meant(by told: Told) -> [Int] {
        if let name = told.text(.step) { return steps.indices.filter { steps[$0].name == name } }
        return steps.indices.filter { steps[$0].isPending(at: told.act) }
    }

    private mutating func schedule(_ told: Told) {
        let name = told.text(.step)
        // The word that decides always counts.
        let change = told.event.body.text(.change)
        let key = name.map { "step \($0)" } ?? change ?? "start"
        let known = steps.firstIndex { $0.key == key }
        if known == nil { steps.append(ModelStep(key: key, name: name, change: change ?? "start")) }
        let index = known ?? steps.count - 1
        if known != nil { steps[index].change = change ?? "start" }
        steps[index].isCancelled = false
        steps[index].isPostponed = false
        steps[index].planned = told.date(.effective) ?? steps[index].planned
        steps[index].until = told.date(.until) ?? steps[index].until
        steps[index].plans.append(told)
        if let rate = told.rate {
            steps[index].rate = rate
            steps[index].rateRecord = told.number
        }
        if let coverage = told.amount(.coverage) {
            steps[index].coverage = coverage
            steps[index].coverageRecord = told.number
        }
    }

    /// The first status that fits.
    private mutating func settle(_ index: Int, _ changes: [Told], _ imposed: [Told], _ on: Day) {
        let step = steps[index]
        let later = imposed.filter { isStateLater($0, than: step) && $0.rate != nil }
        let giving = later.filter { hasRate($0, of: step) }
        let taking = changes.filter { takes($0, step) }
        if !taking.isEmpty {
            steps[index].status = "attested"
            steps[index].evidence = taking
        } else if step.isCancelled {
            steps[index].status = "cancelled"
        } else if step.isPostponed {
            steps[index].status = "postponed"
        } else if step.planned.map({ $0.hi > on }) ?? true {
            steps[index].status = "scheduled"
        } else if !giving.isEmpty {
            steps[index].status = "attested"
            steps[index].evidence = later
        } else if !later.isEmpty, step.rate != nil {
            steps[index].status = "contradicted"
            steps[index].against = later
            steps[index].evidence = later
        } else {
            steps[index].status = "due_not_evidenced"
        }
    }

    /// Whether a change is this step, taken.
    private func takes(_ told: Told, _ step: ModelStep) -> Bool {
        switch told.verb {
        case "raised", "lowered":
            if let name = told.text(.step) { return name == step.name }
            return told.verb == step.verb && hasRate(told, of: step) && isWithinOrAfter(told, step)
        case "imposed", "suspended", "lifted", "amended":
            return told.verb == step.verb && isWithinOrAfter(told, step)
        default: return false
        }
    }

    private func isWithinOrAfter(_ told: Told, _ step: ModelStep) -> Bool {
        step.planned.map { told.changeDate.hi >= $0.lo } ?? false
    }

    /// An imposition that tells of a day from the planned one on.
    private func isStateLater(_ told: Told, than step: ModelStep) -> Bool {
        guard let asOf = told.date(.stateAsOf), let planned = step.planned else { return false }
        return asOf.lo >= planned.hi
    }

    /// The same percentages, kinds and qualifiers.
    private func hasRate(_ told: Told, of step: ModelStep) -> Bool {
        told.rate != nil && told.rate?.text == step.rate?.text
    }
}

extension Told {
    /// The rate that it states for the measure: one, or bands; averages and deposits are none.
    var rate: ModelRate? {
        let stated = rates.filter { $0.kind == .additional || $0.kind == .total }
        return stated.isEmpty ? nil : ModelRate(bands: stated)
    }

    /// Averages and deposits, which never enter the rate in force.
    var averages: [Rate] { rates.filter { $0.kind == .average || $0.kind == .deposit } }

    private var rates: [Rate] {
        if has(.rates) { return event.body.rates(.rates) }
        let single = has(.rate) ? event.body.rate(.rate) : nil
        let after = has(.toRate) ? event.body.rate(.toRate) : nil
        return [single ?? after].compactMap { $0 }
    }

    /// When a change takes effect: from `effective`, else its act.
    var changeDate: DayInterval { date(.effective) ?? act }

    /// Whether it plans rather than changes.
    var isPlan: Bool {
        ["threatened", "announced", "scheduled", "postponed", "cancelled"].contains(verb)
    }

    /// The date that counts in the life of a measure.
    var measureDate: DayInterval { isPlan ? act : changeDate }
}
