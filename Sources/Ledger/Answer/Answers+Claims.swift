extension Answers {
    /// P8: who claimed what about a subject, when, through whom; then the tally.
    func claims(_ question: Question) throws -> Answer {
        let subject = try subject(of: question)
        let own = try testimonies(of: subject)
        try mustExist(subject, own)
        var rows: [JSON] = []
        var tally = Tally(context: context)
        for testimony in own {
            guard let event = try reader.event(at: testimony.position)?.testimony else { continue }
            tally.add(event, testimony)
            rows += self.rows(event, testimony)
        }
        for (testimony, event) in try mentions(of: subject) {
            tally.add(event, testimony, isAbout: true)
            rows += self.rows(event, testimony)
        }
        rows.append(tally.row)
        return answer("claims/1", rows)
    }

    /// A key, or the subject of a record.
    func subject(of question: Question) throws -> Key {
        guard let text = question.parameters["subject"] else { throw question.missing("subject") }
        guard let number = RecordNumber(text) else { return try question.neededKey("subject") }
        guard number <= asOf, let event = try reader.event(at: number) else {
            throw Refusal(.notFound, "\(number) is not recorded")
        }
        return event.testimony.subject
    }

    /// What others say about a subject: no-comments, and statements that concern it.
    private func mentions(of subject: Key) throws -> [(Testimony, Event)] {
        var found: [(Testimony, Event)] = []
        for position in try reader.positions(.mention, subject.description, through: asOf) {
            guard let event = try reader.event(at: position)?.testimony,
                ["comment.refused", "statement.made"].contains(event.type.name)
            else { continue }
            let visible = try testimonies(of: event.subject).first { $0.position == position }
            if let visible { found.append((visible, event)) }
        }
        return found
    }

    private func rows(_ event: Event, _ testimony: Testimony) -> [JSON] {
        testimony.facts.compactMap { fact in
            guard fact.hasEvidence, Int(fact.entry) < event.evidence.count else { return nil }
            let entry = event.evidence[Int(fact.entry)]
            return .object([
                .init("row", .string("claim")), .init("origin", .string(origin(entry, event))),
                .init("carrier", .text(carrier(entry))),
                .init(
                    "published",
                    .span(registry.publicationDate(of: entry.source.key, at: asOf))
                ),
                .init("how", .string(how(entry, event))),
                .init("form", .string(entry.form.rawValue)),
                .init("stance", .string(stance(entry, event))),
                .init("certainty", .text(entry.certainty?.rawValue)),
                .init("loc", .text(entry.loc)), .init("type", .string(event.type.name)),
                .init(
                    "chain",
                    .array(
                        entry.chain.map { hop in
                            .object([
                                .init("who", .key(hop.who)),
                                .init("act", .string(hop.act.rawValue)),
                            ])
                        }
                    )
                ),
                .init("covers", .array(entry.covers.map(JSON.string))),
                .init("gist", .string(Gist.of(event))),
                .init("record", .string(testimony.position.description)),
                .init("records", .records([testimony.position])),
            ])
        }
    }

    /// Who the chain goes back to: a person with the body spoken for, an outlet by its name.
    private func origin(_ entry: Evidence, _ event: Event) -> String {
        let first = entry.origin
        if first.kind == .src {
            let held = registry.source(first, at: asOf)?.held
            let name = outletName(ofSource: first)
            return held == .citedOnly ? "\(name) (not held)" : name
        }
        let name = registry.actor(first, at: asOf)?.name ?? first.description
        let bodies = event.actors(in: .for).map(\.key).filter { $0 != first }
        guard first.kind == .person, let body = bodies.first else { return name }
        return "\(name), for \(registry.actor(body, at: asOf)?.name ?? body.description)"
    }

    /// The outlet in hand, where it is not the origin itself.
    private func carrier(_ entry: Evidence) -> String? {
        entry.origin == entry.source.key ? nil : outletName(ofSource: entry.source.key)
    }

    private func how(_ entry: Evidence, _ event: Event) -> String {
        entry.attribution.rawValue.spaced
    }

    private func stance(_ entry: Evidence, _ event: Event) -> String {
        let refusal = event.body.text(.refusal)
        if event.type.name == "comment.refused", let refusal { return refusal.spaced }
        return entry.polarity == .negative ? "\(entry.stance.rawValue) not" : entry.stance.rawValue
    }
}
