extension Answers {
    /// The axes along which history can be told.
    enum Axis: String, CaseIterable {
        case occurred, published, recorded
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

    /// From where to where a replay goes.
    private struct Stretch {
        let axis: Axis
        let from: Day
        let to: Day
        /// On the recorded axis: the records.
        let records: ClosedRange<RecordNumber>
        /// Whether the day of the world moves along.
        let isOnOpen: Bool
    }

    /// Every state change in order along an axis, then the state at the end.
    func replay(_ question: Question) throws -> Answer {
        let stretch = try stretch(question)
        var changes: [Change] = []
        var final: [(Key, SubjectState)] = []
        for kind in Self.kinds {
            for life in try lives(of: kind, stretch) {
                changes += life.changes
                if let state = life.last { final.append((life.key, state)) }
            }
        }
        changes.sort { ($0.day, $0.record, $0.subject) < ($1.day, $1.record, $1.subject) }
        let rows = try changes.map(row)
        let states = final.sorted { $0.0 < $1.0 }.map { row($0.0, $0.1, stretch.to) }
        var told = answer("replay/1", rows + states)
        // The state is that of the last day told, unless another day of the world was asked for.
        if stretch.isOnOpen && stretch.axis != .recorded || stretch.axis == .occurred {
            told.basis.coordinates.on = stretch.to
        }
        return told
    }

    private func stretch(_ question: Question) throws -> Stretch {
        let words = Axis.allCases.map(\.rawValue)
        let axis = try question.word("by", of: words).flatMap(Axis.init(rawValue:)) ?? .occurred
        let isOnOpen = question.parameters["on"] == nil
        guard axis == .recorded else {
            let to = try question.day("to") ?? on
            let from = try question.day("from") ?? .distantPast
            guard from <= to else { throw question.bad("from", "lies behind to (\(to))") }
            let all = RecordNumber(0)...RecordNumber(.max)
            return Stretch(axis: axis, from: from, to: to, records: all, isOnOpen: isOnOpen)
        }
        let last = try recorded("to", question) ?? asOf
        // A day stands for its end, so the records of the first day come after the day before.
        var first = RecordNumber(0)
        if let day = try? question.day("from") {
            let before = day.adding(days: -1).description
            let question = try Question(view: question.view, items: [("from", before)])
            first = RecordNumber(((try recorded("from", question))?.value ?? 0) + 1)
        } else if let record = try recorded("from", question) {
            first = record
        }
        guard first.value <= last.value + 1 else {
            throw question.bad("from", "lies behind to (\(last))")
        }
        let records = first...max(first, last)
        let day = try reader.record(at: last).map { Instant.day($0.leaf.recordedAt) } ?? on
        return Stretch(
            axis: axis,
            from: .distantPast,
            to: day,
            records: first <= last ? records : RecordNumber(.max)...RecordNumber(.max),
            isOnOpen: isOnOpen
        )
    }

    private func row(_ change: Change) throws -> JSON {
        let event = try event(change.record)
        return .object([
            .init("row", .string("change")), .init("date", .string(change.day.description)),
            .init("when", when(change, event)), .init("subject", .key(change.subject)),
            .init("before", .text(change.before?.summary)),
            .init("after", .text(change.after?.summary)),
            .init("likelihood", .text(change.after?.likelihood.rawValue)),
            .init("what", .text(event.map(Gist.of))), .init("type", .text(event?.type.name)),
            .init("record", .string(change.record.description)),
            .init("records", .records([change.record])),
        ])
    }

    private func row(_ subject: Key, _ state: SubjectState, _ day: Day) -> JSON {
        .object([
            .init("row", .string("state")), .init("date", .string(day.description)),
            .init("when", .span(DayInterval(day))), .init("subject", .key(subject)),
            .init("before", .null), .init("after", .string(state.summary)),
            .init("likelihood", .string(state.likelihood.rawValue)),
            .init("what", .string(state.state)), .init("type", .null), .init("record", .null),
            .init("records", .records(state.records)),
        ])
    }

    /// The day of a change; where it is only possible then, the span in which it lies.
    private func when(_ change: Change, _ event: Event?) -> JSON {
        guard change.after?.likelihood == .possibly,
            let date = event?.body.date(.effective) ?? event?.occurred
        else { return .span(DayInterval(change.day)) }
        return .span(date)
    }
}

extension Answers {
    /// The changes of one subject along an axis, and its state at the end.
    private struct SubjectLife {
        let key: Key
        let changes: [Change]
        let last: SubjectState?
    }

    /// The lives of all subjects of a kind.
    private func lives(of kind: Kind, _ stretch: Stretch) throws -> [SubjectLife] {
        guard stretch.axis == .recorded else {
            var found: [SubjectLife] = []
            try each(of: kind) { found.append(try life(of: $0, stretch)) }
            return found
        }
        // Joins come and go along this axis, so each key has a line of its own, which is empty
        // while it is joined with one that was used earlier.
        var keys: [Key: [Fact]] = [:]
        try reader.each(of: kind, through: asOf) { keys[$0] = $1 }
        return try keys.sorted { $0.key < $1.key }.map { key, _ in
            try recordedLife(of: key, keys, stretch)
        }
    }

