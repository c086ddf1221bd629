import ArgumentParser

/// `query`: questions that the desk has saved.
struct QueryNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "query",
        "Questions that the desk has saved: save, list, run.",
        [
            "ledgerctl query list",
            "ledgerctl query run due --on today",
        ],
        [QuerySave.self, QueryList.self, QueryRun.self]
    )
}
