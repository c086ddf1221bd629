extension Answers {
    /// A measure with its state; a class, because many of them are sorted and kept.
    final class MeasureRow: Sendable {
        let subject: Subject
        let fold: MeasureFold
        let state: MeasureState

        init(subject: Subject, fold: MeasureFold, state: MeasureState) {
            self.subject = subject
            self.fold = fold
            self.state = state
        }

        var key: Key { subject.key }
    }

    /// Every measure with its state on a day, filtered by imposer and target.
    func measureRows(_ question: Question) throws -> [MeasureRow] {
        let imposer = try question.key("imposer")
        let target = try question.key("target")
        var rows: [MeasureRow] = []
        try each(of: .measure) { subject in
            let fold = MeasureFold(context: context, testimonies: subject.testimonies)
            guard let state = fold.state() else { return }
            if let imposer, key(state.imposer) != imposer { return }
            if let target, key(state.target) != target { return }
            rows.append(MeasureRow(subject: subject, fold: fold, state: state))
        }
        return rows.sorted { $0.key < $1.key }
    }

    /// P1: what was in force, with the totals that were stated beside the sum of what is listed.
    func measuresInForce(_ question: Question) throws -> Answer {
        let rows = try measureRows(question).filter { $0.state.state == "in_force" }
        let lines = try rows.map { row -> JSON in
            let state = row.state
            return .object([
                .init("row", .string("measure")), .init("imposer", .key(key(state.imposer))),
                .init("target", .key(key(state.target))), .init("measure", .key(row.key)),
                row.subject.alsoMember, .init("goods", .text(try goods(row))),
                .init("rate", .cell(state.rate)),
                .init(
                    "other_rates",
                    .array(state.otherRates.map { .object(JSON.members($0)) })
                ),
                .init("coverage", .cell(state.coverage)), .init("since", .span(state.since)),
                .init("until", .span(state.until)), .init("basis", .string(state.basis.rawValue)),
                .init("likelihood", .string(state.likelihood.rawValue)),
                .init("step", .text(word(state.step))),
                .init("amendments", .array(try state.amendments.map(amendment))),
                .init("class", .text(state.evidenceClass?.rawValue)),
                .init("explanation", .text(state.explanation)),
                .init("records", .records(state.records)),
            ])
        }
        return answer("measures_in_force/1", lines + (try totals(rows, question)))
    }

    /// The goods as last told.
    private func goods(_ row: MeasureRow) throws -> String? {
        let telling = row.subject.testimonies.filter { $0.fact.traits.contains(.goods) }
        guard !telling.isEmpty else { return nil }
        let records = Set(row.state.records)
        for testimony in telling.reversed() where records.contains(testimony.position) {
            if let goods = try event(of: testimony)?.body.text(.goods) { return goods }
        }
        return nil
    }

    private func amendment(_ testimony: Testimony) throws -> JSON {
        let event = try event(of: testimony)
        return .object([
            .init("text", .text(event.map(Gist.of))),
            .init("effective", .span(testimony.fact.effective)),
            .init("retroactive", .bool(context.isRetroactive(testimony))),
            .init("record", .string(testimony.position.description)),
        ])
    }

    /// Every measure with its state.
    func measures(_ question: Question) throws -> Answer {
        let wanted = question.parameters["state"]
        let rows = try measureRows(question).filter { wanted == nil || $0.state.state == wanted }
        return answer(
            "measures/1",
            rows.map { row in
                let state = row.state
                return .object([
                    .init("measure", .key(row.key)), row.subject.alsoMember,
                    .init("state", .string(state.state)), .init("since", .span(state.since)),
                    .init("imposer", .key(key(state.imposer))),
                    .init("target", .key(key(state.target))), .init("rate", .cell(state.rate)),
                    .init("coverage", .cell(state.coverage)),
                    .init("basis", .string(state.basis.rawValue)),
                    .init("class", .text(state.evidenceClass?.rawValue)),
                    .init("records", .records(state.records)),
                ])
            }
        )
    }

    /// The life of one measure, with who said so.
    func measureLife(_ question: Question) throws -> Answer {
        let subject = try needed("subject", [.measure], question)
        let own = subject.testimonies.filter { $0.type?.machine == .measure }
        var state: String?
        let rows = try MeasureFold.ordered(own).map { testimony -> JSON in
            let event = try event(of: testimony)
            let move =
                testimony.moves
                ? Transitions.move(.measure, from: state, verb: testimony.verb, word: 0) : nil
            state = move?.state ?? state
            return .object([
                .init("date", .span(MeasureFold.date(of: testimony))),
                .init("state", .text(move?.state)),
                .init("step", .text(word(testimony.fact.step))),
                .init("what", .text(event.map { "\(testimony.verb): \(Gist.of($0))" })),
                .init("retroactive", .bool(context.isRetroactive(testimony))),
                .init("modality", .string(testimony.fact.modality.rawValue)),
                .init("class", .text(context.strongest(testimony.facts)?.rawValue)),
                .init("who", .text(origins(testimony).joined(separator: ", "))),
                .init("record", .string(testimony.position.description)),
                .init("legal", .bool(move?.isLegal ?? true)),
                .init("records", .records([testimony.position])),
            ])
        }
        return answer("measure_life/1", rows + bySchedule(subject))
    }

    /// Steps that took effect by schedule alone.
    private func bySchedule(_ subject: Subject) -> [JSON] {
        guard !context.coordinates.isStrict else { return [] }
        let fold = MeasureFold(context: context, testimonies: subject.testimonies)
        let due = fold.steps.filter { $0.status == .dueNotEvidenced || $0.status == .contradicted }
        return due.filter { $0.change != .amend }.map { step in
            let rate = step.rate.isEmpty ? "" : " \(step.rate.display)"
            let verb = step.verb ?? ""
            let after = Transitions.move(.measure, from: "in_force", verb: verb, word: 0)
            let word =
                step.status == .contradicted ? "contradicted" : "no record says that it was taken"
            return .object([
                .init("date", .span(step.effective)), .init("state", .text(after?.state)),
                .init("step", .text(self.word(step.name))),
                .init("what", .string("\(verb)\(rate) by schedule; \(word)")),
                .init("retroactive", .bool(false)), .init("modality", .null),
                .init("class", .text(context.strongest(step.plans)?.rawValue)),
                .init("who", .null), .init("record", .null), .init("legal", .bool(true)),
                .init("records", .records(step.records)),
            ])
        }
    }
}
