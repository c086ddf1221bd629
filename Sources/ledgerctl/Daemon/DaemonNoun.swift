import ArgumentParser

/// `daemon`: a daemon of one's own; the system's is systemd's.
struct DaemonNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "daemon",
        "A daemon of your own.",
        ["ledgerctl daemon start", "ledgerctl daemon stop"],
        [DaemonStart.self, DaemonStop.self, DaemonAcceptClock.self]
    )
}
