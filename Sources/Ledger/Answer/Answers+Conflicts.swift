extension Answers {
    /// P9: testimony that cannot all be true, kept apart from change over time.
    func conflicts(_ question: Question) throws -> Answer {
        let kinds = ["value", "rate", "place", "polarity", "authority"]
        let wanted = try question.word("kind", of: kinds)
        var rows: [JSON] = []
        var notes: [String] = []
        if wanted == nil || wanted == "value" { rows += try figureConflicts(&notes) }
        if wanted == nil || wanted == "rate" { rows += try rateConflicts() }
        if wanted == nil || wanted == "place" { rows += try placeConflicts() }
        if wanted == nil || wanted == "polarity" { rows += try polarityConflicts() }
        if wanted == nil || wanted == "authority" { rows += try authorityConflicts() }
        if wanted == nil { notes += try candidates() }
        return answer("conflicts/1", rows, notes: notes)
    }

    private func conflict(
        _ subject: Key,
        _ field: String,
        _ kind: String,
        says: (String, [RecordNumber]),
        against: (String, [RecordNumber])
    ) throws -> JSON {
        let all = (says.1 + against.1).sorted()
        return .object([
            .init("subject", .key(subject)), .init("field", .string(field)),
            .init("kind", .string(kind)), .init("says", side(says)),
            .init("against", side(against)),
            .init("explained_by", .array(try explanations(of: subject, all))),
            .init("records", .records(Set(all).sorted())),
        ])
    }

    private func side(_ side: (String, [RecordNumber])) -> JSON {
        let records = Set(side.1).sorted()
        let list = records.map(\.description).joined(separator: " ")
        return .object([
            .init("text", .string("\(side.0) \(list)")), .init("value", .string(side.0)),
            .init("records", .records(records)),
        ])
    }

    /// Visible readings of a conflict, and coder's links between its records.
    private func explanations(of subject: Key, _ records: [RecordNumber]) throws -> [JSON] {
        let facts = try reader.facts(of: subject, through: asOf)
        return try context.visibility.testimonies(facts).compactMap { testimony -> JSON? in
            let name = testimony.type?.name
            guard name == "conflict.explained" || name == "record.linked",
                let event = try reader.event(at: testimony.position)?.testimony
            else { return nil }
            let named = try event.references.compactMap { try reader.position(of: $0) }
            guard named.contains(where: records.contains), try areVisible(named) else { return nil }
            return .object([
                .init("text", .string("\(Gist.of(event)), \(testimony.position)")),
                .init("record", .string(testimony.position.description)),
            ])
        }
    }

    /// Whether every record named is visible: a reading of hidden ones stays hidden.
    func areVisible(_ records: [RecordNumber]) throws -> Bool {
        for position in records {
            guard let event = try reader.event(at: position) else { return false }
            let visible = try testimonies(of: event.testimony.subject)
            if !visible.contains(where: { $0.root == position || $0.position == position }) {
                return false
            }
        }
        return true
    }

    /// Figures of one series that differ for one time, or that a link says contradict each other.
    private func figureConflicts(_ notes: inout [String]) throws -> [JSON] {
        var rows: [JSON] = []
        var changes: [String] = []
        try reader.each(of: .figure, through: asOf) { subject, facts in
            let series = context.visibility.testimonies(facts).filter {
                $0.fact.amount != nil && MeasureFold.begun($0.act, by: on).isPossible
            }
            var cell = Cell<Amount>()
            for testimony in series {
                if let amount = testimony.fact.amount { cell.add(amount, testimony.position) }
            }
            guard cell.isConflict else { return }
            let linked = try contradictions(among: series)
            let overlap = series.contains { a in
                series.contains { b in
                    guard let x = a.fact.amount, let y = b.fact.amount else { return false }
                    return a.position < b.position && a.act.overlaps(b.act)
                        && !x.compatible(with: y)
                }
            }
            guard linked || overlap else {
                changes.append("\(subject) changes over time")
                return
            }
            let values = cell.entries.sorted { $0.records.count > $1.records.count }
            for other in values.dropFirst() {
                rows.append(
                    try conflict(
                        subject,
                        "value",
                        "value",
                        says: (values[0].value.display, values[0].records),
                        against: (other.value.display, other.records)
                    )
                )
            }
        }
        if !changes.isEmpty {
            notes.append(
                "not listed: \(changes.count) change over time (\(changes.joined(separator: "; ")))"
            )
        }
        return rows
    }

    private func contradictions(among series: [Testimony]) throws -> Bool {
        let positions = Set(series.map(\.root))
        for testimony in series {
            let links = try reader.event(at: testimony.position)?.testimony.links ?? []
            for link in links where link.relation == .contradicts {
                if let to = try reader.position(of: link.to), positions.contains(to) { return true }
            }
        }
        return false
    }

    /// A rate that a schedule gives against one that is attested of a later day.
    private func rateConflicts() throws -> [JSON] {
        var rows: [JSON] = []
        try reader.each(of: .measure, through: asOf) { subject, facts in
            let testimonies = context.visibility.testimonies(facts)
            let fold = MeasureFold(context: context, testimonies: testimonies)
            guard let state = fold.state(), state.rate.isConflict else { return }
            let entries = state.rate.entries
            let step = state.steps.last { $0.status == .contradicted }
            let scheduled = step.flatMap { step in
                entries.first { $0.records.contains(step.scheduled) }
            }
            let first = scheduled ?? entries[0]
            for other in entries where other.records != first.records {
                let day = step?.effective.map { " from \($0), scheduled" } ?? ""
                rows.append(
                    try conflict(
                        subject,
                        "rate",
                        "rate",
                        says: (
                            "\(first.value.display)\(scheduled == nil ? "" : day)", first.records
                        ),
                        against: (other.value.display, other.records)
                    )
                )
            }
        }
        return rows
    }

    /// One talk in two places.
    private func placeConflicts() throws -> [JSON] {
        var rows: [JSON] = []
        try reader.each(of: .talk, through: asOf) { subject, facts in
            var places: [(name: String, records: [RecordNumber])] = []
            for testimony in context.visibility.testimonies(facts)
            where testimony.attests(.place) {
                guard
                    case .place(let place)? = try reader.event(at: testimony.position)?
                        .testimony.body[.place], let name = place.name
                else { continue }
                if let index = places.firstIndex(where: { $0.name == name }) {
                    places[index].records.append(testimony.position)
                } else {
                    places.append((name, [testimony.position]))
                }
            }
            for other in places.dropFirst() {
                rows.append(
                    try conflict(
                        subject,
                        "place",
                        "place",
                        says: places[0],
                        against: other
                    )
                )
            }
        }
        return rows
    }

    /// What is denied, or told as not so, against what asserts it.
    private func polarityConflicts() throws -> [JSON] {
        var rows: [JSON] = []
        for kind in Self.kinds {
            try reader.each(of: kind, through: asOf) { subject, facts in
                let visible = context.visibility.testimonies(facts)
                let against = visible.filter { testimony in
                    testimony.type?.name == "claim.denied"
                        || testimony.facts.allSatisfy {
                            $0.hasEvidence && ($0.stance == .denies || $0.isNegative)
                        }
                }
                let says = visible.filter { testimony in
                    testimony.type?.name != "claim.denied"
                        && testimony.facts.contains { $0.stance == .asserts && !$0.isNegative }
                }
                guard !against.isEmpty, !says.isEmpty else { return }
                rows.append(
                    try conflict(
                        subject,
                        "whole",
                        "polarity",
                        says: ("asserted", says.map(\.position)),
                        against: ("denied", against.map(\.position))
                    )
                )
            }
        }
        return rows
    }

    /// A statement against its disavowal.
    private func authorityConflicts() throws -> [JSON] {
        var rows: [JSON] = []
        try reader.each(of: .statement, through: asOf) { subject, facts in
            let visible = context.visibility.testimonies(facts)
            let disavowals = visible.filter { $0.verb == "disavowed" }
            let made = visible.filter { $0.verb == "made" }
            guard !disavowals.isEmpty, !made.isEmpty else { return }
            let speaker = made.first.flatMap { key($0.fact.actor) }?.description ?? "speaker"
            let by = disavowals.compactMap { key($0.fact.actor)?.description }
            rows.append(
                try conflict(
                    subject,
                    "authority",
                    "authority",
                    says: (speaker, made.map(\.position)),
                    against: (
                        "disavowed by \(by.joined(separator: ", "))", disavowals.map(\.position)
                    )
                )
            )
        }
        return rows
    }

    /// Contradictions that only a coder sees between different subjects: candidates, marked.
    private func candidates() throws -> [String] {
        var found: [String] = []
        for kind in Self.kinds {
            try reader.each(of: kind, through: asOf) { subject, facts in
                for testimony in context.visibility.testimonies(facts) {
                    let event = try reader.event(at: testimony.position)?.testimony
                    for link in event?.links ?? []
                    where link.relation == .contradicts && link.author == .coder {
                        guard let to = try reader.position(of: link.to),
                            let other = try reader.event(at: to)?.testimony,
                            other.subject != subject, try areVisible([to])
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
