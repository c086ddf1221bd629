import Ledger

/// A testimony that counts: one that stands, with the evidence that had been published.
struct Told {
    let root: RecordNumber
    let number: RecordNumber
    let event: Event
    /// The entries that count, with the days on which their sources can have appeared.
    let entries: [(entry: Evidence, published: DayInterval)]
    /// Their places among all that the event has.
    let counting: Set<Int>

    /// Nil if the record has evidence and none of it had been published by `known`.
    init?(_ version: ModelLedger.Version, _ registry: ModelRegistry, known: Day?) {
        root = version.root
        number = version.number
        event = version.event
        typealias Counting = (entry: Evidence, published: DayInterval)
        let all = version.event.evidence.map { entry -> Counting? in
            // A source may be registered later than the record that cites it.
            let published = registry.sources[entry.source.key]?.published
            guard let known else { return (entry, published ?? .all) }
            guard let published, published.hi <= known else { return nil }
            return (entry, published)
        }
        entries = all.compactMap { $0 }
        counting = Set(all.indices.filter { all[$0] != nil })
        if entries.isEmpty, !version.event.evidence.isEmpty { return nil }
    }

    /// Whether a counting entry covers a place in the record, or another of its group of fields.
    func attests(_ path: String) -> Bool {
        if event.evidence.isEmpty || Self.always.contains(path) { return true }
        let group = Self.groups.first { $0.contains(path) } ?? [path]
        return entries.contains { counting in group.contains { Self.covers(counting.entry, $0) } }
    }

    /// What says which act it is, and about what, counts whoever attests it.
    private static let always = Set(
        [
            "change", "response", "outcome", "form", "finding", "stage", "refusal", "strength",
            "scope", "kind", "ending", "metric", "part", "at_risk", "resumes", "target",
            "proposition",
        ].map { "body.\($0)" }
    )

    private static let groups: [[String]] = [
        ["body.rate", "body.rates", "body.to_rate", "body.from_rate"],
        ["body.coverage", "body.value", "body.term"], ["body.effective", "body.postponed_to"],
        ["body.until", "body.state_as_of", "body.deadline"],
    ]

    /// Whether an entry covers a place: no list covers all of it, a place what lies below it.
    static func covers(_ entry: Evidence, _ path: String) -> Bool {
        entry.covers.isEmpty
            || entry.covers.contains {
                path == $0 || path.hasPrefix($0 + ".") || path.hasPrefix($0 + "[")
            }
    }

    /// Whether a field is given and attested.
    func has(_ field: BodyField) -> Bool {
        event.body.has(field) && attests("body.\(field.name)")
    }

    /// A date of the body, if it is attested.
    func date(_ field: BodyField) -> DayInterval? {
        has(field) ? event.body.date(field)?.interval : nil
    }

    /// A text or word of the body, if it is attested.
    func text(_ field: BodyField) -> String? { has(field) ? event.body.text(field) : nil }

    /// Whether a flag is set and attested.
    func flag(_ field: BodyField) -> Bool { has(field) && event.body.flag(field) }

    /// An amount of the body, if it is attested.
    func amount(_ field: BodyField) -> Amount? { has(field) ? event.body.amount(field) : nil }

    /// The publication of its earliest counting entry.
    var earliest: DayInterval? {
        entries.map(\.published).filter { $0 != .all }.min { ($0.hi, $0.lo) < ($1.hi, $1.lo) }
    }

    /// When the act took place.
    ///
    /// `occurred`; else `effective`; else everything up to the last day of the earliest
    /// publication. Of talks it is that publication, because `occurred` is the day of the talk.
    var act: DayInterval {
        let family = event.type.name.split(separator: ".")[0]
        if family == "talks" || family == "call", let earliest { return earliest }
        if let occurred = event.occurred, attests("occurred") { return occurred.interval }
        let effects = ["imposed", "raised", "lowered", "amended", "suspended", "lifted"]
        if let effective = date(.effective), effects.contains(verb) { return effective }
        return DayInterval(from: .distantPast, through: earliest?.hi ?? .distantFuture)
    }

    /// Whether it moves its subject: somebody asserts it, and it is told as actual, or as a plan.
    var moves: Bool {
        let isAsserted = entries.contains {
            $0.entry.stance == .asserts && $0.entry.polarity == .positive
        }
        guard isAsserted || event.evidence.isEmpty else { return false }
        // Speech is made in any modality; a plan is one even if only intended.
        let family = event.type.name.split(separator: ".")[0]
        if ["statement", "claim", "comment"].contains(family) { return true }
        switch event.modality {
        case .actual: return true
        case .intended, .conditional: return Self.plans.contains(event.type.name)
        case .predicted: return event.type.name == "talks.scheduled"
        case .possible: return false
        }
    }

    private static let plans: Set<String> = [
        "tariff.threatened", "tariff.announced", "tariff.scheduled", "tariff.postponed",
        "restriction.announced", "offer.made", "demand.made", "proposal.answered",
        "talks.proposed", "talks.scheduled", "commitment.pledged",
    ]

    /// What it tells, without the family: `imposed` of `tariff.imposed`.
    var verb: String { String(event.type.verb) }

    /// Who says or does it.
    func actors(_ role: Role) -> [Key] { event.actors(in: role).map(\.key) }
}
