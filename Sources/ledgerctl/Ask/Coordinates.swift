import Ledger

/// The three times of a question, as the global flags give them.
struct Coordinates: Equatable {
    /// Valid time; always sent, so that "today" is the desk's and not the daemon's.
    var on: Day
    /// Publication; nil for no limit.
    var known: Day?
    /// Record time: `r197`, a day or a checkpoint's name; nil for the head.
    var asOf: String?
    /// Whether effects by schedule and presumed joins are ignored.
    var isStrict: Bool

    /// Reads the flags; throws which of them is wrong.
    init(_ globals: GlobalOptions, today: Day) throws(Failure) {
        on =
            try globals.on.map { text throws(Failure) in
                try Coordinates.day(text, of: "--on", today: today)
            } ?? today
        known = try globals.known.map { text throws(Failure) in
            try Coordinates.day(text, of: "--known", today: today)
        }
        asOf = try globals.asOf.map { text throws(Failure) in
            try Coordinates.recorded(text, today: today)
        }
        isStrict = globals.strict
    }

    /// The parameters of the question.
    var parameters: [(String, String)] {
        var found = [("on", on.description)]
        if let known { found.append(("known", known.description)) }
        if let asOf { found.append(("as_of", asOf)) }
        if isStrict { found.append(("strict", "true")) }
        return found
    }

    /// The one day that a flag names; `today` is the desk's.
    static func day(_ text: String, of flag: String, today: Day) throws(Failure) -> Day {
        switch text {
        case "today": return today
        case "yesterday": return today.adding(days: -1)
        case "tomorrow": return today.adding(days: 1)
        default:
            do throws(Malformed) { return try Day.parseQuery(text) } catch {
                throw Failure.usage(flag, error)
            }
        }
    }

    /// A record, a day, or the name of a checkpoint.
    static func recorded(_ text: String, today: Day) throws(Failure) -> String {
        if RecordNumber(text) != nil { return text }
        let isDate =
            text.first?.isNumber == true
            || ["today", "yesterday", "tomorrow"].contains(text)
        if isDate { return try day(text, of: "--as-of", today: today).description }
        guard Key.isSlug(text) else {
            throw Failure.usage(
                "--as-of: '\(text)' is no record, day or checkpoint",
                hints: ["write r197, 2018-11-15 or the checkpoint's name"]
            )
        }
        return text
    }
}
