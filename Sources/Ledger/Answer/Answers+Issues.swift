extension Answers {
    /// Topics in use, with who has spoken on them.
    func issues(_ question: Question) throws -> Answer {
        let codes = Set(BuiltInIssue.all).union(registry.issues(at: asOf))
        let rows = try codes.sorted().compactMap { code -> JSON? in
            // The rows say who acts and when, so no event is read.
            let told = try reader.positions(.issue, code, through: asOf)
                .compactMap { try visible($0) }.filter { $0.type?.isTestimony == true }
            guard !told.isEmpty else { return nil }
            let sides = Set(told.compactMap { key($0.fact.actor).map(context.side(of:)) })
            let latest = told.map(\.act).max { ($0.hi, $0.lo) < ($1.hi, $1.lo) }
            let positions = told.map(\.position).sorted()
            return .object([
                .init("issue", .string(code)),
                .init("description", .text(registry.issue(code, at: asOf))),
                .init("records_count", .count(positions.count)), .init("latest", .span(latest)),
                .init("sides", .array(sides.sorted().map(JSON.key))),
                .init("records", .records(positions.suffix(5))),
            ])
        }
        return answer("issues/1", rows)
    }

    /// Visible testimonies on topics, in record order.
    private func spoken(on codes: [String]) throws -> [(Testimony, Event)] {
        var positions: Set<RecordNumber> = []
        for code in codes {
            positions.formUnion(try reader.positions(.issue, code, through: asOf))
        }
        return try positions.sorted().compactMap { position in
            guard let told = try told(position), told.event.type.isTestimony else { return nil }
            return told
        }
    }

    /// P5: where each side stands on a topic and on those below it.
    func issue(_ question: Question) throws -> Answer {
        guard let wanted = question.parameters["issue"] else { throw question.missing("issue") }
        let all = BuiltInIssue.all.union(registry.issues(at: asOf))
        let codes = all.filter { Self.isTopic($0, within: wanted) }.sorted()
        guard !codes.isEmpty else {
            let near = Suggestion.nearest(to: wanted, in: all.sorted())
            throw Refusal(
                .notFound,
                "'\(wanted)' is no topic code; "
                    + (near.map { "did you mean '\($0)'?" } ?? "see: ledgerctl issue list")
            )
        }
        var rows: [JSON] = []
        for code in codes {
            var stands: [Key: Stand] = [:]
            for (testimony, event) in try spoken(on: [code])
            where MeasureFold.begun(testimony.act, by: on).isPossible {
                try place(testimony, event, code, &stands)
            }
            for (side, stand) in stands.sorted(by: { $0.key < $1.key }) {
                rows.append(try stand.row(code, side, self))
            }
        }
        return answer("issue/1", rows)
    }

    /// Files a testimony under the side that speaks in it.
    private func place(
        _ testimony: Testimony,
        _ event: Event,
        _ code: String,
        _ stands: inout [Key: Stand]
    ) throws {
        let slot: Stand.Slot
        switch event.type.name {
        case "demand.made": slot = .demand
        case "offer.made": slot = .offer
        case "commitment.pledged": slot = .pledge
        case "proposal.answered": slot = .answer
        case "statement.made" where event.body.text(.kind) == StatementKind.position.rawValue:
            slot = .position
        default: return
        }
        guard testimony.moves else { return }
        for actor in event.actors(in: .by) {
            let side = context.side(of: actor.key)
            stands[side, default: Stand()].add(testimony, event, to: slot)
        }
    }
}

/// What one side last said on a topic.
private struct Stand {
    enum Slot: String, CaseIterable {
        case demand, offer, pledge, position, answer
    }

    private var last: [Slot: (Testimony, Event)] = [:]
    private var records: Set<RecordNumber> = []

    mutating func add(_ testimony: Testimony, _ event: Event, to slot: Slot) {
        records.insert(testimony.position)
        let new = (testimony.act.hi, testimony.position)
        if let (before, _) = last[slot], new < (before.act.hi, before.position) { return }
        last[slot] = (testimony, event)
    }

    func row(_ code: String, _ side: Key, _ answers: Answers) throws -> JSON {
        let slots = try Slot.allCases.map { slot -> JSON.Member in
            guard let (testimony, event) = last[slot] else { return .init(slot.rawValue, .null) }
            let items = event.body.items.filter { $0.issue == code }.map(\.text)
            let subject = try answers.subject(event.subject)
            let state = try answers.state(subject)
            return .init(
                slot.rawValue,
                .object([
                    .init(
                        "text",
                        .string(items.isEmpty ? Gist.of(event) : items.joined(separator: "; "))
                    ), .init("subject", .key(subject.key)), .init("state", .text(state?.state)),
                    .init("date", .span(testimony.act)),
                    .init("record", .string(testimony.position.description)),
                ])
            )
        }
        return .object(
            [.init("issue", .string(code)), .init("side", .key(side))] + slots
                + [.init("records", .records(records.sorted()))]
        )
    }
}
