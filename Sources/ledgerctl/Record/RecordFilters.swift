import ArgumentParser

/// Which records are listed, and which are exported: the same words mean the same records.
struct RecordFilters: ParsableArguments {
    @OptionGroup var filters: Filters

    @Option(help: "Records of this batch, as b75.")
    var batch: String?

    @Option(name: [.customShort("L"), .long], help: "At most so many.")
    var limit: Int?

    @Option(help: "Only behind this record.", completion: .ledger(.records))
    var after: String?

    /// The question of which records they are.
    func question(_ dates: FlagDates) throws(Failure) -> Question {
        var question = Question(
            "/v1/records",
            [
                "batch": batch, "limit": try Choices.limit(limit, of: "records"),
                "after": try after.map { text throws(Failure) in try Keys.record(text) },
            ]
        )
        try filters.add(to: &question, dates)
        return question
    }
}
