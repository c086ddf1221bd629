import Ledger
import LedgerAPI
import Platform

/// Why a command did not do what was asked: a sentence, its details, and what to do next.
///
/// Everything that can go wrong becomes one of these before it reaches ``Runner``.
struct Failure: Error, Equatable {
    /// How the program ends.
    var exit: Exit
    /// A stable word for programs.
    var code: String
    /// One sentence without a full stop.
    var message: String
    /// All that is wrong with the input, in its order.
    var rows: [Row] = []
    /// Next steps; commands in them work when pasted.
    var hints: [String] = []

    /// One thing wrong: where, what, and what to write instead.
    struct Row: Equatable {
        /// A flag, or a line and path of a file.
        var place: String
        var what: String
        var hint: String?
        /// The line of a file that it is about, so that the rest may be taken without it.
        var line: Int?
    }

    /// The command line is wrong.
    static func usage(_ message: String, hints: [String] = []) -> Failure {
        Failure(exit: .usage, code: "usage", message: message, hints: hints)
    }

    /// The value of a flag, as typed, cannot be read.
    static func usage(_ flag: String, _ error: Malformed) -> Failure {
        .usage("\(flag): \(error.statement)", hints: error.hint.map { [$0] } ?? [])
    }

    /// The input has these faults; nothing was recorded.
    static func refused(_ rows: [Row], hints: [String] = []) -> Failure {
        let count = rows.count == 1 ? "1 problem" : "\(rows.count) problems"
        return Failure(
            exit: .refused,
            code: "invalid_event",
            message: "not recorded: \(count)",
            rows: rows,
            hints: hints
        )
    }

    /// A file that was named cannot be read.
    static func input(_ error: SystemError, path: String) -> Failure {
        Failure(
            exit: .noInput,
            code: "no_input",
            message: "cannot read \(path): \(SystemError.reason(error.errno))"
        )
    }

    /// Output that cannot be written; a reader that left ends the program without a word.
    static func output(_ error: SystemError) -> Failure {
        error.isReaderGone
            ? Failure(exit: .readerGone, code: "reader_gone", message: "")
            : Failure(exit: .io, code: "io", message: error.description)
    }

    /// The daemon said something that this release cannot read.
    static func mismatch(_ message: String) -> Failure {
        Failure(
            exit: .mismatch,
            code: "protocol_mismatch",
            message: message,
            hints: ["compare:  ledgerctl version    ledgerctl status"]
        )
    }
}

extension Failure {
    /// A refusal, in the words of the daemon.
    ///
    /// - Parameters:
    ///   - problem: what it said.
    ///   - row: how to tell a fault.
    init(_ problem: Problem, row: (Fault) -> Row = Failure.row) {
        self.init(exit: Exit(status: problem.status), code: problem.code, message: problem.title)
        rows = problem.faults.map(row)
        let members = JSON.object(problem.members)
        rows += (members["failed"]?.elements ?? []).map(Failure.expectation)
        if let known = members["known"]?.elements, !known.isEmpty {
            let more = known.count > 20 ? " and \(known.count - 20) more" : ""
            let list = CellText.list(Array(known.prefix(20)), separator: " ")
            hints.append("recorded already:  \(list)\(more)")
        }
        if let detail = problem.detail { hints.append(detail) }
        if exit == .notPermitted {
            hints.append("ask an administrator:  sudo adduser \"$USER\" ledgerd-write")
        } else if let hint = members["hint"]?.text {
            hints.append(hint)
        }
        if exit == .bug { hints.append("the daemon's log has more:  journalctl -u ledgerd -e") }
    }

    /// No reply came, or none that can be used.
    init(_ error: ClientError, socket: String) {
        switch error {
        case .noDaemon(let path, let reason): self = .unreachable(path, reason)
        case .notPermitted(let path):
            self.init(
                exit: .notPermitted,
                code: "not_permitted",
                message: "not permitted: you may not use \(path)",
                hints: [
                    "ask an administrator:  sudo adduser \"$USER\" ledgerd-read"
                ]
            )
        case .timeout:
            self.init(
                exit: .busy,
                code: "timeout",
                message: "the daemon on \(socket) did not answer in time",
                hints: ["wait longer:  --timeout 2m"]
            )
        case .connectionLost:
            self.init(
                exit: .busy,
                code: "connection_lost",
                message: "the connection to \(socket) broke"
            )
        case .protocolMismatch(let what):
            self = .mismatch("the daemon's reply cannot be read: \(what)")
        case .problem(let problem): self.init(problem)
        }
    }

    /// Nobody answers at a socket.
    static func unreachable(_ path: String, _ reason: String) -> Failure {
        Failure(
            exit: .noDaemon,
            code: "no_daemon",
            message: "no daemon answers on \(path) (\(reason))",
            hints: [
                "start:  sudo systemctl start ledgerd       or your own:  ledgerctl daemon start",
                "why:    journalctl -u ledgerd -e",
            ]
        )
    }

    /// A fault of a file: `line 3  body.rate`, what is wrong, what to write.
    static func row(_ fault: Fault) -> Row {
        let line = fault.line.map { "line \($0)" }
        let place = [line, fault.path.isEmpty ? nil : fault.path].compactMap(\.self)
        return Row(
            place: place.joined(separator: "  "),
            what: fault.message,
            hint: fault.hint,
            line: fault.line
        )
    }

    /// One check of `--expect` that did not hold.
    private static func expectation(_ check: JSON) -> Row {
        let last = check["last"]?.text.map { "its last record is \($0)" } ?? "it is new"
        let unseen = CellText.list(check["records"]?.elements ?? [], separator: " ")
        return Row(
            place: "--expect",
            what: "\(check["subject"]?.text ?? "") is not at \(check["expected"]?.text ?? "new")",
            hint: unseen.isEmpty ? last : "\(last); not seen: \(unseen)"
        )
    }
}
