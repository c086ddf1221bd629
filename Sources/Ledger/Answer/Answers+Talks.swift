extension Answers {
    /// P6: talks and calls, by date.
    func talks(_ question: Question) throws -> Answer {
        let wanted = question.parameters["state"]
        let actor = try question.key("actor")
        let (since, through) = try span(question)
        var rows: [(day: Day, key: Key, row: JSON)] = []
        try each(of: .talk) { subject in
            let fold = TalkFold(context: context, testimonies: subject.testimonies)
            guard let state = fold.state(), wanted == nil || state.state == wanted else { return }
            let window = state.window
            if let window, window.hi < since || window.lo > through { return }
            if window == nil, since != .distantPast || through != .distantFuture { return }
            let events = try state.told.compactMap { try event(of: $0) }
            let parties = parties(events)
            if let actor, !parties.contains(where: { context.belongs($0, to: actor) }) { return }
            let day = window.map { $0.lo.isSentinel ? $0.hi : $0.lo } ?? .distantFuture
            rows.append((day, subject.key, talk(subject, state, events, parties)))
        }
        rows.sort { ($0.day, $0.key) < ($1.day, $1.key) }
        return answer("talks/1", rows.map(\.row))
    }

    /// The days between `since` and `through`.
    func span(_ question: Question) throws -> (since: Day, through: Day) {
        let since = try question.day("since") ?? .distantPast
        let through = try question.day("through") ?? .distantFuture
        guard since <= through else {
            throw question.bad("through", "lies before since (\(since))")
        }
        return (since, through)
    }

    /// Everybody at the table, in the order in which they are named: the parties, else whoever
    /// proposes or answers, and to whom.
    private func parties(_ events: [Event]) -> [Key] {
        let named = events.flatMap { $0.actors(in: .party) }
        let all = named.isEmpty ? events.flatMap { $0.actors(in: .by) + $0.actors(in: .to) } : named
        return all.map(\.key).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func talk(
        _ subject: Subject,
        _ state: TalkState,
        _ events: [Event],
        _ parties: [Key]
    ) -> JSON {
        func last(_ field: BodyField) -> String? {
            events.compactMap { $0.body.text(field) }.last
        }
        var place: String?
        for case .place(let location)? in events.map({ $0.body[.place] }) {
            place = location.name ?? location.country ?? place
        }
        return .object([
            .init("talk", .key(subject.key)), subject.alsoMember,
            .init("when", .span(state.window)), .init("kind", .text(last(.kind))),
            .init("parties", .array(parties.map(JSON.key))), .init("place", .text(place)),
            .init("medium", .text(last(.medium))), .init("state", .string(state.state)),
            .init("outcome", .text(state.outcome?.rawValue)),
            .init("at_risk", .bool(state.isAtRisk)), .init("due", .bool(state.isDue)),
            .init("class", .text(context.strongest(state.told)?.rawValue)),
            .init("records", .records(state.told.map(\.position).sorted())),
        ])
    }
}
