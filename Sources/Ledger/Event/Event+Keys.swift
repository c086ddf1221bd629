extension Event {
    /// A registered key that the event names, and where.
    public struct Mention: Sendable, Equatable {
        public let path: String
        public let key: Key
    }

    /// Every actor and source that the event names: each must be registered.
    ///
    /// The one exception is the `document` of an anonymous handle, which may be registered later
    /// than the handle.
    public var mentions: [Mention] {
        var found: [Mention] = []
        func add(_ path: String, _ key: Key?) {
            if let key { found.append(Mention(path: path, key: key)) }
        }
        add("occurred.anchor", occurred?.anchor?.key)
        for (index, party) in actors.enumerated() {
            add("actors[\(index)].actor", party.actor.key)
        }
        for (index, entry) in evidence.enumerated() {
            add("evidence[\(index)].source", entry.source.key)
            for (hop, step) in entry.chain.enumerated() where step.who != entry.source.key {
                add("evidence[\(index)].chain[\(hop)].who", step.who)
            }
            add("evidence[\(index)].first_reporter", entry.firstReporter?.key)
        }
        for (field, value) in body.entries where field != .document {
            Self.collect(value, "body.\(field.name)", add)
        }
        for mention in replacement?.mentions ?? [] {
            add("replacement.\(mention.path)", mention.key)
        }
        return found
    }

    /// The sources from which its dates count.
    public var anchors: Set<Key> {
        Set(mentions.filter { $0.path.hasSuffix(".anchor") }.map(\.key))
    }

    private static func collect(
        _ value: BodyValue,
        _ path: String,
        _ add: (String, Key?) -> Void
    ) {
        switch value {
        case .key(let key) where key.kind.isActor || key.kind == .src: add(path, key)
        case .date(let date): add("\(path).anchor", date.anchor?.key)
        case .item(let item):
            add("\(path).deadline.anchor", item.deadline?.anchor?.key)
            add("\(path).period.anchor", item.period?.anchor?.key)
        case .observation(let prior): add("\(path).period.anchor", prior.period.anchor?.key)
        case .post(let post): add("\(path).at", post.at?.key)
        case .list(let values):
            for (index, value) in values.enumerated() {
                collect(value, "\(path)[\(index)]", add)
            }
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
