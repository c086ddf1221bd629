import ArgumentParser
import Ledger

/// `measure show K`: the life of one measure.
struct MeasureShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "The life of one measure.",
        [
            "ledgerctl measure show us-301-list3",
            "ledgerctl measure show measure/us-301-china-2018 --known 2018-05-04",
        ]
    )

    @Argument(help: "The measure; measure/ may be left out.", completion: .ledger(.measures))
    var measure: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(
            Question("/v1/measures/show", ["subject": try Keys.of(.measure, measure, "MEASURE")])
        )
    }
}
