import ArgumentParser
import Ledger

/// Which records a list is about.
struct Filters: ParsableArguments {
    @Option(help: "Events of this type only.", completion: .ledger(.types))
    var type: String?

    @Option(help: "Events about this subject only.", completion: .ledger(.subjects))
    var subject: String?

    @Option(help: "Events in which this actor has a part.", completion: .ledger(.actors))
    var actor: String?

    @Option(help: "Events that this source attests.", completion: .ledger(.sources))
    var source: String?

    @Option(help: "Events under this topic.", completion: .ledger(.issues))
    var issue: String?

    @OptionGroup var span: SpanOptions

    /// Adds them to a question; throws for one that cannot be read.
    func add(to question: inout Question, _ dates: FlagDates) throws(Failure) {
        let pairs: [(String, String?)] = [
            ("type", try Filters.typeName(type)),
            (
                "subject",
                try subject.map { text throws(Failure) in try Keys.any(text, "--subject") }
            ),
            ("actor", try actor.map { text throws(Failure) in try Keys.actor(text, "--actor") }),
            (
                "source",
                try source.map { text throws(Failure) in try Keys.of(.src, text, "--source") }
            ),
            ("issue", try Choices.issue(issue, "--issue")),
        ]
        question.parameters += pairs.compactMap { name, value in value.map { (name, $0) } }
        question.parameters += try span.parameters(dates)
    }

    /// A type's name; a built-in one that is mistyped is refused with what it was meant to be.
    static func typeName(_ name: String?) throws(Failure) -> String? {
        guard let name, Catalogue.type(named: name) == nil, !name.hasPrefix("x.") else {
            return name
        }
        let near = Suggestion.nearest(to: name, in: Catalogue.types.map(\.name))
        throw Failure.usage(
            "'\(name)' is no event type",
            hints: [near.map { "did you mean '\($0)'?" } ?? "see:  ledgerctl type list"]
        )
    }
}
