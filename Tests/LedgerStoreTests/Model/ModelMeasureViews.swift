import Ledger

/// The other boards of measures: all of them, the life of one, what comes, exposure.
extension ModelWorld {
    func measureRows(_ question: ModelQuestion) -> [JSON]? {
        switch question.view {
        case "measures/in-force": inForce(question)
        case "measures": all(question)
        case "measures/show": life(question)
        case "measures/upcoming": upcoming(question)
        case "measures/exposure": exposure(question)
        default: nil
        }
    }

    /// Every measure that has begun and suits the question.
    private func measures(_ question: ModelQuestion) -> [ModelMeasure] {
        subjects(.measure).map { ModelMeasure(self, $0) }
            .filter { !$0.told.isEmpty && question.suits($0.pair) }
    }

    private func all(_ question: ModelQuestion) -> [JSON] {
        measures(question).filter { question["state"] ?? $0.state == $0.state }.map { measure in
            let board = measure.board
            return .fields([
                "measure": .key(measure.subject), "also": .keys(joins.also(measure.subject)),
                "state": .string(measure.state), "since": .span(board.since),
                "imposer": .key(measure.pair.imposer), "target": .key(measure.pair.target),
                "rate": (measure.isHeld ? measure.rate : measure.lastRate).json,
                "coverage": (measure.isHeld ? measure.coverage : measure.lastCoverage).json,
                "basis": .string(measure.basis), "class": board.evidenceClass,
                "records": .records(board.records),
            ])
        }
    }

    /// Every testimony of a measure in order, begun or not; then what a schedule did.
    private func life(_ question: ModelQuestion) -> [JSON] {
        guard let subject = question["subject"].flatMap({ try? Key($0) }) else { return [] }
        let own = told(of: subject).filter { $0.event.type.machine == .measure }
            .sorted { ($0.measureDate.hi, $0.number) < ($1.measureDate.hi, $1.number) }
        var state = "none"
        let rows = own.map { told -> JSON in
            let isChange = ["raised", "lowered", "amended"].contains(told.verb)
            let move = ModelMachine.measure.move(state, isChange ? "changed" : told.verb)
            if told.moves { state = move.state }
            return .fields([
                "date": .span(told.measureDate),
                "state": told.moves ? .string(move.state) : .null,
                "step": .text(told.text(.step)),
                "retroactive": .bool(told.isRetroactive(registry)),
                "modality": .string(told.event.modality.rawValue),
                "class": strongest([told]), "who": .string(who(told)),
                "record": .string(told.number.description),
                "legal": .bool(!told.moves || move.isLegal),
                "records": .records([told.number]),
            ])
        }
        let steps = ModelMeasure(self, joins.name(of: subject)).steps.filter {
            ["due_not_evidenced", "contradicted"].contains($0.status) && $0.change != "amend"
        }
        return rows + (cut.isStrict ? [] : steps.map(bySchedule))
    }

    private func bySchedule(_ step: ModelStep) -> JSON {
        let verb = step.verb ?? ""
        let isChange = ["raised", "lowered"].contains(verb)
        let move = ModelMachine.measure.move("in_force", isChange ? "changed" : verb)
        return .fields([
            "date": .span(step.planned), "state": .string(move.state), "step": .text(step.name),
            "retroactive": .bool(false), "modality": .null, "class": strongest(step.schedules),
            "who": .null, "record": .null, "legal": .bool(true),
            "records": .records(step.records.map(\.number)),
        ])
    }

    /// Everybody that a testimony goes back to, each once.
    private func who(_ told: Told) -> String {
        told.entries.map(\.entry.origin).map {
            $0.kind == .src ? outletName($0) : $0.description
        }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            .joined(separator: ", ")
    }

    private func upcoming(_ question: ModelQuestion) -> [JSON] {
        let shown = ["scheduled", "postponed", "due_not_evidenced", "contradicted"]
        let horizon = question["within"].flatMap(Int.init).map { cut.on.adding(days: $0) }
        var dated: [(day: Day, key: Key, row: JSON)] = []
        var undated: [JSON] = []
        for measure in measures(question) {
            for step in measure.steps where shown.contains(step.status) {
                let day = step.planned?.lo
                if let horizon, let day, day > horizon { continue }
                dated.append((day ?? .distantFuture, measure.subject, row(measure, step)))
            }
            if ["threatened", "announced"].contains(measure.state) {
                undated.append(undatedRow(measure))
            }
        }
        dated.sort { ($0.day, $0.key) < ($1.day, $1.key) }
        return dated.map(\.row) + (horizon == nil ? undated : [])
    }

    private func row(_ measure: ModelMeasure, _ step: ModelStep) -> JSON {
        let left = step.planned.flatMap {
            $0.lo.isSentinel ? nil : Int($0.lo.number) - Int(cut.on.number)
        }
        let isOfficial = step.schedules.contains { $0.isOfficial(registry) }
        let word = step.change == "start" ? "imposed" : step.change
        let rate = step.rate.map { (step.change == "start" ? " at " : " to ") + $0.text }
        return .fields([
            "date": .span(step.planned), "measure": .key(measure.subject),
            "step": .text(step.name), "change": .string(word + (rate ?? "")),
            "from": from(measure, step), "coverage": step.coverage?.json ?? .null,
            "days_left": left.map { JSON.count($0) } ?? .null, "status": .string(step.status),
            "basis": isOfficial ? .string("official") : .null,
            "class": strongest(step.schedules), "records": .records(step.records.map(\.number)),
        ])
    }

