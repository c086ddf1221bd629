/// An agreement as it stands on a date.
public struct AgreementState: Sendable {
    /// The form reached, `in_effect`, or the way in which it ended.
    public var state: String
    /// The form reached last.
    public var form: AgreementForm?
    public var effective: DayInterval?
    public var until: DayInterval?
    public var basis = MeasureState.Basis.attested
    public var told: [Testimony] = []
    public var anomalies: [RecordNumber] = []
    public var likelihood = Likelihood.surely
}

/// The fold of an agreement's testimonies.
struct AgreementFold {
    let context: FoldContext
    let testimonies: [Testimony]

    func state() -> AgreementState? {
        let on = context.coordinates.on
        let run = MachineRun(.agreement, testimonies, on: on)
        guard let state = run.state else { return nil }
        var result = AgreementState(state: state)
        let reached = run.told.filter { $0.verb == "reached" }
        result.form = reached.last.flatMap { AgreementForm(code: $0.word) }
        result.effective = reached.last { $0.fact.effective != nil }?.fact.effective
        result.until = reached.last { $0.fact.until != nil }?.fact.until
        result.told = run.told
        result.anomalies = run.anomalies
        result.likelihood = run.likelihood
        guard AgreementForm(rawValue: state) != nil else { return result }
        if let until = result.until, until.hi < on {
            result.state = Ending.expired.rawValue
            result.basis = .bySchedule
        } else if let effective = result.effective, effective.hi <= on {
            result.state = "in_effect"
        }
        return result
    }
}
