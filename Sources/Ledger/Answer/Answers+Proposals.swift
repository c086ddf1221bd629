extension Answers {
    /// P4: offers and demands, item by item, with the answers to each.
    func proposals(_ question: Question) throws -> Answer {
        let wanted = try question.word("kind", of: ["offers", "demands"])
        let isOpen = try question.word("open", of: ["true", "false"]) == "true"
        let filter = ProposalFilter(
            by: try question.key("by"),
            to: try question.key("to"),
            issue: question.parameters["issue"],
            isOpen: isOpen
        )
        var rows: [(key: Key, opened: Day, rows: [JSON])] = []
        for kind in [Kind.offer, .demand] where wanted == nil || wanted == "\(kind.rawValue)s" {
            try each(of: kind) { subject in
                guard let found = try board(subject, filter), !found.rows.isEmpty else { return }
                rows.append(found)
            }
        }
        rows.sort { ($0.opened, $0.key) < ($1.opened, $1.key) }
        return answer("proposals/1", rows.flatMap(\.rows))
    }

    private struct ProposalFilter {
        let by: Key?
        let to: Key?
        let issue: String?
        let isOpen: Bool
    }

    /// The state of a proposal at the question's coordinates.
    func proposalState(_ subject: Subject) throws -> ProposalState? {
        ProposalFold(
            context: context,
            testimonies: subject.testimonies,
            superseding: try superseded(subject)
        ).state()
    }

    private func board(
        _ subject: Subject,
        _ filter: ProposalFilter
    ) throws -> (key: Key, opened: Day, rows: [JSON])? {
        guard let state = try proposalState(subject) else { return nil }
        let made = try state.made.compactMap { try event(of: $0) }
        let by = made.flatMap { $0.actors(in: .by) }.map(\.key)
        let to = made.flatMap { $0.actors(in: .to) }.map(\.key)
        if let wanted = filter.by, !by.contains(where: { context.belongs($0, to: wanted) }) {
            return nil
        }
        if let wanted = filter.to, !to.contains(where: { context.belongs($0, to: wanted) }) {
            return nil
        }
        let answers = try state.answers.compactMap { testimony in
            try event(of: testimony).map { (testimony, $0) }
        }
        let shared = try shared(subject, state, made, answers.map(\.0))
        let items = made.last { !$0.body.items.isEmpty }?.body.items ?? []
        guard !items.isEmpty else {
            if filter.isOpen, !state.isOpen { return nil }
            if let issue = filter.issue, !made.contains(where: { $0.issues.contains(issue) }) {
                return nil
            }
            let none = row(subject, shared, nil, state.state, state.isOpen, state.deadline, answers)
            return (subject.key, opened(state), [none])
        }
        var rows: [JSON] = []
        for (index, item) in items.enumerated() {
            if let issue = filter.issue, !Self.isTopic(item.issue, within: issue) { continue }
            let own = answers.filter { $0.1.body.text(.part) == "body.items[\(index)]" }
            let whole = answers.filter { $0.1.body.text(.part) == nil }
            let told = own.isEmpty ? whole : own
            let deadline = item.deadline?.interval ?? state.deadline
            let word =
                own.last.flatMap { Response(code: $0.0.word)?.rawValue } ?? state.told
            let isOpen = ProposalFold.isOpen(word)
            if filter.isOpen, !isOpen { continue }
            let shown = ProposalFold.lapsing(word, deadline, on)
            rows.append(
                row(subject, shared, (index, item), shown, isOpen, deadline, told)
            )
        }
        return (subject.key, opened(state), rows)
    }

    private func opened(_ state: ProposalState) -> Day {
        let act = state.made.first?.act ?? .all
        return act.lo.isSentinel ? act.hi : act.lo
    }

    /// Whether a topic is one asked for, or lies below it.
    static func isTopic(_ topic: String, within wanted: String) -> Bool {
        topic == wanted || topic.hasPrefix(wanted + ".")
    }
}

