import ArgumentParser

/// `proceeding list`.
struct ProceedingList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "All cases, with the stage each is in.",
        ["ledgerctl proceeding list", "ledgerctl proceeding list --on 2018-11-15 -o csv"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) { try session.show(Question("/v1/proceedings")) }
}
