extension Answers {
    /// P7: what an actor did and said, with the title held then, and what became of it.
    func dossier(_ question: Question) throws -> Answer {
        let wanted = try question.neededKey("actor")
        guard wanted.kind.isActor else {
            throw question.bad("actor", "'\(wanted)' is no actor", hint: "write person/liu-he")
        }
        guard registry.actor(wanted, at: asOf) != nil else {
            let near = Suggestion.nearest(
                to: wanted.description,
                in: registry.actors(at: asOf).map(\.key.description)
            )
            throw Refusal(
                .notFound,
                "\(wanted) is not registered" + (near.map { "; did you mean \($0)?" } ?? "")
            )
        }
        var rows: [(day: Day, position: RecordNumber, row: JSON)] = []
        var seen: Set<RecordNumber> = []
        for key in joins.members(of: wanted) {
            for position in try reader.positions(.actor, key.description, through: asOf)
            where seen.insert(position).inserted {
                guard let (testimony, event) = try told(position), event.type.isTestimony,
                    testimony.names(of: event).contains(key)
                else {
                    seen.remove(position)
                    continue
                }
                rows.append((testimony.act.hi, position, try act(key, testimony, event)))
            }
        }
        rows.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        return answer("dossier/1", rows.map(\.row))
    }

    private func act(_ key: Key, _ testimony: Testimony, _ event: Event) throws -> JSON {
        let roles = event.actors.filter { $0.actor.key == key }.map(\.role.rawValue)
        let entries = testimony.entries(of: event)
        let isOrigin = entries.contains { $0.origin == key }
        let isHop = entries.contains { $0.chain.contains { $0.who == key } }
        let part = isOrigin ? "origin" : isHop ? "in chain" : "first report"
        let via = entries.first.map { outletName(ofSource: $0.source.key) }
        let actor = registry.actor(key, at: asOf)
        return .object([
            .init("date", .span(event.occurred ?? event.body.date(.effective))),
            .init("act", .string(event.type.name)),
            .init("role", .string(roles.first ?? part)),
            .init("title", .text(actor.flatMap { title(of: $0, on: testimony.act) })),
            .init("subject", .key(event.subject)), .init("target", .text(try target(of: event))),
            .init("gist", .string(Gist.of(event))), .init("via", .text(via)),
            .init("flags", .array(try flags(event.subject))),
            .init("record", .string(testimony.position.description)),
            .init("records", .records([testimony.position])),
        ])
    }

    /// Whom or what the act is aimed at: a record, or the other side.
    private func target(of event: Event) throws -> String? {
        if let id = event.body.record(.target), let position = try reader.position(of: id) {
            return position.description
        }
        let other = event.actors(in: .to) + event.actors(in: .target)
        return other.first?.description
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
        let verbs = try testimonies(of: subject).filter(\.moves).map(\.verb)
        return ["confirmed", "denied", "disavowed"].filter(verbs.contains).map(JSON.string)
    }
}
