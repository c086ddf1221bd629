import ArgumentParser
import Ledger

/// `proposal list`: what is on the table, item by item.
struct ProposalList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "What is offered and demanded, item by item, with the answers.",
        [
            "ledgerctl proposal list --open --on 2018-11-15 --known 2018-11-15",
            "ledgerctl proposal list --demands --by USA --issue ip -o csv",
        ],
        more: """
            An open item whose deadline is surely past stands as lapsed?. Answers to the whole \
            stand below the first item, those to one item below it.
            """
    )

    @Flag(help: "Offers only.")
    var offers = false

    @Flag(help: "Demands only.")
    var demands = false

    @Flag(help: "Only what is still open.")
    var open = false

    @Option(help: "Who makes it.", completion: .ledger(.actors))
    var by: String?

    @Option(help: "To whom it is made.", completion: .ledger(.actors))
    var to: String?

    @Option(help: "Items on this topic and those below it.", completion: .ledger(.issues))
    var issue: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        guard !(offers && demands) else {
            throw Failure.usage(
                "--offers and --demands leave each other out",
                hints: ["for both leave both out:  ledgerctl proposal list"]
            )
        }
        try session.show(
            Question(
                "/v1/proposals",
                [
                    "kind": offers ? "offers" : demands ? "demands" : nil,
                    "open": open ? "true" : nil,
                    "by": try Choices.actor(by, "--by"), "to": try Choices.actor(to, "--to"),
                    "issue": try Choices.issue(issue, "--issue"),
                ]
            )
        )
    }
}
