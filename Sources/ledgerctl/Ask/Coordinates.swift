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
    init(_ globals: GlobalOptions, _ dates: FlagDates) throws(Failure) {
        on =
            try globals.on.map { text throws(Failure) in
                try dates.day(text, of: "--on")
            } ?? dates.today
        known = try globals.known.map { text throws(Failure) in
            try dates.day(text, of: "--known")
        }
        asOf = try globals.asOf.map { text throws(Failure) in try dates.recorded(text) }
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
}
