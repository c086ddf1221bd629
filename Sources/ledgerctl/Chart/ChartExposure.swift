import ArgumentParser
import Ledger

/// `chart exposure`: covered trade as steps.
struct ChartExposure: Verb {
    static let configuration = CommandConfiguration.verb(
        "exposure",
        "Covered trade over time, beside the totals that were stated.",
        [
            "ledgerctl chart exposure --known 2019-03-29",
            "ledgerctl chart exposure --imposer USA --out exposure.png",
        ],
        more: "Nothing is averaged and no rate is made of coverages. " + ChartNoun.more
    )

    /// A drawing stays one, whatever form answers usually have.
    static let hasOwnForm = true

    @OptionGroup var parties: MeasureParties
    @OptionGroup var options: ChartOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let study = try Study(session)
        let place = try options.days(of: study, session).place
        let parameters = try parties.parameters().map { (name: $0.0, value: $0.1) }
        let answer = try study.answer(
            "measures/exposure",
            parameters,
            on: place.last,
            known: place.known
        )
        try Drawing.steps(AnswerCharts.exposure(answer, place)).put(options.out, answer, session)
    }
}
