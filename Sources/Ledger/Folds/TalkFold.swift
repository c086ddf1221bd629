/// Talks, a meeting or a call, as they stand on a date.
public struct TalkState: Sendable {
    /// proposed, scheduled, held, postponed, cancelled, or the answer to a proposal of talks.
    public var state: String
    /// When they take or took place, as last told.
    public var window: DayInterval?
    /// Scheduled, and somebody says that they are in danger.
    public var isAtRisk = false
    /// Scheduled for days that are surely past, with nothing recorded since.
    public var isDue = false
    /// How they ended.
    public var outcome: Outcome?
    /// The testimonies that move them, in order.
    public var told: [Testimony] = []
    public var anomalies: [RecordNumber] = []
    public var likelihood = Likelihood.surely
}

/// The fold of a talk's testimonies.
struct TalkFold {
    let context: FoldContext
    let testimonies: [Testimony]

    /// Talks count from when they were spoken of; held ones from the day they were held.
    static func date(of testimony: Testimony) -> DayInterval {
        testimony.verb == "held" ? testimony.fact.occurred ?? testimony.act : testimony.act
    }

    func state() -> TalkState? {
        let on = context.coordinates.on
        let run = MachineRun(.talk, testimonies, on: on, date: Self.date(of:))
        guard let state = run.state else { return nil }
        var result = TalkState(state: state)
        result.told = run.told
        result.anomalies = run.anomalies
        result.likelihood = run.likelihood
        result.window =
            run.told.last { $0.fact.occurred != nil && $0.verb != "answered" }?
            .fact.occurred
        result.isAtRisk =
            state == "scheduled"
            && run.told.contains { $0.verb == "scheduled" && $0.fact.isAtRisk }
        result.isDue = state == "scheduled" && (result.window?.hi ?? .distantFuture) < on
        let held = run.told.last { $0.verb == "held" && $0.word != 0 }
        result.outcome = held.flatMap { Outcome(code: $0.word) }
        return result
    }
}
