import ArgumentParser

/// `log`: the chain of records itself.
struct LogNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "log",
        "The log itself: whether it is whole, and proof of it for others.",
        ["ledgerctl log verify", "ledgerctl log prove r168 --out r168.tlog-proof"],
        [
            LogVerify.self, LogRoot.self, LogProve.self, LogCheckpointNoun.self, LogKeyNoun.self,
            LogTiles.self, LogWitness.self, LogAttest.self, LogForget.self,
        ]
    )
}

/// `log checkpoint`: what the log has signed.
struct LogCheckpointNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "checkpoint",
        "What the log has signed: how many records, and their root.",
        ["ledgerctl log checkpoint show > monday.checkpoint", "ledgerctl log checkpoint list"],
        [LogCheckpointShow.self, LogCheckpointList.self]
    )
}

/// `log key`: the key that signs.
struct LogKeyNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "key",
        "The key that the log signs with.",
        ["ledgerctl log key show", "ledgerctl log key show > desk.key"],
        [LogKeyShow.self, LogKeyRotate.self]
    )
}
