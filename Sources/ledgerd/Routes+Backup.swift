import Hummingbird
import Ledger
import LedgerStore

/// The paths for whoever looks after the ledger.
extension Routes {
    /// Adds them to a router.
    func addUpkeep(to group: RouterGroup<LedgerContext>) {
        on(group, .get, "metrics") { _, context, query in
            try query.allow([])
            return await service.metrics(peer: context.peer)
        }
        on(group, .get, "backup") { _, context, query in
            try query.allow(["after", "texts"])
            var backup = BackupRequest()
            if let after = try query.record("after") { backup.after = after.value }
            if let word = query["texts"] {
                guard let texts = BackupSource.Texts(rawValue: word) else {
                    throw Query.malformed("texts", word, "all or list")
                }
                backup.texts = texts
            }
            return await service.backup(backup, peer: context.peer)
        }
    }
}
