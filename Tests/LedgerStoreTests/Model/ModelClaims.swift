import Ledger

/// Who claimed what about a subject or a record, through whom; then the tally.
extension ModelWorld {
    func claimRows(_ question: ModelQuestion) -> [JSON]? {
        guard question.view == "claims", let text = question["subject"] else { return nil }
        let (own, about) =
            RecordNumber(text).map(claims(of:))
            ?? (try? Key(text)).map(claims(of:)) ?? ([], [])
        return (own + about).flatMap(claims) + [tally(own, about)]
    }

    /// What is told of a subject, and what others say about it.
    private func claims(of subject: Key) -> (own: [Told], about: [Told]) {
        let group = joins.group(of: subject)
        let own = told.filter { group.contains($0.event.subject) }
        let about = told.filter { told in
            ["comment.refused", "statement.made"].contains(told.event.type.name)
                && !group.contains(told.event.subject)
                && !group.isDisjoint(with: told.event.mentionedSubjects)
        }
        return (own, about)
    }

    /// A record, and the records that point at it.
    private func claims(of number: RecordNumber) -> (own: [Told], about: [Told]) {
        let id = ledger.records[Int(number.value) - 1].id
        let pointing = ledger.records.filter {
            $0.number != number && $0.number <= cut.asOf && $0.event.references.contains(id)
        }
        return (
            told.filter { $0.number == number },
            pointing.compactMap { record in told.first { $0.number == record.number } }
        )
    }

    private func claims(_ told: Told) -> [JSON] {
        told.entries.map { entry, published in
            let refusal = told.event.body.text(.refusal)
            let negative = entry.polarity == .negative ? " not" : ""
            return .fields([
                "row": .string("claim"), "origin": .string(origin(of: entry, told.event)),
                "carrier": .text(
                    entry.origin == entry.source.key ? nil : outletName(entry.source.key)
                ),
                "published": .span(published == .all ? nil : published),
                "how": .string(spaced(entry.attribution.rawValue)),
                "form": .string(entry.form.rawValue),
                "stance": .string(
                    refusal.map(spaced) ?? entry.stance.rawValue + negative
                ),
                "certainty": .text(entry.certainty?.rawValue), "loc": .text(entry.loc),
                "type": .string(told.event.type.name),
                "chain": .array(
                    entry.chain.map {
                        .fields(["who": .key($0.who), "act": .string($0.act.rawValue)])
                    }
                ),
                "covers": .texts(entry.covers),
                "class": .string(evidenceClass(entry, of: told.event).word),
                "record": .string(told.number.description), "records": .records([told.number]),
            ])
        }
    }

    private func spaced(_ word: String) -> String {
        String(word.map { $0 == "_" ? " " : $0 })
    }

    /// Who the chain goes back to: a person with the body spoken for, an outlet by its name.
    private func origin(of entry: Evidence, _ event: Event) -> String {
        let first = entry.origin
        if first.kind == .src {
            let isHeld = registry.sources[first]?.held != .citedOnly
            return outletName(first) + (isHeld ? "" : " (not held)")
        }
        func name(_ key: Key) -> String { registry.actors[key]?.name ?? key.description }
        let body = event.actors(in: .for).map(\.key).first { $0 != first }
        guard first.kind == .person, let body else { return name(first) }
        return "\(name(first)), for \(name(body))"
    }
}

extension ModelQuestion {
    static func claimParameters(
        _ view: String,
        _ pair: ModelPair,
        _ random: SplitMix64
    ) -> [(name: String, value: String)]? {
        guard view == "claims" else { return nil }
        if random.chance(30) { return [("subject", "r\(1 + random.below(pair.lines.count))")] }
        let kind = random.pick([Kind.measure, .offer, .demand, .statement, .talk, .figure])
        return [("subject", pair.subject(kind, random))]
    }
}
