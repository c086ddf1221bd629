extension Answers {
    /// Who imposes on whom.
    struct Pair: Hashable {
        let imposer: NameID
        let target: NameID
    }

    /// Totals of covered trade as figures state them, by pair, as far as the question asks.
    func statedTotals(_ question: Question) throws -> [Pair: [Testimony]] {
        let imposer = try question.key("imposer")
        let target = try question.key("target")
        var stated: [Pair: [Testimony]] = [:]
        try each(of: .figure) { subject in
            for testimony in subject.testimonies where testimony.moves {
                let fact = testimony.fact
                guard testimony.verb == "stated", fact.word == Metric.tariffCoverageTotal.code,
                    fact.amount != nil, imposer == nil || key(fact.actor) == imposer,
                    target == nil || key(fact.counterparty) == target
                else { continue }
                let pair = Pair(imposer: fact.actor, target: fact.counterparty)
                stated[pair, default: []].append(testimony)
            }
        }
        return stated
    }

    /// The cell of those figures that have begun by a day, highest first.
    private func cell(_ figures: [Testimony], by day: Day) -> Cell<Amount> {
        Cell(figures.filter { MeasureFold.begun($0.act, by: day).isPossible }).ordered
    }

    /// The sum of coverage in dollars; of contested ones the smaller and the larger.
    private func sums(_ states: [MeasureState]) -> (least: Decimal, most: Decimal) {
        var least = Decimal.zero
        var most = Decimal.zero
        for state in states {
            let values = state.coverage.entries.map(\.value).filter { $0.unit == .usd }.map(\.value)
            least = least.adding(values.min() ?? .zero) ?? least
            most = most.adding(values.max() ?? .zero) ?? most
        }
        return (least, most)
    }

    private func dollars(_ value: Decimal) -> JSON {
        .amount(try? Amount(value: value, unit: .usd))
    }

    /// What is stated above a sum; null if it is less.
    private func gap(_ stated: Cell<Amount>, _ sum: Decimal) -> JSON {
        guard let highest = stated.entries.map(\.value.value).max(),
            let rest = highest.subtracting(sum), !rest.isNegative
        else { return .null }
        return dollars(rest)
    }

    /// For each pair with a stated total: the totals, the sum listed, and what is missing.
    func totals(_ rows: [MeasureRow], _ question: Question) throws -> [JSON] {
        let figures = try statedTotals(question)
        return inOrder(figures.keys).compactMap { pair in
            let stated = cell(figures[pair] ?? [], by: on)
            guard !stated.entries.isEmpty else { return nil }
            let listed = rows.map(\.state).filter {
                $0.imposer == pair.imposer && $0.target == pair.target
            }
            let sum = sums(listed).least
            return .object([
                .init("row", .string("total")), .init("imposer", .key(key(pair.imposer))),
                .init("target", .key(key(pair.target))), .init("stated", .cell(stated)),
                .init("itemised", dollars(sum)), .init("unallocated", gap(stated, sum)),
                .init("records", .records(stated.records)),
            ])
        }
    }

    /// By the keys of imposer and target: numbers of names are the store's own affair.
    private func inOrder(_ pairs: some Sequence<Pair>) -> [Pair] {
        func text(_ pair: Pair) -> [String] {
            [key(pair.imposer)?.description ?? "", key(pair.target)?.description ?? ""]
        }
        return pairs.sorted { text($0).lexicographicallyPrecedes(text($1)) }
    }

    /// P2: covered trade over time, by who imposes on whom, beside the totals stated.
    func measuresExposure(_ question: Question) throws -> Answer {
        let isMonthly = try question.word("by", of: ["day", "month"]) == "month"
        let through = try question.day("through") ?? on
        let since = try question.day("since") ?? .distantPast
        guard since <= through else {
            throw question.bad("since", "lies behind through (\(through))")
        }
        let figures = try statedTotals(question)
        var days: Set<Day> = Set(figures.values.joined().flatMap { [$0.act.lo, $0.act.hi] })
        func shown(_ days: Set<Day>) -> Set<Day> {
            let found = days.filter { !$0.isSentinel && $0 <= through }
            return isMonthly ? Set(found.map { min($0.lastOfMonth, through) }) : found
        }
        var measures = MovingMeasures()
        try each(of: .measure) { subject in
            measures.add(subject, on: shown(changeDays(subject.testimonies)))
        }
        days = shown(days)
        var rows: [(Pair, Day, JSON)] = []
        var before: [Pair: (sum: Decimal, text: String)] = [:]
        for day in days.union(measures.days).sorted() {
            try reader.checkTime()
            var touched = try measures.move(to: day) { try state(of: $0, on: day, question) }
            if days.contains(day) { touched.formUnion(figures.keys) }
            for pair in inOrder(touched) {
                let mine = measures.inForce(pair)
                let stated = cell(figures[pair] ?? [], by: day)
                let (sum, most) = sums(mine.map(\.1))
                let text = "\(sum) \(most) \(JSON.cell(stated).line)"
                let last = before[pair]
                if last == nil, mine.isEmpty, stated.entries.isEmpty { continue }
                guard last?.text != text else { continue }
                before[pair] = (sum, text)
                guard day >= since else { continue }
                let delta = sum.subtracting(last?.sum ?? .zero) ?? .zero
                rows.append((pair, day, exposure(pair, day, mine, stated, (sum, most, delta))))
            }
        }
        let sorted = inOrder(Set(rows.map(\.0))).flatMap { pair in
            rows.filter { $0.0 == pair }.map(\.2)
        }
        return answer("measures_exposure/1", sorted)
    }

    /// A measure in force on a day, with the parties asked for; nil if it is not.
    private func state(
        of measure: Subject,
        on day: Day,
        _ question: Question
    ) throws -> MeasureState? {
        let imposer = try question.key("imposer")
        let target = try question.key("target")
        var coordinates = basis.coordinates
        coordinates.on = day
        let context = context.at(coordinates)
        let fold = MeasureFold(context: context, testimonies: measure.testimonies)
        guard let state = fold.state(), state.state == "in_force",
            imposer == nil || key(state.imposer) == imposer,
            target == nil || key(state.target) == target
        else { return nil }
        return state
    }

    private func exposure(
        _ pair: Pair,
        _ day: Day,
        _ measures: [(Key, MeasureState)],
        _ stated: Cell<Amount>,
        _ sums: (least: Decimal, most: Decimal, delta: Decimal)
    ) -> JSON {
        let isBySchedule = measures.contains { $0.1.basis != .attested }
        let records = measures.flatMap(\.1.records) + stated.records
        return .object([
            .init("date", .string(day.description)), .init("imposer", .key(key(pair.imposer))),
            .init("target", .key(key(pair.target))), .init("sum", dollars(sums.least)),
            .init("most", sums.most == sums.least ? .null : dollars(sums.most)),
            .init("delta", dollars(sums.delta)),
            .init("measures", .array(measures.map(\.0).sorted().map(JSON.key))),
            .init("stated", .cell(stated)), .init("gap", gap(stated, sums.least)),
            .init("basis", .string(isBySchedule ? "by_schedule" : "attested")),
            .init("records", .records(Set(records).sorted())),
        ])
    }

    /// The days on which the state of a subject may change.
    func changeDays(_ testimonies: [Testimony]) -> Set<Day> {
        var days: Set<Day> = []
        for testimony in testimonies {
            let fact = testimony.fact
            for date in [testimony.act, fact.effective, fact.occurred, fact.until] {
                guard let date else { continue }
                // Ends and windows show from the day after.
                let after = date.hi.isSentinel ? date.hi : date.hi.adding(days: 1)
                days.formUnion([date.lo, date.hi, after])
            }
            if let term = fact.amount, term.unit == .year, let years = term.value.whole,
                let first = fact.effective
            {
                days.insert(first.hi.adding(years: years))
            }
        }
        return days
    }
}

