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
    func add(to question: inout Question, today: Day) throws(Failure) {
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
        question.parameters += try span.parameters(today: today)
    }

    /// The days that a date covers; `today` is the desk's.
    static func days(
        _ text: String,
        of flag: String,
        today: Day
    ) throws(Failure) -> DayInterval {
        if text == "today" { return DayInterval(today) }
        do throws(Malformed) {
            let days = try Edtf(text).interval
            guard !days.lo.isSentinel, !days.hi.isSentinel else {
                throw Malformed(
                    text,
                    expected: "a limit",
                    reason: "it has an open end",
                    hint: "write one day, month or year"
                )
            }
            return days
        } catch {
            throw Failure.usage(flag, error)
        }
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
