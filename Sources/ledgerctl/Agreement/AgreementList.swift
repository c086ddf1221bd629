import ArgumentParser

/// `agreement list`.
struct AgreementList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "All agreements, with their form and state.",
        [
            "ledgerctl agreement list --on 2018-12-01 --known 2018-12-01",
            "ledgerctl agreement list -o jsonl",
        ]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) { try session.show(Question("/v1/agreements")) }
}
