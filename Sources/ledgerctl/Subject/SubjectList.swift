import ArgumentParser
import Ledger

/// `subject list [PREFIX]`.
struct SubjectList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "Keys that records are about.",
        ["ledgerctl subject list measure/", "ledgerctl subject list talk/2018-11 -o csv"]
    )

    @Argument(help: "How the key begins.", completion: .ledger(.subjects))
    var prefix: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        // A key may be typed with a colon; it is kept with a slash.
        let start = prefix.map { text in
            Keys.hasKind(text) ? text.replacing(":", with: "/", maxReplacements: 1) : text
        }
        try session.show(Question("/v1/subjects", ["prefix": start]))
    }
}
