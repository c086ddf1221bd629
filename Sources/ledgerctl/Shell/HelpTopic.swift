import Ledger

/// A page of `ledgerctl help TOPIC` that belongs to no command.
enum HelpTopic: String, CaseIterable {
    case time, dates, evidence, formats
    case exitCodes = "exit-codes"
    case environment, security, examples

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
        case .time: HelpPage.time
        case .dates: HelpPage.dates
        case .evidence: HelpPage.evidence
        case .formats: HelpPage.formats
        case .exitCodes: HelpTopic.exitCodesText
        case .environment: HelpPage.environment
        case .security: HelpPage.security
        case .examples: HelpPage.examples
        }
    }

    private static var exitCodesText: String {
        let rows = Exit.allCases.map { Pad.right(String($0.rawValue), 5) + "  " + $0.meaning }
        return """
            How ledgerctl ends:

            \(rows.joined(separator: "\n"))

            With -o json an error is one object on standard error:
            {"error":{"code":...}}.
            Whatever the data say, a question that was answered ends with 0, unless
            --exit-code is there.

            """
    }
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
