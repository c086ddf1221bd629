import ArgumentParser
import Ledger

/// `daemon start`.
struct DaemonStart: Verb {
    static let configuration = CommandConfiguration.verb(
        "start",
        "Start a daemon of your own and wait until it answers.",
        ["ledgerctl daemon start", "ledgerctl daemon start --data ledger --socket ledger.sock"]
    )

    @Option(help: "Its data folder (default: ~/.local/share/ledgerd).", completion: .directory)
    var data: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let socket = SocketChoice.own(globals, session.surroundings)
        let transport = ClientTransport(socket: socket, timeout: Timeout(argument: "1s"))
        if let pid = DaemonLauncher.pid(transport) {
            try DaemonState(isRunning: true, pid: pid, socket: socket).show(
                "already running (pid \(pid)) on \(socket)",
                in: session
            )
            return
        }
        let started = try DaemonLauncher(session).start(data: data)
        try DaemonState(isRunning: true, pid: started.pid, socket: socket, data: started.data)
            .show(started.sentence, in: session)
    }
}

/// What `daemon` prints for programs.
struct DaemonState {
    var isRunning: Bool
    var pid: Int
    var socket: String
    var data: String?

    /// A sentence for people, an object for programs.
    func show(_ sentence: String, in session: Session) throws(Failure) {
        guard session.globals.output != .table else {
            try session.console.line(sentence)
            return
        }
        var document = JSON.object([
            .init("schema", .string("ledger.daemon/1")), .init("running", .bool(isRunning)),
            .init("pid", .count(pid)), .init("socket", .string(socket)),
        ])
        if let data { document.set("data", .string(data)) }
        try Renderer(session).render(Answer(document))
    }
}
