import ArgumentParser

/// Values that only the ledger knows; the daemon is asked when Tab is pressed.
enum LedgerValues: String {
    case subjects, measures, proceedings, actors, sources, types, issues, records, topics
    case schemas, queries
}

extension CompletionKind {
    /// Values of the ledger.
    ///
    /// The command is there for scripts that the library makes itself, and is what
    /// ``VerbSyntax`` knows the values by.
    static func ledger(_ values: LedgerValues) -> CompletionKind {
        .shellCommand(VerbSyntax.command + values.rawValue)
    }

    /// One of these words.
    static func words(_ words: [String]) -> CompletionKind { .list(words) }
}