    /// The rate before a step: as its plan says, else as in force.
    private func from(_ measure: ModelMeasure, _ step: ModelStep) -> JSON {
        if let plan = step.last, plan.has(.fromRate), let rate = plan.event.body.rate(.fromRate) {
            return ModelRate(bands: [rate]).json
        }
        guard step.status == "scheduled" || step.status == "postponed", measure.isInForce,
            !measure.rate.isContested
        else { return .null }
        return measure.rate.ordered.values.first?.value.json ?? .null
    }

    private func undatedRow(_ measure: ModelMeasure) -> JSON {
        .fields([
            "date": .null, "measure": .key(measure.subject), "step": .null,
            "change": .string(measure.state), "from": .null,
            "coverage": measure.lastCoverage.values.first?.value.json ?? .null,
            "condition": .text(measure.told.last?.condition), "days_left": .null,
            "status": .string("undated"), "basis": .null, "class": strongest(measure.told),
            "records": .records(measure.told.map(\.number)),
        ])
    }

    /// Sums and stated totals on every day of the history, where they differ from the day before.
    private func exposure(_ question: ModelQuestion) -> [JSON] {
        struct Standing: Equatable {
            var sum: Decimal
            var most: Decimal
            var stated: JSON
            var measures: [Key]
            var isScheduled: Bool
            var records: Set<RecordNumber>
        }
        var before: [ModelMeasure.Pair: Standing] = [:]
        var rows: [(pair: ModelMeasure.Pair, row: JSON)] = []
        let first = HistoryWorld.day(-40)
        for offset in 0...Int(max(cut.on.number - first.number, 0)) {
            let day = first.adding(days: offset)
            let world = at(on: day)
            let held = world.measures(question).filter(\.isInForce)
            let figures = world.statedTotals.filter { question.suits(ModelMeasure.Pair($0)) }
            let pairs = Set(held.map(\.pair) + figures.map { ModelMeasure.Pair($0) })
                .union(before.keys)
            for pair in pairs.sorted() {
                let own = held.filter { $0.pair == pair }
                let stated = ModelCell(
                    figures.filter { ModelMeasure.Pair($0) == pair }.compactMap { told in
                        told.amount(.value).map { (value: $0, record: told.number) }
                    }
                )
                let now = Standing(
                    sum: sum(own),
                    most: sum(own, larger: true),
                    stated: stated.json,
                    measures: own.map(\.subject).sorted(),
                    isScheduled: own.contains { $0.basis != "attested" },
                    records: own.reduce(into: stated.records) { $0.formUnion($1.records) }
                )
                let last = before[pair]
                if last == nil, own.isEmpty, stated.isEmpty { continue }
                let isSame =
                    last?.sum == now.sum && last?.most == now.most && last?.stated == now.stated
                if isSame { continue }
                before[pair] = now
                let delta = now.sum.subtracting(last?.sum ?? .zero) ?? .zero
                let row = JSON.fields([
                    "date": .string(day.description), "imposer": .key(pair.imposer),
                    "target": .key(pair.target), "sum": dollars(now.sum),
                    "most": now.most == now.sum ? .null : dollars(now.most),
                    "delta": dollars(delta), "measures": .keys(now.measures),
                    "stated": now.stated, "gap": rest(stated, now.sum),
                    "basis": .string(now.isScheduled ? "by_schedule" : "attested"),
                    "records": .records(now.records),
                ])
                rows.append((pair, row))
            }
        }
        return Set(rows.map(\.pair)).sorted().flatMap { pair in
            rows.filter { $0.pair == pair }.map(\.row)
        }
    }
}

extension ModelMeasure {
    /// The rate last told of a measure that is not in force.
    var lastRate: ModelCell<ModelRate> {
        ModelCell(
            told.compactMap { told in told.rate.map { ($0, told.number) } }.suffix(1).map { $0 }
        )
    }

    /// The coverage last told of it.
    var lastCoverage: ModelCell<Amount> {
        let stated = told.compactMap { told in told.amount(.coverage).map { ($0, told.number) } }
        return ModelCell(stated.suffix(1).map { $0 })
    }
}

extension ModelQuestion {
    static func measureParameters(
        _ view: String,
        _ pair: ModelPair,
        _ random: SplitMix64
    ) -> [(name: String, value: String)]? {
        var found: [(name: String, value: String)] = []
        switch view {
        case "measures/in-force", "measures", "measures/upcoming", "measures/exposure":
            if random.chance(15) { found.append(("imposer", random.pick(HistoryWorld.states))) }
            if random.chance(10) { found.append(("target", random.pick(HistoryWorld.states))) }
            if view == "measures/upcoming", random.chance(30) { found.append(("within", "10")) }
            if view == "measures", random.chance(30) { found.append(("state", "in_force")) }
        case "measures/show": found.append(("subject", pair.subject(.measure, random)))
        default: return nil
        }
        return found
    }
}

extension ModelPair {
    /// A subject of a kind that the history is about; one that it is not if there is none.
    func subject(_ kind: Kind, _ random: SplitMix64) -> String {
        let keys = Set(lines.compactMap { $0["subject"]?.text }.filter { $0.hasPrefix("\(kind)/") })
        return keys.isEmpty ? "\(kind)/none" : random.pick(keys.sorted())
    }
}
