import ArgumentParser
import Ledger
import Platform

/// `query run NAME`: asks a saved question again.
struct QueryRun: Verb {
    static let configuration = CommandConfiguration.verb(
        "run",
        "Ask a saved question; flags typed here go before saved ones.",
        [
            "ledgerctl query run due --on 2018-11-15 -o csv",
            "ledgerctl query run navarro -- --since 2018-10",
        ],
        more: """
            Global flags may stand anywhere; behind -- stand flags of the question itself, which \
            are added. The command is told on standard error before it runs. Only questions run, \
            whatever was saved.
            """
    )

    @Argument(help: "Its name.", completion: .ledger(.queries))
    var name: String

    @Argument(parsing: .postTerminator, help: "More flags of the question.")
    var more: [String] = []

    @OptionGroup var globals: GlobalOptions

    /// The answer may be anything, a calendar included; the question itself is checked.
    static let makesCalendar = true

    func run(in session: Session) throws(Failure) {
        let subject = try Keys.of(.query, name, "NAME")
        guard let query = try SavedQuery.all(session).first(where: { $0.subject == subject }) else {
            throw Failure(
                exit: .notFound,
                code: "not_found",
                message: "no question is saved as \(subject)",
                hints: ["all of them:  ledgerctl query list"]
            )
        }
        let words = try query.words(session) + more
        let verb = try SavedQuery.verb(words, session.typedGlobals, session.defaultGlobals)
        try Verbs.checkFormat(of: verb)
        session.remark(Terminal.sanitized("ledgerctl \(ShellText.joined(words))"))
        let inner = session.with(verb.globals)
        try verb.run(in: inner)
        // A proof that was asked for was asked of the question.
        session.hasProved = inner.hasProved
    }
}
