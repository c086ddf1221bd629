import ArgumentParser
import Ledger

/// `replay --to D|rN`: every change of state up to there, and the state at its end.
struct Replay: Verb {
    static let configuration = CommandConfiguration.verb(
        "replay",
        "Tell every change of state up to a day or record, then the state.",
        [
            "ledgerctl replay --to 2018-11-15 --by published --step",
            "ledgerctl replay --from r100 --to r197",
        ],
        more: """
            Records are places on the axis recorded: with them --by may be left out. --verify \
            rebuilds every view from the first record and compares.
            """
    )

    @Option(parsing: .unconditional, help: "The day or record at which it ends.")
    var to: String?

    @Option(
        parsing: .unconditional,
        help: "The day or record from which changes are told (default: the first)."
    )
    var from: String?

    @Option(help: "Along which time (default: occurred).")
    var by: Axis?

    @Flag(help: "Wait for Enter after each change; on a terminal only.")
    var step = false

    @Flag(help: "Rebuild every view from the first record and compare, instead.")
    var verify = false

    @OptionGroup var globals: GlobalOptions

    /// The time along which a replay goes.
    enum Axis: String, ExpressibleByArgument, CaseIterable { case occurred, published, recorded }

    func run(in session: Session) throws(Failure) {
        guard !verify else {
            let answer = try session.fetch(Question("/v1/replay/verify"))
            try Renderer(session).render(answer)
            try Verdict.check(answer, "the views differ from a replay of the log")
            return
        }
        if step { try ReplaySteps.check(session) }
        let question = try question(session.dates())
        guard step else {
            try session.show(question)
            return
        }
        try ReplaySteps(session).show(try session.ask(question))
    }

    private func question(_ dates: FlagDates) throws(Failure) -> Question {
        guard let to else {
            throw Failure.usage(
                "replay needs --to DAY, --to rN or --verify",
                hints: ["see:  ledgerctl replay --help"]
            )
        }
        let end = try Replay.place(to, of: "--to", dates)
        let start = try from.map { text throws(Failure) in
            try Replay.place(text, of: "--from", dates)
        }
        if let start, start.lies(after: end) {
            throw Failure.usage("--from \(start.text) lies after --to \(end.text)")
        }
        let isRecord = end.record != nil || start?.record != nil
        if isRecord, let by, by != .recorded {
            throw Failure.usage(
                "--by \(by.rawValue) goes by days; a record is a place on the axis recorded",
                hints: ["write --by recorded, or a day for --from and --to"]
            )
        }
        let axis = by ?? (isRecord ? .recorded : .occurred)
        var question = Question(
            "/v1/replay",
            ["to": end.text, "from": start?.text, "by": axis.rawValue]
        )
        question.sendsToday = false
        return question
    }

    /// A day, or a record of the log.
    private struct Place {
        var text: String
        var record: RecordNumber?
        var day: Day?

        func lies(after other: Place) -> Bool {
            if let record, let end = other.record { return record > end }
            if let day, let end = other.day { return day > end }
            return false
        }
    }

    private static func place(
        _ text: String,
        of flag: String,
        _ dates: FlagDates
    ) throws(Failure) -> Place {
        if let record = RecordNumber(text) { return Place(text: text, record: record) }
        let day = try dates.day(text, of: flag)
        return Place(text: day.description, day: day)
    }
}
