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

    /// Everybody who sits at the table, in the order in which they are named.
    private func parties(_ events: [Event]) -> [Key] {
        var found: [Key] = []
        for role in [Role.party, .by, .to] {
            guard found.isEmpty || role != .by && role != .to || found.count < 2 else { continue }
            for key in events.flatMap({ $0.actors(in: role) }).map(\.key) where !found.contains(key)
            {
                found.append(key)
            }
            if role == .party, !found.isEmpty { break }
        }
        return found
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
