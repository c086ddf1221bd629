/// The evidence for a subject in one line of counts instead of a score.
///
/// Origins are counted, not documents: one wire is one origin, an outlet relaying another counts
/// as that other. Unnamed people are an interval, because two of them may be one.
struct Tally {
    let context: FoldContext
    private var classes: [EvidenceClass] = []
    private var named: Set<Key> = []
    private var unnamed: Set<Key> = []
    private var outlets: [Key: Bool] = [:]
    private var firstReporters: [Key] = []
    private var counts: [String: Int] = [:]
    private var records: Set<RecordNumber> = []

    init(context: FoldContext) { self.context = context }

    /// Takes in a visible testimony; `isAbout` for one of another subject that concerns this one.
    mutating func add(_ event: Event, _ testimony: Testimony, isAbout: Bool = false) {
        records.insert(testimony.position)
        switch event.type.name {
        case "comment.refused":
            counts["no_comment", default: 0] += 1
            return
        case "claim.denied": counts["denied", default: 0] += 1
        case "claim.confirmed": counts["confirmed", default: 0] += 1
        case "claim.disavowed": counts["disavowed", default: 0] += 1
        default: break
        }
        if event.links.contains(where: { $0.relation == .contradicts }) {
            counts["contradicted", default: 0] += 1
        }
        for fact in testimony.facts where fact.hasEvidence {
            guard Int(fact.entry) < event.evidence.count else { continue }
            let entry = event.evidence[Int(fact.entry)]
            guard entry.stance == .asserts, entry.polarity == .positive else { continue }
            if !isAbout {
                classes.append(EvidenceClass(fact, context))
                count(entry)
            }
            if entry.origin.kind == .anon { unnamed.insert(entry.origin) }
        }
    }

    private mutating func count(_ entry: Evidence) {
        if entry.attribution == .named { named.insert(entry.origin) }
        if let first = entry.firstReporter?.key, !firstReporters.contains(first) {
            firstReporters.append(first)
        }
        // The text that spoke to the origin: the first document of the chain.
        let spoke = entry.chain.first { $0.who.kind == .src }?.who ?? entry.source.key
        let source = context.registry.source(spoke, at: context.coordinates.asOf)
        guard let origin = source?.wire ?? source?.outlet else { return }
        let isHeld = source?.held != .citedOnly
        outlets[origin] = (outlets[origin] ?? false) || isHeld
    }

    /// Fewest and most people behind the unnamed: nil for no upper bound.
    private var people: (least: Int, most: Int?) {
        let asOf = context.coordinates.asOf
        let links = context.registry.identities(at: asOf)
        // What is only presumed to be one person is counted as two.
        let joins = Joins(links, isStrict: true)
        func count(_ key: Key) -> PeopleCount? { context.registry.actor(key, at: asOf)?.count }
        var most: Int? = 0
        var seen: Set<Key> = []
        for key in unnamed.sorted() where seen.insert(key).inserted {
            let group = joins.members(of: key).filter(unnamed.contains)
            seen.formUnion(group)
            let uppers = group.map { key in count(key).map(\.most) ?? 1 }
            let upper = uppers.contains(nil) ? nil : uppers.compactMap(\.self).max()
            most = most.flatMap { sum in upper.map { sum + $0 } }
        }
        let largest = unnamed.compactMap { count($0)?.least }.max() ?? (unnamed.isEmpty ? 0 : 1)
        return (max(largest, mutuallyDifferent(joins)), most)
    }

    /// The largest set of handles that are said to differ from one another, found greedily.
    private func mutuallyDifferent(_ joins: Joins) -> Int {
        func differ(_ a: Key, _ b: Key) -> Bool {
            joins.differences.contains { $0.a == a && $0.b == b || $0.a == b && $0.b == a }
        }
        var best = 0
        for start in unnamed.sorted() {
            var group = [start]
            for other in unnamed.sorted() where group.allSatisfy({ differ($0, other) }) {
                group.append(other)
            }
            best = max(best, group.count)
        }
        return best
    }

    private func name(_ key: Key) -> String {
        context.registry.actor(key, at: context.coordinates.asOf)?.name ?? key.description
    }

    /// The tally as the last row of an audit.
    var row: JSON {
        let strongest = classes.min()
        let people = people
        let held = outlets.filter(\.value).count
        let unnamedText =
            people.most.map { $0 == people.least ? "\($0)" : "\(people.least)–\($0)" }
            ?? "\(people.least)+"
        let first = firstReporters.map(name).joined(separator: ", ")
        var parts = [
            strongest?.rawValue ?? "no assertion", "named \(named.count)",
            "unnamed \(unnamedText)", "outlets \(outlets.count) (\(held) held)",
        ]
        if !first.isEmpty { parts.append("first: \(first)") }
        for (name, word) in [
            ("no_comment", "no-comment"), ("denied", "denied"), ("disavowed", "disavowed"),
            ("confirmed", "confirmed"), ("contradicted", "contradicted"),
        ] {
            let count = counts[name] ?? 0
            let isShown = count > 0 || name == "no_comment" || name == "denied"
            if isShown { parts.append("\(word)×\(count)") }
        }
        func count(_ name: String) -> JSON.Member { .init(name, .count(counts[name] ?? 0)) }
        return .object([
            .init("row", .string("tally")), .init("class", .text(strongest?.rawValue)),
            .init("named", .count(named.count)),
            .init(
                "unnamed",
                .object([
                    .init("least", .count(people.least)),
                    .init("most", people.most.map { JSON.count($0) } ?? .null),
                ])
            ), .init("outlets", .count(outlets.count)), .init("outlets_held", .count(held)),
            .init("first_reporter", .text(first.isEmpty ? nil : first)), count("no_comment"),
            count("denied"), count("disavowed"), count("confirmed"), count("contradicted"),
            .init("text", .string(parts.joined(separator: " · "))),
            .init("records", .records(records.sorted())),
        ])
    }
}
