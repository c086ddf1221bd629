import ArgumentParser
import Ledger

/// `chart claims TOPIC`: who speaks of a proposition, and when.
struct ChartClaims: Verb {
    static let configuration = CommandConfiguration.verb(
        "claims",
        "Who asserts, denies and passes over a proposition, over time.",
        [
            "ledgerctl chart claims statement/navarro-2018-11-csis",
            "ledgerctl chart claims tariffs.autos --known 2018-11-15 --out claims.svg",
        ],
        more: "A lane is an origin, not a document. " + ChartNoun.more
    )

    /// A drawing stays one, whatever form answers usually have.
    static let hasOwnForm = true

    @Argument(help: "A topic, or a subject as kind/name.", completion: .ledger(.topics))
    var topic: String

    @OptionGroup var options: ChartOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let isSubject = Keys.hasKind(topic) && !topic.hasPrefix("issue/")
        let parameter =
            isSubject
            ? (name: "subject", value: try Keys.any(topic, "TOPIC"))
            : (name: "issue", value: try Choices.issue(topic, "TOPIC") ?? topic)
        let study = try Study(session)
        let place = try options.days(of: study, session).place
        let answer = try study.answer(
            "claims/matrix",
            [parameter],
            on: place.on,
            known: place.known
        )
        try Drawing.lanes(AnswerCharts.claims(answer, place)).put(options.out, answer, session)
    }
}
