import ArgumentParser
import Ledger

/// Words of a vocabulary, as flags take them: with `-` or `_`.
enum Choices {
    /// The word meant; throws the nearest of those there are.
    static func word(
        _ text: String?,
        of words: [String],
        _ flag: String
    ) throws(Failure) -> String? {
        guard let text else { return nil }
        do throws(Malformed) { return try FieldValue.word(text, of: words) } catch {
            throw Failure.usage(flag, error)
        }
    }

    /// A topic code; `issue/` in front may be left out.
    static func issue(_ text: String?, _ flag: String) throws(Failure) -> String? {
        guard let text else { return nil }
        let code = String(text.trimmingPrefix("issue/"))
        guard Key.isSlug(code) else {
            throw Failure.usage(
                "\(flag): '\(text)' is no topic code",
                hints: ["write tariffs or market-access; all of them:  ledgerctl issue list"]
            )
        }
        return code
    }

    /// An actor; nil for none.
    static func actor(_ text: String?, _ flag: String) throws(Failure) -> String? {
        guard let text else { return nil }
        return try Keys.actor(text, flag)
    }

    /// How many rows at most; nil for as many as the daemon gives.
    static func limit(_ count: Int?, of what: String) throws(Failure) -> String? {
        guard let count else { return nil }
        guard count > 0 else {
            throw Failure.usage(
                "--limit: \(count) is no number of \(what)",
                hints: ["write 1 or more, as --limit 50"]
            )
        }
        return String(count)
    }

    /// A subject with its kind; nil for none.
    static func subject(_ text: String?, _ flag: String) throws(Failure) -> String? {
        guard let text else { return nil }
        guard Keys.hasKind(text) else {
            throw Failure.usage(
                "\(flag): '\(text)' has no kind",
                hints: ["write kind/name, as in measure/us-301-list3"]
            )
        }
        return try Keys.any(text, flag)
    }
}

/// A part of a calendar, as filters.
struct SpanOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "From the start of this day, month or year on.")
    var since: String?

    @Option(parsing: .unconditional, help: "To the end of this day, month or year, inclusive.")
    var through: String?

    /// As parameters of a question.
    func parameters(_ dates: FlagDates) throws(Failure) -> [(String, String)] {
        let (first, last) = try days(dates)
        return [("since", first), ("through", last)].compactMap { name, day in
            day.map { (name, $0.description) }
        }
    }

    /// The first and the last day.
    func days(_ dates: FlagDates) throws(Failure) -> (since: Day?, through: Day?) {
        let first = try since.map { text throws(Failure) in
            try dates.start(text, of: "--since")
        }
        let last = try through.map { text throws(Failure) in
            try dates.end(text, of: "--through")
        }
        if let first, let last, first > last {
            throw Failure.usage(
                "--since \(first) lies after --through \(last)",
                hints: ["write the earlier day behind --since"]
            )
        }
        return (first, last)
    }
}
