/// What the registrations say: sources, actors, joins of identities and the desk's own types.
///
/// Small lists of (position, value), looked up at the `as_of` of a question. It is a fold over
/// the log like every view; the store keeps one in memory and gives questions a copy.
public struct Registry: Sendable {
    /// A value that changes with the log: what holds from each position on.
    public struct Versioned<Value: Sendable>: Sendable {
        private var entries: [(position: RecordNumber, value: Value?)] = []

        mutating func set(_ value: Value?, at position: RecordNumber) {
            entries.append((position, value))
        }

        /// What holds at a position; nil if nothing does yet, or it was withdrawn.
        public func value(at position: RecordNumber) -> Value? {
            entries.last { $0.position <= position }?.value
        }

        /// Where it was set, ascending.
        var positions: [RecordNumber] { entries.map(\.position) }

        /// Where it was first set.
        public var since: RecordNumber { entries.first?.position ?? RecordNumber(0) }
    }

    /// A registered source.
    public struct Source: Sendable {
        public let key: Key
        public let position: RecordNumber
        public let outlet: Key
        public let wire: Key?
        public let published: EventDate
        public let held: Held
        public let kind: String?
        public let title: String?
        public let sha256: String?
        public let note: String?
    }

    /// A registered actor.
    public struct Actor: Sendable {
        public let key: Key
        public let position: RecordNumber
        public let kind: String
        public let name: String?
        public let description: String?
        public let partOf: Key?
        public let document: Key?
        public let count: PeopleCount?
        public let posts: [Post]
    }

    /// A join of two keys, or the denial of one.
    public struct Identity: Sendable {
        /// The version of the record that stands.
        public let position: RecordNumber
        public let a: Key
        public let b: [Key]
        public let relation: IdentityRelation
        public let join: Join
    }

    /// A date that a `source.corrected` gives, with the version of it that stands.
    private struct Dating {
        let position: RecordNumber
        let published: EventDate
    }

    private var sources: [Key: Versioned<Source>] = [:]
    private var datings: [Key: [RecordNumber: Versioned<Dating>]] = [:]
    private var actors: [Key: Versioned<Actor>] = [:]
    private var identities: [RecordNumber: Versioned<Identity>] = [:]
    private var issues: [Key: Versioned<String>] = [:]
    private var checkpoints: [Key: Versioned<UInt64>] = [:]
    private var versions: [RecordNumber: Event] = [:]

    /// The event types in force.
    public private(set) var types = TypeTable.builtIn

    /// An empty registry.
    public init() {}

    /// Whether an event changes it.
    public static func concerns(_ event: Event) -> Bool {
        let name = event.testimony.type.name
        return event.testimony.type.isRegistration
            || ["source.corrected", "identity.linked", "checkpoint.named"].contains(name)
    }

    /// Takes in a registration, or a version of one.
    public mutating func apply(
        _ event: Event,
        at position: RecordNumber,
        root: RecordNumber
    ) {
        versions[position] = event
        set(event, at: position, root: root)
    }

    /// Keeps a later version of a registration, for the lifecycle record that makes it stand.
    public mutating func add(version event: Event, at position: RecordNumber) {
        versions[position] = event
    }

    /// Takes in a lifecycle record about a registration.
    public mutating func apply(_ step: Chain.Step, root: RecordNumber) {
        guard let first = versions[root] else { return }
        if let stands = step.stands, let event = versions[stands] {
            set(event, at: step.position, root: root, version: stands)
        } else {
            set(first, at: step.position, root: root, isWithdrawn: true)
        }
    }

    private mutating func set(
        _ event: Event,
        at position: RecordNumber,
        root: RecordNumber,
        version: RecordNumber? = nil,
        isWithdrawn: Bool = false
    ) {
        let key = event.subject
        switch event.type.name {
        case "source.registered":
            let value = isWithdrawn ? nil : Source(event, at: root)
            sources[key, default: Versioned()].set(value, at: position)
        case "source.corrected":
            let published = isWithdrawn ? nil : event.body.date(.published)
            let value = published.map { Dating(position: version ?? root, published: $0) }
            datings[key, default: [:]][root, default: Versioned()].set(value, at: position)
        case "actor.registered":
            let value = isWithdrawn ? nil : Actor(event, at: root)
            actors[key, default: Versioned()].set(value, at: position)
        case "identity.linked":
            let value = isWithdrawn ? nil : Identity(event, at: version ?? root)
            identities[root, default: Versioned()].set(value, at: position)
        case "issue.registered":
            let value = isWithdrawn ? nil : event.body.text(.description)
            issues[key, default: Versioned()].set(value, at: position)
        case "checkpoint.named":
            guard case .count(let size)? = event.body[.size] else { return }
            checkpoints[key, default: Versioned()].set(isWithdrawn ? nil : size, at: position)
        case "type.registered":
            if !isWithdrawn, let type = EventType(registration: event) {
                types.register(type, at: position)
            }
        default: break
        }
    }
}

extension Registry {
    /// A source as registered at a position.
    public func source(_ key: Key, at position: RecordNumber) -> Source? {
        sources[key]?.value(at: position)
    }

    /// An actor as registered at a position.
    public func actor(_ key: Key, at position: RecordNumber) -> Actor? {
        actors[key]?.value(at: position)
    }

    /// The days on which a source may have been published, as dated at a position.
    ///
    /// A `source.corrected` that dates it anew acts from its own position on.
    public func publication(of key: Key, at position: RecordNumber) -> DayInterval? {
        publicationDate(of: key, at: position)?.interval
    }

