import ArgumentParser

/// `measure upcoming`: steps that are scheduled, and those that were due.
struct MeasureUpcoming: Verb {
    static let configuration = CommandConfiguration.verb(
        "upcoming",
        "Scheduled steps, and those past due without evidence.",
        [
            "ledgerctl measure upcoming --on 2018-11-15 --known 2018-11-15",
            "ledgerctl measure upcoming --within 90d --imposer USA",
        ],
        more: "-o ics makes a calendar of the steps that have a day; any calendar can read it."
    )

    @Option(help: "Within so many days: 90d, 12w or 90.")
    var within: String?

    @OptionGroup var parties: MeasureParties
    @OptionGroup var globals: GlobalOptions

    static let makesCalendar = true

    func run(in session: Session) throws(Failure) {
        let days = try within.map { text throws(Failure) in try MeasureUpcoming.days(text) }
        var question = Question("/v1/measures/upcoming", ["within": days.map { String($0) }])
        question.parameters += try parties.parameters()
        try session.show(question)
    }

    /// `90d`, `12w` or `90` in days.
    static func days(_ text: String) throws(Failure) -> Int {
        let scale = text.hasSuffix("w") ? 7 : 1
        let digits = text.hasSuffix("w") || text.hasSuffix("d") ? text.dropLast() : text[...]
        guard let count = Int(digits), (1...100_000).contains(count) else {
            throw Failure.usage(
                "--within: '\(text)' is no number of days",
                hints: ["write 90d or 12w"]
            )
        }
        return count * scale
    }
}
