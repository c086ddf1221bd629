import Ledger

/// A question, as words that both the real ledger and the model can answer.
struct ModelQuestion {
    let view: String
    let parameters: [(name: String, value: String)]
    let cut: ModelCut

    subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// As it is asked.
    var query: String {
        var items = parameters.map { "\($0.name)=\($0.value)" }
        items.append("on=\(cut.on)")
        items.append("known=\(cut.known?.description ?? "unbounded")")
        items.append("as_of=\(cut.asOf)")
        if cut.isStrict { items.append("strict=true") }
        return items.joined(separator: "&")
    }

    /// Whether a pair is the one asked for, if one is.
    func suits(_ pair: ModelMeasure.Pair) -> Bool {
        (self["imposer"].map { $0 == pair.imposer?.description } ?? true)
            && (self["target"].map { $0 == pair.target?.description } ?? true)
    }
}

extension ModelQuestion {
    /// A question about a history, at random times.
    init(_ view: String, of pair: ModelPair, _ random: SplitMix64) {
        let on = HistoryWorld.day(random.below(75))
        let known = random.chance(50) ? HistoryWorld.day(random.below(75)) : nil
        let size = pair.lines.count
        let asOf = random.chance(50) ? size : size / 2 + random.below(size - size / 2) + 1
        cut = ModelCut(
            on: on,
            known: known,
            asOf: RecordNumber(UInt64(min(asOf, size))),
            isStrict: random.chance(20)
        )
        self.view = view
        parameters = Self.parameters(view, pair, random)
    }
}
