import ArgumentParser

/// `proceeding`: cases before the WTO and at home.
struct ProceedingNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "proceeding",
        "Cases before the WTO and domestic authorities.",
        ["ledgerctl proceeding list", "ledgerctl proceeding show ds543"],
        [ProceedingList.self, ProceedingShow.self]
    )
}
