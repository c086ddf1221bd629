import ArgumentParser
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
        let folder = data ?? session.surroundings.directories.dataHome.map { "\($0)/ledgerd" }
        guard let folder else { throw .usage("there is no home folder", hints: ["write --data D"]) }
        let job = FileJob(
            failure: ("not_compacted", "not compacted"),
            arguments: ["--user", "--data", folder, "--compact"]
        )
        try job.run(session) { failure in
            var failure = failure
            if failure.exit == .busy { failure.hints = ["stop it first:  ledgerctl daemon stop"] }
            return failure
        }
        session.remark("start it again:  ledgerctl daemon start")
    }
}
