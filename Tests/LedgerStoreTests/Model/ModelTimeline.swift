import Ledger

/// Lists of records: the timeline, and what an actor did.
extension ModelWorld {
    func listRows(_ question: ModelQuestion) -> [JSON]? {
        switch question.view {
        case "timeline": timeline(question)
        case "actors/show": dossier(question)
        case "claims/conflicts": conflicts(question)
        case "claims/matrix": matrix(question)
        case "check": check(question)
        default: nil
        }
    }

    /// The rows of `timeline`: by the day under which they are filed.
    func timeline(_ question: ModelQuestion) -> [JSON] {
        let found = told.filter { $0.event.type.isTestimony && isSelected($0, question) }
        let rows = found.map { told -> (day: Day, number: RecordNumber, row: JSON) in
            (told.event.filingDay, told.number, moment(told))
        }.sorted { ($0.day, $0.number) < ($1.day, $1.number) }
        let limit = question["limit"].flatMap(Int.init) ?? 1_000
        return rows.prefix(limit).map(\.row)
    }

    private func moment(_ told: Told) -> JSON {
        .fields([
            "date": .span(told.date), "type": .string(told.event.type.name),
            "subject": .key(told.event.subject), "class": strongest([told]),
            "record": .string(told.number.description), "records": .records([told.number]),
        ])
    }

    private func isSelected(_ told: Told, _ question: ModelQuestion) -> Bool {
        let event = told.event
        let since = question["since"].flatMap { Day($0) } ?? .distantPast
        let through = question["through"].flatMap { Day($0) } ?? .distantFuture
        guard since <= event.filingDay, event.filingDay <= through else { return false }
        if let type = question["type"], event.type.name != type { return false }
        if let issue = question["issue"], !event.issues.contains(issue) { return false }
        if let source = question["source"], !told.sources.contains(source) { return false }
        if let subject = question["subject"].flatMap({ try? Key($0) }),
            !joins.group(of: subject).contains(event.subject)
        {
            return false
        }
        guard let actor = question["actor"].flatMap({ try? Key($0) }) else { return true }
        return !joins.group(of: actor).isDisjoint(with: told.everybody)
    }

    /// The rows of `actors/show`.
    func dossier(_ question: ModelQuestion) -> [JSON] {
        guard let actor = question["actor"].flatMap({ try? Key($0) }) else { return [] }
        let group = joins.group(of: actor)
        return told.filter {
            $0.event.type.isTestimony && !group.isDisjoint(with: $0.everybody)
        }.sorted { ($0.act.hi, $0.number) < ($1.act.hi, $1.number) }.map { told in
            let key = group.sorted().first { told.everybody.contains($0) } ?? actor
            return act(of: key, told)
        }
    }

    private func act(of key: Key, _ told: Told) -> JSON {
        let event = told.event
        let role = event.actors.first { $0.actor.key == key }?.role.rawValue
        let isOrigin = told.entries.contains { $0.entry.origin == key }
        let isHop = told.entries.contains { $0.entry.chain.contains { $0.who == key } }
        let target = event.body.record(.target).flatMap(ledger.number(of:))?.description
        let other = (told.actors(.to) + told.actors(.target)).first?.description
        return .fields([
            "date": .span(told.date), "act": .string(event.type.name),
            "role": .string(role ?? (isOrigin ? "origin" : isHop ? "in chain" : "first report")),
            "title": .text(title(of: key, on: told.act)),
            "subject": .key(event.subject), "target": .text(target ?? other),
            "via": .text(told.entries.first.map { outletName($0.entry.source.key) }),
            "flags": .texts(flags(event.subject)),
            "record": .string(told.number.description), "records": .records([told.number]),
        ])
    }

    /// The first office whose span may hold the day of the act.
    private func title(of key: Key, on date: DayInterval) -> String? {
        registry.actors[key]?.posts.first { post in
            (post.from?.interval.lo ?? .distantPast) <= date.hi
                && (post.until?.interval.hi ?? .distantFuture) >= date.lo
        }?.title
    }

    private func flags(_ subject: Key) -> [String] {
        guard subject.kind == .statement || subject.kind == .claim else { return [] }
        let verbs = Set(told(of: subject).filter(\.moves).map(\.verb))
        return ["confirmed", "denied", "disavowed"].filter(verbs.contains)
    }

    /// What an outlet is called: its name as registered, else its key.
    func outletName(_ source: Key) -> String {
        guard let outlet = registry.sources[source]?.outlet else { return source.description }
        return registry.actors[outlet]?.name ?? outlet.slug
    }
}

extension Told {
    /// The date that is shown: when it happened, else when it takes effect.
    var date: DayInterval? {
        if let occurred = event.occurred, attests("occurred") { return occurred.interval }
        return date(.effective)
    }

    /// Documents that its counting entries come from or pass through.
    var sources: Set<String> {
        Set(
            entries.flatMap { [$0.entry.source.key] + $0.entry.chain.map(\.who) }
                .filter { $0.kind == .src }.map(\.description)
        )
    }

    /// Everybody who plays a part in it, or stands in a counting entry.
    var everybody: Set<Key> {
        let chain = entries.flatMap { $0.entry.chain.map(\.who) }.filter(\.kind.isActor)
        let first = entries.compactMap(\.entry.firstReporter?.key)
        return Set(event.actors.map(\.actor.key) + chain + first)
    }
}

extension ModelQuestion {
    static func listParameters(
        _ view: String,
        _ pair: ModelPair,
        _ random: SplitMix64
    ) -> [(name: String, value: String)]? {
        var found: [(name: String, value: String)] = []
        func perhaps(_ name: String, _ values: [String], _ percent: Int = 15) {
            if random.chance(percent) { found.append((name, random.pick(values))) }
        }
        let people =
            HistoryWorld.states + HistoryWorld.others + Array(HistoryWorld.people.values.sorted())
        switch view {
        case "timeline":
            perhaps("actor", people)
            perhaps("type", ["tariff.scheduled", "offer.made", "talks.held"])
            perhaps("source", pair.subjects(.src))
            perhaps("issue", HistoryWorld.issues)
            perhaps("subject", [pair.subject(.measure, random)])
            perhaps("since", [HistoryWorld.day(random.below(20)).description])
            perhaps("through", [HistoryWorld.day(20 + random.below(40)).description])
            perhaps("limit", ["3"], 8)
        case "actors/show":
            found.append(("actor", random.pick(people + pair.subjects(.anon))))
        case "claims/conflicts":
            perhaps("kind", ModelConflict.kinds, 30)
            if random.chance(15) { found.append(("subject", pair.subject(.measure, random))) }
        case "claims/matrix":
            found.append(
                random.chance(40)
                    ? ("issue", random.pick(HistoryWorld.issues))
                    : ("subject", pair.subject(random.pick([.statement, .offer, .talk]), random))
            )
        case "check": perhaps("only", ModelFinding.groups.map(\.name), 40)
        default: return nil
        }
        return found
    }
}

extension ModelPair {
    /// Keys of a kind that the history is about.
    func subjects(_ kind: Kind) -> [String] {
        Set(lines.compactMap { $0["subject"]?.text }.filter { $0.hasPrefix("\(kind)/") }).sorted()
    }
}
