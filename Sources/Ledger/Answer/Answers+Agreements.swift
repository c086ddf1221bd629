extension Answers {
    /// Agreements, and what has become of them.
    func agreements(_ question: Question) throws -> Answer {
        var rows: [(key: Key, row: JSON)] = []
        try each(of: .agreement) { subject in
            let fold = AgreementFold(context: context, testimonies: subject.testimonies)
            guard let state = fold.state() else { return }
            let told = try state.told.compactMap { try event(of: $0) }
            rows.append((subject.key, agreement(subject, state, told)))
        }
        rows.sort { $0.key < $1.key }
        return answer("agreements/1", rows.map(\.row))
    }

    private func agreement(_ subject: Subject, _ state: AgreementState, _ told: [Event]) -> JSON {
        var parties: [Key] = []
        for party in told.flatMap(\.actors)
        where [.party, .by, .to].contains(party.role) && !parties.contains(party.actor.key) {
            parties.append(party.actor.key)
        }
        var terms: [String] = []
        for term in told.flatMap({ $0.body.texts(.terms) }) where !terms.contains(term) {
            terms.append(term)
        }
        let reached = state.told.first { $0.verb == "reached" }
        return .object([
            .init("agreement", .key(subject.key)), subject.alsoMember,
            .init("form", .text(state.form?.rawValue)), .init("state", .string(state.state)),
            .init("parties", .array(parties.map(JSON.key))),
            .init("title", .text(told.compactMap { $0.body.text(.title) }.last)),
            .init("terms", .array(terms.map(JSON.string))),
            .init("partial", .bool(told.contains { $0.body.flag(.partial) })),
            .init("date", .span(reached?.act)), .init("effective", .span(state.effective)),
            .init("until", .span(state.until)), .init("basis", .string(state.basis.rawValue)),
            .init("class", .text(context.strongest(state.told)?.rawValue)),
            .init("records", .records(state.told.map(\.position).sorted())),
        ])
    }

    /// Restrictions other than tariffs.
    func restrictions(_ question: Question) throws -> Answer {
        let wanted = question.parameters["state"]
        var rows: [(key: Key, row: JSON)] = []
        try each(of: .restriction) { subject in
            let fold = RestrictionFold(context: context, testimonies: subject.testimonies)
            guard let state = fold.state(), wanted == nil || state.state == wanted else { return }
            let told = try state.told.compactMap { try event(of: $0) }
            rows.append((subject.key, restriction(subject, state, told)))
        }
        rows.sort { $0.key < $1.key }
        return answer("restrictions/1", rows.map(\.row))
    }

    private func restriction(
        _ subject: Subject,
        _ state: RestrictionState,
        _ told: [Event]
    ) -> JSON {
        func party(_ roles: [Role]) -> JSON {
            .key(told.flatMap(\.actors).first { roles.contains($0.role) }?.actor.key)
        }
        var condition: String?
        for case .condition(let stated)? in told.map({ $0.body[.condition] }) {
            condition = stated.sentence
        }
        return .object([
            .init("restriction", .key(subject.key)), subject.alsoMember,
            .init("instrument", .text(told.compactMap { $0.body.text(.instrument) }.last)),
            .init("by", party([.imposer, .by])), .init("target", party([.target, .to, .about])),
            .init("state", .string(state.state)), .init("since", .span(state.since)),
            .init("until", .span(state.until)), .init("condition", .text(condition)),
            .init("basis", .string(state.basis.rawValue)),
            .init("class", .text(context.strongest(state.told)?.rawValue)),
            .init("records", .records(state.told.map(\.position).sorted())),
        ])
    }
}
