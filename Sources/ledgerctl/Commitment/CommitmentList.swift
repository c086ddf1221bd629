import ArgumentParser

/// `commitment list`: pledges, item by item.
struct CommitmentList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "Pledges, item by item, with what was found of each.",
        [
            "ledgerctl commitment list --overdue --on 2019-03-28",
            "ledgerctl commitment list --by CHN -o csv",
        ]
    )

    @Flag(help: "Only what is past its deadline and was never found fulfilled.")
    var overdue = false

    @Option(help: "Who pledged it.", completion: .ledger(.actors))
    var by: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(
            Question(
                "/v1/commitments",
                ["overdue": overdue ? "true" : nil, "by": try Choices.actor(by, "--by")]
            )
        )
    }
}
