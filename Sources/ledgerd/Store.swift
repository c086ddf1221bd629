/// The ledger behind the routes.
enum Store {
    /// Opens the ledger of the settings.
    static func open(_ opening: Daemon.Opening) async throws(StartFailure) -> any LedgerService {
        throw StartFailure(.software, "this build has no ledger to open")
    }
}
