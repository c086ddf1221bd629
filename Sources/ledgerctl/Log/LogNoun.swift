import ArgumentParser

/// `log`: the chain of records itself.
struct LogNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "log",
        "The log itself, and whether it is whole.",
        ["ledgerctl log verify", "ledgerctl log verify -o json"],
        [LogVerify.self]
    )
}
