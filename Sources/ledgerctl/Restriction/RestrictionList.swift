import ArgumentParser
import Ledger

/// `restriction list`.
struct RestrictionList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "All restrictions, with their state on a day.",
        [
            "ledgerctl restriction list --on 2018-05-04",
            "ledgerctl restriction list --state in-force --known 2018-05-04",
        ]
    )

    @Option(help: "announced, in_force, eased or lifted.", completion: .words(Self.states))
    var state: String?

    @OptionGroup var globals: GlobalOptions

    private static let states = ["announced", "in_force", "eased", "lifted"]

    func run(in session: Session) throws(Failure) {
        let word = try Choices.word(state, of: Self.states, "--state")
        try session.show(Question("/v1/restrictions", ["state": word]))
    }
}
