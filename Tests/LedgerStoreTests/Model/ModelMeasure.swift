import Ledger

/// A measure as the model folds it: steps, effects, and the period that it is in.
struct ModelMeasure {
    let world: ModelWorld
    let subject: Key
    /// Every moving testimony that has begun, in the order of the dates that count.
    let told: [Told]
    let steps: [ModelStep]
    private(set) var effects: [Effect] = []

    private(set) var state = "none"
    /// What last brought it into force, or into the state it is in.
    private(set) var entered: Effect?
    /// Whether a schedule brought the state, and nobody has told of an effect since.
    private(set) var isStateScheduled = false
    /// Effects since the last end.
    private(set) var period: [Effect] = []

    /// Something that changes the measure: told, or by schedule.
    struct Effect {
        let verb: String
        let date: DayInterval
        let told: Told?
        let step: ModelStep?
        /// A last day that was passed, with the record that gives it.
        var endOf: Told?
        var state = ""
        var isLegal = true
        /// Whether it brought the measure into force.
        var begins = false

        var number: RecordNumber {
            told?.number ?? step?.last?.number ?? endOf?.number ?? RecordNumber(0)
        }
        var isScheduled: Bool { told == nil }
    }

    /// The life of a subject, leaving out one testimony to hold it against the rest.
    init(_ world: ModelWorld, _ subject: Key, without: Told? = nil) {
        self.world = world
        self.subject = subject
        let on = world.cut.on
        let all = world.told(of: subject).filter { $0.number != without?.number }
        told = all.filter { told in
            told.event.type.name.hasPrefix("tariff.") && told.moves
                && begun(told.measureDate, by: on) != .no
        }.sorted { ($0.measureDate.hi, $0.number) < ($1.measureDate.hi, $1.number) }
        let imposed = all.filter { $0.moves && $0.verb == "imposed" }
        steps =
            ModelSteps(told.filter(\.isPlan), told.filter { !$0.isPlan }, imposed, on: on).steps
        fold()
    }

    private mutating func fold() {
        var waiting = told.map { Effect(verb: $0.verb, date: $0.measureDate, told: $0, step: nil) }
        if !world.cut.isStrict { waiting += steps.compactMap(Self.scheduled) }
        waiting.sort {
            ($0.date.hi, $0.isScheduled ? 1 : 0, $0.number)
                < ($1.date.hi, $1.isScheduled ? 1 : 0, $1.number)
        }
        for effect in waiting {
            end(before: effect.date.hi)
            apply(effect)
        }
        end(before: .distantFuture)
    }

    /// A step that came due and is not known to be taken, or is contradicted.
    private static func scheduled(_ step: ModelStep) -> Effect? {
        guard step.status == "due_not_evidenced" || step.status == "contradicted",
            step.change != "amend", let verb = step.verb, let planned = step.planned
        else { return nil }
        return Effect(verb: verb, date: planned, told: nil, step: step)
    }

    /// The last day of an imposition ends it, that of a suspension the suspension.
    private mutating func end(before day: Day) {
        while let (until, by, isPause) = lastDay(before: day) {
            let next = DayInterval(
                from: until.lo.adding(days: 1),
                through: until.hi.adding(days: 1)
            )
            apply(
                Effect(
                    verb: isPause ? "imposed" : "lifted",
                    date: next,
                    told: nil,
                    step: nil,
                    endOf: by
                )
            )
        }
    }

    /// A last day that has passed: of the suspension that it is in, else of the measure.
    private func lastDay(before day: Day) -> (until: DayInterval, by: Told, isPause: Bool)? {
        func isPast(_ end: DayInterval) -> Bool {
            end.hi < world.cut.on && end.hi.adding(days: 1) < day
        }
        if state == "suspended", let (end, by) = pause, isPast(end) { return (end, by, true) }
        guard state == "suspended" || state == "in_force", let (end, by) = until, isPast(end)
        else { return nil }
        return (end, by, false)
    }

    /// The last day of the suspension that runs, from the last record that gives one.
    private var pause: (until: DayInterval, by: Told)? {
        for effect in period.reversed() {
            if effect.verb == "imposed" { return nil }
            guard effect.verb == "suspended" else { continue }
            if let told = effect.told, let until = told.date(.until) { return (until, told) }
            if let step = effect.step, let until = step.until, let by = step.last {
                return (until, by)
            }
        }
        return nil
    }

    /// The last day of the imposition in force, from the last record that gives one.
    var until: (until: DayInterval, by: Told)? {
        for effect in period.reversed() where effect.verb == "imposed" {
            if let told = effect.told, let until = told.date(.until) { return (until, told) }
            if let step = effect.step, let until = step.until, let by = step.last {
                return (until, by)
            }
        }
        return nil
    }

    private mutating func apply(_ effect: Effect) {
        var effect = effect
        let isChange = ["raised", "lowered", "amended"].contains(effect.verb)
        let next = ModelMachine.measure.move(state, isChange ? "changed" : effect.verb)
        effect.isLegal = next.isLegal
        effect.state = next.state
        effect.begins = next.state == "in_force" && state != "in_force"
        if next.state != state { entered = effect }
        if next.state != state || !effect.isPlan && !effect.isScheduled {
            isStateScheduled = effect.isScheduled
        }
        if next.state == "lifted" { period = [] }
        if !effect.isPlan, next.state != "lifted" { period.append(effect) }
        state = next.state
        effects.append(effect)
    }
}
