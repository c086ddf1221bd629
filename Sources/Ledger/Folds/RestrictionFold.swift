/// A restriction as it stands on a date.
public struct RestrictionState: Sendable {
    /// announced, in_force, eased or lifted.
    public var state: String
    public var basis = MeasureState.Basis.attested
    public var since: DayInterval?
    /// The last day: stated, or computed from the term.
    public var until: DayInterval?
    public var told: [Testimony] = []
    public var anomalies: [RecordNumber] = []
    public var likelihood = Likelihood.surely
}

/// The fold of a restriction's testimonies.
struct RestrictionFold {
    let context: FoldContext
    let testimonies: [Testimony]

    /// Announcements count from when they were made, the rest from when it takes effect.
    static func date(of testimony: Testimony) -> DayInterval {
        testimony.verb == "announced" ? testimony.act : testimony.fact.effective ?? testimony.act
    }

    func state() -> RestrictionState? {
        let coordinates = context.coordinates
        let run = MachineRun(.restriction, testimonies, on: coordinates.on, date: Self.date(of:))
        guard let state = run.state else { return nil }
        var result = RestrictionState(state: state)
        result.told = run.told
        result.anomalies = run.anomalies
        result.likelihood = run.likelihood
        result.since = run.began("in_force").map(Self.date(of:))
        result.until = run.told.filter { $0.verb != "lifted" }.compactMap(Self.end(of:)).last
        let planned = run.told.filter { $0.verb != "lifted" }
        guard !coordinates.isStrict else { return result }
        let plan = planned.last { $0.fact.effective != nil }?.fact.effective
        if state == "announced", let plan, plan.hi <= coordinates.on {
            result.state = "in_force"
            result.basis = .bySchedule
            result.since = plan
        }
        if ["in_force", "eased"].contains(result.state), let until = result.until,
            until.hi < coordinates.on
        {
            result.state = "lifted"
            result.basis = .bySchedule
        }
        return result
    }

    /// The last day that a testimony gives: as stated, or its term counted from its first day.
    private static func end(of testimony: Testimony) -> DayInterval? {
        if let until = testimony.fact.until { return until }
        guard let term = testimony.fact.amount, term.unit == .year, let years = term.value.whole,
            let first = testimony.fact.effective
        else { return nil }
        func last(_ day: Day) -> Day {
            day.isSentinel ? day : day.adding(years: years).adding(days: -1)
        }
        return DayInterval(lo: last(first.lo), hi: last(first.hi))
    }
}
