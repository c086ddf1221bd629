import ArgumentParser
import Ledger
import Platform

/// `backup make`, or `backup` alone: from the running daemon to a folder or a pipe.
struct BackupMake: Verb {
    static let configuration = CommandConfiguration.verb(
        "make",
        "Copy the ledger to a folder, or write it to standard output; administrators only.",
        [
            "ledgerctl backup --to /mnt/backup/desk",
            "ledgerctl backup --to - | gzip > desk.ledger.gz",
        ],
        more: "A folder that has a backup of the same ledger gets what is new since; after a "
            + "redaction it is written anew, so that it does not keep what is gone. Every record "
            + "is checked and the root held against the signed checkpoint before the backup "
            + "counts. The private key is not in it: keep the file 'key' of the ledger elsewhere."
    )

    @Option(help: "A folder, which may hold an earlier one; - for standard output.")
    var to: String

    @Flag(help: "Write all of it anew, as one piece.")
    var full = false

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        guard to != "-" else { return try pipe(session) }
        let target = try BackupTarget(to)
        let made = try target.write(from: session, isWhole: full)
        try Renderer(session).render(made.answer(to))
    }

    /// Each piece is checked before it is passed on, so the last one comes only if all holds.
    private func pipe(_ session: Session) throws(Failure) {
        guard !session.surroundings.isOutputTerminal else {
            throw .usage("a backup is no text for a screen", hints: ["write  --to DIR"])
        }
        var reader = BackupReader()
        let end = try BackupFetch(session).run(texts: .all, &reader) { bytes throws(Failure) in
            try session.console.write(bytes)
        }
        try session.console.flush()
        session.remark("wrote \(end.size) records of '\(end.key.name)', root \(end.root)")
    }
}
