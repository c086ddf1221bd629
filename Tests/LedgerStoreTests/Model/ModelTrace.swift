import Ledger

/// Where a record comes from, what it points at, what points at it, and what became of it.
extension ModelWorld {
    /// The rows of `records/trace`, less the proof.
    func trace(_ number: RecordNumber) -> [JSON] {
        guard number <= cut.asOf else { return [] }
        let record = ledger.records[Int(number.value) - 1]
        let told = version(record)
        let tally = record.event.testimony.type.isTestimony ? [tallyText(number)] : []
        return (told.map(hops) ?? []) + (told.map { linksOut(of: record, $0) } ?? [])
            + linksIn(to: record) + versions(of: number) + tally
    }

    /// A row for each hop of each entry that counts.
    private func hops(_ told: Told) -> [JSON] {
        told.event.evidence.enumerated().flatMap { index, entry -> [JSON] in
            guard told.counting.contains(index) else { return [] }
            return entry.chain.enumerated().map { hop, step in
                let party = told.event.actors.first { $0.actor.key == step.who }
                return .fields([
                    "row": .string("hop"), "entry": .count(index), "hop": .count(hop),
                    "who": .key(step.who), "act": .string(step.act.rawValue),
                    "wording": .text(
                        party?.wording ?? registry.actors[step.who]?.description
                    ),
                    "held": .text(registry.sources[step.who]?.held.rawValue),
                    "loc": .text(step == entry.chain.last ? entry.loc : nil),
                    "records": .records([told.number]),
                ])
            }
        }
    }

    private func link(
        _ direction: String,
        _ relation: String,
        _ author: String?,
        _ other: RecordNumber
    ) -> JSON {
        let event = ledger.records[Int(other.value) - 1].event.testimony
        return .fields([
            "row": .string("link"), "direction": .string(direction), "rel": .string(relation),
            "record": .string(other.description), "by": .text(author),
            "subject": .key(event.subject), "records": .records([other]),
        ])
    }

    /// What it links to, and what it points at by its body.
    private func linksOut(of record: ModelLedger.Record, _ told: Told) -> [JSON] {
        let event = told.event
        let made = event.links.compactMap { link -> JSON? in
            guard let to = ledger.number(of: link.to), isVisible(to) else { return nil }
            return self.link("out", link.relation.rawValue, link.author.rawValue, to)
        }
        let named =
            [event.body.record(.target), event.body.record(.to)].compactMap { $0 }
            + event.body.records(.records)
        let pointed = named.compactMap(ledger.number(of:)).filter { to in
            // What a retraction withdraws need not stand.
            to <= cut.asOf && (event.type.isLifecycle || isVisible(to))
        }
        return made + pointed.map { link("out", event.type.name, nil, $0) }
    }

    /// What others that can be seen say of it, once it can be seen itself.
    private func linksIn(to record: ModelLedger.Record) -> [JSON] {
        guard record.event.type.isLifecycle || isVisible(record.number) else { return [] }
        return told.filter {
            $0.number != record.number && $0.event.references.contains(record.id)
        }.flatMap { other -> [JSON] in
            let body = other.event.body
            if other.event.type.name == "record.linked", let to = body.record(.to) {
                let isTarget = body.record(.target) == record.id
                let far = isTarget ? to : body.record(.target)
                guard let end = far.flatMap(ledger.number(of:)), isVisible(end) else { return [] }
                let relation = body.text(.rel) ?? ""
                return [link(isTarget ? "out" : "in", relation, body.text(.linkBy), end)]
            }
            let links = other.event.links.filter { $0.to == record.id }.map {
                link("in", $0.relation.rawValue, $0.author.rawValue, other.number)
            }
            guard links.isEmpty else { return links }
            let relation = body.text(.rel) ?? other.event.type.name
            return [link("in", relation, body.text(.linkBy), other.number)]
        }
    }

    /// Its chain of corrections, if anything changed it.
    private func versions(of number: RecordNumber) -> [JSON] {
        let root = ledger.root(of: number)
        let chain = ledger.records.filter {
            $0.number <= cut.asOf && ledger.root(of: $0.number) == root
        }
        guard chain.count > 1 else { return [] }
        return chain.map { record in
            let verb = record.number == root ? "recorded" : String(record.event.type.verb)
            return .fields([
                "row": .string("version"), "record": .string(record.number.description),
                "act": .string(verb), "standing": .string(standing(of: record)),
                "records": .records([record.number]),
            ])
        }
    }

    private func tallyText(_ number: RecordNumber) -> JSON {
        let own = told.filter { $0.number == number }
        return .fields([
            "row": .string("tally"), "text": .string(text(own, tally(own, []))),
            "records": .records([number]),
        ])
    }

    /// The counts of a tally in one line.
    private func text(_ own: [Told], _ tally: JSON) -> String {
        func count(_ name: String) -> String { tally[name]?.line ?? "" }
        let (least, most) = (tally["unnamed"]?["least"]?.line ?? "", tally["unnamed"]?["most"])
        let upper = most == .null ? nil : most?.line
        let people = upper.map { $0 == least ? least : "\(least)–\($0)" } ?? "\(least)+"
        var parts = [
            tally["class"]?.text ?? "no assertion", "named \(count("named"))",
            "unnamed \(people)", "outlets \(count("outlets")) (\(count("outlets_held")) held)",
        ]
        if let first = tally["first_reporter"]?.text { parts.append("first: \(first)") }
        parts += ["no-comment×\(count("no_comment"))", "denied×\(count("denied"))"]
        let contradicting = own.filter { told in
            told.verb != "refused" && told.event.links.contains { $0.relation == .contradicts }
        }
        let others = [
            ("disavowed", count("disavowed")), ("confirmed", count("confirmed")),
            ("contradicted", "\(contradicting.count)"),
        ]
        return (parts + others.filter { $0.1 != "0" }.map { "\($0.0)×\($0.1)" })
            .joined(separator: " · ")
    }
}
