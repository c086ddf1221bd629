import Ledger

/// An event line: `DATE TYPE SUBJECT words`, with `-` for no date.
///
/// Words in any order: `25%` `5%,10%` `10%>25%` rates · `on $50bn` coverage · `from D` effective ·
/// `until D` · `to D` a new day · `step s` · `holding D` state as of · `by X` and other roles ·
/// `item[...]` · `entry[...]` · `if "..."` `unless "..."` · `"..."` gist · `field:value` ·
/// `responds_to #x` a link, with `†` behind the relation if it is the coder's · a word of a
/// vocabulary · `@a[...]` evidence · `#x` a label.
struct ScenarioEvent {
    private(set) var label: String?
    private(set) var subject = ""
    private(set) var values: ScenarioValues
    private let type: String
    private let kind: EventType?
    private var words: ScenarioWords
    private var occurred: JSON?
    private var actors: [JSON] = []
    private var issues: [String] = []
    private var body: [JSON.Member] = []
    private var lists: [String: [JSON]] = [:]
    private var rates: [JSON] = []
    private var modality: String?
    private var evidence: [JSON] = []
    private var links: [JSON] = []

    init(_ line: String, _ book: ScenarioBook) throws {
        values = ScenarioValues(book)
        words = ScenarioWords(line)
        let date = try words.next("a date")
        if date != "-" { occurred = values.date(date) }
        type = try words.next("a type")
        kind = Catalogue.type(named: type)
        subject = try book.key(try words.next("a subject"), kinds: kind?.subjectKinds ?? [])
        if let sides = book.sides[subject], type.hasPrefix("tariff.") {
            try add(role: "imposer", sides.imposer)
            try add(role: "target", sides.target)
        }
        while let word = words.next() { try take(word) }
        settleRates()
        addDefaults()
    }

    var json: JSON {
        let fields = body + lists.sorted { $0.key < $1.key }.map { .init($0.key, .array($0.value)) }
        return ScenarioValues.object([
            "type": .string(type), "subject": .string(subject), "occurred": occurred,
            "actors": actors.isEmpty ? nil : .array(actors),
            "issues": issues.isEmpty ? nil : ScenarioValues.list(issues),
            "body": fields.isEmpty ? nil : .object(fields),
            "modality": modality.map(JSON.string),
            "evidence": evidence.isEmpty ? nil : .array(evidence),
            "links": links.isEmpty ? nil : .array(links),
        ])
    }

    private mutating func take(_ word: String) throws {
        if word.hasPrefix("#") {
            label = String(word.dropFirst())
        } else if word.hasPrefix("@") {
            evidence.append(try ScenarioEvidence.entry(word, of: type, &values))
        } else if word.hasPrefix("\"") {
            set("gist", .string(ScenarioWords.unquoted(word)))
        } else if let (name, inside) = ScenarioWords.bracketed(word), !name.contains(":") {
            try take(name, inside)
        } else if try !takeLink(word), try !takePhrase(word) {
            try takeValue(word)
        }
    }

    private mutating func take(_ name: String, _ inside: String) throws {
        switch name {
        case "item":
            let item = try values.item(inside)
            lists["items", default: []].append(item.json)
            if !issues.contains(item.issue) { issues.append(item.issue) }
        case "entry": set("entry_rule", try values.entryRule(inside))
        default: throw ScenarioFault("'\(name)[...]' is no phrase")
        }
    }

    private mutating func takeLink(_ word: String) throws -> Bool {
        let isCoder = word.hasSuffix("†")
        let relation = isCoder ? String(word.dropLast()) : word
        guard LinkRelation(rawValue: relation) != nil, words.peek?.hasPrefix("#") == true else {
            return false
        }
        let to = try values.book.record(try words.next("a label"))
        links.append(
            ScenarioValues.object([
                "rel": .string(relation), "to": .string(to.description),
                "by": .string(isCoder ? "coder" : "source"),
            ])
        )
        return true
    }

