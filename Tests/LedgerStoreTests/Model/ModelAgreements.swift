import Ledger

/// Agreements, restrictions and cases.
extension ModelWorld {
    /// The rows of `agreements`.
    func agreements() -> [JSON] {
        subjects(.agreement).compactMap { subject in
            let told = moving(subject).filter { ["reached", "ended"].contains($0.verb) }
            return told.isEmpty ? nil : agreement(subject, told)
        }
    }

    private func agreement(_ subject: Key, _ told: [Told]) -> JSON {
        var state: String?
        for told in told {
            let word =
                told.event.body.word(.form, as: AgreementForm.self)?.code
                ?? told.event.body.word(.ending, as: Ending.self)?.code ?? 0
            state = Transitions.move(.agreement, from: state, verb: told.verb, word: word)?.state
        }
        let reached = told.filter { $0.verb == "reached" }
        let effective = reached.compactMap { $0.date(.effective) }.last
        let until = reached.compactMap { $0.date(.until) }.last
        let isOver = state.map { ["expired", "collapsed", "replaced"].contains($0) } ?? false
        var basis = "attested"
        if !isOver, let until, until.hi < cut.on {
            state = "expired"
            basis = "by_schedule"
        } else if !isOver, let effective, effective.hi <= cut.on {
            state = "in_effect"
        }
        let parties = told.flatMap { $0.actors(.party) }
        return .fields([
            "agreement": .key(subject), "also": .keys(joins.also(subject)),
            "form": .text(reached.compactMap { $0.event.body.text(.form) }.last),
            "state": .text(state),
            "parties": .keys(parties.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }),
            "terms": .texts(
                reached.map { told in
                    told.has(.terms) ? told.event.body.texts(.terms) : []
                }.last { !$0.isEmpty } ?? []
            ),
            "partial": .bool(reached.contains { $0.flag(.partial) }),
            "date": .span(reached.first?.act), "effective": .span(effective),
            "until": .span(until), "basis": .string(basis),
            "class": strongest(told), "records": .records(told.map(\.number)),
        ])
    }

    /// The rows of `restrictions`.
    func restrictions(_ question: ModelQuestion) -> [JSON] {
        subjects(.restriction).compactMap { subject in
            let told = told(of: subject).filter {
                $0.moves && ["announced", "imposed", "lifted"].contains($0.verb)
                    && begun($0.restrictionDate, by: cut.on) != .no
            }.sorted {
                ($0.restrictionDate.hi, $0.number) < ($1.restrictionDate.hi, $1.number)
            }
            return told.isEmpty ? nil : restriction(subject, told)
        }.filter { row in question["state"].map { $0 == row["state"]?.text } ?? true }
    }

    private func restriction(_ subject: Key, _ told: [Told]) -> JSON {
        var state: String?
        var since: DayInterval?
        for told in told {
            let word: UInt8 = told.verb == "lifted" && told.event.body.has(.condition) ? 1 : 0
            let before = state
            state = Transitions.move(.restriction, from: state, verb: told.verb, word: word)?.state
            if state == "in_force", before != state { since = told.restrictionDate }
        }
        let planned = told.filter { $0.verb != "lifted" }
        let effective = planned.compactMap { $0.date(.effective) }.last
        let until = planned.compactMap { $0.restrictionEnd }.last
        var basis = "attested"
        if !cut.isStrict, state == "announced", let effective, effective.hi <= cut.on {
            state = "in_force"
            basis = "by_schedule"
            since = effective
        }
        if !cut.isStrict, state == "in_force" || state == "eased", let until, until.hi < cut.on {
            state = "lifted"
            basis = "by_schedule"
        }
        return .fields([
            "restriction": .key(subject), "also": .keys(joins.also(subject)),
            "instrument": .text(told.compactMap { $0.text(.instrument) }.last),
            "by": .key(told.compactMap { $0.actors(.by).first }.first),
            "target": .key(told.compactMap { $0.actors(.target).first }.first),
            "state": .text(state), "since": .span(since), "until": .span(until),
            "condition": .text(told.compactMap(\.condition).last), "basis": .string(basis),
            "class": strongest(told), "records": .records(told.map(\.number)),
        ])
    }

    private static let domestic: Set<String> = [
        "initiated", "determination", "action", "modified", "terminated",
    ]

    /// The rows of `proceedings`.
    func proceedings() -> [JSON] {
        subjects(.proceeding).compactMap { subject in
            let told = moving(subject).filter { $0.verb == "moved" }
            guard let last = told.last else { return nil }
            let stage = last.event.body.text(.stage) ?? ""
            let same = told.reversed().prefix { $0.event.body.text(.stage) == stage }
            return .fields([
                "proceeding": .key(subject), "also": .keys(joins.also(subject)),
                "complainant": .key(told.compactMap { $0.actors(.complainant).first }.first),
                "respondent": .key(told.compactMap { $0.actors(.respondent).first }.first),
                "track": .string(Self.domestic.contains(stage) ? "domestic" : "wto"),
                "stage": .string(stage), "since": .span(same.last?.act),
                "class": strongest(told), "records": .records(told.map(\.number)),
            ])
        }
    }

    /// The rows of `proceedings/show`: what moves a case, begun or not.
    func proceeding(_ question: ModelQuestion) -> [JSON] {
        guard let subject = question["subject"].flatMap({ try? Key($0) }) else { return [] }
        let own = told(of: subject).filter { $0.moves && $0.verb == "moved" }.sorted {
            ($0.act.hi, $0.number) < ($1.act.hi, $1.number)
        }
        var state: String?
        return own.map { told in
            let word = told.event.body.word(.stage, as: Stage.self)?.code ?? 0
            let move = Transitions.move(.proceeding, from: state, verb: "moved", word: word)
            state = move?.state
            return .fields([
                "date": .span(told.act), "stage": .text(told.event.body.text(.stage)),
                "legal": .bool(move?.isLegal == true),
                "class": strongest([told]), "record": .string(told.number.description),
                "records": .records([told.number]),
            ])
        }
    }
}

extension Told {
    /// The date that counts in the life of a restriction.
    fileprivate var restrictionDate: DayInterval {
        verb == "announced" ? act : date(.effective) ?? act
    }

    /// The last day: stated, or `effective` plus the term in years.
    fileprivate var restrictionEnd: DayInterval? {
        if let until = date(.until) { return until }
        guard let term = amount(.term), term.unit == .year, term.value.scale == 0,
            let effective = date(.effective)
        else { return nil }
        let years = Int(term.value.coefficient)
        func later(_ day: Day) -> Day {
            guard !day.isSentinel else { return day }
            let next =
                Day(year: day.year + years, month: day.month, day: day.day)
                ?? Day(year: day.year + years, month: 3, day: 1)
            return next?.adding(days: -1) ?? day
        }
        return DayInterval(lo: later(effective.lo), hi: later(effective.hi))
    }
}
