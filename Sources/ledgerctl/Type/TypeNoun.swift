import ArgumentParser

/// `type`: the kinds of event.
struct TypeNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "type",
        "The kinds of event, and the fields they have.",
        ["ledgerctl type list", "ledgerctl type show tariff.imposed"],
        [TypeList.self, TypeShow.self, TypeAdd.self]
    )
}
