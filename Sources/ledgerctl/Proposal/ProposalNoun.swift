import ArgumentParser

/// `proposal`: offers and demands.
struct ProposalNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "proposal",
        "Offers and demands, and the answers to them.",
        ["ledgerctl proposal list --open", "ledgerctl proposal list --demands --by USA"],
        [ProposalList.self]
    )
}
