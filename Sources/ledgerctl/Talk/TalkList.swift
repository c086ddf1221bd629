import ArgumentParser
import Ledger

/// `talk list`: talks and calls, by date.
struct TalkList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "Talks and calls, by date.",
        [
            "ledgerctl talk list --known 2018-11-15 --since 2018-05",
            "ledgerctl talk list --state scheduled --actor person/liu-he",
        ],
        more: """
            "due" marks a scheduled talk whose time is surely past, and of which
            nothing has been recorded since. -o ics makes a calendar.
            """
    )

    @Option(
        help: "proposed, scheduled, held, postponed or cancelled.",
        completion: .words(Self.states)
    )
    var state: String?

    @Option(help: "In which this actor sits at the table.", completion: .ledger(.actors))
    var actor: String?

    @OptionGroup var span: SpanOptions
    @OptionGroup var globals: GlobalOptions

    static let makesCalendar = true

    private static let states = ["proposed", "scheduled", "held", "postponed", "cancelled"]

    func run(in session: Session) throws(Failure) {
        var question = Question(
            "/v1/talks",
            [
                "state": try Choices.word(state, of: Self.states, "--state"),
                "actor": try Choices.actor(actor, "--actor"),
            ]
        )
        question.parameters += try span.parameters(session.dates())
        try session.show(question)
    }
}
