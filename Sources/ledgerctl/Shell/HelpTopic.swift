import Ledger

/// A page of `ledgerctl help TOPIC` that belongs to no command.
enum HelpTopic: String, CaseIterable {
    case exitCodes = "exit-codes"
    case time

    /// The topic that the words behind `help` name; nil when they name a command or nothing.
    ///
    /// Throws when they name neither.
    static func named(_ words: ArraySlice<String>) throws(Failure) -> HelpTopic? {
        guard let word = words.first, !word.hasPrefix("-") else { return nil }
        if let topic = HelpTopic(rawValue: word) { return topic }
        let topics = allCases.map(\.rawValue)
        guard (try? CommandTree.resolve([word])) == nil else { return nil }
        let near = Suggestion.nearest(to: word, in: topics)
        if let near {
            throw Failure.usage(
                "there is no help on '\(word)'",
                hints: ["did you mean:  ledgerctl help \(near)"]
            )
        }
        throw Failure.usage(
            "there is no help on '\(word)'",
            hints: ["topics:  \(topics.joined(separator: " "))", "or a command:  ledgerctl help"]
        )
    }

    /// The page.
    var text: String {
        switch self {
        case .exitCodes: HelpTopic.exitCodesText
        case .time: HelpTopic.timeText
        }
    }

    private static var exitCodesText: String {
        let rows = Exit.allCases.map { Pad.right(String($0.rawValue), 5) + "  " + $0.meaning }
        return """
            How ledgerctl ends:

            \(rows.joined(separator: "\n"))

            With -o json an error is one object on standard error: {"error":{"code":...}}.
            Whatever the data say, a question that was answered ends with 0, unless --exit-code
            is there.

            """
    }

    private static let timeText = """
        Every question names three times; each table prints them in its first line.

          --on D       the world: what held on that day                    default: today
          --known D    the public: only sources published by then          default: all of them
          --as-of T    the ledger: as it was recorded then; a day, a       default: now
                       record rN, or the name of a checkpoint

          ledgerctl measure in-force --on 2018-11-15 --known 2018-11-15
          ledgerctl measure in-force --on 2018-11-15 --as-of r150

        A question takes a day: 2018-11-15 or today. LEDGERCTL_NOW=2018-11-15 fixes today.
        --since and --through also take a month, a year or an interval, and mean its first and
        its last day. `diff` takes two: --known 2018-10-25..2018-11-15. `replay` takes days, or
        records of the log: --from r100 --to r197.

        An event takes what the text gives (EDTF, ISO 8601-2):

          2018-11-09   2018-11   2018      a day, month, year
          2018-11-09?  2018-11~            uncertain, approximate
          2018-11-1X   2018-03-XX          a day of which digits are unknown
          A/B   A/..   ../B                from A to B; an open end
          [2018-11-09,2018-11-16]          one of these

        09/11/2018 is refused, because it can be read two ways.

        """
}

/// What `ledgerctl` alone prints.
enum Welcome {
    /// The few commands to start with.
    static let text = """
        A ledger of trade-negotiation events: who said what, when we knew, what held.
          append   record an event            audit    who claimed it, through whom
          measure  tariffs on any date        replay   history up to a date
        Try it on five real articles:  ledgerctl demo load          All commands: ledgerctl help

        """
}
