extension Answers {
    /// P12: what differs between two points of one axis, with the records that make it so, and
    /// what was learned between them.
    func diff(_ question: Question) throws -> Answer {
        let axis = try question.word("axis", of: ["on", "known", "as_of"])
        guard let axis else { throw question.missing("axis") }
        let isListing = try question.word("records", of: ["true", "false"]) == "true"
        let (a, b) = try ends(question, axis)
        let before = try at(a).states()
        let after = try at(b).states()
        var rows: [JSON] = []
        for key in Set(before.keys).union(after.keys).sorted() {
            guard let row = try row(key, before[key], after[key]) else { continue }
            rows.append(row)
        }
        let learned = try learned(between: a, b, axis)
        var notes: [String] = []
        if !learned.isEmpty {
            let sources = Set(learned.compactMap { $0["source"]?.text }).sorted()
            let count = learned.count == 1 ? "1 record" : "\(learned.count) records"
            let from = sources.isEmpty ? "" : ", from \(sources.joined(separator: ", "))"
            notes = ["\(count) learned\(from)"]
        }
        // The head of the log is that of the question; the days are those of the second point.
        var second = basis.coordinates
        (second.on, second.known) = (b.on, b.known)
        return at(second).answer("diff/1", rows + (isListing ? learned : []), notes: notes)
    }

    /// The same answers at other coordinates.
    private func at(_ coordinates: Coordinates) -> Answers {
        var basis = basis
        basis.coordinates = coordinates
        return Answers(reader: reader, basis: basis)
    }

    /// The state of every subject.
    private func states() throws -> [Key: SubjectState] {
        var found: [Key: SubjectState] = [:]
        for kind in Self.kinds {
            try each(of: kind) { subject in
                found[subject.key] = try state(subject)
            }
        }
        return found
    }

    private func row(_ key: Key, _ before: SubjectState?, _ after: SubjectState?) throws -> JSON? {
        guard before?.summary != after?.summary || before?.records != after?.records else {
            return nil
        }
        let old = Set(before?.records ?? [])
        let new = (after?.records ?? []).filter { !old.contains($0) }
        let gone = old.subtracting(after?.records ?? []).sorted()
        let cause = new.isEmpty ? gone : new
        let event = try cause.last.flatMap { try self.event($0) }
        return .object([
            .init("row", .string("change")),
            .init("mark", .string(before == nil ? "+" : after == nil ? "-" : "~")),
            .init("subject", .key(key)),
            .init("field", .string(before?.summary == after?.summary ? "evidence" : "state")),
            .init("before", .text(before?.summary)), .init("after", .text(after?.summary)),
            .init("what", .text(event.map(Gist.of))), .init("records", .records(cause)),
        ])
    }

    /// The two points.
    private func ends(
        _ question: Question,
        _ axis: String
    ) throws -> (Coordinates, Coordinates) {
        var a = basis.coordinates
        var b = basis.coordinates
        func missing() -> Refusal {
            question.missing(question.parameters["from"] == nil ? "from" : "to")
        }
        guard axis != "as_of" else {
            guard let from = try recorded("from", question), let to = try recorded("to", question)
            else { throw missing() }
            a.asOf = from
            b.asOf = to
            return (a, b)
        }
        guard let from = try question.day("from"), let to = try question.day("to") else {
            throw missing()
        }
        if axis == "on" {
            a.on = from
            b.on = to
            return (a, b)
        }
        a.known = from
        b.known = to
        // Without a day of the world: what readers could know, on each day, of that day.
        if question.parameters["on"] == nil {
            a.on = from
            b.on = to
        }
        return (a, b)
    }

    /// The records that show at the second point and not at the first, by record.
    private func learned(
        between a: Coordinates,
        _ b: Coordinates,
        _ axis: String
    ) throws -> [JSON] {
        var positions: Set<RecordNumber> = []
        switch axis {
        case "known":
            guard let from = a.known, let to = b.known else { return [] }
            for source in registry.sources(at: asOf) {
                let day = registry.publication(of: source.key, at: asOf)?.hi ?? .distantFuture
                guard day > min(from, to), day <= max(from, to) else { continue }
                positions.formUnion(
                    try reader.positions(.source, source.key.description, through: asOf)
                )
            }
        case "as_of":
            let (low, high) = (min(a.asOf, b.asOf), max(a.asOf, b.asOf))
            positions = Set((low.value..<high.value).map { RecordNumber($0 + 1) })
        default: return []
        }
        let (first, second) = (at(a), at(b))
        return try positions.sorted().compactMap { position in
            guard let (now, event) = try second.told(position), event.type.isTestimony,
                try first.visible(position) == nil
            else { return nil }
            return .object([
                .init("row", .string("learned")), .init("record", .string(position.description)),
                .init("date", .span(event.occurred ?? event.body.date(.effective))),
                .init("type", .string(event.type.name)), .init("subject", .key(event.subject)),
                .init("what", .string(Gist.of(event))),
                .init("source", .key(key(now.fact.source))),
                .init("records", .records([position])),
            ])
        }
    }
}
