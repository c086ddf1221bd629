import ArgumentParser

/// `record history KEY|rN`: corrections and all versions, in record order.
struct RecordHistory: Verb {
    static let configuration = CommandConfiguration.verb(
        "history",
        "Every version of a record, or every record about a subject.",
        [
            "ledgerctl record history r165",
            "ledgerctl record history statement/navarro-2018-11-csis",
        ]
    )

    @Argument(help: "A record, or a subject as kind/name.", completion: .ledger(.subjects))
    var subject: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(
            Question(
                "/v1/records/history",
                ["subject": try Keys.subjectOrRecord(subject, "SUBJECT")]
            )
        )
    }
}
