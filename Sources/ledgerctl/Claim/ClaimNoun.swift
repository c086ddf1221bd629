import ArgumentParser

/// `claim`: who claims what, and where claims collide.
struct ClaimNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "claim",
        "Who claims what, and where claims collide.",
        ["ledgerctl claim list offer/cn-2018-11-opening-bid", "ledgerctl claim conflicts"],
        [ClaimList.self, ClaimConflicts.self, ClaimExplain.self, ClaimMatrix.self]
    )
}
