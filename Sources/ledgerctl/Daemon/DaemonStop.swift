import ArgumentParser
import Glibc
import Ledger
import Platform

/// `daemon stop`: asks it to finish, and waits until it is gone.
struct DaemonStop: Verb {
    static let configuration = CommandConfiguration.verb(
        "stop",
        "Stop your own daemon and wait until it is gone.",
        ["ledgerctl daemon stop", "ledgerctl daemon stop --socket ledger.sock"]
    )

    @OptionGroup var globals: GlobalOptions

    private static let attempts = 600
    private static let pause: UInt32 = 50_000

    func run(in session: Session) throws(Failure) {
        let choice =
            SocketChoice.existing(globals, session.surroundings)
            ?? SocketChoice(path: SocketChoice.user(session.surroundings), reason: "")
        let transport = ClientTransport(socket: choice.path, timeout: globals.timeout)
        guard let pid = DaemonLauncher.pid(transport), let process = pid_t(exactly: pid),
            process > 1,
            process != getpid()
        else { throw Failure.unreachable(choice.path, "nothing to stop") }
        guard kill(process, SIGTERM) == 0 || errno == ESRCH else {
            throw Failure(
                exit: .notPermitted,
                code: "not_permitted",
                message: "the daemon (pid \(pid)) is not yours to stop",
                hints: ["stop:  sudo systemctl stop ledgerd"]
            )
        }
        for _ in 0..<DaemonStop.attempts {
            if DaemonLauncher.pid(transport) != pid, DaemonStop.isGone(process) {
                try DaemonState(isRunning: false, pid: pid, socket: choice.path)
                    .show("stopped ledgerd (pid \(pid))", in: session)
                return
            }
            usleep(DaemonStop.pause)
        }
        throw Failure(
            exit: .busy,
            code: "still_running",
            message: "ledgerd (pid \(pid)) has not stopped yet; it finishes what it was given"
        )
    }

    /// Whether a process has ended, even if nobody has asked for its exit code yet.
    static func isGone(_ process: pid_t) -> Bool {
        guard kill(process, 0) == 0 else { return true }
        let stat = try? DurableFile.read("/proc/\(process)/stat", bytesMax: 4_096)
        return stat.map { String(decoding: $0, as: UTF8.self).contains(") Z ") } ?? true
    }
}
