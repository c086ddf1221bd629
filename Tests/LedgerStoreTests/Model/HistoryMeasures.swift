import Ledger

/// Lives of tariffs and restrictions.
extension HistoryWriter {
    /// What happens to two or three subjects of some kinds.
    func scripts() -> [[Act]] {
        let kinds: [(Int) -> [Act]] = [
            measure, measure, restriction, proposal, proposal, talk, commitment, agreement,
            statement, figure, proceeding, comment,
        ]
        let length = 10 + random.below(22)
        var scripts: [[Act]] = []
        while scripts.reduce(0, { $0 + $1.count }) < length {
            let kind = random.pick(kinds)
            scripts.append(kind(random.below(3)))
        }
        return scripts
    }

    private static let pairs = [("gov/USA", "gov/CHN"), ("gov/CHN", "gov/USA")]

    func pair(_ number: Int) -> (from: String, to: String) {
        let (from, to) = Self.pairs[random.chance(85) ? number % 2 : random.below(2)]
        return (from, to)
    }

    private func parties(_ number: Int) -> [HistoryParty] {
        let (imposer, target) = pair(number)
        return [HistoryParty("imposer", imposer), HistoryParty("target", target)]
    }

    /// A tariff: plans, mostly, then effects, with steps of their own.
    func measure(_ number: Int) -> [Act] {
        let subject = "measure/m\(number)"
        var day = random.below(25)
        var acts: [Act] = []
        for _ in 0..<(2 + random.below(6)) {
            let at = day
            let verb = random.pick(Self.verbs)
            acts.append(act(at) { [unowned self] in measureEvent(verb, subject, number, at) })
            if random.chance(20) {
                acts.append(act(at) { [unowned self] in measureEvent(verb, subject, number, at) })
            }
            day += random.below(9)
        }
        return acts
    }

    private static let verbs = [
        "threatened", "announced", "scheduled", "scheduled", "scheduled", "scheduled", "imposed",
        "imposed", "imposed", "imposed", "raised", "raised", "lowered", "amended", "postponed",
        "suspended", "lifted", "cancelled",
    ]

    private func measureEvent(
        _ verb: String,
        _ subject: String,
        _ number: Int,
        _ day: Int
    ) -> JSON {
        let body =
            switch verb {
            case "threatened": plan(day) + condition(20)
            case "announced":
                plan(day) + condition(20) + perhaps(20, "reaffirms", .bool(true))
                    + perhaps(20, "step", step())
            case "scheduled": scheduled(day)
            case "imposed": imposed(day)
            case "raised", "lowered": changed(day, isRaised: verb == "raised")
            case "amended":
                [("effective", date(day + random.below(8) - 4)), ("goods", .string("cars"))]
                    + perhaps(15, "until", exact(day + 10 + random.below(10)))
            case "postponed": postponed(day)
            case "suspended":
                [("effective", date(day + random.below(5)))]
                    + perhaps(40, "until", exact(day + 10 + random.below(10)))
            case "lifted": [("effective", date(day + random.below(4)))]
            default: perhaps(50, "step", step())
            }
        return event("tariff.\(verb)", subject, on: day, parties(number), body)
    }

    private static let coverages = [34, 50, 60, 110, 200]
    private static let rates = [5, 10, 15, 25]

    private static let changes = [
        "raise", "raise", "lower", "suspend", "resume", "amend", "lift",
    ]

    /// The name of a step, which says what it does: a step does not turn into another.
    private func step(_ change: String? = nil) -> JSON {
        .string("\(change ?? random.pick(Self.changes))-\(random.below(2))")
    }

    private func coverage(_ percent: Int) -> [HistoryField] {
        perhaps(percent, "coverage", amount(random.pick(Self.coverages)))
    }

