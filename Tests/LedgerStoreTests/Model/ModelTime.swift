import Ledger

/// Questions about two points of time: the states at each point of an axis, held side by side.
extension ModelWorld {
    func timeRows(_ question: ModelQuestion) -> [JSON]? {
        switch question.view {
        case "diff": differences(question)
        case "replay": replay(question)
        default: nil
        }
    }

    /// What differs between two points, and with `records` what was learned between them.
    private func differences(_ question: ModelQuestion) -> [JSON] {
        let (a, b) = ends(question)
        let (before, after) = (a.states(), b.states())
        let rows = Set(before.keys).union(after.keys).sorted().compactMap { key -> JSON? in
            let (old, new) = (before[key], after[key])
            guard old?.summary != new?.summary || old?.records != new?.records else { return nil }
            let come = (new?.records ?? []).subtracting(old?.records ?? [])
            let gone = (old?.records ?? []).subtracting(new?.records ?? [])
            return .fields([
                "row": .string("change"),
                "mark": .string(old == nil ? "+" : new == nil ? "-" : "~"), "subject": .key(key),
                "field": .string(old?.summary == new?.summary ? "evidence" : "state"),
                "before": .text(old?.summary), "after": .text(new?.summary),
                "records": .records(come.isEmpty ? gone : come),
            ])
        }
        return rows + (question["records"] == "true" ? learned(question, a, b) : [])
    }

    private func learned(_ question: ModelQuestion, _ a: ModelWorld, _ b: ModelWorld) -> [JSON] {
        guard question["axis"] != "on" else { return [] }
        let (low, high) = (min(a.cut.asOf, b.cut.asOf), max(a.cut.asOf, b.cut.asOf))
        let known = Set(a.told.map(\.number))
        return b.told.filter { told in
            told.event.type.isTestimony && !known.contains(told.number)
                && (question["axis"] == "known" || told.number > low && told.number <= high)
        }.map { told in
            .fields([
                "row": .string("learned"), "record": .string(told.number.description),
                "date": .span(told.date), "type": .string(told.event.type.name),
                "subject": .key(told.event.subject),
                "source": .key(told.entries.first?.entry.source.key),
                "records": .records([told.number]),
            ])
        }
    }

    private func ends(_ question: ModelQuestion) -> (ModelWorld, ModelWorld) {
        let (from, to) = (question["from"] ?? "", question["to"] ?? "")
        switch question["axis"] {
        case "on": return (at(on: Day(from) ?? cut.on), at(on: Day(to) ?? cut.on))
        case "known": return (at(known: Day(from) ?? cut.on), at(known: Day(to) ?? cut.on))
        default:
            return (
                at(asOf: RecordNumber(from) ?? cut.asOf), at(asOf: RecordNumber(to) ?? cut.asOf)
            )
        }
    }

    /// Every change of a state, point by point, then the states at the end.
    private func replay(_ question: ModelQuestion) -> [JSON] {
        var rows: [JSON] = []
        var before: [Key: ModelState] = [:]
        for point in points(question) {
            let now = point.world.states()
            for key in Set(before.keys).union(now.keys).sorted() {
                let (old, new) = (before[key], now[key])
                guard point.isShown, old?.summary != new?.summary else { continue }
                rows.append(
                    .fields([
                        "row": .string("change"), "date": point.date.map(JSON.string),
                        "subject": .key(key), "before": .text(old?.summary),
                        "after": .text(new?.summary),
                        "likelihood": .text(new?.likelihood.rawValue),
                    ])
                )
            }
            before = now
        }
        let states = before.sorted { $0.key < $1.key }.map { key, state in
            JSON.fields([
                "row": .string("state"), "subject": .key(key), "after": .string(state.summary),
                "what": .string(state.word), "likelihood": .string(state.likelihood.rawValue),
                "records": .records(state.records),
            ])
        }
        return rows + states
    }

    private struct Point {
        let world: ModelWorld
        /// Nil on the recorded axis: that day is the one on which the test runs.
        let date: String?
        let isShown: Bool
    }

    private func points(_ question: ModelQuestion) -> [Point] {
        if question["by"] == "recorded" {
            let to = question["to"].flatMap { RecordNumber($0) } ?? cut.asOf
            let from = question["from"].flatMap { RecordNumber($0) } ?? RecordNumber(0)
            guard to.value > 0 else { return [] }
            return (1...to.value).map { number in
                Point(
                    world: at(asOf: RecordNumber(number)),
                    date: nil,
                    isShown: number >= from.value
                )
            }
        }
        let to = question["to"].flatMap { Day($0) } ?? cut.on
        let from = question["from"].flatMap { Day($0) } ?? .distantPast
        let first = HistoryWorld.day(-40)
        guard first <= to else { return [] }
        return (0...Int(to.number - first.number)).map { offset in
            let day = first.adding(days: offset)
            // What was not known by the question's own day stays unknown.
            let world =
                question["by"] == "published"
                ? at(known: min(day, cut.known ?? day)) : at(on: day)
            return Point(world: world, date: day.description, isShown: day >= from)
        }
    }
}

extension Told {
    /// The date that counts in the life of its subject.
    var lifeDate: DayInterval {
        switch event.subject.kind {
        case .measure: measureDate
        case .restriction: verb == "announced" ? act : date(.effective) ?? act
        case .talk: talkDate
        default: act
        }
    }

    /// The code of the word that decides, as far as it decides whether something moves at all.
    var word: UInt8 {
        func code<W: Word>(_ field: BodyField, _ type: W.Type) -> UInt8 {
            event.body.word(field, as: type)?.code ?? 0
        }
        switch event.type.name {
        case "proposal.answered": return code(.response, Response.self)
        case "commitment.assessed": return code(.finding, Finding.self)
        case "agreement.reached": return code(.form, AgreementForm.self)
        case "agreement.ended": return code(.ending, Ending.self)
        case "comment.refused": return code(.refusal, NoComment.self)
        case "proceeding.moved": return code(.stage, Stage.self)
        default: return 0
        }
    }
}

extension ModelQuestion {
    static func timeParameters(
        _ view: String,
        _ pair: ModelPair,
        _ random: SplitMix64
    ) -> [(name: String, value: String)]? {
        var found: [(name: String, value: String)] = []
        let days = [random.below(75), random.below(75)].sorted().map {
            HistoryWorld.day($0).description
        }
        let size = pair.lines.count
        let records = [random.below(size), random.below(size)].map { "r\($0 + 1)" }
        switch view {
        case "diff":
            let axis = random.pick(["on", "known", "as_of"])
            let ends = axis == "as_of" ? records : days
            found = [("axis", axis), ("from", ends[0]), ("to", ends[1])]
            if random.chance(40) { found.append(("records", "true")) }
        case "replay":
            let axis = random.pick(["occurred", "published", "recorded"])
            let ends =
                axis == "recorded"
                ? records.sorted { (RecordNumber($0)?.value ?? 0) < (RecordNumber($1)?.value ?? 0) }
                : days
            found = [("by", axis), ("to", ends[1])]
            if random.chance(40) { found.append(("from", ends[0])) }
        default: return nil
        }
        return found
    }
}
