import ArgumentParser
import Ledger

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
            subject: Keys.expandedActor(words.positionals[0]),
            dates: sender.dates
        )
        draft.apply(words)
        try sender.send(draft.event, problems: draft.problems)
    }
}
