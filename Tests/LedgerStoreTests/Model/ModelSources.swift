import Ledger

/// What is registered: sources with what rests on them, actors, event types.
extension ModelWorld {
    func registryRows(_ question: ModelQuestion) -> [JSON]? {
        switch question.view {
        case "sources": sources()
        case "sources/show": question["source"].flatMap { try? Key($0) }.map(source) ?? []
        case "actors": actors(question)
        case "types": types()
        case "types/show": question["type"].map(type) ?? []
        default: nil
        }
    }

    /// The rows of `sources`: those that had been published.
    private func sources() -> [JSON] {
        registry.sources.sorted { $0.key < $1.key }.filter { _, source in
            cut.known.map { source.published.hi <= $0 } ?? true
        }.map { key, source in row(key, source) }
    }

    /// The row of `sources/show`, whenever it was published.
    private func source(_ key: Key) -> [JSON] {
        guard let source = registry.sources[key] else { return [] }
        return [
            row(key, source).with("title", .text(source.title)).with("wire", .key(source.wire))
                .with("kind", .text(source.kind?.rawValue))
                .with("sha256", .text(source.digest))
                // No history holds the text of a source.
                .with("text_held", .bool(false)).with("note", .text(source.note))
        ]
    }

    /// How what rests on a source is told.
    private func row(_ key: Key, _ source: ModelRegistry.Source) -> JSON {
        let records = told.filter(\.event.type.isTestimony)
        let own = records.map { told in
            (told: told, entries: told.entries.map(\.entry).filter { $0.source.key == key })
        }.filter { !$0.entries.isEmpty }
        func count(_ attribution: Attribution) -> JSON {
            .count(own.filter { $0.entries.contains { $0.attribution == attribution } }.count)
        }
        func relays(_ entry: Evidence) -> Bool {
            entry.chain.contains { $0.who.kind == .src && $0.who != key }
        }
        let corrections = told.filter {
            $0.event.type.name == "source.corrected" && $0.event.subject == key
        }
        let first = records.filter { told in
            told.entries.contains { $0.entry.firstReporter?.key == source.outlet }
                && told.sources.contains(key.description)
        }
        return .fields([
            "source": .key(key), "outlet": .string(outletName(key)),
            "published": .span(source.published), "held": .string(source.held.rawValue),
            "records_count": .count(own.count), "named": count(.named),
            "unnamed": count(.unnamed), "institution": count(.institution),
            "relayed": count(.otherOutlet), "voice": count(.outletVoice),
            "first": .count(first.count),
            "own": .count(own.filter { $0.entries.contains { !relays($0) } }.count),
            "relays": .count(own.filter { $0.entries.contains(where: relays) }.count),
            "no_comment": .count(own.filter { $0.told.verb == "refused" }.count),
            "corrected": .count(corrections.count), "records": .records([source.record]),
        ])
    }

    /// The rows of `actors`, of a kind of key or of actor.
    private func actors(_ question: ModelQuestion) -> [JSON] {
        let kind = question["kind"]
        return registry.actors.sorted { $0.key < $1.key }.filter { key, actor in
            kind == nil || kind == "\(key.kind)" || kind == actor.kind
        }.map { key, actor in
            let post = actor.posts.first
            let place = post?.at?.description ?? post?.atName
            return .fields([
                "actor": .key(key), "name": .text(actor.name ?? actor.description),
                "kind": .string(actor.kind), "part_of": .key(actor.partOf),
                "title": .text(post.map { $0.title + (place.map { ", \($0)" } ?? "") }),
                "records": .records([actor.record]),
            ])
        }
    }

    /// The rows of `types`; no history registers one.
    private func types() -> [JSON] {
        Catalogue.types.map { type in
            let kinds = type.subjectKinds.map { "\($0)" }.joined(separator: ", ")
            return .fields([
                "type": .string(type.name), "summary": .string(type.summary),
                "subjects": .string(kinds.isEmpty ? "any" : kinds),
                "state": .text(type.state), "records": .texts([]),
            ])
        }
    }

    /// The rows of `types/show`: who must be named, then what must, should and may be said.
    private func type(_ name: String) -> [JSON] {
        guard let type = Catalogue.type(named: name) else { return [] }
        func row(_ field: String, _ need: String) -> JSON {
            .fields([
                "field": .string(field), "need": .string(need), "records": .texts([]),
            ])
        }
        func rows(_ choices: [[BodyField]], _ need: String) -> [JSON] {
            choices.map { row($0.map(\.name).joined(separator: " / "), need) }
        }
        // Of fields of which one is enough, each may stand too.
        let single = (type.required + type.expected).filter { $0.count == 1 }.flatMap { $0 }
        let optional = type.allowed.filter { !single.contains($0) }
        return type.requiredRoles.map { row("actors: \($0.role.rawValue)", "required") }
            + rows(type.required, "required") + rows(type.expected, "expected")
            + optional.sorted { $0.rawValue < $1.rawValue }.map { row($0.name, "optional") }
    }
}

extension ModelQuestion {
    static func registryParameters(
        _ view: String,
        _ pair: ModelPair,
        _ random: SplitMix64
    ) -> [(name: String, value: String)]? {
        switch view {
        case "sources", "types": return []
        case "sources/show": return [("source", random.pick(pair.subjects(.src)))]
        case "actors":
            let kinds = ["gov", "person", "anon", "state", "office", "outlet", "company"]
            return random.chance(60) ? [("kind", random.pick(kinds))] : []
        case "types/show": return [("type", random.pick(Catalogue.types).name)]
        default: return nil
        }
    }
}
