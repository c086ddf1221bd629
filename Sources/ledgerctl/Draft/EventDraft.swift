import Ledger

/// An event being made of flags: a new one, or a recorded one being corrected.
///
/// All problems are gathered; none stops the reading of the other flags.
struct EventDraft {
    /// The event so far.
    private(set) var event: JSON
    /// What is wrong with the flags.
    private(set) var problems: [Failure.Row] = []
    /// The type, where the program knows it; a desk's own are known to the daemon alone.
    let type: EventType?
    private var values: FieldValue

    /// An event of a type, about a subject whose kind may be left out.
    init(type name: String, subject: String, dates: DraftDates) {
        values = FieldValue(dates: DateNature(reader: dates))
        type = Catalogue.type(named: name)
        event = .object([.init("type", .string(name))])
        if type == nil, !name.hasPrefix("x.") {
            let near = Suggestion.nearest(to: name, in: Catalogue.types.map(\.name))
            problem(
                "TYPE",
                "'\(name)' is no event type",
                near.map { "did you mean '\($0)'?" } ?? "see: ledgerctl type list"
            )
        }
        setSubject(subject)
    }

    /// A recorded event, to be changed.
    init(correcting event: JSON, dates: DraftDates) {
        values = FieldValue(dates: DateNature(reader: dates))
        let source = event["evidence"]?.elements.first?["source"]?.text
        values.dates.anchor = source
        self.event = event
        type = event["type"]?.text.flatMap(Catalogue.type(named:))
        values.metric = event["body"]?["metric"]?.text
    }

    /// A new event that says what a recorded one says, with evidence of its own.
    ///
    /// - Parameters:
    ///   - recorded: the other event.
    ///   - subject: another subject, whose kind may be left out; nil for the same.
    ///   - dates: reads the dates of the flags.
    init(like recorded: JSON, subject: String?, dates: DraftDates) {
        let kept = ["type", "subject", "occurred", "actors", "issues", "body", "modality"]
        let said = JSON.object(recorded.members.filter { kept.contains($0.name) })
        self.init(correcting: said, dates: dates)
        if let subject { setSubject(subject) }
    }

    /// Adds what flags say.
    mutating func apply(_ words: FreeWords) {
        readDates(words)
        var parties: [(Role, FreeFlag)] = []
        var fields: [(BodyField, [FreeFlag])] = []
        for flag in words.flags {
            switch DraftFlag.meaning(flag, in: type) {
            case .role(let role): parties.append((role, flag))
            case .draft(.with): parties.append((.party, flag))
            case .field(let field):
                if let index = fields.firstIndex(where: { $0.0 == field }) {
                    fields[index].1.append(flag)
                } else {
                    fields.append((field, [flag]))
                }
            case .draft, nil: break
            }
        }
        if let date = words.value("occurred") {
            let dates = values.dates
            set("occurred", attempt("--occurred") { () throws(Malformed) in try dates.json(date) })
        }
        setParties(parties)
        values.metric = words.value("metric") ?? values.metric
        for (field, flags) in fields { setField(field, flags) }
        setItems(words.values("item") + words.values("items"))
        addIssues(words.values("issue"))
        setWord("modality", words, Modality.words)
        setEvidence(words)
        setRest(words)
        for text in words.values("set") { setPath(text) }
        inOrder()
    }

    private mutating func problem(_ place: String, _ what: String, _ hint: String?) {
        problems.append(Failure.Row(place: place, what: what, hint: hint))
    }

    /// A value, or its problem at a flag.
    private mutating func attempt<T>(
        _ flag: String,
        _ make: () throws(Malformed) -> T
    ) -> T? {
        do throws(Malformed) { return try make() } catch {
            problem(flag, error.statement, error.hint)
            return nil
        }
    }

    private mutating func set(_ name: String, _ value: JSON?) {
        if let value { event.set(name, value) }
    }

    private mutating func setSubject(_ text: String) {
        guard !Keys.hasKind(text) else {
            set(
                "subject",
                attempt("SUBJECT") { () throws(Malformed) in .string(try Key(text).description) }
            )
            return
        }
        let kinds = type?.subjectKinds ?? []
        guard kinds.count == 1 else {
            let forms = kinds.map { "\($0.rawValue)/\(text)" }.joined(separator: " or ")
            problem(
                "SUBJECT",
                "'\(text)' has no kind",
                forms.isEmpty ? "write kind/name" : "write \(forms)"
            )
            return
        }
        let key = "\(kinds[0].rawValue)/\(text)"
        set(
            "subject",
            attempt("SUBJECT") { () throws(Malformed) in .string(try Key(key).description) }
        )
    }

    private mutating func readDates(_ words: FreeWords) {
        if let basis = words.value("basis") {
            let word = attempt("--basis") { () throws(Malformed) in
                try FieldValue.word(basis, of: DateBasis.words)
            }
            if let word { values.dates.basis = word }
        }
        values.dates.text = words.value("date-text")
        values.dates.zone = words.value("tz")
        // Words of a text count from the day on which it came out.
        values.dates.anchor =
            words.value("date-anchor") ?? words.value("source").map(sourceKey)
            ?? values.dates.anchor
    }

    private func sourceKey(_ text: String) -> String {
        Keys.hasKind(text) ? text : "src/\(text)"
    }
}

