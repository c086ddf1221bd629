extension Event {
    /// A registered key that the event names, and where.
    public struct Mention: Sendable, Equatable {
        public let key: Key
        fileprivate let place: MentionPlace
        fileprivate var isInReplacement = false

        /// Where, as faults say it; made only when it is asked for.
        public var path: String { (isInReplacement ? "replacement." : "") + place.path }
    }

    /// Every actor and source that the event names: each must be registered.
    ///
    /// The one exception is the `document` of an anonymous handle, which may be registered later
    /// than the handle.
    public var mentions: [Mention] {
        var found: [Mention] = []
        func add(_ key: Key?, _ place: MentionPlace) {
            if let key { found.append(Mention(key: key, place: place)) }
        }
        add(occurred?.anchor?.key, .occurred)
        for (index, party) in actors.enumerated() { add(party.actor.key, .actor(index)) }
        for (index, entry) in evidence.enumerated() {
            add(entry.source.key, .source(index))
            for (hop, step) in entry.chain.enumerated() where step.who != entry.source.key {
                add(step.who, .hop(entry: index, hop))
            }
            add(entry.firstReporter?.key, .firstReporter(index))
        }
        collect(add)
        guard let replacement else { return found }
        return found
            + replacement.mentions.map {
                Mention(key: $0.key, place: $0.place, isInReplacement: true)
            }
    }

    /// The sources from which its dates count.
    public var anchors: Set<Key> {
        var found: Set<Key> = []
        // Evidence names none, and is the longest part of most events.
        if let anchor = occurred?.anchor { found.insert(anchor.key) }
        collect { key, place in
            if let key, place.isAnchor { found.insert(key) }
        }
        return replacement.map { found.union($0.anchors) } ?? found
    }

    /// Registered keys that the body names; a `document` may be registered later.
    private func collect(_ add: (Key?, MentionPlace) -> Void) {
        for (field, value) in body.entries where field != .document {
            Self.collect(value, field, nil, add)
        }
    }

    private static func collect(
        _ value: BodyValue,
        _ field: BodyField,
        _ index: Int?,
        _ add: (Key?, MentionPlace) -> Void
    ) {
        func place(_ end: MentionPlace.End) -> MentionPlace { .body(field, index, end) }
        switch value {
        case .key(let key) where key.kind.isActor || key.kind == .src: add(key, place(.itself))
        case .date(let date): add(date.anchor?.key, place(.anchor))
        case .item(let item):
            add(item.deadline?.anchor?.key, place(.deadline))
            add(item.period?.anchor?.key, place(.period))
        case .observation(let prior): add(prior.period.anchor?.key, place(.period))
        case .post(let post): add(post.at?.key, place(.at))
        case .list(let values):
            for (index, value) in values.enumerated() { collect(value, field, index, add) }
        default: break
        }
    }

    /// Subjects that the event names besides its own: what it is about, carries or waits for.
    public var mentionedSubjects: Set<Key> {
        var found: Set<Key> = []
        for (_, value) in body.entries { Self.collectSubjects(value, &found) }
        return found.subtracting([subject])
    }

    private static func collectSubjects(_ value: BodyValue, _ found: inout Set<Key>) {
        switch value {
        case .key(let key) where !key.kind.isRegistered: found.insert(key)
        case .item(let item):
            found.formUnion(item.about)
            if let baseline = item.baseline { found.insert(baseline) }
        case .list(let values): for value in values { collectSubjects(value, &found) }
        default: break
        }
    }
}

extension Event {
    /// Who acts, and everybody and every document in the chains of some of its entries.
    func names(in entries: [Evidence]) -> Set<Key> {
        var names = Set(actors.map(\.actor.key))
        for entry in entries {
            names.insert(entry.source.key)
            names.formUnion(entry.chain.map(\.who))
            if let first = entry.firstReporter { names.insert(first.key) }
        }
        return names
    }

    /// The day under which the event is filed: the start of its date, or of what it has instead.
    public var filingDay: Day {
        let dates = [occurred, body.date(.effective), body.date(.period), body.date(.published)]
        for date in dates {
            guard let interval = date?.interval else { continue }
            if !interval.lo.isSentinel { return interval.lo }
            if !interval.hi.isSentinel { return interval.hi }
        }
        return .distantFuture
    }
}

/// Where an event names a key.
private enum MentionPlace: Sendable, Equatable {
    case occurred
    case actor(Int)
    case source(Int)
    case hop(entry: Int, Int)
    case firstReporter(Int)
    case body(BodyField, Int?, End)

    /// The rest of a path, behind a field of the body and its place in the list.
    enum End: String {
        case itself = ""
        case anchor = ".anchor"
        case deadline = ".deadline.anchor"
        case period = ".period.anchor"
        case at = ".at"
    }

    /// Whether a date counts from it.
    var isAnchor: Bool {
        switch self {
        case .occurred, .body(_, _, .anchor), .body(_, _, .deadline), .body(_, _, .period): true
        default: false
        }
    }

    var path: String {
        switch self {
        case .occurred: "occurred.anchor"
        case .actor(let index): "actors[\(index)].actor"
        case .source(let entry): "evidence[\(entry)].source"
        case .hop(let entry, let hop): "evidence[\(entry)].chain[\(hop)].who"
        case .firstReporter(let entry): "evidence[\(entry)].first_reporter"
        case .body(let field, let index, let end):
            "body.\(field.name)" + (index.map { "[\($0)]" } ?? "") + end.rawValue
        }
    }
}
