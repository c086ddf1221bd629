import ArgumentParser
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
        guard from == "-" || DurableFile.exists(from) else {
            throw Failure(
                exit: .noInput,
                code: "no_input",
                message: "cannot read \(from): there is no such folder or file"
            )
        }
        let job = FileJob(
            failure: ("not_restored", "not restored"),
            arguments: ["--user", "--data", into, "--restore", from]
                + (key.map { ["--key", $0] } ?? []),
            takesInput: from == "-"
        )
        try job.run(session) { failure in
            var failure = failure
            // What the daemon calls wrong data is here an alarm.
            if failure.exit == .refused { failure.exit = .integrity }
            return failure
        }
        session.remark("start it:  ledgerctl daemon start --data \(into)")
    }
}
