extension Answers {
    /// Who says what of which proposition: rows are propositions, columns are origins.
    func claimsMatrix(_ question: Question) throws -> Answer {
        let told: [(Testimony, Event)]
        if let issue = question.parameters["issue"] {
            told = try recorded(under: issue, question)
        } else if question.parameters["subject"] != nil {
            let subject = try subject(try question.neededKey("subject"))
            try mustExist(subject)
            let own = try subject.testimonies.compactMap { testimony in
                try event(of: testimony).map { (testimony, $0) }
            }
            told = own + (try mentions(of: subject))
        } else {
            throw question.missing("subject")
        }
        var rows: [Proposition] = []
        for (testimony, event) in told where event.type.isTestimony {
            let target = try proposition(testimony, event)
            let index =
                rows.firstIndex { $0.id == target.id }
                ?? {
                    rows.append(target)
                    return rows.count - 1
                }()
            rows[index].add(cells(testimony, event), testimony.position)
        }
        return answer("claims_matrix/1", rows.map(\.row))
    }

    private func recorded(
        under issue: String,
        _ question: Question
    ) throws -> [(Testimony, Event)] {
        guard Key.isSlug(issue) else {
            throw question.bad("issue", "'\(issue)' is no topic code", hint: "write tariffs")
        }
        return try reader.positions(.issue, issue, through: asOf).compactMap { position in
            try told(position)
        }
    }

    /// The proposition that a testimony is about.
    ///
    /// It is the record that it denies, confirms or disavows; the words of one that no record
    /// says; else what it says itself.
    private func proposition(_ testimony: Testimony, _ event: Event) throws -> Proposition {
        let isReaction = event.type.name.hasPrefix("claim.")
        if isReaction, let id = event.body.record(.target), let at = try reader.position(of: id),
            let target = try self.event(at)
        {
            let chain = try reader.chain(of: at, through: asOf)
            return Proposition("\(chain.root)", Gist.of(target), target.subject)
        }
        if isReaction, let words = event.body.text(.proposition) {
            return Proposition("\(event.subject) \(words)", words, event.subject)
        }
        return Proposition("\(testimony.root)", Gist.of(event), event.subject)
    }

    /// What each origin says in a testimony.
    private func cells(_ testimony: Testimony, _ event: Event) -> [JSON] {
        testimony.facts.compactMap { fact in
            guard fact.hasEvidence, Int(fact.entry) < event.evidence.count else { return nil }
            let entry = event.evidence[Int(fact.entry)]
            return .object([
                .init("who", .string(column(entry))), .init("says", .string(says(entry, event))),
                .init("date", .span(testimony.published ?? testimony.act)),
                .init("class", .string(EvidenceClass(fact, context).rawValue)),
                .init("record", .string(testimony.position.description)),
            ])
        }
    }

    /// The origin: an actor, or the outlet; texts of one wire share a column.
    private func column(_ entry: Evidence) -> String {
        guard entry.origin.kind == .src else { return entry.origin.description }
        let source = registry.source(entry.origin, at: asOf)
        return (source?.wire ?? source?.outlet ?? entry.origin).description
    }

    private func says(_ entry: Evidence, _ event: Event) -> String {
        switch event.type.name {
        case "claim.denied": "denies"
        case "claim.confirmed": "confirms"
        case "claim.disavowed": "disavows"
        case "comment.refused": event.body.text(.refusal) ?? "comments"
        default:
            entry.stance == .asserts && entry.polarity == .negative
                ? "denies" : entry.stance.rawValue
        }
    }
}

/// A row of the matrix.
private struct Proposition {
    let id: String
    private let words: String
    private let subject: Key
    private var cells: [JSON] = []
    private var records: Set<RecordNumber> = []

    init(_ id: String, _ words: String, _ subject: Key) {
        self.id = id
        self.words = words
        self.subject = subject
    }

    mutating func add(_ cells: [JSON], _ record: RecordNumber) {
        self.cells += cells
        records.insert(record)
    }

    var row: JSON {
        .object([
            .init("proposition", .string(words)), .init("subject", .key(subject)),
            .init("cells", .array(cells)), .init("records", .records(records.sorted())),
        ])
    }
}
