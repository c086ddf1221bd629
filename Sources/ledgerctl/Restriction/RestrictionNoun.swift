import ArgumentParser

/// `restriction`: limits other than tariffs.
struct RestrictionNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "restriction",
        "Limits other than tariffs: bans, licences, listings.",
        ["ledgerctl restriction list", "ledgerctl restriction list --state in_force"],
        [RestrictionList.self]
    )
}
