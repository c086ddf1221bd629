import ArgumentParser

/// `type`: the kinds of event.
struct TypeNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "type",
        "The kinds of event, and the fields they have.",
        ["ledgerctl type list", "ledgerctl type show tariff.imposed"],
        [TypeList.self, TypeShow.self]
    )
}

/// `type list`.
struct TypeList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "All event types.",
        ["ledgerctl type list", "ledgerctl type list -o jsonl"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) { try session.show(Question("/v1/types")) }
}

/// `type show T`.
struct TypeShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "What an event type needs and may have.",
        ["ledgerctl type show tariff.imposed", "ledgerctl type show claim.disavowed -o csv"]
    )

    @Argument(help: "The type.")
    var type: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(Question("/v1/types/show", ["type": try Filters.typeName(type)]))
    }
}
