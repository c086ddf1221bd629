extension Answers {
    /// P10: sources with what rests on them.
    func sources(_ question: Question) throws -> Answer {
        let rows = try registry.sources(at: asOf).filter(isPublished).map { source in
            JSON.object(try members(source))
        }
        return answer("sources/1", rows)
    }

    private func isPublished(_ source: Registry.Source) -> Bool {
        guard let known = basis.coordinates.known else { return true }
        return (registry.publication(of: source.key, at: asOf)?.hi ?? .distantFuture) <= known
    }

    private func members(_ source: Registry.Source) throws -> [JSON.Member] {
        var records: [RecordNumber] = []
        var counts: [Attribution: Int] = [:]
        var first = 0
        for position in try reader.positions(.source, source.key.description, through: asOf) {
            guard let event = try reader.event(at: position)?.testimony, event.type.isTestimony,
                try visible(position, of: event.subject) != nil
            else { continue }
            let own = event.evidence.filter { $0.source.key == source.key }
            if !own.isEmpty { records.append(position) }
            for attribution in Set(own.map(\.attribution)) { counts[attribution, default: 0] += 1 }
            let credited = event.evidence.contains { entry in
                entry.firstReporter?.key == source.outlet
                    && entry.chain.contains { $0.who == source.key }
            }
            if credited { first += 1 }
        }
        func count(_ attribution: Attribution) -> JSON { .count(counts[attribution] ?? 0) }
        return [
            .init("source", .key(source.key)),
            .init("outlet", .string(outletName(ofSource: source.key))),
            .init("published", .span(registry.publicationDate(of: source.key, at: asOf))),
            .init("held", .string(source.held.rawValue)),
            .init("records_count", .count(records.count)), .init("named", count(.named)),
            .init("unnamed", count(.unnamed)), .init("institution", count(.institution)),
            .init("relayed", count(.otherOutlet)), .init("voice", count(.outletVoice)),
            .init("first", .count(first)), .init("records", .records([source.position])),
        ]
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
            .init("note", .text(source.note)),
        ]
        return answer("source/1", [.object(try members(source) + more)])
    }

    func actors(_ question: Question) throws -> Answer {
        let kind = try question.word("kind", of: Kind.allCases.filter(\.isActor).map(\.rawValue))
        let rows = registry.actors(at: asOf).filter {
            kind == nil || $0.key.kind.rawValue == kind
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

    /// P7: what an actor did and said, with the title held then, and what became of it.
    func dossier(_ question: Question) throws -> Answer {
        let key = try question.neededKey("actor")
        guard key.kind.isActor else {
            throw question.bad("actor", "'\(key)' is no actor", hint: "write person/liu-he")
        }
        guard let actor = registry.actor(key, at: asOf) else {
            let near = Suggestion.nearest(
                to: key.description,
                in: registry.actors(at: asOf).map(\.key.description)
            )
            throw Refusal(
                .notFound,
                "\(key) is not registered" + (near.map { "; did you mean \($0)?" } ?? "")
            )
        }
        var rows: [(Day, RecordNumber, JSON)] = []
        for position in try reader.positions(.actor, key.description, through: asOf) {
            guard let event = try reader.event(at: position)?.testimony, event.type.isTestimony,
                let testimony = try visible(position, of: event.subject)
            else { continue }
            let roles = event.actors.filter { $0.actor.key == key }.map(\.role.rawValue)
            let isOrigin = event.evidence.contains { $0.origin == key }
            let role = roles.first ?? (isOrigin ? "origin" : "in chain")
            rows.append(
                (
                    testimony.act.hi, position,
                    .object([
                        .init("date", .span(event.occurred ?? event.body.date(.effective))),
                        .init("act", .string(event.type.name)), .init("role", .string(role)),
                        .init("title", .text(title(of: actor, on: testimony.act))),
                        .init("subject", .key(event.subject)),
                        .init("gist", .string(Gist.of(event))),
                        .init(
                            "via",
                            .text(
                                event.evidence.first.map {
                                    outletName(ofSource: $0.source.key)
                                }
                            )
                        ), .init("flags", .array(try flags(event.subject))),
                        .init("record", .string(position.description)),
                        .init("records", .records([position])),
                    ])
                )
            )
        }
        rows.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        return answer("dossier/1", rows.map(\.2))
    }

    /// The office held at a time: the first whose span may hold it.
    private func title(of actor: Registry.Actor, on date: DayInterval) -> String? {
        actor.posts.first { post in
            let from = post.from?.interval.lo ?? .distantPast
            let until = post.until?.interval.hi ?? .distantFuture
            return from <= date.hi && date.lo <= until
        }?.title
    }

    private func flags(_ subject: Key) throws -> [JSON] {
        guard Machine(of: subject.kind) == .statement else { return [] }
        let verbs = try testimonies(of: subject).map(\.verb)
        return ["confirmed", "denied", "disavowed"].filter(verbs.contains).map(JSON.string)
    }

    func types() -> Answer {
        let all = Catalogue.types + registry.types.registered
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
        guard let type = registry.types.type(named: name) else {
            let near = Suggestion.nearest(to: name, in: registry.types.names)
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
            try reader.each(of: kind, through: asOf) { subject, facts in
                guard subject.description.hasPrefix(prefix) else { return }
                let positions = Set(facts.map(\.position)).sorted()
                rows.append(
                    .object([
                        .init("subject", .key(subject)),
                        .init("records_count", .count(positions.count)),
                        .init("records", .records(positions.suffix(5))),
                    ])
                )
            }
        }
        return answer("subjects/1", rows)
    }
}

/// The fields and roles of an event type, as rows.
enum TypeTableRows {
    static func rows(of type: EventType) -> [JSON] {
        let roles = type.requiredRoles.map { rule in
            row(
                "actors: \(rule.role.rawValue)",
                "required",
                rule.count > 1 ? "actor ×\(rule.count)" : "actor",
                "a party, in role '\(rule.role.rawValue)'"
            )
        }
        func fields(_ choices: [[BodyField]], _ need: String) -> [JSON] {
            choices.map { choice in
                let names = choice.map(\.name).joined(separator: " / ")
                let entry = FieldDictionary.entry(choice[0])
                return row(
                    names,
                    need,
                    FieldDictionary.format(of: choice[0], in: type).name,
                    choice.count == 1 ? entry.meaning : "one of these"
                )
            }
        }
        let single = Set(
            (type.required + type.expected).filter { $0.count == 1 }.flatMap(\.self)
        )
        let optional = type.allowed.subtracting(single).sorted { $0.rawValue < $1.rawValue }
        return roles + fields(type.required, "required") + fields(type.expected, "expected")
            + optional.map { field in
                row(
                    field.name,
                    "optional",
                    FieldDictionary.format(of: field, in: type).name,
                    FieldDictionary.entry(field).meaning
                )
            }
    }

    private static func row(
        _ field: String,
        _ need: String,
        _ format: String,
        _ meaning: String
    ) -> JSON {
        .object([
            .init("field", .string(field)), .init("need", .string(need)),
            .init("format", .string(format)), .init("meaning", .string(meaning)),
            .init("records", .array([])),
        ])
    }
}
