import ArgumentParser
import Ledger

/// `version`.
struct ShowVersion: Verb {
    static let configuration = CommandConfiguration.verb(
        "version",
        "The version of this program.",
        ["ledgerctl version", "ledgerctl version -o json"]
    )

    @OptionGroup var globals: GlobalOptions

    static let hasOwnForm = true

    func run(in session: Session) throws(Failure) {
        guard globals.output != .table else {
            try session.console.line("ledgerctl \(Version.current)")
            return
        }
        try Renderer(session).render(
            Answer(
                .object([
                    .init("schema", .string("ledger.version/1")),
                    .init("program", .string("ledgerctl")),
                    .init("version", .string(Version.current)),
                ])
            )
        )
    }
}