extension EventDraft {
    /// A role that is given replaces the actors that a recorded event has in it.
    private mutating func setParties(_ parties: [(Role, FreeFlag)]) {
        guard !parties.isEmpty else { return }
        let given = Set(parties.map(\.0.rawValue))
        var actors = (event["actors"]?.elements ?? []).filter {
            !given.contains($0["role"]?.text ?? "")
        }
        for (role, flag) in parties {
            for name in (flag.value ?? "").split(separator: ",") {
                let key = attempt("--\(flag.name)") { () throws(Malformed) in
                    try Key(Keys.expandedActor(String(name)))
                }
                guard let key else { continue }
                actors.append(
                    .object([
                        .init("actor", .string(key.description)),
                        .init("role", .string(role.rawValue)),
                    ])
                )
            }
        }
        set("actors", .array(actors))
    }

    private mutating func setField(_ field: BodyField, _ flags: [FreeFlag]) {
        var field = field
        // `--rate 5%,10%` is a list of bands.
        if field == .rate, flags.contains(where: { $0.value?.contains("%,") == true }) {
            field = .rates
        }
        let isList = FieldDictionary.isList(field)
        var found: [JSON] = []
        for flag in flags {
            for text in EventDraft.parts(flag.value ?? "true", field, isList: isList) {
                let format =
                    type.map { FieldDictionary.format(of: field, in: $0) }
                    ?? FieldDictionary.entry(field).format
                let values = values
                let value = attempt("--\(flag.name)") { () throws(Malformed) in
                    try values.json(text, field, format)
                }
                if let value { found.append(value) }
            }
        }
        guard let last = found.last else { return }
        var body = event["body"] ?? .object([])
        body.set(field.name, isList ? .array(found) : last)
        set("body", body)
    }

    /// Words, keys, records and rates of a list may stand in one value with commas.
    private static func parts(_ text: String, _ field: BodyField, isList: Bool) -> [String] {
        guard isList else { return [text] }
        switch FieldDictionary.entry(field).format {
        case .word, .key, .record, .rate, .amount, .fieldName:
            return text.split(separator: ",").map(String.init)
        default: return [text]
        }
    }

    private mutating func setItems(_ texts: [String]) {
        guard !texts.isEmpty else { return }
        let values = values
        var items: [JSON] = []
        for text in texts {
            let item = attempt("--item") { () throws(Malformed) in try values.item(text) }
            if let item { items.append(item) }
        }
        var body = event["body"] ?? .object([])
        body.set("items", .array(items))
        set("body", body)
        // The topic of an item is always among those of its record.
        addIssues(items.compactMap { $0["issue"]?.text })
    }

    private mutating func addIssues(_ texts: [String]) {
        var issues = event["issues"]?.elements ?? []
        for issue in texts.flatMap({ $0.split(separator: ",") }) {
            let issue = JSON.string(String(issue))
            if !issues.contains(issue) { issues.append(issue) }
        }
        if !issues.isEmpty { set("issues", .array(issues)) }
    }

    private mutating func setWord(_ name: String, _ words: FreeWords, _ vocabulary: [String]) {
        guard let text = words.value(name) else { return }
        let word = attempt("--\(name)") { () throws(Malformed) in
            try FieldValue.word(text, of: vocabulary)
        }
        set(name, word.map(JSON.string))
    }

    private mutating func setEvidence(_ words: FreeWords) {
        let old = event["evidence"]?.elements ?? []
        var entry = EvidenceDraft(old.first, of: type)
        entry.apply(words, formIsField: type?.allowed.contains(.form) == true)
        problems += entry.problems
        guard entry.isTouched else { return }
        set("evidence", .array([entry.json] + old.dropFirst()))
    }

    private mutating func setRest(_ words: FreeWords) {
        for name in ["note", "ref"] { set(name, words.value(name).map(JSON.string)) }
        set("coder_confidence", words.value("coder-confidence").map(JSON.string))
        let inferred = words.values("inferred").flatMap { $0.split(separator: ",") }
        if !inferred.isEmpty { set("inferred", .array(inferred.map { .string(String($0)) })) }
        let isFieldLink = type?.allowed.contains(.linkBy) == true
        let author = isFieldLink ? nil : words.value("link-by")
        var links = event["links"]?.elements ?? []
        for text in words.values("link") {
            let link = attempt("--link") { () throws(Malformed) in
                try EventDraft.link(text, by: author ?? LinkAuthor.coder.rawValue)
            }
            if let link { links.append(link) }
        }
        if !links.isEmpty { set("links", .array(links)) }
    }

    /// `rel=r168`.
    private static func link(_ text: String, by author: String) throws(Malformed) -> JSON {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else {
            throw Malformed(text, expected: "a link", hint: "write responds-to=r168")
        }
        return .object([
            .init("rel", .string(try FieldValue.word(String(parts[0]), of: LinkRelation.words))),
            .init("to", .string(String(parts[1]))),
            .init("by", .string(try FieldValue.word(author, of: LinkAuthor.words))),
        ])
    }

    private mutating func setPath(_ text: String) {
        if let path = SetPath(text), path.apply(to: &event) { return }
        problem("--set", "'\(text)' is no path and value", "write body.place.iso3166=CHN")
    }

    /// Members in the order of the schema, as they come back from the ledger.
    private mutating func inOrder() {
        let order = [
            "id", "ref", "type", "subject", "occurred", "actors", "issues", "body", "modality",
            "evidence", "links", "inferred", "note", "coder_confidence", "replacement",
        ]
        func rank(_ member: JSON.Member) -> Int { order.firstIndex(of: member.name) ?? order.count }
        let sorted = event.members.enumerated().sorted {
            (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
        }
        event = .object(sorted.map(\.element))
    }
}
