import ArgumentParser
import Ledger

/// `issue show I`: where each side stands.
struct IssueShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "What each side last demanded, offered, pledged and said on a topic.",
        [
            "ledgerctl issue show market-access --known 2018-11-15",
            "ledgerctl issue show tariffs -o jsonl",
        ],
        more: "Topics below the one named are included: ip.licensing belongs to ip."
    )

    @Argument(help: "The topic's code.", completion: .ledger(.issues))
    var issue: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(
            Question("/v1/issues/show", ["issue": try Choices.issue(issue, "ISSUE")])
        )
    }
}
