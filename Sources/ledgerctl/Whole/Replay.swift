import ArgumentParser
import Ledger

/// `replay --to D`: every change of state up to a day, and the state at its end.
struct Replay: Verb {
    static let configuration = CommandConfiguration.verb(
        "replay",
        "Tell every change of state up to a day, then the state.",
        [
            "ledgerctl replay --to 2018-11-15",
            "ledgerctl replay --verify",
        ]
    )

    @Option(help: "The day at which it ends.")
    var to: String?

    @Option(help: "The day from which changes are told (default: the first).")
    var from: String?

    @Option(help: "Which days: occurred, published or recorded.")
    var by = Axis.occurred

    @Flag(help: "Rebuild every view from the first record and compare, instead.")
    var verify = false

    @OptionGroup var globals: GlobalOptions

    /// The days that a replay goes by.
    enum Axis: String, ExpressibleByArgument, CaseIterable { case occurred, published, recorded }

    func run(in session: Session) throws(Failure) {
        guard !verify else {
            let answer = try session.fetch(Question("/v1/replay/verify"))
            try Renderer(session).render(answer)
            try Verdict.check(answer, "the views differ from a replay of the log")
            return
        }
        guard let to else {
            throw Failure.usage(
                "replay needs --to DAY or --verify",
                hints: ["see:  ledgerctl replay --help"]
            )
        }
        let today = try session.surroundings.today()
        let end = try Coordinates.day(to, of: "--to", today: today)
        let start = try from.map { text throws(Failure) in
            try Coordinates.day(text, of: "--from", today: today)
        }
        if let start, start > end { throw Failure.usage("--from \(start) lies after --to \(end)") }
        var question = Question(
            "/v1/replay",
            ["to": end.description, "from": start?.description, "by": by.rawValue]
        )
        question.sendsToday = false
        try session.show(question)
    }
}
