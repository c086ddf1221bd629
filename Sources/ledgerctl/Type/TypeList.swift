import ArgumentParser

/// `type list`.
struct TypeList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "All event types.",
        ["ledgerctl type list", "ledgerctl type list -o jsonl"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) { try session.show(Question("/v1/types")) }
}
