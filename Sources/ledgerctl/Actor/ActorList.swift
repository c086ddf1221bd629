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
        help:
            "state, office, outlet, outlet_group, organisation, company, group, person, anonymous."
    )
    var kind: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let word = try kind.map { text throws(Failure) in
            do throws(Malformed) { return try FieldValue.word(text, of: ActorKind.words) } catch {
                throw Failure.usage("--kind", error)
            }
        }
        try session.show(Question("/v1/actors", ["kind": word]))
    }
}
