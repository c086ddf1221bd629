import ArgumentParser
import Ledger

/// `chart`: answers as drawings.
struct ChartNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "chart",
        "Measures, covered trade, talks and claims as drawings.",
        [
            "ledgerctl chart measures --known 2018-11-15",
            "ledgerctl chart exposure --known 2019-03-29 --out exposure.svg",
        ],
        [ChartMeasures.self, ChartExposure.self, ChartTalks.self, ChartClaims.self]
    )

    /// What every chart's help says of files and days.
    static let more = """
        Without --out it is drawn in letters, as wide as the screen. The name of the file says \
        what it gets: .svg, .png (needs rsvg-convert) or .txt. Without --on the day is that of \
        --known, else today; it is never behind the last day drawn. -o json, jsonl and csv print \
        the answer that is drawn.
        """
}

/// Which days are drawn, and into which file.
struct ChartOptions: ParsableArguments {
    @OptionGroup var span: SpanOptions

    @Option(help: "Write to this file: .svg, .png or .txt.", completion: .file())
    var out: String?

    /// The days as asked for, and the coordinates at which the drawing stands.
    func days(
        of study: Study,
        _ session: Session
    ) throws(Failure) -> (span: CalendarSpan, place: AnswerCharts.Place) {
        let dates = try session.dates()
        let (since, through) = try span.days(dates)
        let known = study.coordinates.known
        let span = try CalendarSpan(
            study.log,
            since: since,
            through: through,
            known: known,
            today: dates.today
        )
        let on = study.coordinates.drawnDay(session.globals, last: span.last)
        return (span, .init(first: span.first, last: span.last, on: on, known: known))
    }
}

extension Coordinates {
    /// The day that a drawing stands on, which ends with a day.
    ///
    /// - Parameters:
    ///   - globals: whether a day was asked for.
    ///   - last: the last day drawn.
    /// - Returns: the day.
    func drawnDay(_ globals: GlobalOptions, last: Day) -> Day {
        min(globals.on == nil ? known ?? on : on, last)
    }
}
