import ArgumentParser

/// `audit SUBJECT`: the same as `claim list`.
struct Audit: Verb {
    static let configuration = CommandConfiguration.verb(
        "audit",
        "Who claimed it, through whom, and when it was known.",
        [
            "ledgerctl audit offer/cn-2018-11-opening-bid",
            "ledgerctl audit r144 --known 2018-11-15",
        ]
    )

    @Argument(help: "A subject, as kind/name, or a record.", completion: .ledger(.subjects))
    var subject: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(
            Question("/v1/claims", ["subject": try Keys.subjectOrRecord(subject, "SUBJECT")])
        )
    }
}