extension Answers {
    /// What every row of a proposal shows.
    private struct Shared {
        let by: JSON
        let to: JSON
        let strength: JSON
        let opened: JSON
        let precondition: JSON
        let waits: JSON
        let answeredBy: JSON
        let evidenceClass: JSON
        let tally: JSON
        let records: JSON
    }

    private func shared(
        _ subject: Subject,
        _ state: ProposalState,
        _ made: [Event],
        _ answers: [Testimony]
    ) throws -> Shared {
        func parties(_ role: Role) -> JSON {
            .key(made.first { !$0.actors(in: role).isEmpty }?.actors(in: role).first?.key)
        }
        var tally = Tally(context: context)
        for testimony in state.made {
            if let event = try event(of: testimony) { tally.add(event, testimony) }
        }
        let talk = try made.compactMap { $0.body.key(.preconditionFor) }.last.map {
            try self.subject($0)
        }
        let waiting = talk.flatMap { talk in
            TalkFold(context: context, testimonies: talk.testimonies).state()?.state
        }
        return Shared(
            by: parties(.by),
            to: parties(.to),
            strength: .text(made.compactMap { $0.body.text(.strength) }.last),
            opened: .span(state.made.first?.act),
            precondition: .key(talk?.key),
            waits: .text(waiting),
            answeredBy: .array(try answeredBy(subject)),
            evidenceClass: .text(context.strongest(state.made)?.rawValue),
            tally: tally.row["text"] ?? .null,
            records: .records(state.records)
        )
    }

    /// Records elsewhere that respond to the proposal, as a source or a coder reads it.
    private func answeredBy(_ subject: Subject) throws -> [JSON] {
        try pointing(at: subject, [.respondsTo]).filter {
            MeasureFold.begun($0.testimony.act, by: on).isPossible
        }.map { link, testimony in
            .object([
                .init("record", .string(testimony.position.description)),
                .init("subject", .key(try event(testimony.position)?.subject)),
                .init("rel", .string(link.relation.rawValue)),
                .init("by", .string(link.author.rawValue)),
            ])
        }
    }

    private func row(
        _ subject: Subject,
        _ shared: Shared,
        _ item: (index: Int, item: Item)?,
        _ state: String,
        _ isOpen: Bool,
        _ deadline: DayInterval?,
        _ answers: [(Testimony, Event)]
    ) -> JSON {
        .object([
            .init("proposal", .key(subject.key)), subject.alsoMember,
            .init("kind", .string(subject.key.kind.rawValue)), .init("by", shared.by),
            .init("to", shared.to), .init("item", item.map { JSON.count($0.index) } ?? .null),
            .init("text", .text(item?.item.text)), .init("issue", .text(item?.item.issue)),
            .init("action", .text(item?.item.action.rawValue)),
            .init("amount", .amount(item?.item.amount)), .init("strength", shared.strength),
            .init("opened", shared.opened), .init("deadline", .span(deadline)),
            .init("state", .string(state)), .init("is_open", .bool(isOpen)),
            .init("answers", .array(answers.map(answer))),
            .init("precondition_for", shared.precondition), .init("waits", shared.waits),
            .init("answered_by", shared.answeredBy), .init("class", shared.evidenceClass),
            .init("tally", shared.tally), .init("records", shared.records),
        ])
    }

    /// One answer to a proposal.
    private func answer(_ testimony: Testimony, _ event: Event) -> JSON {
        var condition: String?
        if case .condition(let stated)? = event.body[.condition] { condition = stated.sentence }
        return .object([
            .init("response", .text(Response(code: testimony.word)?.rawValue)),
            .init("by", .key(event.actors(in: .by).first?.key)),
            .init("as_told_by", .key(event.actors(in: .asToldBy).first?.key)),
            .init("part", .text(event.body.text(.part))), .init("condition", .text(condition)),
            .init("date", .span(testimony.act)),
            .init("record", .string(testimony.position.description)),
        ])
    }
}
