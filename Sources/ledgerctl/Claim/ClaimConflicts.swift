import ArgumentParser

/// `claim conflicts`.
struct ClaimConflicts: Verb {
    static let configuration = CommandConfiguration.verb(
        "conflicts",
        "Where records contradict one another.",
        [
            "ledgerctl claim conflicts --kind value --known 2018-11-15",
            "ledgerctl claim conflicts --subject measure/us-301-list3",
        ],
        more: "To say how one is to be read:  ledgerctl claim explain rN rM --reading TEXT"
    )

    @Option(help: "value, state, place, polarity, quote or authority.")
    var kind: Kind?

    @Option(help: "About this subject only.", completion: .ledger(.subjects))
    var subject: String?

    @OptionGroup var globals: GlobalOptions

    /// What a conflict is about.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case value, state, place, polarity, quote, authority
    }

    func run(in session: Session) throws(Failure) {
        try session.show(
            Question(
                "/v1/claims/conflicts",
                [
                    "kind": kind?.rawValue,
                    "subject": try Choices.subject(subject, "--subject"),
                ]
            )
        )
    }
}
