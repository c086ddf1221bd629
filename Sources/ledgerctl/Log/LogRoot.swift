import ArgumentParser
import Ledger

/// `log root`: the Merkle root of now, or of then.
struct LogRoot: Verb {
    static let configuration = CommandConfiguration.verb(
        "root",
        "The root over all records, or over the first ones.",
        ["ledgerctl log root", "ledgerctl log root --at r168"]
    )

    @Option(help: "As it was after this record.", completion: .ledger(.records))
    var at: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let answer = try session.fetch(Question("/v1/log/root", ["at": at]))
        try Renderer(session).render(answer)
    }
}