    /// A word that says what the next one is.
    private mutating func takePhrase(_ word: String) throws -> Bool {
        let next = words.peek ?? ""
        switch word {
        case "on": set("coverage", try values.amount(try words.next("an amount")))
        case "from": set("effective", values.date(try words.next("a day")))
        case "until": set("until", values.date(try words.next("a day")))
        case "holding": set("state_as_of", values.date(try words.next("a day")))
        case "to" where next.first?.isNumber == true:
            set("postponed_to", values.date(try words.next("a day")))
        case "step": set("step", .string(try words.next("a step")))
        case "if", "unless":
            let said = ScenarioWords.unquoted(try words.next("a condition"))
            set("condition", ScenarioValues.object([word: .string(said)]))
        case "target" where next.hasPrefix("#"):
            set("target", .string(try values.book.record(try words.next("x")).description))
        default:
            guard Role(rawValue: word) != nil else { return false }
            for actor in try words.next("an actor").split(separator: ",") {
                try add(role: word, String(actor))
            }
        }
        return true
    }

    private mutating func takeValue(_ word: String) throws {
        let colon = word.firstIndex(of: ":")
        let name = colon.map { String(word[..<$0]) } ?? ""
        let isRate = word.hasSuffix("%")
        if let colon, let field = BodyField(name: name), !(isRate && field == .about) {
            let text = String(word[word.index(after: colon)...])
            set(name, try values.value(of: field, text))
        } else if name == "issues", let colon {
            issues += word[word.index(after: colon)...].split(separator: ",").map(String.init)
        } else if let colon, !name.isEmpty, !isRate, type != "figure.stated" {
            // No field of the dictionary: a story may show that it is refused.
            let text = String(word[word.index(after: colon)...])
            set(name, .string(ScenarioWords.unquoted(text)))
        } else if isRate, type != "figure.stated" {
            try takeRates(word)
        } else if Modality(rawValue: word) != nil {
            modality = word
        } else if let field = vocabulary(of: word) {
            set(
                field.name,
                FieldDictionary.isList(field) ? ScenarioValues.list([word]) : .string(word)
            )
        } else if type == "figure.stated" {
            set("value", try values.amount(word))
        } else {
            throw ScenarioFault("'\(word)' says nothing in \(type)")
        }
    }

    private mutating func takeRates(_ word: String) throws {
        let parts = word.split(separator: ">").map(String.init)
        if parts.count == 2 {
            set("from_rate", try values.rate(parts[0]))
            set("to_rate", try values.rate(parts[1]))
        } else {
            for part in word.split(separator: ",") { rates.append(try values.rate(String(part))) }
        }
    }

    /// The field of the type that has a word in its vocabulary.
    private func vocabulary(of word: String) -> BodyField? {
        guard let kind else { return nil }
        return BodyField.allCases.first { field in
            guard kind.allowed.contains(field),
                case .word(let words) = FieldDictionary.format(of: field, in: kind)
            else { return false }
            return words.contains(word)
        }
    }

    private mutating func add(role: String, _ word: String) throws {
        let actor = try values.actor(word)
        actors.append(ScenarioValues.object(["actor": .string(actor), "role": .string(role)]))
    }

    private mutating func set(_ name: String, _ value: JSON) {
        if case .array(let values) = value {
            lists[name, default: []] += values
        } else {
            body.append(.init(name, value))
        }
    }

    private func has(_ name: String) -> Bool { body.contains { $0.name == name } }

    /// Rates go into the field that the type has for them.
    private mutating func settleRates() {
        let change = body.first { $0.name == "change" }?.value.text
        let isStep = ["tariff.raised", "tariff.lowered"].contains(type)
        let isToRate = isStep || change == "raise" || change == "lower"
        if rates.count > 1 {
            set("rates", .array(rates))
        } else if let rate = rates.first {
            set(isToRate ? "to_rate" : "rate", rate)
        }
    }

    /// What a story would only repeat.
    private mutating func addDefaults() {
        let defaults = [
            "demand.made": ("strength", "demand"), "statement.made": ("kind", "position"),
            "message.sent": ("kind", "letter"), "restriction.announced": ("instrument", "quota"),
            "restriction.imposed": ("instrument", "quota"),
            "restriction.lifted": ("instrument", "quota"),
        ]
        if let (name, word) = defaults[type], !has(name) { set(name, .string(word)) }
        if type == "figure.stated", !has("metric") {
            let parts = subject.split(separator: "/")
            let metric = parts.dropFirst().first.map(String.init) ?? ""
            set("metric", .string(Metric(rawValue: metric) == nil ? "other" : metric))
        }
    }
}
