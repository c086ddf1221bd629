import ArgumentParser
import Ledger

/// `actor list`.
struct ActorList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "All actors.",
        ["ledgerctl actor list --kind person", "ledgerctl actor list -o csv"]
    )

    @Option(
        help: "By kind, as in outlet, office or person, or by the kind of key, as in gov or org.",
        completion: .words(ActorKind.listed)
    )
    var kind: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let word = try Choices.word(kind, of: ActorKind.listed, "--kind")
        try session.show(Question("/v1/actors", ["kind": word]))
    }
}
