import ArgumentParser
import Ledger

/// `measure list`: every measure and its state.
struct MeasureList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "All measures, with their state on a day.",
        ["ledgerctl measure list --state threatened", "ledgerctl measure list --imposer CHN"]
    )

    @Option(
        help:
            "threatened, announced, scheduled, in_force, postponed, suspended, lifted, cancelled.",
        completion: .words(Self.states)
    )
    var state: String?

    @OptionGroup var parties: MeasureParties
    @OptionGroup var globals: GlobalOptions

    private static let states = [
        "threatened", "announced", "scheduled", "in_force", "postponed", "suspended", "lifted",
        "cancelled",
    ]

    func run(in session: Session) throws(Failure) {
        let word = try Choices.word(state, of: Self.states, "--state")
        var question = Question("/v1/measures", ["state": word])
        question.parameters += try parties.parameters()
        try session.show(question)
    }
}
