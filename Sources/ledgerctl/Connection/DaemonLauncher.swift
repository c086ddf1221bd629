import Glibc
import Ledger
import LedgerAPI
import Platform

/// Starts a daemon for one user, which outlives the terminal.
struct DaemonLauncher {
    private let session: Session
    private var surroundings: Surroundings { session.surroundings }

    /// How long a start may take until it answers, and how often it is asked.
    private static let attempts = 100
    private static let pause: UInt32 = 50_000

    /// Starts for a session's user.
    init(_ session: Session) { self.session = session }

    /// A daemon that answers.
    struct Started {
        var pid: Int
        var socket: String
        var data: String

        /// The one line that says so.
        var sentence: String {
            "started ledgerd for you (pid \(pid)), data in \(data)   stop: ledgerctl daemon stop"
        }
    }

    /// Starts it and waits until it answers.
    ///
    /// - Parameter data: its data folder; the user's own by default.
    /// - Returns: the daemon, which answers by then.
    /// - Throws: when there is no `ledgerd`, or it does not answer in time.
    func start(data: String?) throws(Failure) -> Started {
        guard let program = Programs.daemon(surroundings) else {
            throw Failure(
                exit: .noDaemon,
                code: "no_daemon",
                message: "there is no ledgerd beside ledgerctl or in PATH",
                hints: ["install it, or name its socket:  ledgerctl --socket PATH ..."]
            )
        }
        let socket = SocketChoice.own(session.globals, surroundings)
        let (folder, log) = try folders(data, socket)
        let process: Int32
        do throws(SystemError) {
            process = try Spawn.daemon(
                program,
                arguments: ["--user", "--data", folder, "--socket", socket],
                environment: surroundings.variables,
                logFile: log
            )
        } catch {
            throw Failure(exit: .noDaemon, code: "no_daemon", message: error.description)
        }
        let transport = ClientTransport(socket: socket, timeout: Timeout(argument: "1s"))
        for _ in 0..<DaemonLauncher.attempts {
            if let pid = DaemonLauncher.pid(transport), pid == Int(process) {
                return Started(pid: pid, socket: socket, data: folder)
            }
            if DaemonStop.isGone(process) { throw Self.died(socket, log) }
            usleep(DaemonLauncher.pause)
        }
        throw Failure(
            exit: .noDaemon,
            code: "no_daemon",
            message: "ledgerd was started but does not answer on \(socket)",
            hints: ["why:  tail \(log)"]
        )
    }

    /// The daemon ended at once: its own last words say why.
    private static func died(_ socket: String, _ log: String) -> Failure {
        let text = (try? DurableFile.read(log, bytesMax: 64 << 20)) ?? []
        let last = String(decoding: text, as: UTF8.self).split(separator: "\n").last ?? ""
        let reason = last.firstRange(of: "reason=").map { String(last[$0.upperBound...]) }
        return Failure(
            exit: .noDaemon,
            code: "no_daemon",
            message: "ledgerd did not start: \(reason ?? "it ended at once")",
            hints: ["more:  tail \(log)"]
        )
    }

    /// The pid of the daemon that answers, if one does and is a ledger's.
    static func pid(_ transport: any Transport) -> Int? {
        guard let reply = try? transport.send(.get("/v1/status")), reply.status == 200,
            let status = try? Answer(reply.body), status.schema == "status/1"
        else { return nil }
        return status.document["pid"]?.integer
    }

    /// The data folder and the log, with the folders around them and the socket.
    private func folders(
        _ data: String?,
        _ socket: String
    ) throws(Failure) -> (data: String, log: String) {
        let directories = surroundings.directories
        guard let dataHome = directories.dataHome, let stateHome = directories.stateHome else {
            throw Failure(
                exit: .configuration,
                code: "no_home",
                message: "HOME is not set",
                hints: ["set HOME, or XDG_DATA_HOME and XDG_STATE_HOME"]
            )
        }
        do throws(RuntimeDirectoryError) {
            if socket == SocketChoice.user(surroundings) {
                try RuntimeDirectory.prepare(directories.runtimeHome)
                try RuntimeDirectory.prepare("\(directories.runtimeHome)/ledgerd")
            }
        } catch {
            throw Failure(exit: .cannotCreate, code: "cannot_create", message: error.description)
        }
        let folder = data ?? "\(dataHome)/ledgerd"
        let state = "\(stateHome)/ledgerd"
        do throws(SystemError) {
            for path in [folder, state] { try Directory.create(path, parents: true) }
        } catch {
            throw Failure(exit: .cannotCreate, code: "cannot_create", message: error.description)
        }
        return (folder, "\(state)/ledgerd.log")
    }
}
