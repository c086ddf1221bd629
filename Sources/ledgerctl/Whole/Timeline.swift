import ArgumentParser

/// `timeline`: what happened, in order.
struct Timeline: Verb {
    static let configuration = CommandConfiguration.verb(
        "timeline",
        "What happened, in the order in which it happened.",
        [
            "ledgerctl timeline --since 2018-11 --through 2018-11",
            "ledgerctl timeline --actor person/liu-he --known 2018-11-15",
        ]
    )

    @OptionGroup var filters: Filters

    @Option(name: [.customShort("L"), .long], help: "At most so many (default: 1000).")
    var limit: Int?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        var question = Question("/v1/timeline")
        try filters.add(to: &question, session.dates())
        if let limit = try Choices.limit(limit, of: "events") {
            question.parameters.append(("limit", limit))
        }
        try session.show(question)
    }
}