/// The measures in force while a day moves on; each is folded only on the days of its own.
private struct MovingMeasures {
    private var measures: [Answers.Subject] = []
    private var moving: [Day: [Int]] = [:]
    private var states: [Int: MeasureState] = [:]
    private var members: [Answers.Pair: Set<Int>] = [:]

    /// The days on which some measure may change.
    var days: Set<Day> { Set(moving.keys) }

    mutating func add(_ measure: Answers.Subject, on days: Set<Day>) {
        for day in days { moving[day, default: []].append(measures.count) }
        measures.append(measure)
    }

    /// Goes on to a day, and says for which pairs something may have changed.
    mutating func move(
        to day: Day,
        _ state: (Answers.Subject) throws -> MeasureState?
    ) rethrows -> Set<Answers.Pair> {
        var touched: Set<Answers.Pair> = []
        for index in moving[day] ?? [] {
            if let before = states.removeValue(forKey: index) {
                let pair = Answers.Pair(imposer: before.imposer, target: before.target)
                members[pair]?.remove(index)
                touched.insert(pair)
            }
            guard let after = try state(measures[index]) else { continue }
            let pair = Answers.Pair(imposer: after.imposer, target: after.target)
            states[index] = after
            members[pair, default: []].insert(index)
            touched.insert(pair)
        }
        return touched
    }

    /// The measures of a pair, in their order.
    func inForce(_ pair: Answers.Pair) -> [(Key, MeasureState)] {
        (members[pair] ?? []).sorted().compactMap { index in
            states[index].map { (measures[index].key, $0) }
        }
    }
}
