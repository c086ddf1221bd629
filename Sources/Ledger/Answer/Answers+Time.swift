extension Answers {
    /// P11: events in the order of their dates, unknown ones last.
    func timeline(_ question: Question) throws -> Answer {
        let positions = try selected(question)
        var rows: [(date: DayInterval?, position: RecordNumber, row: JSON)] = []
        for position in positions {
            guard let event = try reader.event(at: position)?.testimony, event.type.isTestimony,
                let testimony = try visible(position, of: event.subject)
            else { continue }
            let date = event.occurred?.interval ?? testimony.fact.effective
            let span: JSON =
                event.occurred.map { .span($0) } ?? .span(event.body.date(.effective))
            rows.append(
                (
                    date, position,
                    .object([
                        .init("date", span), .init("type", .string(event.type.name)),
                        .init("subject", .key(event.subject)),
                        .init("gist", .string(Gist.of(event))),
                        .init("class", .text(context.strongest(testimony.facts)?.rawValue)),
                        .init("record", .string(position.description)),
                        .init("records", .records([position])),
                    ])
                )
            )
        }
        let ordered = rows.sorted { a, b in
            order(a.date) == order(b.date)
                ? a.position < b.position : order(a.date) < order(b.date)
        }
        return answer("timeline/1", ordered.map(\.row))
    }

    /// Sorts by the lower bound; an open start by the end; no date last.
    private func order(_ date: DayInterval?) -> Day {
        guard let date else { return .distantFuture }
        return date.lo.isSentinel ? date.hi : date.lo
    }

    /// The testimony of a record, if it is visible.
    func visible(_ position: RecordNumber, of subject: Key) throws -> Testimony? {
        try testimonies(of: subject).first { $0.position == position }
    }

    /// A filter's term as the views have it; a word that can name nothing is refused.
    private func canonical(
        _ term: String,
        _ kind: PostingKind,
        _ question: Question
    ) throws(Refusal) -> String {
        switch kind {
        case .actor, .source:
            let key = try question.neededKey(kind == .actor ? "actor" : "source")
            guard registry.registration(of: key) == nil else { return key.description }
            let near = registry.nearest(to: key).map { "; did you mean \($0)?" }
            throw Refusal(.notFound, "\(key) is not registered" + (near ?? ""))
        case .type where registry.types.type(named: term) == nil:
            let near = Suggestion.nearest(to: term, in: registry.types.names)
            throw question.bad(
                "type",
                "'\(term)' is no event type",
                hint: near.map { "did you mean '\($0)'?" } ?? "see: ledgerctl type list"
            )
        case .issue where !Key.isSlug(term):
            throw question.bad("issue", "'\(term)' is no topic code", hint: "write tariffs")
        default: return term
        }
    }

    /// Records that the filters of a question select, ascending.
    func selected(_ question: Question) throws -> [RecordNumber] {
        let since = try question.day("since")
        let through = try question.day("through")
        if let since, let through, since > through {
            throw question.bad("through", "lies before since (\(since))")
        }
        var lists: [Set<RecordNumber>] = []
        for (name, kind) in [
            ("type", PostingKind.type), ("actor", .actor), ("source", .source), ("issue", .issue),
        ] {
            guard let term = question.parameters[name] else { continue }
            let known = try canonical(term, kind, question)
            lists.append(Set(try reader.positions(kind, known, through: asOf)))
        }
        if let subject = try question.key("subject") {
            lists.append(
                Set(try reader.facts(of: subject, through: asOf).map(\.position))
            )
        }
        if lists.isEmpty || since != nil || through != nil {
            let days = DayInterval(
                from: since ?? .distantPast,
                through: through ?? .distantFuture
            )
            lists.append(Set(try reader.positions(on: days, through: asOf).map(\.position)))
        }
        let first = lists.removeFirst()
        return lists.reduce(first) { $0.intersection($1) }.sorted()
    }
}

extension Answers {
    /// The axes along which history can be told.
    enum Axis: String, CaseIterable {
        case occurred, published, recorded
    }

