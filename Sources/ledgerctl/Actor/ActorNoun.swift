import ArgumentParser
import Ledger

/// `actor`: people, offices, states and outlets.
struct ActorNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "actor",
        "People, offices, states and outlets.",
        ["ledgerctl actor list --kind person", "ledgerctl actor show person/liu-he"],
        [ActorList.self, ActorShow.self, ActorAdd.self]
    )
}

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

/// `actor show K`: what an actor did and said.
struct ActorShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "What an actor did and said, and through whom we know.",
        ["ledgerctl actor show person/liu-he", "ledgerctl actor show USA --known 2018-11-15"]
    )

    @Argument(help: "The actor, as person/liu-he; USA is gov/USA.")
    var actor: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(Question("/v1/actors/show", ["actor": try Keys.actor(actor, "ACTOR")]))
    }
}

/// `actor add K --kind K --name N`.
struct ActorAdd: Verb {
    static let configuration = CommandConfiguration.verb(
        "add",
        "Register an actor.",
        [
            "ledgerctl actor add person/liu-he --kind person --name 'Liu He' --aka 刘鹤",
            """
            ledgerctl actor add anon/cnn-20181115/aide --kind anonymous \\
                --description 'a Senate aide' --document src/cnn-20181115
            """,
        ],
        more: """
            Fields are flags: --aka (repeatable), --iso3166, --part-of, --controlled-by, \
            --roles 'title=Vice Premier,at=gov/CHN,from=2018-03', --count 2.. for a group.
            """,
        usage: "ledgerctl actor add KEY --kind KIND [--name NAME] [--FIELD VALUE]..."
    )

    static var takesFreeFlags: Bool { true }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The key, then flags.")
    var words: [String] = []

    func run(in session: Session) throws(Failure) {
        let words = try FreeWords(self.words)
        guard words.positionals.count == 1 else {
            throw Failure.usage(
                "actor add takes one key",
                hints: ["see:  ledgerctl actor add --help"]
            )
        }
        let sender = try DraftSender(session, words)
        var draft = EventDraft(
            type: "actor.registered",
            subject: Keys.expandedActor(words.positionals[0])
        )
        draft.apply(words)
        try sender.send(draft.event, problems: draft.problems)
    }
}
