/// Values that are messages of their own.
extension EventParser {
    mutating func date(_ range: Range<Int>) -> EventDate? {
        var edtf: Edtf?
        var basis: DateBasis?
        var text: String?
        var anchor: SourceKey?
        var zone: String?
        var given = (edtf: false, basis: false, anchor: false)
        each(range, .date) { parser, field in
            switch field.number {
            case 1:
                given.edtf = true
                do throws(Malformed) {
                    edtf = try Edtf(parser.text(field.range))
                } catch {
                    parser.fault(error)
                }
            case 2:
                given.basis = true
                basis = parser.word(field.range)
            case 3: text = parser.text(field.range)
            case 4:
                given.anchor = true
                anchor = parser.source(field.range)
            case 5: zone = parser.zone(field.range)
            default: break
            }
        }
        if !given.edtf { missing("edtf", "write a date such as 2018-11-09") }
        if !given.basis { missing("basis", "write stated, derived or inferred") }
        if basis == .derived, text == nil {
            missing("text", "a derived date keeps the words it comes from, such as \"Tuesday\"")
        }
        if basis == .derived, !given.anchor {
            missing("anchor", "a derived date names the source it counts from, as src/...")
        }
        guard let edtf, let basis else { return nil }
        return EventDate(edtf: edtf, basis: basis, text: text, anchor: anchor, zone: zone)
    }

    private mutating func zone(_ range: Range<Int>) -> String {
        let given = text(range)
        let isName = given == "UTC" || given.contains("/") && !given.contains(" ")
        if !isName {
            fault(.malformed, "'\(given)' is no zone name", hint: "write America/New_York")
        }
        return given
    }

    mutating func missing(_ field: String, _ hint: String) {
        fault(at: field, .missing, "is needed", hint: hint)
    }

    mutating func party(_ range: Range<Int>) -> Party? {
        var actor: ActorKey?
        var role: Role?
        var wording: String?
        var given = (actor: false, role: false)
        each(range, .actorRole) { parser, field in
            switch field.number {
            case 1:
                given.actor = true
                actor = parser.actor(field.range)
            case 2:
                given.role = true
                role = parser.word(field.range)
            default: wording = parser.text(field.range)
            }
        }
        if !given.actor { missing("actor", "write person/liu-he or gov/CHN") }
        if !given.role { missing("role", "write by, to, party ...") }
        guard let actor, let role else { return nil }
        return Party(actor: actor, role: role, wording: wording)
    }

    mutating func link(_ range: Range<Int>) -> Link? {
        var relation: LinkRelation?
        var to: RecordID?
        var author: LinkAuthor?
        var given = FieldNumbers()
        each(range, .link) { parser, field in
            given.insert(field.number)
            switch field.number {
            case 1: relation = parser.word(field.range)
            case 2: to = parser.record(field.range)
            default: author = parser.word(field.range)
            }
        }
        if !given.contains(1) { missing("rel", "write responds_to, contradicts ...") }
        if !given.contains(2) { missing("to", "write r168 or @name") }
        if !given.contains(3) { missing("by", "write source or coder") }
        guard let relation, let to, let author else { return nil }
        return Link(relation: relation, to: to, author: author)
    }

    mutating func amount(_ range: Range<Int>) -> Amount? {
        var value: Decimal?
        var upper: Decimal?
        var words: [Int: String] = [:]
        let before = faults.count
        each(range, .amount) { parser, field in
            switch field.number {
            case 1: value = parser.decimal(field.range)
            case 4: upper = parser.decimal(field.range)
            default: break
            }
            words[field.number] = parser.text(field.range)
        }
        if words[1] == nil { missing("value", "write a decimal such as \"200000000000\"") }
        if words[2] == nil { missing("unit", "write USD, percent, index_pts, year or 1") }
        if words[3] == nil { missing("qual", "write eq, about, up_to, at_least, over or under") }
        guard faults.count == before, let value, let unit = words[2], let qualifier = words[3]
        else { return nil }
        let unitValue = spelled("unit") { () throws(Malformed) in try Unit(unit) }
        let qualifierValue = spelled("qual") { () throws(Malformed) in
            try Qualifier(word: qualifier)
        }
        guard let unitValue, let qualifierValue else { return nil }
        return spelled(nil) { () throws(Malformed) in
            try Amount(
                value: value,
                unit: unitValue,
                qualifier: qualifierValue,
                upper: upper,
                basis: words[5]
            )
        }
    }

    mutating func rate(_ range: Range<Int>) -> Rate? {
        var pct: Decimal?
        var fromPct: Decimal?
        var lines: Int?
        var words: [Int: String] = [:]
        let before = faults.count
        each(range, .rate) { parser, field in
            switch field.number {
            case 1: pct = parser.decimal(field.range)
            case 4: lines = Int(clamping: field.varint)
            case 5: fromPct = parser.decimal(field.range)
            default: break
            }
            words[field.number] = field.kind == .delimited ? parser.text(field.range) : ""
        }
        if words[1] == nil { missing("pct", "write a percentage such as \"25\"") }
        if words[2] == nil { missing("kind", "write additional, total, deposit or average") }
        if words[3] == nil { missing("qual", "write eq, about, up_to ...") }
        guard faults.count == before, let pct, let kind = words[2], let qualifier = words[3]
        else { return nil }
        let kindValue = spelled("kind") { () throws(Malformed) in try Rate.Kind(word: kind) }
        let qualifierValue = spelled("qual") { () throws(Malformed) in
            try Qualifier(word: qualifier)
        }
        guard let kindValue, let qualifierValue else { return nil }
        return spelled(nil) { () throws(Malformed) in
            try Rate(
                pct: pct,
                kind: kindValue,
                qualifier: qualifierValue,
                lines: lines,
                fromPct: fromPct
            )
        }
    }

    /// A value, or its fault at a member of the message being read.
    private mutating func spelled<T>(
        _ member: String?,
        _ make: () throws(Malformed) -> T
    ) -> T? {
        do throws(Malformed) {
            return try make()
        } catch {
            if let member { path.push(member) }
            fault(error)
            if member != nil { path.pop() }
            return nil
        }
    }
}
