import ArgumentParser
import Logging
import Platform

/// # ledgerd: the process
///
/// Read in this order: ``Ledgerd`` (arguments), ``Daemon`` (start and stop), ``Listener`` and
/// ``Front`` (connections), ``Routes`` (paths), ``LedgerService`` (what is behind them).
@main
struct Ledgerd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledgerd",
        abstract: "Serves a ledger of trade negotiations on a Unix socket.",
        discussion: """
            It stays in the foreground and logs to standard error. SIGTERM ends it in good order; \
            a second SIGTERM ends it at once.
            """,
        version: Version.current
    )

    @Option(help: ArgumentHelp("The folder of the ledger.", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("The path of the socket.", valueName: "path"))
    var socket: String?

    @Flag(help: "Your own ledger, in your home directory; the default unless you are root.")
    var user = false

    @Option(help: ArgumentHelp("The most that the log may grow to.", valueName: "size"))
    var mapSize = ByteSize(gibibytes: 64)

    @Flag(name: .customLong("init"), help: "Make the ledger if there is none.")
    var makesLedger = false

    @Flag(help: "Write the log anew without its free pages, drop the views, and end.")
    var compact = false

    @Option(
        help: ArgumentHelp(
            "Make the ledger of a backup, a folder, a file or - for standard input, and end.",
            valueName: "from"
        )
    )
    var restore: String?

    @Option(
        help: ArgumentHelp(
            "With --restore: the file of the log's private key; without it there is a new one.",
            valueName: "file"
        )
    )
    var key: String?

    @Option(
        help: ArgumentHelp(
            "The name of a new log: a URL without its scheme, spaces or '+'.",
            valueName: "name"
        )
    )
    var origin: String?

    @Option(help: "How the log looks: text or json.")
    var logFormat = LineLog.Form.text

    @Option(
        help: "What is logged: trace, debug, info, notice, warning, error or critical.",
        transform: level
    )
    var logLevel = Logger.Level.info

    /// Runs the daemon.
    static func main() async {
        // Before anything is opened or written, the arguments' own errors included.
        try? StandardStreams.ensureOpen()
        StandardStreams.ignoreFatalSignals()
        HeapMemory.limitHeaps(to: 2)
        await main(nil)
    }

    func validate() throws {
        if key != nil, restore == nil { throw ValidationError("--key belongs to --restore") }
        if compact, restore != nil { throw ValidationError("--compact and --restore are two jobs") }
        if let origin, origin.isEmpty || origin.contains(where: { $0.isWhitespace || $0 == "+" }) {
            throw ValidationError(
                "'\(origin)' is no origin: no spaces and no '+', as in desk.example/trade"
            )
        }
    }

    func run() async throws {
        let logger = LineLog.logger(form: logFormat, level: logLevel)
        let environment = ProcessEnvironment.current
        var settings: Settings
        do throws(StartFailure) {
            settings = try Settings(
                data: data,
                socket: socket,
                user: user,
                account: Account.current,
                environment: environment
            )
        } catch {
            logger.critical("cannot start", metadata: ["reason": "\(error.reason)"])
            throw ExitCode(error.exit.rawValue)
        }
        settings.mapBytes = mapSize.bytes
        settings.isInit = makesLedger
        settings.givenOrigin = origin
        let drain = Drain()
        let signals = Signals(drain: drain, logger: logger)
        defer { withExtendedLifetime(signals) {} }
        let daemon = Daemon(
            settings: settings,
            drain: drain,
            logger: logger,
            environment: environment,
            open: Store.open
        )
        let exit: DaemonExit
        if let restore {
            exit = daemon.restore(from: restore, key: key)
        } else {
            exit = compact ? daemon.compact() : await daemon.run()
        }
        if exit != .ok { throw ExitCode(exit.rawValue) }
    }
}

extension ByteSize: ExpressibleByArgument {
    init(gibibytes: Int) { bytes = gibibytes << 30 }

    init?(argument: String) { self.init(argument) }

    var defaultValueDescription: String { "\(bytes >> 30)G" }
}

extension LineLog.Form: ExpressibleByArgument {}

private func level(_ word: String) throws -> Logger.Level {
    guard let level = Logger.Level(rawValue: word) else {
        throw ValidationError("'\(word)' is no level")
    }
    return level
}
