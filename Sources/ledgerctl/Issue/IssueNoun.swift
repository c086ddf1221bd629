import ArgumentParser

/// `issue`: topics of the negotiation.
struct IssueNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "issue",
        "Topics, and where each side stands on them.",
        ["ledgerctl issue list", "ledgerctl issue show market-access"],
        [IssueList.self, IssueShow.self]
    )
}
