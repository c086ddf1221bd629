import ArgumentParser
import Ledger

/// `actor link A B...`: two handles are one person, or not.
struct ActorLink: Verb {
    static let configuration = CommandConfiguration.verb(
        "link",
        "Say that actors are one, one of several, or different.",
        [
            """
            ledgerctl actor link anon/cnn-20181115/briefed-x anon/cnn-20181115/briefed1 \\
                --rel same_as --join presumed --reason 'introduced two lines above'
            """,
            """
            ledgerctl actor link anon/a/x anon/a/y --rel different --join stated \\
                --reason 'two people are named' --source src/cnn-20181115 --loc L5
            """,
        ],
        more: """
            Only same_as joins keys: stated always, presumed unless the question is --strict. A \
            later rejected ends a join. Nothing is rewritten.
            """
    )

    @Argument(help: "The actor, then the other or the candidates.", completion: .ledger(.actors))
    var actors: [String]

    @OptionGroup var identity: IdentityOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        var keys: [String] = []
        for actor in actors { keys.append(try Keys.actor(actor, "ACTORS")) }
        try identity.link(keys, in: session)
    }
}
