import ArgumentParser
import Ledger

/// `proceeding show K`: the stages of one case.
struct ProceedingShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "The stages of one case.",
        [
            "ledgerctl proceeding show ds543",
            "ledgerctl proceeding show proceeding/ds543 --known 2018-11-15",
        ]
    )

    @Argument(help: "The case; proceeding/ may be left out.", completion: .ledger(.proceedings))
    var proceeding: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let key = try Keys.of(.proceeding, proceeding, "PROCEEDING")
        try session.show(Question("/v1/proceedings/show", ["subject": key]))
    }
}
