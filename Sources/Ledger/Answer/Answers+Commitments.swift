extension Answers {
    /// P16: pledges, item by item, with what was found of each.
    func commitments(_ question: Question) throws -> Answer {
        let isOverdue = try question.word("overdue", of: ["true", "false"]) == "true"
        let by = try question.key("by")
        var rows: [(day: Day, key: Key, rows: [JSON])] = []
        try each(of: .commitment) { subject in
            let fold = CommitmentFold(context: context, testimonies: subject.testimonies)
            guard let state = fold.state() else { return }
            let pledges = try state.pledges.compactMap { try event(of: $0) }
            let pledger = pledges.flatMap { $0.actors(in: .by) }.map(\.key)
            if let by, !pledger.contains(where: { context.belongs($0, to: by) }) { return }
            let act = state.pledges.first?.act ?? .all
            let day = act.lo.isSentinel ? act.hi : act.lo
            let found = try items(subject, fold, state, pledges, pledger.first)
                .filter { !isOverdue || $0["overdue"] == .bool(true) }
            rows.append((day, subject.key, found))
        }
        rows.sort { ($0.day, $0.key) < ($1.day, $1.key) }
        return answer("commitments/1", rows.flatMap(\.rows))
    }

    private func items(
        _ subject: Subject,
        _ fold: CommitmentFold,
        _ state: CommitmentState,
        _ pledges: [Event],
        _ by: Key?
    ) throws -> [JSON] {
        let assessments = try state.assessments.map { testimony -> JSON in
            let event = try event(of: testimony)
            return .object([
                .init("finding", .text(Finding(code: testimony.word)?.rawValue)),
                .init("by", .key(event?.actors(in: .by).first?.key)),
                .init("date", .span(testimony.act)),
                .init("record", .string(testimony.position.description)),
            ])
        }
        let items = pledges.last { !$0.body.items.isEmpty }?.body.items ?? []
        let previous = pledges.compactMap { $0.body.date(.previousDeadline) }.last
        let reaffirmed = pledges.filter { $0.body.flag(.reaffirms) }.count
        let shown: [(Int, Item)?] = items.isEmpty ? [nil] : items.enumerated().map { ($0, $1) }
        return shown.map { shown in
            let deadline = shown?.1.deadline?.interval ?? state.deadline
            return .object([
                .init("commitment", .key(subject.key)), subject.alsoMember, .init("by", .key(by)),
                .init("item", shown.map { JSON.count($0.0) } ?? .null),
                .init("text", .text(shown?.1.text)), .init("issue", .text(shown?.1.issue)),
                .init("action", .text(shown?.1.action.rawValue)),
                .init("pledged", .span(state.pledges.first?.act)),
                .init("deadline", .span(deadline)), .init("previous_deadline", .span(previous)),
                .init("state", .string(state.state)), .init("assessments", .array(assessments)),
                .init("overdue", .bool(fold.isOverdue(deadline, state.assessments))),
                .init("reaffirmed", .count(reaffirmed)),
                .init("class", .text(context.strongest(state.pledges)?.rawValue)),
                .init("records", .records(state.records)),
            ])
        }
    }
}
