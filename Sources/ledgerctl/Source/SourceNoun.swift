import ArgumentParser
import Ledger

/// `source`: documents, held and cited.
struct SourceNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "source",
        "Documents, held and cited.",
        ["ledgerctl source list", "ledgerctl source show src/cnn-20181115"],
        [SourceAdd.self, SourceList.self, SourceShow.self]
    )
}

/// `source list`.
struct SourceList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "All sources, and what they attest.",
        ["ledgerctl source list", "ledgerctl source list --known 2018-11-15 -o csv"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) { try session.show(Question("/v1/sources")) }
}

/// `source show K`.
struct SourceShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "One source.",
        ["ledgerctl source show src/cnn-20181115", "ledgerctl source show cnn-20181115 -o json"]
    )

    @Argument(help: "The source; src/ may be left out.")
    var source: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(
            Question("/v1/sources/show", ["source": try Keys.of(.src, source, "SOURCE")])
        )
    }
}
