import ArgumentParser

/// `agreement`: what was agreed.
struct AgreementNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "agreement",
        "What was agreed, in which form, and whether it holds.",
        ["ledgerctl agreement list", "ledgerctl agreement list --on 2018-12-01"],
        [AgreementList.self]
    )
}
