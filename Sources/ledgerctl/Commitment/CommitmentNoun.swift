import ArgumentParser

/// `commitment`: pledges.
struct CommitmentNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "commitment",
        "Pledges, and what became of them.",
        ["ledgerctl commitment list --overdue", "ledgerctl commitment list --by CHN"],
        [CommitmentList.self]
    )
}
