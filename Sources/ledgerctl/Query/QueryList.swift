import ArgumentParser
import Ledger

/// `query list`: the saved questions, by name.
struct QueryList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "The saved questions, by name.",
        ["ledgerctl query list", "ledgerctl query list -o json"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let found = try SavedQuery.all(session)
        let rows = try found.map { query throws(Failure) in try query.row(session) }
        try Renderer(session).render(
            Answer(
                .object([
                    .init("schema", .string("ledger.queries/1")), .init("rows", .array(rows)),
                    .init("notes", .array([])),
                ])
            )
        )
    }
}
