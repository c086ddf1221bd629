/// The body: each field by its format, and the messages that only a body holds.
extension EventParser {
    mutating func body(_ range: Range<Int>, of type: EventType) -> Body {
        var body = Body()
        var list: (field: BodyField, values: [BodyValue])?
        each(range, .body) { parser, found in
            guard let field = BodyField(rawValue: UInt8(found.number)) else { return }
            guard type.allowed.contains(field) else {
                parser.unexpected(field, in: type)
                return
            }
            let format = FieldDictionary.format(of: field, in: type)
            let value = parser.value(found, format, type)
            guard FieldDictionary.isList(field) else {
                if let value { body.append(field, value) }
                return
            }
            if list?.field != field {
                if let list { body.append(list.field, .list(list.values)) }
                list = (field, [])
            }
            if let value { list?.values.append(value) }
        }
        if let list { body.append(list.field, .list(list.values)) }
        return body
    }

    private mutating func unexpected(_ field: BodyField, in type: EventType) {
        if type.name == "actor.registered", field == .title {
            fault(.unexpectedField, "does not stand in actor.registered", hint: "use roles")
            return
        }
        fault(
            .unexpectedField,
            "does not stand in \(type.name)",
            hint: "see: ledgerctl type show \(type.name)"
        )
    }

    private mutating func value(
        _ found: WireReader.Field,
        _ format: Format,
        _ type: EventType
    ) -> BodyValue? {
        let range = found.range
        switch format {
        case .text, .wordOfType: return .text(text(range))
        case .path:
            checkPath(text(range))
            return .text(text(range))
        case .flag: return .flag(found.varint != 0)
        case .count: return .count(found.varint)
        case .slug: return slug(range)
        case .key(let kinds): return key(range, kinds).map(BodyValue.key)
        case .record: return record(range).map(BodyValue.record)
        case .word(let words):
            let given = text(range)
            if !words.contains(given) { notAWord(given, of: words) }
            return .text(given)
        case .range: return .text(people(range))
        case .digest: return .text(digest(range))
        case .fieldName: return fieldName(range)
        case .date: return date(range).map(BodyValue.date)
        case .amount: return amount(range).map(BodyValue.amount)
        case .rate: return rate(range).map(BodyValue.rate)
        case .place: return .place(location(range))
        case .condition: return condition(range).map(BodyValue.condition)
        case .item: return item(range).map(BodyValue.item)
        case .entryRule: return entryRule(range).map(BodyValue.entryRule)
        case .observation: return observation(range).map(BodyValue.observation)
        case .post: return post(range).map(BodyValue.post)
        }
    }

    private mutating func slug(_ range: Range<Int>) -> BodyValue? {
        let given = text(range)
        if !Key.isSlug(given) {
            fault(
                .malformed,
                "'\(given)' is no name of a step",
                hint: "write small letters, digits and . _ / -, as in list3-to-25"
            )
        }
        return .text(given)
    }

    private mutating func fieldName(_ range: Range<Int>) -> BodyValue? {
        let given = text(range)
        if BodyField(name: given) == nil { notAWord(given, of: BodyField.allCases.map(\.name)) }
        return .text(given)
    }

    mutating func checkPath(_ given: String) {
        if EventPath(given) == nil {
            fault(.malformed, "'\(given)' is no path", hint: "write body.items[0].amount")
        }
    }

    private mutating func location(_ range: Range<Int>) -> Location {
        var name: String?
        var country: String?
        each(range, .place) { parser, field in
            if field.number == 1 {
                name = parser.text(field.range)
            } else {
                country = parser.text(field.range)
                if let country, !Key.isCountry(country) {
                    parser.fault(
                        .malformed,
                        "'\(country)' is no ISO 3166-1 alpha-3 code",
                        hint: "write three capitals, as in CHN"
                    )
                }
            }
        }
        return Location(name: name, country: country)
    }

    private mutating func condition(_ range: Range<Int>) -> Condition? {
        var found: [Condition] = []
        each(range, .condition) { parser, field in
            let text = parser.text(field.range)
            found.append(field.number == 1 ? .if(text) : .unless(text))
        }
        guard found.count == 1 else {
            fault(.excluded, "has both if and unless", hint: "give one of them")
            return nil
        }
        return found[0]
    }

    private mutating func item(_ range: Range<Int>) -> Item? {
        var issue: String?
        var action: Action?
        var words: String?
        var amount: Amount?
        var deadline: EventDate?
        var period: EventDate?
        var baseline: Key?
        var about: [Key] = []
        var given = FieldNumbers()
        each(range, .item) { parser, field in
            given.insert(field.number)
            switch field.number {
            case 1: issue = parser.issue(field.range)
            case 2: action = parser.word(field.range)
            case 3: words = parser.text(field.range)
            case 4: amount = parser.amount(field.range)
            case 5: deadline = parser.date(field.range)
            case 6: period = parser.date(field.range)
            case 7: baseline = parser.key(field.range, .subject)
            default: if let key = parser.key(field.range, .subject) { about.append(key) }
            }
        }
        if !given.contains(1) { missing("issue", "write a topic code such as tariffs") }
        if !given.contains(2) { missing("action", "write reduce, lift, buy_more ...") }
        if !given.contains(3) { missing("text", "say in own words what it is") }
        guard let issue, let action, let words else { return nil }
        return Item(
            issue: issue,
            action: action,
            text: words,
            amount: amount,
            deadline: deadline,
            period: period,
            baseline: baseline,
            about: about
        )
    }

    private mutating func entryRule(_ range: Range<Int>) -> EntryRule? {
        var exported: EventDate?
        var rate: Rate?
        var entered: EventDate?
        var given = FieldNumbers()
        each(range, .entryRule) { parser, field in
            given.insert(field.number)
            switch field.number {
            case 1: exported = parser.date(field.range)
            case 2: rate = parser.rate(field.range)
            default: entered = parser.date(field.range)
            }
        }
        if !given.contains(1) { missing("exported_before", "write a date object") }
        if !given.contains(2) { missing("rate", "write a rate object") }
        guard let exported, let rate else { return nil }
        return EntryRule(exportedBefore: exported, rate: rate, enteredBefore: entered)
    }

    private mutating func observation(_ range: Range<Int>) -> Observation? {
        var value: Amount?
        var period: EventDate?
        var given = FieldNumbers()
        each(range, .observation) { parser, field in
            given.insert(field.number)
            if field.number == 1 {
                value = parser.amount(field.range)
            } else {
                period = parser.date(field.range)
            }
        }
        if !given.contains(1) { missing("value", "write an amount object") }
        if !given.contains(2) { missing("period", "write a date object") }
        guard let value, let period else { return nil }
        return Observation(value: value, period: period)
    }

    private mutating func post(_ range: Range<Int>) -> Post? {
        var title: String?
        var at: ActorKey?
        var atName: String?
        var from: EventDate?
        var until: EventDate?
        each(range, .post) { parser, field in
            switch field.number {
            case 1: title = parser.text(field.range)
            case 2: at = parser.actor(field.range)
            case 3: atName = parser.text(field.range)
            case 4: from = parser.date(field.range)
            default: until = parser.date(field.range)
            }
        }
        guard let title else {
            missing("title", "write the office held")
            return nil
        }
        return Post(title: title, at: at, atName: atName, from: from, until: until)
    }
}
