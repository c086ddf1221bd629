import Ledger

/// Values as a story writes them, as the JSON of an event.
struct ScenarioValues {
    let book: ScenarioBook
    /// Actors that were named, to be registered if they are not.
    private(set) var named: [String] = []

    init(_ book: ScenarioBook) { self.book = book }

    /// An object without the members that have no value.
    static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { JSON.Member(name, $0) } })
    }

    static func list(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

    mutating func actor(_ word: String) throws -> String {
        let key = try book.key(word)
        named.append(key)
        return key
    }

    /// `2018-03-05`, or `2018-03-05^a` for a weekday counted from the publication of `src/a`.
    func date(_ word: String) -> JSON {
        let parts = word.split(separator: "^", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            return Self.object(["edtf": .string(word), "basis": .string("stated")])
        }
        return Self.object([
            "edtf": .string(parts[0]), "basis": .string("derived"), "text": .string("that day"),
            "anchor": .string("src/\(parts[1])"),
        ])
    }

    func amount(_ word: String) throws -> JSON {
        let amount = try Amount.shorthand(ScenarioWords.unquoted(word))
        return Self.object([
            "value": .string(amount.value.description), "unit": .string(amount.unit.code),
            "qual": .string(amount.qualifier.rawValue),
            "upper": amount.upper.map { .string($0.description) },
        ])
    }

    func rate(_ word: String) throws -> JSON {
        let rate = try Rate.shorthand(word)
        return Self.object([
            "pct": .string(rate.pct.description), "kind": .string(rate.kind.rawValue),
            "qual": .string(rate.qualifier.rawValue),
        ])
    }

    /// `exported<2018-05-10 pays 10% entered<2018-06-01`.
    func entryRule(_ text: String) throws -> JSON {
        var words = ScenarioWords(text)
        var exported: JSON?
        var rate: JSON?
        var entered: JSON?
        while let word = words.next() {
            if word.hasPrefix("exported<") {
                exported = date(String(word.dropFirst("exported<".count)))
            } else if word.hasPrefix("entered<") {
                entered = date(String(word.dropFirst("entered<".count)))
            } else if word == "pays" {
                rate = try self.rate(try words.next("a rate"))
            } else {
                throw ScenarioFault("'\(word)' does not stand in an entry rule")
            }
        }
        return Self.object(["exported_before": exported, "rate": rate, "entered_before": entered])
    }

    /// `tariffs reduce "cut the duty" $5bn by 2018-06-01`: topic, action, words, amount, deadline.
    func item(_ text: String) throws -> (issue: String, json: JSON) {
        var words = ScenarioWords(text)
        let issue = try words.next("a topic")
        let action = try words.next("an action")
        let said = ScenarioWords.unquoted(try words.next("the words of the item"))
        var amount: JSON?
        var deadline: JSON?
        while let word = words.next() {
            if word == "by" {
                deadline = date(try words.next("a deadline"))
            } else {
                amount = try self.amount(word)
            }
        }
        let json = Self.object([
            "issue": .string(issue), "action": .string(action), "text": .string(said),
            "amount": amount, "deadline": deadline,
        ])
        return (issue, json)
    }

    /// `"Minister of Trade" at org/trade since 2017-01-01 until 2018-06-30`.
    private mutating func post(_ text: String) throws -> JSON {
        var words = ScenarioWords(text)
        let title = ScenarioWords.unquoted(try words.next("the title"))
        var at: JSON?
        var from: JSON?
        var until: JSON?
        while let word = words.next() {
            let value = try words.next("what follows '\(word)'")
            switch word {
            case "at": at = .string(try actor(value))
            case "since": from = date(value)
            case "until": until = date(value)
            default: throw ScenarioFault("'\(word)' does not stand in an office")
            }
        }
        return Self.object(["title": .string(title), "at": at, "from": from, "until": until])
    }

    /// The value of a field of the dictionary; a list's values have commas between them.
    mutating func value(of field: BodyField, _ text: String) throws -> JSON {
        guard FieldDictionary.isList(field) else { return try single(field, text) }
        var values: [JSON] = []
        for part in ScenarioWords.split(text, at: ",") { values.append(try single(field, part)) }
        return .array(values)
    }

    private mutating func single(_ field: BodyField, _ text: String) throws -> JSON {
        let inside = ScenarioWords.bracketed(text)?.inside ?? text
        switch FieldDictionary.entry(field).format {
        case .flag: return .bool(text == "true")
        case .count: return .number(text)
        case .key(.actor): return .string(try actor(text))
        case .key(.source): return .string(text.hasPrefix("src/") ? text : "src/\(text)")
        case .key: return .string(try book.key(text))
        case .record: return .string(try book.record(text).description)
        case .date: return date(text)
        case .amount: return try amount(text)
        case .rate: return try rate(text)
        case .place: return Self.object(["name": .string(ScenarioWords.unquoted(text))])
        case .item: return try item(inside).json
        case .entryRule: return try entryRule(inside)
        case .post: return try post(inside)
        case .condition, .observation: throw ScenarioFault("write it otherwise: '\(text)'")
        default: return .string(ScenarioWords.unquoted(text))
        }
    }
}
