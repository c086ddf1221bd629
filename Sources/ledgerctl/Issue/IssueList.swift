import ArgumentParser

/// `issue list`.
struct IssueList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "Topics in use, and who has spoken on them.",
        ["ledgerctl issue list", "ledgerctl issue list --known 2018-11-15 -o csv"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) { try session.show(Question("/v1/issues")) }
}
