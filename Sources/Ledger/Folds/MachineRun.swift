/// A subject's testimonies run through its state machine, in the order of their dates.
struct MachineRun {
    /// The testimonies that move the subject and have begun by the day, in order.
    private(set) var told: [Testimony] = []
    /// The state after the last; nil before the first.
    private(set) var state: String?
    /// The records of moves that the machine does not have.
    private(set) var anomalies: [RecordNumber] = []
    private var began: [String: Testimony] = [:]
    /// Whether the last state is surely reached on the day.
    private(set) var likelihood = Likelihood.no

    /// Runs a machine.
    ///
    /// - Parameters:
    ///   - machine: the subject's.
    ///   - testimonies: what is visible of it.
    ///   - on: the day of the question.
    ///   - date: which date of a testimony counts.
    ///   - isWhole: whether a testimony is about the whole subject; others are left out.
    init(
        _ machine: Machine,
        _ testimonies: [Testimony],
        on: Day,
        date: (Testimony) -> DayInterval = \.act,
        isWhole: (Testimony) -> Bool = { _ in true }
    ) {
        told = testimonies.filter {
            Self.concerns($0, machine) && isWhole($0)
                && MeasureFold.begun(date($0), by: on).isPossible
        }.sorted { a, b in (date(a).hi, a.position) < (date(b).hi, b.position) }
        for testimony in told { take(testimony, machine) }
        likelihood = told.map { MeasureFold.begun(date($0), by: on) }.max() ?? .no
    }

    private mutating func take(_ testimony: Testimony, _ machine: Machine) {
        let move = Transitions.move(
            machine,
            from: state,
            verb: testimony.verb,
            word: testimony.word
        )
        guard let move else { return }
        if !move.isLegal { anomalies.append(testimony.position) }
        if state != move.state { began[move.state] = testimony }
        state = move.state
    }

    /// The testimony that brought a state last, and did not merely tell of it again.
    func began(_ state: String) -> Testimony? { began[state] }

    /// Whether a testimony moves the machine; links, readings and claims about it do not.
    static func concerns(_ testimony: Testimony, _ machine: Machine) -> Bool {
        testimony.moves
            && Transitions.move(machine, from: nil, verb: testimony.verb, word: testimony.word)
                != nil
    }

    /// Every record behind the state, ascending.
    var records: [RecordNumber] { told.map(\.position).sorted() }
}
