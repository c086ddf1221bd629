import ArgumentParser

/// `claim list SUBJECT`, which is `audit`.
struct ClaimList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "Who claimed it, through whom; the same as audit.",
        [
            "ledgerctl claim list offer/cn-2018-11-opening-bid",
            "ledgerctl claim list r144 -o jsonl",
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
