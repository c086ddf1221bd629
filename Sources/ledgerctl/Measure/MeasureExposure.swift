import ArgumentParser
import Ledger

/// `measure exposure`: covered trade over time, beside the totals that were stated.
struct MeasureExposure: Verb {
    static let configuration = CommandConfiguration.verb(
        "exposure",
        "Trade covered by tariffs, over time.",
        [
            "ledgerctl measure exposure --on 2019-03-28 --known 2019-03-29",
            "ledgerctl measure exposure --by month --imposer USA --since 2018-06 -o csv",
        ],
        more: """
            A row stands for each day (or end of a month) on which the sum of what is listed, or \
            a stated total, differs from the row before; the last day is --through, else --on. \
            Contested coverages are counted with the smaller figure; the larger one stands behind.
            """
    )

    @Option(help: "day, or month for the ends of months (default: day).")
    var by: Interval?

    @OptionGroup var parties: MeasureParties
    @OptionGroup var span: SpanOptions
    @OptionGroup var globals: GlobalOptions

    /// How often a row may come.
    enum Interval: String, ExpressibleByArgument, CaseIterable { case day, month }

    func run(in session: Session) throws(Failure) {
        var question = Question("/v1/measures/exposure", ["by": by?.rawValue])
        question.parameters += try parties.parameters()
        question.parameters += try span.parameters(session.dates())
        try session.show(question)
    }
}
