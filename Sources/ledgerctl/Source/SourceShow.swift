import ArgumentParser
import Ledger

/// `source show K`.
struct SourceShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "One source.",
        ["ledgerctl source show src/cnn-20181115", "ledgerctl source show cnn-20181115 -o json"]
    )

    @Argument(help: "The source; src/ may be left out.", completion: .ledger(.sources))
    var source: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(
            Question("/v1/sources/show", ["source": try Keys.of(.src, source, "SOURCE")])
        )
    }
}
