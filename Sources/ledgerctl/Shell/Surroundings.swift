import Glibc
import Ledger
import Platform

/// What the process was given: variables, terminals, clock and random numbers.
///
/// A value, so that tests give other ones.
struct Surroundings {
    /// The environment.
    var variables: [String: String] = [:]
    /// Whether somebody may answer a question.
    var isInputTerminal = false
    /// Whether the answer goes to a screen.
    var isOutputTerminal = false
    /// Whether remarks go to a screen.
    var isErrorTerminal = false
    /// The width of the screen, when the answer goes to one.
    var columns: Int?
    /// Its height, when somebody sits before it; nil anywhere else.
    var rows: Int?
    /// Shows a text through a pager; false where that could not be run.
    var page: (_ command: String, _ text: [UInt8]) -> Bool = { _, _ in false }
    /// The effective user.
    var user: UInt32 = 0
    /// How the program was called.
    var program = "ledgerctl"
    /// Microseconds since 1970.
    var now: () -> Int64 = { 0 }
    /// The next line of standard input, without its end; nil at the end of the input.
    var readLine: () -> String? = { nil }
    /// Random bytes.
    var random: (Int) -> [UInt8] = { [UInt8](repeating: 0, count: $0) }

    /// Ends the program without a word as soon as nobody reads what it writes.
    var endWhenReaderLeaves: () -> Void = {}

    /// Those of this process.
    static func ofProcess() -> Surroundings {
        let variables = ProcessEnvironment.current
        // As with gh, a pipe may be treated as a screen of so many columns.
        let forced = variables["LEDGERCTL_FORCE_TTY"].flatMap { Int($0) }
        let isScreen = forced != nil || Terminal.isTTY(1)
        return Surroundings(
            variables: variables,
            isInputTerminal: Terminal.isTTY(0),
            isOutputTerminal: isScreen,
            isErrorTerminal: Terminal.isTTY(2),
            columns: isScreen ? forced ?? Terminal.columns(1, environment: variables) : nil,
            rows: forced == nil && Terminal.isTTY(1) ? Terminal.rows(1) : nil,
            page: { Pager.show($0, $1, variables) },
            user: Account.current,
            program: CommandLine.arguments.first ?? "ledgerctl",
            now: SystemClock.wallMicroseconds,
            readLine: { Swift.readLine() },
            random: SystemRandom.bytes,
            endWhenReaderLeaves: {
                StandardStreams.whenReaderLeaves { _exit(Exit.readerGone.rawValue) }
            }
        )
    }

    /// The day at the desk, which `LEDGERCTL_NOW` fixes.
    func today() throws(Failure) -> Day {
        if let fixed = variables["LEDGERCTL_NOW"], !fixed.isEmpty {
            do throws(Malformed) { return try Day.parseQuery(fixed) } catch {
                throw Failure(
                    exit: .configuration,
                    code: "bad_variable",
                    message: "LEDGERCTL_NOW: \(error.statement)",
                    hints: ["write YYYY-MM-DD"]
                )
            }
        }
        let local = LocalDay(at: now())
        return Day(year: local.year, month: local.month, day: local.day) ?? .last
    }

    /// The directories that belong to the user.
    var directories: XDG { XDG(environment: variables, user: user) }

    /// A new record id.
    func newID() -> RecordID {
        RecordID(milliseconds: UInt64(max(0, now() / 1_000)), random: random(10))
    }

    /// Whether to use colour on a stream, by flag, then the usual variables.
    func usesColor(_ choice: GlobalOptions.Color, isTerminal: Bool) -> Bool {
        switch choice {
        case .always: return true
        case .never: return false
        case .auto:
            if variables["NO_COLOR"]?.isEmpty == false { return false }
            if let force = variables["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
            return isTerminal && variables["TERM"] != "dumb"
        }
    }
}
