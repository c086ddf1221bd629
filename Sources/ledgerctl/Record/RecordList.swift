import ArgumentParser

/// `record list`: records, as chosen by filters.
struct RecordList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "Records, in the order of the log.",
        [
            "ledgerctl record list --actor person/navarro-peter",
            "ledgerctl record list --type tariff.imposed --since 2018-11 -o csv",
        ]
    )

    @OptionGroup var filters: Filters

    @Option(help: "Records of this batch, as b75.")
    var batch: String?

    @Option(help: "At most so many.")
    var limit: Int?

    @Option(help: "Only behind this record.", completion: .ledger(.records))
    var after: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        var question = Question(
            "/v1/records",
            [
                "batch": batch, "limit": try Choices.limit(limit, of: "records"),
                "after": try after.map { text throws(Failure) in try Keys.record(text) },
            ]
        )
        try filters.add(to: &question, session.dates())
        try session.show(question)
    }
}
