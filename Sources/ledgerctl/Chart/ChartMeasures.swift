import ArgumentParser
import Ledger

/// `chart measures`: a lane for each measure.
struct ChartMeasures: Verb {
    static let configuration = CommandConfiguration.verb(
        "measures",
        "Measures over time: threatened, announced, scheduled, in force.",
        [
            "ledgerctl chart measures --known 2018-11-15",
            "ledgerctl chart measures --imposer USA --since 2018 --out measures.svg",
        ],
        more: "What was published later is not drawn: a bar without an end is open. "
            + ChartNoun.more
    )

    /// A drawing stays one, whatever form answers usually have.
    static let hasOwnForm = true

    @OptionGroup var parties: MeasureParties
    @OptionGroup var options: ChartOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let study = try Study(session)
        let (span, place) = try options.days(of: study, session)
        let parameters = try parties.parameters().map { (name: $0.0, value: $0.1) }
        func ask(_ day: Day) throws(Failure) -> Answer {
            try study.answer("measures", parameters, on: day, known: place.known)
        }
        var days: [MeasureLanes.Day] = []
        for day in span.days { days.append(MeasureLanes.Day(day: day, rows: try ask(day).rows)) }
        let chart = MeasureLanes(days: days, span: span, known: place.known).chart(on: place.on)
        try Drawing.lanes(chart).put(options.out, try ask(place.on), session)
    }
}
