import Ledger

extension ModelWorld {
    /// The rows of a question; nil if the model has no such view.
    func rows(_ question: ModelQuestion) -> [JSON]? {
        measureRows(question) ?? negotiationRows(question) ?? claimRows(question)
            ?? listRows(question) ?? timeRows(question) ?? logRows(question)
            ?? registryRows(question)
    }
}

extension ModelQuestion {
    /// The views that the model answers.
    static let views = [
        "measures/in-force", "measures", "measures/show", "measures/upcoming",
        "measures/exposure", "proposals", "talks", "commitments", "agreements", "restrictions",
        "proceedings", "proceedings/show", "issues", "issues/show", "claims", "claims/conflicts",
        "claims/matrix", "actors/show", "sources", "timeline", "replay", "diff", "check", "records",
        "records/show", "records/history", "records/trace", "subjects", "sources/show", "actors",
        "types", "types/show",
    ]

    /// What a question needs, and now and then a filter.
    static func parameters(
        _ view: String,
        _ pair: ModelPair,
        _ random: SplitMix64
    ) -> [(name: String, value: String)] {
        measureParameters(view, pair, random) ?? negotiationParameters(view, pair, random)
            ?? claimParameters(view, pair, random) ?? listParameters(view, pair, random)
            ?? timeParameters(view, pair, random) ?? logParameters(view, pair, random)
            ?? registryParameters(view, pair, random) ?? []
    }
}
