import ArgumentParser

/// `source list`.
struct SourceList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "All sources, and what they attest.",
        ["ledgerctl source list", "ledgerctl source list --known 2018-11-15 -o csv"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) { try session.show(Question("/v1/sources")) }
}
