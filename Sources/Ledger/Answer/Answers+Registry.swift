extension Answers {
    /// P10: sources with what rests on them.
    func sources(_ question: Question) throws -> Answer {
        let rows = try registry.sources(at: asOf).filter { isPublished($0.key) }.map { source in
            JSON.object(try members(source))
        }
        return answer("sources/1", rows)
    }

    /// Whether a source has surely appeared by the question's `known`.
    func isPublished(_ source: Key) -> Bool {
        guard let known = basis.coordinates.known else { return true }
        guard let published = registry.publication(of: source, at: asOf) else { return false }
        return published.hi <= known
    }

    private func members(_ source: Registry.Source) throws -> [JSON.Member] {
        // The rows say how it is told, so no event is read.
        var audit = SourceAudit()
        for position in try reader.positions(.source, source.key.description, through: asOf) {
            guard let testimony = try visible(position), testimony.type?.isTestimony == true else {
                continue
            }
            audit.add(
                testimony,
                own: testimony.facts.filter { key($0.source) == source.key },
                isCredited: try isCredited(source, testimony)
            )
        }
        let corrections = try testimonies(of: source.key).filter {
            $0.type?.name == "source.corrected"
        }
        return [
            .init("source", .key(source.key)),
            .init("outlet", .string(outletName(ofSource: source.key))),
            .init("published", .span(registry.publicationDate(of: source.key, at: asOf))),
            .init("held", .string(source.held.rawValue)),
        ] + audit.members + [
            .init("corrected", .count(corrections.count)),
            .init("records", .records([source.position])),
        ]
    }

    /// Whether an entry of a record credits the outlet of a source that stands in it; with an
    /// entry hidden, the source must be seen in another.
    private func isCredited(_ source: Registry.Source, _ testimony: Testimony) throws -> Bool {
        guard testimony.facts.contains(where: { key($0.firstReporter) == source.outlet }) else {
            return false
        }
        if testimony.facts.contains(where: { key($0.source) == source.key }) { return true }
        return try event(testimony.position).map(testimony.names)?.contains(source.key) ?? false
    }

    func source(_ question: Question) throws -> Answer {
        let key = try question.neededKey("source")
        guard let source = registry.source(key, at: asOf) else {
            let near = Suggestion.nearest(
                to: key.description,
                in: registry.sources(at: asOf).map(\.key.description)
            )
            throw Refusal(
                .notFound,
                "\(key) is not registered" + (near.map { "; did you mean \($0)?" } ?? "")
            )
        }
        let more: [JSON.Member] = [
            .init("title", .text(source.title)), .init("wire", .key(source.wire)),
            .init("kind", .text(source.kind)), .init("sha256", .text(source.sha256)),
            .init(
                "text_held",
                .bool(try source.sha256.flatMap { Hash(hex: $0) }.map(reader.holdsText) ?? false)
            ), .init("note", .text(source.note)),
        ]
        return answer("source/1", [.object(try members(source) + more)])
    }

    func actors(_ question: Question) throws -> Answer {
        let kind = try question.word("kind", of: ActorKind.listed)
        let rows = registry.actors(at: asOf).filter {
            kind == nil || $0.key.kind.rawValue == kind || $0.kind == kind
        }.map { actor -> JSON in
            let title = actor.posts.first.map { post in
                [post.title, post.at?.key.description ?? post.atName].compactMap(\.self)
                    .joined(separator: ", ")
            }
            return .object([
                .init("actor", .key(actor.key)),
                .init("name", .text(actor.name ?? actor.description)),
                .init("kind", .string(actor.kind)), .init("part_of", .key(actor.partOf)),
                .init("title", .text(title)), .init("records", .records([actor.position])),
            ])
        }
        return answer("actors/1", rows)
    }

    func types(_ question: Question) -> Answer {
        let all = Catalogue.types + registry.types.asOf(asOf).registered
        return answer(
            "types/1",
            all.map { type in
                .object([
                    .init("type", .string(type.name)), .init("summary", .string(type.summary)),
                    .init(
                        "subjects",
                        .string(
                            type.subjectKinds.isEmpty
                                ? "any" : type.subjectKinds.map(\.rawValue).joined(separator: ", ")
                        )
                    ),
                    .init("state", .text(type.state)), .init("records", .array([])),
                ])
            }
        )
    }

    func type(_ question: Question) throws -> Answer {
        guard let name = question.parameters["type"] else { throw question.missing("type") }
        let types = registry.types.asOf(asOf)
        guard let type = types.type(named: name) else {
            let near = Suggestion.nearest(to: name, in: types.names)
            throw Refusal(
                .notFound,
                "'\(name)' is no event type" + (near.map { "; did you mean '\($0)'?" } ?? "")
            )
        }
        return answer("type/1", TypeTableRows.rows(of: type))
    }

    func subjects(_ question: Question) throws -> Answer {
        let prefix = question.parameters["prefix"] ?? ""
        var rows: [JSON] = []
        for kind in Kind.allCases where kind.rawValue.hasPrefix(prefix.prefix { $0 != "/" }) {
            var found: [(subject: Key, positions: [RecordNumber])] = []
            try reader.each(of: kind, through: asOf) { subject, facts in
                guard subject.description.hasPrefix(prefix) else { return }
                let positions = try published(facts)
                if !positions.isEmpty { found.append((subject, positions)) }
            }
            // The views go by first appearance of the name, which says nothing to a reader.
            rows += found.sorted { $0.subject < $1.subject }.map { subject, positions in
                .object([
                    .init("subject", .key(subject)),
                    .init("records_count", .count(positions.count)),
                    .init("records", .records(positions.suffix(5))),
                ])
            }
        }
        return answer("subjects/1", rows)
    }

    /// The records of some rows of which something had been published, whether or not they stand.
    private func published(_ facts: [Fact]) throws -> [RecordNumber] {
        guard basis.coordinates.known != nil else { return Set(facts.map(\.position)).sorted() }
        let visibility = context.visibility
        var found: Set<RecordNumber> = []
        for fact in facts where !found.contains(fact.position) {
            // What a correction says may be about another subject, under which its rows are.
            let isShown =
                fact.lifecycle?.act == .corrected
                ? try event(fact.position).flatMap(published) != nil
                : visibility.isPublished(fact)
            if isShown { found.insert(fact.position) }
        }
        return found.sorted()
    }
}

/// What rests on a source.
private struct SourceAudit {
    private var records = 0
    private var counts: [Attribution: Int] = [:]
    private var first = 0
    private var own = 0
    private var relays = 0
    private var silent = 0

    mutating func add(_ testimony: Testimony, own entries: [Fact], isCredited: Bool) {
        if isCredited { first += 1 }
        guard !entries.isEmpty else { return }
        records += 1
        if testimony.type?.name == "comment.refused" { silent += 1 }
        if entries.contains(where: \.isRelayed) { relays += 1 }
        // It spoke to the origin itself if no other text stands before it in the chain.
        if entries.contains(where: { !$0.isRelayed }) { own += 1 }
        for attribution in Set(entries.compactMap(\.attribution)) {
            counts[attribution, default: 0] += 1
        }
    }

    var members: [JSON.Member] {
        func count(_ attribution: Attribution) -> JSON { .count(counts[attribution] ?? 0) }
        return [
            .init("records_count", .count(records)), .init("named", count(.named)),
            .init("unnamed", count(.unnamed)), .init("institution", count(.institution)),
            .init("relayed", count(.otherOutlet)), .init("voice", count(.outletVoice)),
            .init("first", .count(first)), .init("own", .count(own)),
            .init("relays", .count(relays)), .init("no_comment", .count(silent)),
        ]
    }
}
