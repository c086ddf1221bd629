import Ledger
import LedgerAPI

/// What a command is given: its global flags, its surroundings, and a way to the daemon.
final class Session {
    /// The flags.
    let globals: GlobalOptions
    /// Variables, terminals, clock.
    let surroundings: Surroundings
    /// Where to write.
    let console: Console

    /// The global flags as they were typed, each as one word.
    var typedGlobals: [String] = []
    /// Those that variables and files give.
    var defaultGlobals: [String] = []
    /// What flags leave open.
    lazy var preferences = Preferences(surroundings)

    /// Whether a question was asked, whose proofs were written if they were wanted.
    var hasProved = false

    private var flagDates: FlagDates?
    private let connect: (Session) throws(Failure) -> any Transport
    private var transport: (any Transport)?

    /// Makes a session; the daemon is looked for when the first request is sent.
    init(
        globals: GlobalOptions,
        surroundings: Surroundings,
        console: Console,
        connect: @escaping (Session) throws(Failure) -> any Transport
    ) {
        self.globals = globals
        self.surroundings = surroundings
        self.console = console
        self.connect = connect
    }

    /// A session of other flags in the same surroundings.
    func with(_ globals: GlobalOptions) -> Session {
        let session = Session(
            globals: globals,
            surroundings: surroundings,
            console: console,
            connect: connect
        )
        session.preferences = preferences
        return session
    }

    /// The way to the daemon.
    func daemon() throws(Failure) -> any Transport {
        if let transport { return transport }
        let made = try connect(self)
        transport = made
        return made
    }

    /// Sends a request; a refusal is a failure.
    func send(_ request: Request) throws(Failure) -> Reply {
        let reply = try daemon().send(request)
        if let problem = reply.problem { throw Failure(problem) }
        return reply
    }

    /// Reads the dates of flags; they count from the day at the desk.
    func dates() throws(Failure) -> FlagDates {
        if let flagDates { return flagDates }
        let made = FlagDates(today: try surroundings.today()) { [unowned self] in remark($0) }
        flagDates = made
        return made
    }

    /// Says something on standard error that is no error, unless `-q`.
    func remark(_ line: String) {
        if !globals.quiet { console.remark(line + "\n") }
    }
}