    /// Every state change in order along an axis, then the state at the end.
    func replay(_ question: Question) throws -> Answer {
        let to = try question.day("to") ?? on
        let from = try question.day("from") ?? .distantPast
        let words = Axis.allCases.map(\.rawValue)
        let axis = try question.word("by", of: words).flatMap(Axis.init(rawValue:)) ?? .occurred
        guard from <= to else { throw question.bad("from", "lies behind to (\(to))") }
        let isOnOpen = question.parameters["on"] == nil
        var changes: [Change] = []
        var final: [(Key, SubjectState)] = []
        for kind in Self.kinds {
            try reader.each(of: kind, through: asOf) { subject, facts in
                let life = try self.life(
                    of: subject,
                    facts,
                    along: axis,
                    through: to,
                    isOnOpen: isOnOpen
                )
                changes += life.changes.filter { $0.day >= from }
                if let state = life.last { final.append((subject, state)) }
            }
        }
        changes.sort { ($0.day, $0.record, $0.subject) < ($1.day, $1.record, $1.subject) }
        var rows = try changes.map { change -> JSON in
            let event = try reader.event(at: change.record)?.testimony
            return .object([
                .init("row", .string("change")), .init("date", .string(change.day.description)),
                .init("when", when(change, event)),
                .init("subject", .key(change.subject)),
                .init("before", .text(change.before?.summary)),
                .init("after", .text(change.after?.summary)),
                .init("likelihood", .text(change.after?.likelihood.rawValue)),
                .init("what", .text(event.map(Gist.of))),
                .init("type", .text(event?.type.name)),
                .init("record", .string(change.record.description)),
                .init("records", .records([change.record])),
            ])
        }
        rows += final.sorted { $0.0 < $1.0 }.map { subject, state in
            .object([
                .init("row", .string("state")), .init("date", .string(to.description)),
                .init("when", .span(DayInterval(to))),
                .init("subject", .key(subject)), .init("before", .null),
                .init("after", .string(state.summary)),
                .init("likelihood", .string(state.likelihood.rawValue)),
                .init("what", .string(state.state)), .init("type", .null),
                .init("record", .null), .init("records", .records(state.records)),
            ])
        }
        var told = answer("replay/1", rows)
        // The state is that of the last day told, unless another day of the world was asked for.
        if isOnOpen || axis == .occurred { told.basis.coordinates.on = to }
        return told
    }

    /// A change of a subject's state.
    struct Change {
        let day: Day
        let subject: Key
        let before: SubjectState?
        let after: SubjectState?
        /// The record that brings it.
        let record: RecordNumber
    }

    /// The changes of one subject along an axis: its state is asked at every day on which it may
    /// change, by the same fold that answers questions.
    private func life(
        of subject: Key,
        _ facts: [Fact],
        along axis: Axis,
        through end: Day,
        isOnOpen: Bool
    ) throws -> (changes: [Change], last: SubjectState?) {
        var changes: [Change] = []
        var before: SubjectState?
        for (day, coordinates) in try points(
            subject,
            facts,
            axis,
            end,
            isOnOpen: isOnOpen
        ) {
            let after = state(of: subject, facts, at: coordinates)
            defer { before = after }
            guard after?.summary != before?.summary else { continue }
            let known = Set(before?.records ?? [])
            let new = after?.records.last { !known.contains($0) }
            let cause = new ?? dated(day, facts, after)
            let record = cause ?? after?.records.last ?? before?.records.last ?? RecordNumber(0)
            changes.append(
                Change(day: day, subject: subject, before: before, after: after, record: record)
            )
        }
        return (changes, before)
    }

    /// The day of a change; where it is only possible then, the span in which it lies.
    private func when(_ change: Change, _ event: Event?) -> JSON {
        guard change.after?.likelihood == .possibly,
            let date = event?.body.date(.effective) ?? event?.occurred
        else { return .span(DayInterval(change.day)) }
        return .span(date)
    }

    /// The record whose date or effect begins or ends on a day: what a schedule brings about.
    private func dated(_ day: Day, _ facts: [Fact], _ state: SubjectState?) -> RecordNumber? {
        let behind = Set(state?.records ?? [])
        return facts.first { fact in
            guard behind.contains(fact.position) else { return false }
            return [fact.effective, fact.occurred, fact.until].contains {
                $0?.lo == day || $0?.hi == day
            }
        }?.position
    }

