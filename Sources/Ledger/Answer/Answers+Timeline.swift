extension Answers {
    /// The most rows of a timeline or list, where the question names no limit.
    static let rowsMax = 1_000

    /// P11: events in the order of the days under which they are filed, unknown ones last.
    ///
    /// That is the date as recorded: one that is not attested yet is not shown, and yet a page
    /// goes on where the one before it ended.
    func timeline(_ question: Question) throws -> Answer {
        let limit = try question.count("limit") ?? Self.rowsMax
        var rows: [(day: Day, position: RecordNumber, row: JSON)] = []
        func take(_ position: RecordNumber) throws {
            guard let (testimony, event) = try told(position), event.type.isTestimony,
                try shows(testimony.entries(of: event), event, question)
            else { return }
            let day = try self.event(position)?.filingDay ?? .distantFuture
            rows.append((day, position, moment(event, testimony)))
        }
        var next: Day?
        if hasFilter(question) {
            for position in try selected(question) { try take(position) }
        } else {
            let (since, through) = try span(question)
            var from = since
            while true {
                let page = try reader.positions(
                    on: DayInterval(from: from, through: through),
                    through: asOf,
                    limit: limit
                )
                // One more than asked for tells that there are more.
                for (_, position) in page where rows.count <= limit { try take(position) }
                guard let last = page.last?.day, page.count >= limit, last < through else { break }
                from = last.adding(days: 1)
                guard rows.count < limit else {
                    next = from
                    break
                }
            }
        }
        let ordered = rows.sorted { ($0.day, $0.position) < ($1.day, $1.position) }
        var notes: [String] = []
        if ordered.count > limit || next != nil {
            let shown = ordered.prefix(limit).last?.day ?? .distantFuture
            notes = ["the first \(min(limit, ordered.count)); go on with since \(shown)"]
        }
        return answer("timeline/1", ordered.prefix(limit).map(\.row), notes: notes)
    }

    private func moment(_ event: Event, _ testimony: Testimony) -> JSON {
        let span: JSON = event.occurred.map { .span($0) } ?? .span(event.body.date(.effective))
        return .object([
            .init("date", span), .init("type", .string(event.type.name)),
            .init("subject", .key(event.subject)), .init("gist", .string(Gist.of(event))),
            .init("class", .text(context.strongest(testimony.facts)?.rawValue)),
            .init("record", .string(testimony.position.description)),
            .init("records", .records([testimony.position])),
        ])
    }

    /// Whether what is visible of a record names the actor and the source asked for: the views
    /// list those of every entry, known or not.
    func shows(
        _ entries: [Evidence],
        _ event: Event,
        _ question: Question
    ) throws -> Bool {
        guard entries.count < event.evidence.count else { return true }
        let names = event.names(in: entries)
        if let source = try question.key("source"), !names.contains(source) { return false }
        guard let actor = try question.key("actor") else { return true }
        return !names.isDisjoint(with: joins.members(of: actor))
    }

    private static let filters: [(String, PostingKind)] = [
        ("type", .type), ("actor", .actor), ("source", .source), ("issue", .issue),
    ]

    /// Whether a list is cut to anything less than the whole log.
    func isFiltered(_ question: Question) throws -> Bool {
        let (since, through) = try span(question)
        return hasFilter(question) || since != .distantPast || through != .distantFuture
    }

    private func hasFilter(_ question: Question) -> Bool {
        question.parameters["subject"] != nil
            || Self.filters.contains { question.parameters[$0.0] != nil }
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

    /// Records that the filters of a question select, ascending; joined keys count as one.
    func selected(_ question: Question) throws -> [RecordNumber] {
        let (since, through) = try span(question)
        var lists: [Set<RecordNumber>] = []
        for (name, kind) in Self.filters {
            guard let term = question.parameters[name] else { continue }
            var terms = [try canonical(term, kind, question)]
            if kind == .actor, let key = try question.key(name) {
                terms = joins.members(of: key).map(\.description)
            }
            lists.append(
                Set(try terms.flatMap { try reader.positions(kind, $0, through: asOf) })
            )
        }
        if let key = try question.key("subject") {
            // With what joins a key under which nothing else stands.
            let members = joins.members(of: key)
            lists.append(Set(try members.flatMap { try facts(of: $0).map(\.position) }))
        }
        if lists.isEmpty || since != .distantPast || through != .distantFuture {
            let days = DayInterval(from: since, through: through)
            let found = try reader.positions(on: days, through: asOf, limit: .max)
            lists.append(Set(found.map(\.position)))
        }
        let first = lists.removeFirst()
        return lists.reduce(first) { $0.intersection($1) }.sorted()
    }
}
