extension Answers {
    /// P3: what comes next, and what was due and is not evidenced.
    func measuresUpcoming(_ question: Question) throws -> Answer {
        let within = try question.count("within")
        let horizon = within.map { on.adding(days: $0) }
        var dated: [(day: Day, key: Key, row: JSON)] = []
        var undated: [JSON] = []
        for row in try measureRows(question) {
            for step in row.state.steps {
                guard let json = try stepRow(row, step, horizon) else { continue }
                dated.append((step.effective?.lo ?? .distantFuture, row.key, json))
            }
            guard ["threatened", "announced"].contains(row.state.state) else { continue }
            undated.append(try undatedRow(row))
        }
        dated.sort { ($0.day, $0.key) < ($1.day, $1.key) }
        return answer("measures_upcoming/1", dated.map(\.row) + (within == nil ? undated : []))
    }

    private func stepRow(
        _ row: MeasureRow,
        _ step: MeasureStep,
        _ horizon: Day?
    ) throws -> JSON? {
        switch step.status {
        case .scheduled, .postponed, .dueNotEvidenced, .contradicted: break
        case .cancelled, .attested: return nil
        }
        let day = step.effective?.lo
        if let horizon, let day, day > horizon { return nil }
        let left = day.flatMap { $0.isSentinel ? nil : Int($0.number) - Int(on.number) }
        let word = step.change?.rawValue ?? "imposed"
        let change =
            step.rate.isEmpty
            ? word : "\(word) \(step.change == nil ? "at" : "to") \(step.rate.display)"
        let last = try step.plans.last.flatMap { try event(of: $0) }
        let isOfficial = step.plans.contains(where: context.isOfficial)
        return .object([
            .init("date", .span(step.effective)), .init("measure", .key(row.key)),
            .init("step", .text(self.word(step.name))), .init("change", .string(change)),
            .init("from", from(row, step, last)), .init("coverage", .amount(step.coverage)),
            .init("condition", .text(last.flatMap(condition))),
            .init("days_left", left.map { JSON.count($0) } ?? .null),
            .init("status", .string(step.status.rawValue)),
            .init("basis", .text(isOfficial ? "official" : nil)),
            .init("class", .text(context.strongest(step.plans)?.rawValue)),
            .init("records", .records(step.records)),
        ])
    }

    /// The rate before a step: as its plan says, else as in force.
    private func from(_ row: MeasureRow, _ step: MeasureStep, _ plan: Event?) -> JSON {
        if let stated = plan?.body.rate(.fromRate) { return .object(JSON.members(stated)) }
        guard step.status == .scheduled || step.status == .postponed,
            let now = row.state.rate.entries.first?.value, !row.state.rate.isConflict,
            row.state.state == "in_force"
        else { return .null }
        return .object(JSON.bands(now))
    }

    private func condition(_ event: Event) -> String? {
        guard case .condition(let condition)? = event.body[.condition] else { return nil }
        return condition.sentence
    }

    /// A measure that is only threatened or announced.
    private func undatedRow(_ row: MeasureRow) throws -> JSON {
        let last = try row.fold.told.last.flatMap { try event(of: $0) }
        return .object([
            .init("date", .null), .init("measure", .key(row.key)), .init("step", .null),
            .init("change", .string(row.state.state)), .init("from", .null),
            .init("coverage", .amount(row.state.coverage.entries.first?.value)),
            .init("condition", .text(last.flatMap(condition))), .init("days_left", .null),
            .init("status", .string("undated")), .init("basis", .null),
            .init("class", .text(row.state.evidenceClass?.rawValue)),
            .init("records", .records(row.state.records)),
        ])
    }
}