    /// The publication date of a source as it is written.
    public func publicationDate(of key: Key, at position: RecordNumber) -> EventDate? {
        guard let source = source(key, at: position) else { return nil }
        // By the record that dates it: undoing a retraction puts things back as they were.
        let standing = (datings[key] ?? [:]).values.compactMap { $0.value(at: position) }
        return standing.max { $0.position < $1.position }?.published ?? source.published
    }

    /// The records up to a position that changed when a source is said to have appeared.
    ///
    /// Dates that count from the source, in records before such a one, are stale.
    public func redatings(of key: Key, at position: RecordNumber) -> [RecordNumber] {
        datings(of: key, at: position).filter { $0.before != nil }.map(\.record)
    }

    /// The records up to a position that said when a source appeared, or otherwise than before;
    /// `before` is nil for one that was not dated.
    public func datings(
        of key: Key,
        at position: RecordNumber
    ) -> [(record: RecordNumber, before: DayInterval?)] {
        let changes =
            (sources[key]?.positions ?? [])
            + (datings[key] ?? [:]).values.flatMap(\.positions)
        var before: DayInterval?
        var found: [(record: RecordNumber, before: DayInterval?)] = []
        for change in Set(changes).sorted() where change <= position {
            let now = publication(of: key, at: change)
            if now != before { found.append((change, before)) }
            before = now
        }
        return found
    }

    /// All sources registered at a position, by key.
    public func sources(at position: RecordNumber) -> [Source] {
        sources.values.compactMap { $0.value(at: position) }.sorted { $0.key < $1.key }
    }

    /// All actors registered at a position, by key.
    public func actors(at position: RecordNumber) -> [Actor] {
        actors.values.compactMap { $0.value(at: position) }.sorted { $0.key < $1.key }
    }

    /// The registered actor or source whose key is nearest to a mistyped one.
    public func nearest(to key: Key) -> Key? {
        let head = RecordNumber(.max)
        let all = key.kind == .src ? sources(at: head).map(\.key) : actors(at: head).map(\.key)
        let near = Suggestion.nearest(to: key.description, in: all.map(\.description))
        return near.flatMap { name in all.first { $0.description == name } }
    }

    /// Identity links that hold at a position, by the records that stand, oldest first.
    public func identities(at position: RecordNumber) -> [Identity] {
        identities.values.compactMap { $0.value(at: position) }
            .sorted { $0.position < $1.position }
    }

    /// Every key that an identity link has named up to a position, standing or not, and the
    /// positions at which links were made or changed.
    func linkedKeys(at position: RecordNumber) -> (keys: Set<Key>, positions: Set<RecordNumber>) {
        var keys: Set<Key> = []
        var positions: Set<RecordNumber> = []
        for link in identities.values {
            for change in link.positions where change <= position {
                positions.insert(change)
                guard let value = link.value(at: change) else { continue }
                keys.formUnion([value.a] + value.b)
            }
        }
        return (keys, positions)
    }

    /// What a registered topic code means; nil for one that is built in or unknown.
    public func issue(_ code: String, at position: RecordNumber) -> String? {
        guard Key.isSlug(code) else { return nil }
        return issues[Key(unchecked: .issue, code)]?.value(at: position)
    }

    /// Topic codes registered at a position.
    public func issues(at position: RecordNumber) -> [String] {
        issues.filter { $0.value.value(at: position) != nil }.map(\.key.slug).sorted()
    }

    /// How many records a named checkpoint covers.
    public func checkpoint(_ name: String) -> UInt64? {
        guard Key.isSlug(name) else { return nil }
        return checkpoints[Key(unchecked: .checkpoint, name)]?.value(at: RecordNumber(.max))
    }

    /// The record that registers a key now, and for a source how much of it is held.
    public func registration(of key: Key) -> Admission.Registration? {
        let head = RecordNumber(.max)
        switch key.kind {
        case .src:
            return source(key, at: head).map { .init(position: $0.position, held: $0.held) }
        case .issue: return issues[key].map { .init(position: $0.since, held: nil) }
        case .checkpoint: return checkpoints[key].map { .init(position: $0.since, held: nil) }
        case .type:
            return types.type(named: key.slug).map { _ in
                .init(position: RecordNumber(0), held: nil)
            }
        default: return actor(key, at: head).map { .init(position: $0.position, held: nil) }
        }
    }
}

extension Registry.Source {
    init?(_ event: Event, at position: RecordNumber) {
        let body = event.body
        guard let outlet = body.key(.outlet), let published = body.date(.published),
            let held: Held = body.word(.held)
        else { return nil }
        self.init(
            key: event.subject,
            position: position,
            outlet: outlet,
            wire: body.key(.wire),
            published: published,
            held: held,
            kind: body.text(.kind),
            title: body.text(.title),
            sha256: body.text(.sha256),
            note: event.note
        )
    }
}

extension Registry.Actor {
    init?(_ event: Event, at position: RecordNumber) {
        let body = event.body
        guard let kind = body.text(.kind) else { return nil }
        self.init(
            key: event.subject,
            position: position,
            kind: kind,
            name: body.text(.name),
            description: body.text(.description),
            partOf: body.key(.partOf),
            document: body.key(.document),
            count: body.text(.count).flatMap(PeopleCount.init),
            posts: body.posts
        )
    }
}

extension Registry.Identity {
    init?(_ event: Event, at position: RecordNumber) {
        let body = event.body
        guard let a = body.key(.a), let relation: IdentityRelation = body.word(.rel),
            let join: Join = body.word(.join)
        else { return nil }
        self.init(position: position, a: a, b: body.keys(.b), relation: relation, join: join)
    }
}