    /// One rate, or bands, of one of the kinds that are never mixed.
    private func rates(_ percent: Int, single: String = "rate") -> [HistoryField] {
        guard random.chance(percent) else { return [] }
        if random.chance(8) { return [("rates", .array([plain(5), plain(10)]))] }
        let kind = random.chance(88) ? "additional" : random.pick(["total", "average", "deposit"])
        return [(single, rate(random.pick(Self.rates), kind: kind))]
    }

    private func plain(_ percent: Int) -> JSON {
        .fields([
            "pct": .string("\(percent)"), "kind": .string("additional"), "qual": .string("eq"),
        ])
    }

    private func condition(_ percent: Int) -> [HistoryField] {
        perhaps(percent, "condition", .fields(["unless": .string("they agree")]))
    }

    private func plan(_ day: Int) -> [HistoryField] {
        coverage(50) + rates(40) + perhaps(25, "planned_from", exact(day + 10))
            + perhaps(30, "goods", .string(random.pick(["steel", "soybeans"])))
    }

    private func scheduled(_ day: Int) -> [HistoryField] {
        let effective = random.chance(85) ? exact(day + random.below(20)) : date(day + 5)
        let common =
            [("effective", effective)] + coverage(50)
            + perhaps(15, "until", exact(day + 20 + random.below(25)))
        guard random.chance(55) else {
            let rates = rates(100)
            return common + rates + perhaps(25, "step", step("start"))
        }
        let change = random.pick(Self.changes)
        let isRate = change == "raise" || change == "lower"
        return common + [("change", .string(change)), ("step", step(change))]
            + rates(isRate ? 100 : 0, single: "to_rate")
    }

    private func imposed(_ day: Int) -> [HistoryField] {
        perhaps(75, "effective", date(day + random.below(6) - 3)) + rates(75) + coverage(60)
            + perhaps(12, "until", exact(day + 15 + random.below(25)))
            + perhaps(25, "state_as_of", exact(day + random.below(6)))
            + perhaps(10, "resumes", .bool(true))
            + perhaps(25, "goods", .string(random.pick(["steel", "soybeans"])))
    }

    private func changed(_ day: Int, isRaised: Bool) -> [HistoryField] {
        let effective = date(day + random.below(8) - 4)
        let named = random.chance(50)
        let rates = rates(named ? 60 : 100, single: "to_rate")
        let from = isRaised ? 1 : 40
        let before = rates.contains { $0.name == "to_rate" } && random.chance(30)
        return [("effective", effective)] + rates
            + (named ? [("step", step(isRaised ? "raise" : "lower"))] : [])
            + (before ? [("from_rate", plain(from))] : []) + coverage(15)
    }

    private func postponed(_ day: Int) -> [HistoryField] {
        let to: [HistoryField] =
            random.chance(70)
            ? [("postponed_to", exact(day + 5 + random.below(20)))]
            : [("indefinite", .bool(true))]
        return to + perhaps(60, "step", step())
    }

    /// A restriction: announced, imposed, eased, lifted.
    func restriction(_ number: Int) -> [Act] {
        let subject = "restriction/x\(number)"
        let (by, target) = pair(number)
        let sides = [HistoryParty("by", by), HistoryParty("target", target)]
        var day = random.below(30)
        return (0..<(1 + random.below(4))).map { _ in
            let at = day
            day += random.below(10)
            let verb = random.pick(["announced", "imposed", "imposed", "lifted"])
            return act(at) { [unowned self] in
                var body: [HistoryField] = [("instrument", .string("export_ban"))]
                body += perhaps(60, "effective", date(at + random.below(8)))
                body += condition(verb == "lifted" ? 30 : 10)
                if verb != "lifted" {
                    body += perhaps(15, "until", exact(at + 10 + random.below(30)))
                    body += perhaps(15, "term", years(random.pick([1, 7])))
                }
                return event("restriction.\(verb)", subject, on: at, sides, body)
            }
        }
    }

    private func years(_ count: Int) -> JSON {
        .fields([
            "value": .string("\(count)"), "unit": .string("year"), "qual": .string("eq"),
        ])
    }
}
