import Ledger

/// `@a` is what `src/a` says in its own voice; `@a[person/ana quote denies]` is who said it, how,
/// and how the source stands to it.
///
/// In the brackets: keys, origin first, without the source itself · words of the vocabularies of
/// form, stance, certainty and basis · `negative` · `covers:path,path` · `first:org/x` ·
/// `words:"..."` a passage of the held text · `garbled:"..."` one that it does not hold.
enum ScenarioEvidence {
    static func entry(
        _ word: String,
        of type: String,
        _ values: inout ScenarioValues
    ) throws -> JSON {
        let (mark, inside) = ScenarioWords.bracketed(word) ?? (word, "")
        let name = String(mark.dropFirst())
        guard let source = values.book.sources[name] else {
            throw ScenarioFault("no source is called '\(name)'")
        }
        let isReading = ["identity.linked", "record.linked", "conflict.explained"].contains(type)
        var entry = Entry()
        entry.stance = isReading ? "comments" : "asserts"
        var words = ScenarioWords(inside)
        while let word = words.next() { try entry.take(word, source, &values) }
        let key = "src/\(name)"
        let attribution = try Self.attribution(entry.chain, key, source)
        let hops = entry.chain.map { hop($0, act(of: $0)) }
        let isRelay = entry.chain.contains { $0.hasPrefix("src/") }
        return ScenarioValues.object([
            "source": .string(key),
            "chain": .array(hops + [hop(key, isRelay ? "relayed" : "reported")]),
            "attribution": .string(attribution), "form": .string(entry.form),
            "stance": .string(entry.stance), "certainty": entry.certainty.map(JSON.string),
            "basis": entry.basis.map(JSON.string),
            "polarity": entry.isNegative ? .string("-") : nil,
            "first_reporter": entry.first.map(JSON.string),
            "covers": entry.covers.isEmpty ? nil : ScenarioValues.list(entry.covers),
            "quote_ref": entry.quote,
        ])
    }

    private struct Entry {
        var chain: [String] = []
        var form = "narration"
        var stance = "asserts"
        var certainty: String?
        var basis: String?
        var isNegative = false
        var first: String?
        var covers: [String] = []
        var quote: JSON?

        mutating func take(
            _ word: String,
            _ source: ScenarioBook.Source,
            _ values: inout ScenarioValues
        ) throws {
            if Form(rawValue: word) != nil {
                form = word
            } else if Stance(rawValue: word) != nil {
                stance = word
            } else if Certainty(rawValue: word) != nil {
                certainty = word
            } else if EvidenceBasis(rawValue: word) != nil {
                basis = word
            } else if word == "negative" {
                isNegative = true
            } else if word.hasPrefix("covers:") {
                covers = word.dropFirst("covers:".count).split(separator: ",").map(String.init)
            } else if word.hasPrefix("first:") {
                first = try values.actor(String(word.dropFirst("first:".count)))
            } else if word.hasPrefix("words:") || word.hasPrefix("garbled:") {
                quote = try passage(word, source.text ?? "")
            } else if word.hasPrefix("src/") {
                chain.append(word)
            } else {
                chain.append(try values.actor(word))
            }
        }

        /// The range of a passage in a text, with the digest of the words given.
        private func passage(_ word: String, _ text: String) throws -> JSON {
            let cut = word.split(separator: ":", maxSplits: 1).map(String.init)
            let said = ScenarioWords.unquoted(cut.count > 1 ? cut[1] : "")
            let isGarbled = cut[0] == "garbled"
            guard
                let range = isGarbled ? text.startIndex..<text.endIndex : text.firstRange(of: said)
            else { throw ScenarioFault("the text does not hold '\(said)'") }
            let from = text[..<range.lowerBound].utf8.count
            let to = from + (isGarbled ? min(said.utf8.count, text.utf8.count) : said.utf8.count)
            return ScenarioValues.object([
                "from": .count(from), "to": .count(to),
                "sha256": .string(Hash.sha256(of: Array(said.utf8).span).hex),
            ])
        }
    }

    private static func hop(_ who: String, _ act: String) -> JSON {
        ScenarioValues.object(["who": .string(who), "act": .string(act)])
    }

    private static func act(of who: String) -> String {
        switch who.split(separator: "/").first {
        case "person": "said"
        case "anon": "briefed"
        case "src": "reported"
        default: "stated"
        }
    }

    private static func attribution(
        _ chain: [String],
        _ key: String,
        _ source: ScenarioBook.Source
    ) throws -> String {
        if chain.isEmpty { return source.isOfficial ? "document" : "outlet_voice" }
        let keys = try (chain + [key]).map { try Key($0) }
        return EventParser.attribution(of: keys, in: try Key(key))?.rawValue ?? "outlet_voice"
    }
}
