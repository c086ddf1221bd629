import ArgumentParser
import Ledger

/// `report`: the whole ledger as a page.
struct ReportNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "report",
        "The ledger as one page that works without a network.",
        [
            "ledgerctl report build --out report.html",
            "ledgerctl report serve --port 8090",
        ],
        [ReportBuild.self, ReportServe.self]
    )
}

/// What a report is about.
struct ReportOptions: ParsableArguments {
    @OptionGroup var span: SpanOptions

    @Option(
        help: "Only what rests on a record under this topic.",
        completion: .ledger(.issues)
    )
    var issue: String?

    @Flag(help: "Leave out passages of held texts, as their copyright may ask.")
    var noText = false

    /// Gathers all that the page shows.
    func data(_ session: Session) throws(Failure) -> ReportData {
        let (since, through) = try span.days(session.dates())
        let issue = try Choices.issue(issue, "--issue")
        let study = try Study(session)
        let calendar = try CalendarSpan(
            study.log,
            since: since,
            through: through,
            known: nil,
            today: session.dates().today
        )
        let day = study.coordinates.drawnDay(session.globals, last: calendar.last)
        return try ReportData(
            study,
            calendar,
            ReportRequest(
                on: max(day, calendar.first),
                issue: issue,
                showsText: !noText
            ),
            session
        )
    }
}

/// What was asked for, read.
struct ReportRequest {
    /// The day with which the page opens.
    var on: Day
    /// The topic that it is about; nil for all.
    var issue: String?
    /// Whether passages of held texts are shown.
    var showsText: Bool
}
