import ArgumentParser

/// `talk`: rounds, calls, visits.
struct TalkNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "talk",
        "Talks and calls: proposed, scheduled, held.",
        ["ledgerctl talk list --since 2018-05", "ledgerctl talk list --state scheduled"],
        [TalkList.self]
    )
}
