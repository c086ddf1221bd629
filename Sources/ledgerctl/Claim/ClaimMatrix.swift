import ArgumentParser
import Ledger

/// `claim matrix ISSUE|SUBJECT`: propositions against those who speak of them.
struct ClaimMatrix: Verb {
    static let configuration = CommandConfiguration.verb(
        "matrix",
        "Who asserts, denies and passes over which proposition.",
        [
            "ledgerctl claim matrix statement/navarro-2018-11-csis",
            "ledgerctl claim matrix tariffs.autos --known 2018-11-15",
        ],
        more: """
            A column is an origin, not a document: texts of one wire share theirs. + asserts or \
            confirms, - denies or disavows, ? queries, ○ comments or gives no comment.
            """
    )

    @Argument(help: "A topic, or a subject as kind/name.", completion: .ledger(.topics))
    var topic: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let isSubject = Keys.hasKind(topic) && !topic.hasPrefix("issue/")
        try session.show(
            Question(
                "/v1/claims/matrix",
                isSubject
                    ? ["subject": try Keys.any(topic, "TOPIC")]
                    : ["issue": try Choices.issue(topic, "TOPIC")]
            )
        )
    }
}
