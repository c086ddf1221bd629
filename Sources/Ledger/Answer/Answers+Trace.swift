extension Answers {
    /// P14: where a record comes from, what it points at and what points at it, what became of
    /// it, and its place in the log.
    func trace(_ question: Question) throws -> Answer {
        guard let position = try question.record("record") else {
            throw question.missing("record")
        }
        guard position <= asOf, let record = try reader.record(at: position) else {
            throw Refusal(.notFound, "\(position) is not recorded")
        }
        var rows: [JSON] = []
        let event = try event(position)
        // What had not been published says nothing, here as in a list.
        if let event, published(event) != nil {
            rows += hops(event, position)
            rows += try links(out: event, position)
        }
        rows += try links(into: position)
        rows += try versions(position)
        rows.append(try proof(record, position))
        if let event, event.type.isTestimony {
            var tally = Tally(context: context)
            if let testimony = try visible(position) {
                tally.add(event, testimony)
            }
            rows.append(
                .object([
                    .init("row", .string("tally")), .init("text", tally.row["text"] ?? .null),
                    .init("records", .records([position])),
                ])
            )
        }
        return answer("record_trace/1", rows)
    }

    /// The chain of each evidence entry, origin first.
    private func hops(_ event: Event, _ position: RecordNumber) -> [JSON] {
        event.evidence.enumerated().filter { isPublished($0.element) }.flatMap { index, entry in
            entry.chain.enumerated().map { hop, step in
                let source = registry.source(step.who, at: asOf)
                let wording = event.actors.first { $0.actor.key == step.who }?.wording
                let actor = registry.actor(step.who, at: asOf)
                return JSON.object([
                    .init("row", .string("hop")), .init("entry", .count(index)),
                    .init("hop", .count(hop)), .init("who", .key(step.who)),
                    .init("act", .string(step.act.rawValue)),
                    .init("wording", .text(wording ?? actor?.description)),
                    .init("held", .text(source?.held.rawValue)),
                    .init("loc", .text(hop == entry.chain.count - 1 ? entry.loc : nil)),
                    .init("records", .records([position])),
                ])
            }
        }
    }

    private func link(
        _ direction: String,
        _ relation: String,
        _ author: String?,
        to position: RecordNumber
    ) throws -> JSON {
        let other = try event(position)
        return .object([
            .init("row", .string("link")), .init("direction", .string(direction)),
            .init("rel", .string(relation)), .init("record", .string(position.description)),
            .init("by", .text(author)), .init("subject", .key(other?.subject)),
            .init("what", .text(other.flatMap(published).map(Gist.of))),
            .init("records", .records([position])),
        ])
    }

    /// What the record says of others: its links, what it is aimed at.
    private func links(out event: Event, _ position: RecordNumber) throws -> [JSON] {
        var rows: [JSON] = []
        for made in event.links {
            guard let to = try reader.position(of: made.to), to <= asOf, try areVisible([to])
            else { continue }
            rows.append(
                try link("out", made.relation.rawValue, made.author.rawValue, to: to)
            )
        }
        for id in [event.body.record(.target), event.body.record(.to)].compactMap(\.self)
            + event.body.records(.records)
        {
            guard let to = try reader.position(of: id), to <= asOf, to != position else { continue }
            // What a retraction withdraws need not stand.
            guard try event.type.isLifecycle || areVisible([to]) else { continue }
            rows.append(try link("out", event.type.name, nil, to: to))
        }
        return rows
    }

    /// What other records say of this one.
    private func links(into position: RecordNumber) throws -> [JSON] {
        // What is said of a record shows no earlier than the record.
        guard try areVisible([position]) || isLifecycle(position) else { return [] }
        let own = try reader.record(at: position)?.leaf.id
        var rows: [JSON] = []
        for from in try reader.positions(.reference, position.description, through: asOf) {
            // A correction points at what it corrects, which the versions say; its words do not.
            guard let event = try event(from), from != position, let own,
                event.references.contains(own), try visible(from) != nil
            else { continue }
            if let made = event.madeLink {
                // A link stands between two other records: the one at its far end is shown.
                let isTarget = made.target == own
                let far = isTarget ? made.link.to : made.target
                guard let end = try reader.position(of: far), try areVisible([end]) else {
                    continue
                }
                rows.append(
                    try link(
                        isTarget ? "out" : "in",
                        made.link.relation.rawValue,
                        made.link.author.rawValue,
                        to: end
                    )
                )
                continue
            }
            let made = event.links.filter { $0.to == own }
            for link in made {
                rows.append(
                    try self.link("in", link.relation.rawValue, link.author.rawValue, to: from)
                )
            }
            if made.isEmpty {
                let relation =
                    event.body.text(.rel) ?? event.type.name
                rows.append(try link("in", relation, event.body.text(.linkBy), to: from))
            }
        }
        return rows
    }

    /// A correction or retraction, which is visible whatever was published.
    private func isLifecycle(_ position: RecordNumber) throws -> Bool {
        try reader.record(at: position).map { $0.leaf.type.hasPrefix("record.") } ?? false
    }

    /// The chain of corrections that the record belongs to.
    private func versions(_ position: RecordNumber) throws -> [JSON] {
        let chain = try reader.chain(of: position, through: asOf)
        guard !chain.steps.isEmpty else { return [] }
        let acts = [(chain.root, "recorded")] + chain.steps.map { ($0.position, $0.act.word) }
        return try acts.map { position, act in
            let record = try reader.record(at: position)
            return .object([
                .init("row", .string("version")), .init("record", .string(position.description)),
                .init("act", .string(act)),
                .init("standing", .text(try record.map { try standing(position, $0) })),
                .init("records", .records([position])),
            ])
        }
    }

    /// The place in the log, with the path that proves it (RFC 6962, 2.1.1).
    private func proof(_ record: StoredRecord, _ position: RecordNumber) throws -> JSON {
        let path = try reader.inclusionPath(of: position, size: basis.size)
        return .object([
            .init("row", .string("proof")), .init("index", .count(position.value - 1)),
            .init("size", .count(basis.size)),
            .init("leaf_hash", .string(record.leaf.hash.hex)),
            .init("path", .array(path.map { .string($0.hex) })),
            .init("root", .string(basis.root.hex)), .init("records", .records([position])),
        ])
    }
}

extension Chain.Act {
    /// What was done, as a word.
    var word: String {
        switch self {
        case .corrected: "corrected"
        case .retracted: "retracted"
        case .redacted: "redacted"
        }
    }
}
