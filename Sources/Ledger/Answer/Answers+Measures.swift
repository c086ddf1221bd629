extension Answers {
    private typealias Row = (key: Key, state: MeasureState)

    /// Every measure with its state, filtered by imposer and target.
    private func states(_ question: Question) throws -> [Row] {
        let imposer = try question.key("imposer")
        let target = try question.key("target")
        var rows: [Row] = []
        try reader.each(of: .measure, through: asOf) { subject, facts in
            let testimonies = context.visibility.testimonies(facts)
            let fold = MeasureFold(context: context, testimonies: testimonies)
            guard let state = fold.state() else { return }
            if let imposer, key(state.imposer) != imposer { return }
            if let target, key(state.target) != target { return }
            rows.append((subject, state))
        }
        return rows.sorted { $0.key < $1.key }
    }

    /// P1: what was in force, with the totals that were stated beside the sum of what is listed.
    func measuresInForce(_ question: Question) throws -> Answer {
        let rows = try states(question).filter { $0.state.state == "in_force" }
        var lines = try rows.map { key, state -> JSON in
            .object([
                .init("row", .string("measure")),
                .init("imposer", .key(self.key(state.imposer))),
                .init("target", .key(self.key(state.target))), .init("measure", .key(key)),
                .init("goods", .text(try goods(state))), .init("rate", .cell(state.rate)),
                .init("coverage", .cell(state.coverage)), .init("since", .span(state.since)),
                .init("basis", .string(state.basis.rawValue)),
                .init("likelihood", .string(state.likelihood.rawValue)),
                .init("class", .text(state.evidenceClass?.rawValue)),
                .init("explanation", .text(state.explanation)),
                .init("records", .records(state.records)),
            ])
        }
        lines += try totals(rows, question)
        return answer("measures_in_force/1", lines)
    }

    private func goods(_ state: MeasureState) throws -> String? {
        for position in state.records.reversed() {
            if let goods = try reader.event(at: position)?.testimony.body.text(.goods) {
                return goods
            }
        }
        return nil
    }

    /// For each pair of imposer and target: stated totals, the sum listed, and what is missing.
    private func totals(_ rows: [Row], _ question: Question) throws -> [JSON] {
        struct Pair: Hashable {
            let imposer: NameID
            let target: NameID
        }
        var stated: [Pair: Cell<Amount>] = [:]
        let imposer = try question.key("imposer")
        let target = try question.key("target")
        try reader.each(of: .figure, through: asOf) { _, facts in
            for testimony in context.visibility.testimonies(facts) {
                let fact = testimony.fact
                guard fact.word == Metric.tariffCoverageTotal.code, let amount = fact.amount,
                    MeasureFold.begun(testimony.act, by: on).isPossible,
                    imposer == nil || key(fact.actor) == imposer,
                    target == nil || key(fact.counterparty) == target
                else { continue }
                let pair = Pair(imposer: fact.actor, target: fact.counterparty)
                stated[pair, default: Cell()].add(amount, testimony.position)
            }
        }
        let pairs = stated.keys.sorted { ($0.imposer, $0.target) < ($1.imposer, $1.target) }
        return pairs.compactMap { pair in
            guard let cell = stated[pair]?.sorted(by: { $0.value > $1.value }) else { return nil }
            let listed = rows.filter {
                $0.state.imposer == pair.imposer && $0.state.target == pair.target
            }
            let amounts = listed.compactMap { $0.state.coverage.entries.first?.value }
                .filter { $0.unit == .usd }
            let sum = amounts.reduce(Decimal.zero) { $0.adding($1.value) ?? $0 }
            let highest = cell.entries.map(\.value.value).max() ?? .zero
            let missing = highest.subtracting(sum).flatMap { $0.isNegative ? nil : $0 }
            func usd(_ value: Decimal) -> JSON {
                .amount(try? Amount(value: value, unit: .usd))
            }
            return .object([
                .init("row", .string("total")), .init("imposer", .key(key(pair.imposer))),
                .init("target", .key(key(pair.target))), .init("stated", .cell(cell)),
                .init("itemised", usd(sum)), .init("unallocated", missing.map(usd) ?? .null),
                .init("records", .records(cell.records)),
            ])
        }
    }

    /// Every measure with its state.
    func measures(_ question: Question) throws -> Answer {
        let wanted = question.parameters["state"]
        let rows = try states(question).filter { wanted == nil || $0.state.state == wanted }
        return answer(
            "measures/1",
            rows.map { key, state in
                .object([
                    .init("measure", .key(key)), .init("state", .string(state.state)),
                    .init("since", .span(state.since)),
                    .init("imposer", .key(self.key(state.imposer))),
                    .init("target", .key(self.key(state.target))),
                    .init("rate", .cell(state.rate)), .init("coverage", .cell(state.coverage)),
                    .init("basis", .string(state.basis.rawValue)),
                    .init("class", .text(state.evidenceClass?.rawValue)),
                    .init("records", .records(state.records)),
                ])
            }
        )
    }

    /// The life of one measure, with who said so.
    func measureLife(_ question: Question) throws -> Answer {
        let subject = try question.neededKey("subject")
        guard subject.kind == .measure else {
            throw question.bad("subject", "'\(subject)' is no measure", hint: "write measure/...")
        }
        let testimonies = try testimonies(of: subject).filter {
            $0.type?.machine == .measure
        }.sorted { a, b in
            (MeasureFold.date(of: a).hi, a.position) < (MeasureFold.date(of: b).hi, b.position)
        }
        try mustExist(subject, testimonies)
        var state: String?
        let rows = try testimonies.map { testimony -> JSON in
            let event = try reader.event(at: testimony.position)?.testimony
            let move = Transitions.move(.measure, from: state, verb: testimony.verb, word: 0)
            state = move?.state ?? state
            return .object([
                .init("date", .span(MeasureFold.date(of: testimony))),
                .init("state", .text(move?.state)),
                .init("step", .text(word(testimony.fact.step))),
                .init("what", .text(event.map { "\(testimony.verb): \(Gist.of($0))" })),
                .init("class", .text(context.strongest(testimony.facts)?.rawValue)),
                .init("who", .text(origins(testimony).joined(separator: ", "))),
                .init("record", .string(testimony.position.description)),
                .init("legal", .bool(move?.isLegal ?? true)),
                .init("records", .records([testimony.position])),
            ])
        }
        return answer("measure_life/1", rows)
    }

    func mustExist(_ subject: Key, _ testimonies: [Testimony]) throws {
        guard testimonies.isEmpty else { return }
        if try reader.facts(of: subject, through: asOf).isEmpty {
            var keys: [String] = []
            try reader.each(of: subject.kind, through: asOf) { key, _ in
                keys.append(key.description)
            }
            let near = Suggestion.nearest(to: subject.description, in: keys)
            throw Refusal(
                .notFound,
                "nothing is recorded about \(subject)"
                    + (near.map { "; did you mean \($0)?" } ?? "")
            )
        }
    }

    /// Who a testimony goes back to, for people.
    func origins(_ testimony: Testimony) -> [String] {
        var seen: [String] = []
        for fact in testimony.facts {
            guard let key = key(fact.origin) else { continue }
            let name = key.kind == .src ? outletName(ofSource: key) : key.description
            if !seen.contains(name) { seen.append(name) }
        }
        return seen
    }

    /// P3: what comes next, and what was due and is not evidenced.
    func measuresUpcoming(_ question: Question) throws -> Answer {
        let within = try question.count("within")
        let horizon = within.map { on.adding(days: $0) }
        var dated: [(day: Day, row: JSON)] = []
        var undated: [JSON] = []
        for (key, state) in try states(question) {
            for step in state.steps {
                guard let row = stepRow(key, step, horizon) else { continue }
                dated.append((step.effective?.lo ?? .distantFuture, row))
            }
            guard ["threatened", "announced"].contains(state.state) else { continue }
            undated.append(
                .object([
                    .init("date", .null), .init("measure", .key(key)), .init("step", .null),
                    .init("change", .text(state.state)),
                    .init("coverage", .cell(state.coverage)), .init("days_left", .null),
                    .init("status", .string("undated")),
                    .init("class", .text(state.evidenceClass?.rawValue)),
                    .init("records", .records(state.records)),
                ])
            )
        }
        let rows = dated.sorted { $0.day < $1.day }.map(\.row)
        return answer("measures_upcoming/1", rows + (within == nil ? undated : []))
    }

    private func stepRow(_ measure: Key, _ step: MeasureState.Step, _ horizon: Day?) -> JSON? {
        let status: String
        switch step.status {
        case .scheduled: status = "scheduled"
        case .postponed: status = "postponed"
        case .dueNotEvidenced, .contradicted: status = "due_not_evidenced"
        case .cancelled, .attested: return nil
        }
        let day = step.effective?.lo
        if let horizon, let day, day > horizon { return nil }
        let left = day.flatMap { $0.isSentinel ? nil : Int($0.number) - Int(on.number) }
        let change = [step.change?.rawValue, step.rate.map { "to \($0.display)" }]
            .compactMap(\.self).joined(separator: " ")
        return .object([
            .init("date", .span(step.effective)), .init("measure", .key(measure)),
            .init("step", .text(word(step.name))),
            .init("change", .string(change.isEmpty ? "imposed" : change)),
            .init("coverage", .amount(step.coverage)),
            .init("days_left", left.map { JSON.count($0) } ?? .null),
            .init("status", .string(status)),
            .init("class", .text(step.evidenceClass?.rawValue)),
            .init("records", .records(step.records)),
        ])
    }
}
