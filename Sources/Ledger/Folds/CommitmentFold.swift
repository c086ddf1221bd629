/// A pledge as it stands on a date.
public struct CommitmentState: Sendable {
    /// `pledged`, or the last finding.
    public var state: String
    /// By when it is to be kept, as last said.
    public var deadline: DayInterval?
    /// Past its deadline, and never found fulfilled.
    public var isOverdue = false
    public var pledges: [Testimony] = []
    /// Findings coexist: one party's does not replace another's.
    public var assessments: [Testimony] = []
    public var anomalies: [RecordNumber] = []
    public var records: [RecordNumber] = []
    public var likelihood = Likelihood.surely
}

/// The fold of a commitment's testimonies.
struct CommitmentFold {
    let context: FoldContext
    let testimonies: [Testimony]

    func state() -> CommitmentState? {
        let on = context.coordinates.on
        let run = MachineRun(.commitment, testimonies, on: on)
        guard let state = run.state else { return nil }
        var result = CommitmentState(state: state)
        result.pledges = run.told.filter { $0.verb == "pledged" }
        result.assessments = run.told.filter { $0.verb == "assessed" }
        result.deadline = result.pledges.last { $0.fact.until != nil }?.fact.until
        result.isOverdue = isOverdue(result.deadline, result.assessments)
        result.anomalies = run.anomalies
        result.records = run.records
        result.likelihood = run.likelihood
        return result
    }

    /// Whether a deadline has surely passed without anybody finding the pledge fulfilled.
    func isOverdue(_ deadline: DayInterval?, _ assessments: [Testimony]) -> Bool {
        guard let deadline, deadline.hi < context.coordinates.on else { return false }
        return !assessments.contains { Finding(code: $0.word) == .fulfilled }
    }
}
