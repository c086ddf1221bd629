import ArgumentParser
import Ledger
import Platform

/// `compact`: the files of a ledger without what redactions left in free pages.
struct Compact: Verb {
    static let configuration = CommandConfiguration.verb(
        "compact",
        "Write the log's files anew, without what redactions left behind; the daemon is stopped.",
        ["ledgerctl compact", "ledgerctl compact --data /srv/desk"],
        more: "The new log is compared with the old one, record for record, before it takes its "
            + "place. The views are made again at the next start. Copies made before are not "
            + "touched: backups, exports, snapshots of the disk. Of the system's ledger:  "
            + "sudo ledgerd --compact"
    )

    @Option(help: "The data folder (default: ~/.local/share/ledgerd).", completion: .directory)
    var data: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        guard let program = Programs.daemon(session.surroundings) else {
            throw Failure(
                exit: .noDaemon,
                code: "no_daemon",
                message: "there is no ledgerd beside ledgerctl or in PATH"
            )
        }
        let folder = data ?? session.surroundings.directories.dataHome.map { "\($0)/ledgerd" }
        guard let folder else { throw .usage("there is no home folder", hints: ["write --data D"]) }
        let done: Spawn.Captured
        do throws(SystemError) {
            done = try Spawn.run(
                [program, "--user", "--data", folder, "--compact"],
                environment: session.surroundings.variables,
                milliseconds: 3_600_000
            )
        } catch {
            throw Failure(exit: .io, code: "io", message: error.description)
        }
        let said = String(decoding: done.errors, as: UTF8.self)
        guard done.status == .exited(code: 0) else { throw Self.failure(done.status, said) }
        session.console.remark(said)
        session.remark("start it again:  ledgerctl daemon start")
    }

    private static func failure(_ status: ExitStatus, _ said: String) -> Failure {
        var exit = Exit.io
        if case .exited(let code) = status { exit = Exit(rawValue: code) ?? .io }
        let reason = said.firstRange(of: "reason=").map { String(said[$0.upperBound...]) } ?? said
        return Failure(
            exit: exit,
            code: "not_compacted",
            message: "not compacted: \(reason.split(separator: "\n").first ?? "")",
            hints: exit == .busy ? ["stop it first:  ledgerctl daemon stop"] : []
        )
    }
}
