extension Answers {
    /// P8: who claimed what about a subject or a record, when, through whom; then the tally.
    func claims(_ question: Question) throws -> Answer {
        guard let text = question.parameters["subject"] else { throw question.missing("subject") }
        if let number = RecordNumber(text) { return try claims(about: number) }
        let subject = try subject(try question.neededKey("subject"))
        try mustExist(subject)
        var audit = Audit(self)
        for testimony in subject.testimonies {
            guard let event = try event(of: testimony) else { continue }
            audit.add(testimony, event)
        }
        for (testimony, event) in try mentions(of: subject) {
            audit.add(testimony, event, isAbout: true)
        }
        return answer("claims/1", audit.rows)
    }

    /// The entries of one record, then the records that deny, confirm, disavow, link to, query
    /// or change it.
    private func claims(about number: RecordNumber) throws -> Answer {
        guard number <= asOf, try reader.record(at: number) != nil else {
            throw Refusal(.notFound, "\(number) is not recorded")
        }
        var audit = Audit(self)
        if let (testimony, own) = try told(number) { audit.add(testimony, own) }
        for position in try reader.positions(.reference, number.description, through: asOf) {
            guard position != number, let (testimony, event) = try told(position) else { continue }
            audit.add(testimony, event, isAbout: true)
        }
        return answer("claims/1", audit.rows)
    }

    /// What others say about a subject: no-comments, and statements that concern it.
    func mentions(of subject: Subject) throws -> [(Testimony, Event)] {
        var positions: Set<RecordNumber> = []
        for key in joins.members(of: subject.key) {
            positions.formUnion(try reader.positions(.mention, key.description, through: asOf))
        }
        return try positions.sorted().compactMap { position in
            guard let told = try told(position),
                ["comment.refused", "statement.made"].contains(told.event.type.name)
            else { return nil }
            return told
        }
    }
}

/// Rows of an audit, with the tally that adds them up.
private struct Audit {
    private let answers: Answers
    private var claims: [JSON] = []
    private var tally: Tally

    init(_ answers: Answers) {
        self.answers = answers
        tally = Tally(context: answers.context)
    }

    /// The claims, and the tally as the last row.
    var rows: [JSON] { claims + [tally.row] }

    /// Takes in a testimony; `isAbout` for one of another subject that concerns this one.
    mutating func add(_ testimony: Testimony, _ event: Event, isAbout: Bool = false) {
        tally.add(event, testimony, isAbout: isAbout)
        for fact in testimony.facts {
            guard fact.hasEvidence, Int(fact.entry) < event.evidence.count else { continue }
            claims.append(row(fact, event.evidence[Int(fact.entry)], event, testimony))
        }
    }

    private func row(
        _ fact: Fact,
        _ entry: Evidence,
        _ event: Event,
        _ testimony: Testimony
    ) -> JSON {
        let chain = entry.chain.map { hop in
            JSON.object([.init("who", .key(hop.who)), .init("act", .string(hop.act.rawValue))])
        }
        let published = answers.registry.publicationDate(of: entry.source.key, at: answers.asOf)
        return .object([
            .init("row", .string("claim")), .init("origin", .string(origin(entry, event))),
            .init("carrier", .text(carrier(entry))), .init("published", .span(published)),
            .init("how", .string(entry.attribution.rawValue.spaced)),
            .init("form", .string(entry.form.rawValue)),
            .init("stance", .string(Self.stance(entry, event))),
            .init("certainty", .text(entry.certainty?.rawValue)), .init("loc", .text(entry.loc)),
            .init("type", .string(event.type.name)), .init("chain", .array(chain)),
            .init("covers", .array(entry.covers.map(JSON.string))),
            .init("class", .string(EvidenceClass(fact, answers.context).rawValue)),
            .init("gist", .string(Gist.of(event))),
            .init("record", .string(testimony.position.description)),
            .init("records", .records([testimony.position])),
        ])
    }

    /// Who the chain goes back to: a person with the body spoken for, an outlet by its name.
    private func origin(_ entry: Evidence, _ event: Event) -> String {
        let first = entry.origin
        if first.kind == .src {
            let held = answers.registry.source(first, at: answers.asOf)?.held
            let name = answers.outletName(ofSource: first)
            return held == .citedOnly ? "\(name) (not held)" : name
        }
        let name = answers.name(first)
        let bodies = event.actors(in: .for).map(\.key).filter { $0 != first }
        guard first.kind == .person, let body = bodies.first else { return name }
        return "\(name), for \(answers.name(body))"
    }

    /// The outlet in hand, where it is not the origin itself.
    private func carrier(_ entry: Evidence) -> String? {
        entry.origin == entry.source.key ? nil : answers.outletName(ofSource: entry.source.key)
    }

    /// How the source stands to it; of somebody who gave no answer, in which way.
    static func stance(_ entry: Evidence, _ event: Event) -> String {
        let refusal = event.body.text(.refusal)
        if event.type.name == "comment.refused", let refusal { return refusal.spaced }
        return entry.polarity == .negative ? "\(entry.stance.rawValue) not" : entry.stance.rawValue
    }
}
