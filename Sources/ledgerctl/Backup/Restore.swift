import ArgumentParser
import Ledger
import Platform

/// `restore`: a ledger of a backup, where nothing is yet.
struct Restore: Verb {
    static let configuration = CommandConfiguration.verb(
        "restore",
        "Make the ledger of a backup in a new folder; every record and the root are checked.",
        [
            "ledgerctl restore /mnt/backup/desk --into ~/desk",
            "ledgerctl restore desk.ledger --into ~/desk --key key",
        ],
        more: "All of it or nothing: a folder that is not empty is refused. The log goes on under "
            + "its key only with --key and the private key of before; without it there is a new "
            + "one, which readers must be told. Of the system's ledger:  "
            + "sudo -u ledgerd ledgerd --restore DIR --data /var/lib/ledgerd"
    )

    @Argument(help: "A folder, a file, or - for standard input.", completion: .file())
    var from: String

    @Option(help: "The data folder to make.", completion: .directory)
    var into: String

    @Option(help: "The file with the log's private key.", completion: .file())
    var key: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        guard let program = Programs.daemon(session.surroundings) else {
            throw Failure(
                exit: .noDaemon,
                code: "no_daemon",
                message: "there is no ledgerd beside ledgerctl or in PATH"
            )
        }
        guard from == "-" || DurableFile.exists(from) else {
            throw Failure(
                exit: .noInput,
                code: "no_input",
                message: "cannot read \(from): there is no such folder or file"
            )
        }
        var arguments = [program, "--user", "--data", into, "--restore", from]
        if let key { arguments += ["--key", key] }
        let done: Spawn.Captured
        do throws(SystemError) {
            done = try Spawn.run(
                arguments,
                environment: session.surroundings.variables,
                input: from == "-" ? nil : [],
                milliseconds: 24 * 3_600_000
            )
        } catch { throw Failure(exit: .io, code: "io", message: error.description) }
        let said = String(decoding: done.errors, as: UTF8.self)
        guard done.status == .exited(code: 0) else { throw Self.failure(done.status, said) }
        session.console.remark(said)
        session.remark("start it:  ledgerctl daemon start --data \(into)")
    }

    private static func failure(_ status: ExitStatus, _ said: String) -> Failure {
        var exit = Exit.io
        if case .exited(let code) = status { exit = Exit(rawValue: code) ?? .io }
        // What the daemon calls wrong data is here an alarm.
        if exit == .refused { exit = .integrity }
        let reason = said.firstRange(of: "reason=").map { said[$0.upperBound...] } ?? said[...]
        let line = reason.split(separator: "\n").last ?? ""
        return Failure(
            exit: exit,
            code: "not_restored",
            message: "not restored: \(line.replacing("\"", with: ""))"
        )
    }
}
