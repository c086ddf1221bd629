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
        help: "By the kind of key: gov, org, group, person or anon.",
        completion: .words(Self.kinds)
    )
    var kind: String?

    @OptionGroup var globals: GlobalOptions

    private static let kinds = Kind.allCases.filter(\.isActor).map(\.rawValue)

    func run(in session: Session) throws(Failure) {
        let word = try Choices.word(kind, of: Self.kinds, "--kind")
        try session.show(Question("/v1/actors", ["kind": word]))
    }
}
