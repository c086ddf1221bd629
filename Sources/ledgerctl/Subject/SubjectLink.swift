import ArgumentParser
import Ledger

/// `subject link A B...`: two keys name one thing, or not.
struct SubjectLink: Verb {
    static let configuration = CommandConfiguration.verb(
        "link",
        "Say that subjects are one, one of several, or different.",
        [
            """
            ledgerctl subject link talk/2018-11-01-call talk/2018-11-01-trump-xi-call \\
                --rel same_as --join stated --reason 'entered twice'
            """,
            """
            ledgerctl subject link demand/a demand/b --rel different --join rejected \\
                --reason 'two papers' --dry-run
            """,
        ],
        more: """
            Joined subjects answer as one, named by the key that was used first; both are of one \
            kind. For actors:  ledgerctl actor link
            """
    )

    @Argument(
        help: "The subject, then the other or the candidates, as kind/name.",
        completion: .ledger(.subjects)
    )
    var subjects: [String]

    @OptionGroup var identity: IdentityOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        var keys: [String] = []
        for subject in subjects {
            guard let key = try Choices.subject(subject, "SUBJECTS") else { continue }
            keys.append(key)
        }
        try identity.link(keys, in: session)
    }
}
