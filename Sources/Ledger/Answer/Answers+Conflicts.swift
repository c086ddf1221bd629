extension Answers {
    /// The kinds of conflict.
    enum ConflictKind: String, CaseIterable {
        case value, state, place, polarity, quote, authority

        /// Its place in the list.
        var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// Two sides of a subject that cannot both be true.
    struct Conflict {
        let subject: Key
        let field: String
        let kind: ConflictKind
        let says: Side
        let against: Side
        var explainedBy: [JSON] = []
        /// Whether a reading is among them, and not only links between the records.
        var isExplained = false

        /// What one side says, and the records in which it does.
        struct Side {
            let text: String
            let records: [RecordNumber]

            var json: JSON {
                let list = records.map(\.description).joined(separator: " ")
                return .object([
                    .init("text", .string("\(text) \(list)")), .init("value", .string(text)),
                    .init("records", .records(records)),
                ])
            }

            init(_ text: String, _ records: some Sequence<RecordNumber>) {
                self.text = text
                self.records = Set(records).sorted()
            }
        }

        var records: [RecordNumber] { Set(says.records + against.records).sorted() }

        var row: JSON {
            .object([
                .init("subject", .key(subject)), .init("field", .string(field)),
                .init("kind", .string(kind.rawValue)), .init("says", says.json),
                .init("against", against.json), .init("explained_by", .array(explainedBy)),
                .init("records", .records(records)),
            ])
        }
    }

    /// P9: testimony that cannot all be true, kept apart from change over time.
    func conflicts(_ question: Question) throws -> Answer {
        let words = ConflictKind.allCases.map(\.rawValue)
        let wanted = try question.word("kind", of: words).flatMap(ConflictKind.init(rawValue:))
        var only: Subject?
        if question.parameters["subject"] != nil {
            let subject = try subject(try question.neededKey("subject"))
            try mustExist(subject)
            only = subject
        }
        var notes: [String] = []
        let found = try conflicts(wanted.map { [$0] } ?? ConflictKind.allCases, only, &notes)
        if wanted == nil, only == nil { notes += try candidates() }
        return answer("conflicts/1", found.map(\.row), notes: notes)
    }

    /// The conflicts of some kinds, of one subject or of all.
    func conflicts(
        _ kinds: [ConflictKind],
        _ only: Subject?,
        _ notes: inout [String]
    ) throws -> [Conflict] {
        var found: [Conflict] = []
        var changes: [String] = []
        for kind in kinds {
            for subjects in Self.kinds(of: kind) where only == nil || only?.key.kind == subjects {
                func look(_ subject: Subject) throws {
                    for var conflict in try conflicts(kind, subject, &changes) {
                        try explain(&conflict)
                        found.append(conflict)
                    }
                }
                if let only { try look(only) } else { try each(of: subjects, look) }
            }
        }
        if !changes.isEmpty {
            let list = changes.sorted().joined(separator: "; ")
            notes.append("not listed: \(changes.count) change over time (\(list))")
        }
        return found.enumerated().sorted { a, b in
            (a.element.kind.order, a.element.subject, a.offset)
                < (b.element.kind.order, b.element.subject, b.offset)
        }.map(\.element)
    }

    /// The kinds of subject that can have a kind of conflict.
    private static func kinds(of kind: ConflictKind) -> [Kind] {
        switch kind {
        case .value: [.figure, .measure, .commitment]
        case .state: [.talk, .measure, .agreement]
        case .place: [.talk]
        case .polarity: kinds
        case .quote: [.statement, .claim]
        case .authority: [.statement]
        }
    }

    private func conflicts(
        _ kind: ConflictKind,
        _ subject: Subject,
        _ changes: inout [String]
    ) throws -> [Conflict] {
        switch (kind, subject.key.kind) {
        case (.value, .figure): try figureConflicts(subject, &changes)
        case (.value, .measure): measureConflicts(subject)
        case (.value, _): try deadlineConflicts(subject)
        case (.state, .talk): talkStateConflicts(subject)
        case (.state, .measure): measureStateConflicts(subject)
        case (.state, _): agreementStateConflicts(subject)
        case (.place, _): try placeConflicts(subject)
        case (.polarity, _): polarityConflicts(subject)
        case (.quote, _): try quoteConflicts(subject)
        case (.authority, _): authorityConflicts(subject)
        }
    }

    /// Visible readings of a conflict, and coder's links between its records.
    private func explain(_ conflict: inout Conflict) throws {
        var seen: Set<RecordNumber> = []
        let records = conflict.records
        for record in records {
            for position in try references(to: record) where seen.insert(position).inserted {
                guard let event = try event(position), try visible(position) != nil else {
                    continue
                }
                let isReading =
                    event.type.name == "conflict.explained"
                    || event.madeLink?.link.relation == .explains
                    || event.links.contains { $0.relation == .explains }
                guard try isReading || isBetween(records, event.madeLink) else { continue }
                let named = try event.references.compactMap { try reader.position(of: $0) }
                guard try areVisible(named) else { continue }
                if isReading { conflict.isExplained = true }
                conflict.explainedBy.append(
                    .object([
                        .init("text", .string("\(Gist.of(event)), \(position)")),
                        .init("record", .string(position.description)),
                    ])
                )
            }
        }
    }

    /// Whether a link that was recorded by itself joins two of some records.
    private func isBetween(
        _ records: [RecordNumber],
        _ made: (target: RecordID, link: Link)?
    ) throws -> Bool {
        guard let made, let from = try reader.position(of: made.target),
            let to = try reader.position(of: made.link.to)
        else { return false }
        let roots = Set(try records.map { try reader.chain(of: $0, through: asOf).root })
        return try [from, to].allSatisfy {
            roots.contains(try reader.chain(of: $0, through: asOf).root)
        }
    }

    /// Contradictions that only a coder sees between different subjects: candidates, marked.
    private func candidates() throws -> [String] {
        var found: [String] = []
        for kind in Self.kinds {
            try each(of: kind) { subject in
                for testimony in subject.testimonies
                where testimony.fact.traits.contains(.opposed) {
                    for link in try event(of: testimony)?.links ?? []
                    where link.relation == .contradicts && link.author == .coder {
                        guard let to = try reader.position(of: link.to), let other = try event(to),
                            !joins.areOne(other.subject, subject.key), try areVisible([to])
                        else { continue }
                        found.append("\(testimony.position) against \(to)")
                    }
                }
            }
        }
        guard !found.isEmpty else { return [] }
        return ["coder's candidates †: \(found.joined(separator: "; "))"]
    }
}
