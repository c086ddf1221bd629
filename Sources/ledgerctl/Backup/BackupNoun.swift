import ArgumentParser

/// `backup`: copies of the ledger that can be restored.
struct BackupNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "backup",
        "A copy of the whole ledger while it runs, verified; restore makes a ledger of it.",
        ["ledgerctl backup --to /mnt/backup/desk", "ledgerctl backup verify /mnt/backup/desk"],
        [BackupMake.self, BackupVerify.self],
        usually: BackupMake.self
    )
}