    /// A life along the days of the world or of publication: the state is asked at every day on
    /// which it may change, by the same fold that answers questions.
    private func life(of subject: Subject, _ stretch: Stretch) throws -> SubjectLife {
        let outside = try superseding(subject)
        var all = subject.testimonies
        for link in outside { all += context.visibility.testimonies(link.rows) }
        let days =
            stretch.axis == .occurred
            ? changeDays(all) : publicationDays(all)
        var told = Telling(subject: subject.key)
        for day in Self.told(days, from: stretch.from, to: stretch.to) {
            try reader.checkTime()
            var coordinates = basis.coordinates
            if stretch.axis == .published { coordinates.known = day }
            if stretch.axis == .occurred || stretch.isOnOpen { coordinates.on = day }
            let after = state(of: subject.key, subject.facts, outside, at: coordinates)
            told.tell(after, on: day, cause: dated(day, subject.facts, after), from: stretch.from)
        }
        // What falls due between the last publication and the end shows at the end.
        var coordinates = basis.coordinates
        if stretch.axis == .published {
            coordinates.known = min(stretch.to, coordinates.known ?? stretch.to)
        }
        if stretch.axis == .occurred || stretch.isOnOpen { coordinates.on = stretch.to }
        let last = state(of: subject.key, subject.facts, outside, at: coordinates)
        told.tell(last, on: stretch.to, cause: nil, from: stretch.from)
        return SubjectLife(key: subject.key, changes: told.changes, last: told.state)
    }

    /// The days to look at: of those before the first that is told only the last, which brings
    /// everything that had changed by then.
    private static func told(_ days: Set<Day>, from first: Day, to last: Day) -> [Day] {
        let there = days.filter { !$0.isSentinel && $0 <= last }
        let before = there.filter { $0 < first }.max()
        return (before.map { [$0] } ?? []) + there.filter { $0 >= first }.sorted()
    }

    /// The days on which an entry of a testimony becomes surely known.
    private func publicationDays(_ testimonies: [Testimony]) -> Set<Day> {
        let visibility = context.visibility
        return Set(
            testimonies.flatMap(\.facts).compactMap { visibility.publication($0.source)?.hi }
        )
    }

    /// A life along the records.
    private func recordedLife(
        of key: Key,
        _ keys: [Key: [Fact]],
        _ stretch: Stretch
    ) throws -> SubjectLife {
        var positions = Set(keys[key]?.map(\.position) ?? [])
        let linked = registry.linkedKeys(at: asOf)
        if linked.keys.contains(key) {
            for member in linked.keys {
                positions.formUnion(keys[member]?.map(\.position) ?? [])
            }
            positions.formUnion(linked.positions)
        }
        let own = Subject(key: key, also: [], facts: keys[key] ?? [], testimonies: [])
        let outside = try superseding(own)
        let elsewhere = outside.flatMap { $0.rows + $0.maker }
        positions.formUnion(elsewhere.map(\.position))
        let members = linked.keys.contains(key) ? Array(linked.keys) : [key]
        positions.formUnion(datings(members.flatMap { keys[$0] ?? [] } + elsewhere))
        var told = Telling(subject: key)
        for position in positions.sorted() where position <= stretch.records.upperBound {
            guard let record = try reader.record(at: position) else { continue }
            var coordinates = basis.coordinates
            coordinates.asOf = position
            let joins = Joins(registry.identities(at: position), isStrict: coordinates.isStrict)
            let after = joinedState(of: key, keys, joins, outside, at: coordinates)
            told.tell(
                after,
                on: Instant.day(record.leaf.recordedAt),
                cause: position,
                from: .distantPast,
                isShown: stretch.records.contains(position)
            )
        }
        return SubjectLife(key: key, changes: told.changes, last: told.state)
    }

    /// The records that date, or date anew, the sources of some rows.
    private func datings(_ rows: [Fact]) -> [RecordNumber] {
        Set(rows.map(\.source)).compactMap(key).flatMap { source in
            registry.datings(of: source, at: asOf).map(\.record)
        }
    }

    /// The state of a key with those joined to it at a point; nil while another one has the name.
    private func joinedState(
        of key: Key,
        _ keys: [Key: [Fact]],
        _ joins: Joins,
        _ outside: [Incoming],
        at coordinates: Coordinates
    ) -> SubjectState? {
        let members = joins.members(of: key).compactMap { member -> (Key, [Fact])? in
            let facts = (keys[member] ?? []).filter { $0.position <= coordinates.asOf }
            return facts.isEmpty ? nil : (member, facts)
        }
        guard let subject = united(members), subject.key == key else { return nil }
        return state(of: key, subject.facts, outside, at: coordinates)
    }

    /// The state of a subject at other coordinates than the question's.
    func state(
        of subject: Key,
        _ facts: [Fact],
        _ outside: [Incoming],
        at coordinates: Coordinates
    ) -> SubjectState? {
        let context = context.at(coordinates)
        let visibility = context.visibility
        let own = visibility.testimonies(facts)
        return SubjectFold(context: context).state(
            of: subject,
            own,
            superseding: outside.compactMap { $0.testimony(own, visibility) }
        )
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
}

/// Collects the changes of a state as it is told point by point.
private struct Telling {
    let subject: Key
    var changes: [Answers.Change] = []
    var state: SubjectState?

    init(subject: Key) { self.subject = subject }

    /// Takes the state at the next point.
    ///
    /// - Parameters:
    ///   - after: the state there.
    ///   - day: the day on which it is told.
    ///   - cause: the record that brings it, if no new record stands behind the state.
    ///   - from: changes before this day are not shown.
    ///   - isShown: whether the point itself is to be shown.
    mutating func tell(
        _ after: SubjectState?,
        on day: Day,
        cause: RecordNumber?,
        from: Day,
        isShown: Bool = true
    ) {
        defer { state = after }
        guard after?.summary != state?.summary, isShown, day >= from else { return }
        let known = Set(state?.records ?? [])
        let new = after?.records.last { !known.contains($0) }
        let record = new ?? cause ?? after?.records.last ?? state?.records.last
        changes.append(
            Answers.Change(
                day: day,
                subject: subject,
                before: state,
                after: after,
                record: record ?? RecordNumber(0)
            )
        )
    }
}