    /// The state of a subject at other coordinates than the question's.
    func state(of subject: Key, _ facts: [Fact], at coordinates: Coordinates) -> SubjectState? {
        let context = FoldContext(
            coordinates: coordinates,
            registry: registry,
            name: self.context.name
        )
        let testimonies = context.visibility.testimonies(facts)
        return SubjectFold(context: context).state(of: subject, testimonies)
    }

    /// The days on which a subject may change, each with the coordinates to ask at.
    private func points(
        _ subject: Key,
        _ facts: [Fact],
        _ axis: Axis,
        _ end: Day,
        isOnOpen: Bool
    ) throws -> [(Day, Coordinates)] {
        let base = basis.coordinates
        let isTalk = subject.kind == .talk
        switch axis {
        case .occurred:
            let visible = context.visibility.testimonies(facts)
            var days: Set<Day> = []
            for testimony in visible {
                let fact = testimony.fact
                for date in [testimony.act, fact.effective, fact.occurred] {
                    guard let date else { continue }
                    days.formUnion([date.lo, date.hi])
                    // A talk is due from the day after its window.
                    if isTalk { days.insert(date.hi.adding(days: 1)) }
                }
                if let until = fact.until { days.insert(until.hi.adding(days: 1)) }
            }
            return days.filter { !$0.isSentinel && $0 <= end }.sorted().map { day in
                var coordinates = base
                coordinates.on = day
                return (day, coordinates)
            }
        case .published:
            let dates = context.visibility.testimonies(facts).compactMap { $0.published?.hi }
            return Set(dates).filter { !$0.isSentinel && $0 <= end }.sorted().map { day in
                var coordinates = base
                coordinates.known = day
                if isOnOpen { coordinates.on = day }
                return (day, coordinates)
            }
        case .recorded:
            return try Set(facts.map(\.position)).sorted().compactMap { position in
                guard let record = try reader.record(at: position) else { return nil }
                let day = Instant.day(record.leaf.recordedAt)
                guard day <= end else { return nil }
                var coordinates = base
                coordinates.asOf = position
                return (day, coordinates)
            }
        }
    }

    /// P12: what differs between two points of one axis, with the records that make it so.
    func diff(_ question: Question) throws -> Answer {
        let axis = try question.word("axis", of: ["on", "known", "as_of"])
        guard let axis else { throw question.missing("axis") }
        let (a, b) = try ends(question, axis)
        var rows: [JSON] = []
        for kind in Self.kinds {
            try reader.each(of: kind, through: asOf) { subject, facts in
                let before = state(of: subject, facts, at: a)
                let after = state(of: subject, facts, at: b)
                guard before?.summary != after?.summary || before?.records != after?.records else {
                    return
                }
                let old = Set(before?.records ?? [])
                let new = (after?.records ?? []).filter { !old.contains($0) }
                let gone = old.subtracting(after?.records ?? []).sorted()
                let cause = new.isEmpty ? gone : new
                let event = try cause.last.flatMap { try reader.event(at: $0)?.testimony }
                let mark = before == nil ? "+" : after == nil ? "-" : "~"
                let field = before?.summary == after?.summary ? "evidence" : "state"
                rows.append(
                    .object([
                        .init("mark", .string(mark)), .init("subject", .key(subject)),
                        .init("field", .string(field)), .init("before", .text(before?.summary)),
                        .init("after", .text(after?.summary)),
                        .init("what", .text(event.map(Gist.of))),
                        .init("records", .records(cause)),
                    ])
                )
            }
        }
        return answer("diff/1", rows)
    }

    private func ends(
        _ question: Question,
        _ axis: String
    ) throws -> (Coordinates, Coordinates) {
        var a = basis.coordinates
        var b = basis.coordinates
        guard axis != "as_of" else {
            guard let from = try question.record("from"), let to = try question.record("to") else {
                throw question.missing(question.parameters["from"] == nil ? "from" : "to")
            }
            a.asOf = from
            b.asOf = min(to, asOf)
            return (a, b)
        }
        guard let from = try question.day("from"), let to = try question.day("to") else {
            throw question.missing(question.parameters["from"] == nil ? "from" : "to")
        }
        if axis == "on" {
            a.on = from
            b.on = to
        } else {
            a.known = from
            b.known = to
            // Without a day of the world: what readers could know, on each day, of that day.
            if question.parameters["on"] == nil {
                a.on = from
                b.on = to
            }
        }
        return (a, b)
    }
}
