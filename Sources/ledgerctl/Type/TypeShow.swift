import ArgumentParser

/// `type show T`.
struct TypeShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "What an event type needs and may have.",
        ["ledgerctl type show tariff.imposed", "ledgerctl type show x.hearing.held -o csv"]
    )

    @Argument(help: "The type.", completion: .ledger(.types))
    var type: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(Question("/v1/types/show", ["type": try Filters.typeName(type)]))
    }
}
