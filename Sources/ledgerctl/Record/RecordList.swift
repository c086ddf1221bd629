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

    @OptionGroup var choice: RecordFilters
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(try choice.question(session.dates()))
    }
}
