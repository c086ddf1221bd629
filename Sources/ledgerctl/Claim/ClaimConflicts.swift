import ArgumentParser

/// `claim conflicts`.
struct ClaimConflicts: Verb {
    static let configuration = CommandConfiguration.verb(
        "conflicts",
        "Where records contradict one another.",
        ["ledgerctl claim conflicts", "ledgerctl claim conflicts --kind value --known 2018-11-15"]
    )

    @Option(help: "value, rate, place, polarity or authority.")
    var kind: Kind?

    @OptionGroup var globals: GlobalOptions

    /// What a conflict is about.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case value, rate, place, polarity, authority
    }

    func run(in session: Session) throws(Failure) {
        try session.show(Question("/v1/claims/conflicts", ["kind": kind?.rawValue]))
    }
}
