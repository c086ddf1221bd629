import Ledger

/// Text typed for a field to the JSON that the field holds.
struct FieldValue {
    /// How dates are known.
    var dates: DateNature
    /// The metric of a figure, which tells the unit of a bare number.
    var metric: String?

    /// Reads one value of a field.
    func json(_ text: String, _ field: BodyField, _ format: Format) throws(Malformed) -> JSON {
        switch format {
        case .text, .wordOfType, .range, .digest, .fieldName: return .string(text)
        case .flag: return try flag(text)
        case .count: return try count(text)
        case .slug, .path: return .string(text)
        case .key(let kinds): return .string(try key(text, kinds))
        case .record: return .string(try record(text))
        case .word(let words): return .string(try FieldValue.word(text, of: words))
        case .date: return try dates.json(text)
        case .amount: return amount(try Amount.shorthand(text, defaultUnit: unit(of: field)))
        case .rate: return rate(try Rate.shorthand(text))
        case .place: return place(text)
        case .condition: return try Shorthand.condition(text)
        case .item: return try item(text)
        case .entryRule: return try entryRule(text)
        case .observation: return try observation(text)
        case .post: return try post(text)
        }
    }

    /// A word, with `-` or `_`, of a vocabulary; throws the nearest.
    static func word(_ text: String, of words: [String]) throws(Malformed) -> String {
        let word = DraftFlag.underscored(text)
        if words.isEmpty || words.contains(word) { return words.isEmpty ? text : word }
        if words.contains(text) { return text }
        let near = Suggestion.nearest(to: word, in: words)
        throw Malformed(
            text,
            expected: "one of its words",
            hint: near.map { "did you mean '\($0)'?" }
                ?? "write one of: \(words.joined(separator: ", "))"
        )
    }

    private func flag(_ text: String) throws(Malformed) -> JSON {
        guard text == "true" || text == "false" else {
            throw Malformed(text, expected: "true or false", hint: "give the flag without a value")
        }
        return .bool(text == "true")
    }

    private func count(_ text: String) throws(Malformed) -> JSON {
        guard let value = Int(text.filter { $0 != "," }), value >= 0 else {
            throw Malformed(text, expected: "a count", hint: "write digits, as 5745")
        }
        return .count(value)
    }

    private func key(_ text: String, _ kinds: Format.KindSet) throws(Malformed) -> String {
        let key = try Key(kinds == .actor ? Keys.expandedActor(text) : text)
        return key.description
    }

    private func record(_ text: String) throws(Malformed) -> String {
        if RecordNumber(text) != nil || RecordID(text) != nil || text.hasPrefix("@") { return text }
        throw Malformed(text, expected: "a record", hint: "write r168, or @name in a batch")
    }

    private func place(_ text: String) -> JSON {
        // `Beijing,CHN`: the country's code stands last.
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let code = parts.last.map { String($0.drop { $0 == " " }) } ?? ""
        let isCountry = code.utf8.count == 3 && code.utf8.allSatisfy { 0x41...0x5a ~= $0 }
        guard parts.count > 1, isCountry else {
            return .object([.init("name", .string(text))])
        }
        let name = parts.dropLast().joined(separator: ",")
        return .object([.init("name", .string(name)), .init("iso3166", .string(code))])
    }

    /// A bare number counts in what the field or the metric counts.
    func unit(of field: BodyField) -> Unit {
        switch (field, metric) {
        case (.term, _): .year
        case (.value, "tariff.average"), (.value, "index.change_pct"): .percent
        case (.value, "index.close"): .indexPoints
        case (.value, "tariff.lines"), (.value, "fx.rate"), (.value, "other"): .one
        default: .usd
        }
    }

    func amount(_ amount: Amount) -> JSON {
        var members: [JSON.Member] = [
            .init("value", .string(amount.value.description)),
            .init("unit", .string(amount.unit.code)),
            .init("qual", .string(amount.qualifier.rawValue)),
        ]
        if let upper = amount.upper { members.append(.init("upper", .string(upper.description))) }
        return .object(members)
    }

    func rate(_ rate: Rate) -> JSON {
        .object([
            .init("pct", .string(rate.pct.description)),
            .init("kind", .string(rate.kind.rawValue)),
            .init("qual", .string(rate.qualifier.rawValue)),
        ])
    }
}

/// How the dates of a command are known.
struct DateNature {
    /// Reads what was typed.
    let reader: DraftDates
    /// stated, derived or inferred; nil where no flag says.
    var basis: String?
    /// The words of the text.
    var text: String?
    /// The source whose publication the words count from.
    var anchor: String?
    /// IANA zone name.
    var zone: String?

    /// A date as events hold it.
    ///
    /// Words that were counted from a source are kept, so that the count can be checked.
    func json(_ typed: String) throws(Malformed) -> JSON {
        let (read, isFromSource) = try reader.read(typed, from: anchor)
        let basis = basis ?? (isFromSource ? DateBasis.derived : .stated).rawValue
        var date = JSON.object([
            .init("edtf", .string(read.edtf.text)), .init("basis", .string(basis)),
        ])
        let words = text ?? (isFromSource && basis == DateBasis.derived.rawValue ? typed : nil)
        if let words { date.set("text", .string(words)) }
        if let anchor, basis != DateBasis.stated.rawValue { date.set("anchor", .string(anchor)) }
        if let zone { date.set("tz", .string(zone)) }
        return date
    }
}
