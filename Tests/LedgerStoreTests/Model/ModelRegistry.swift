import Ledger

/// Sources and actors as registered and corrected up to `as_of`, whatever had been published.
struct ModelRegistry {
    /// A document.
    struct Source {
        var outlet: Key
        var published: DayInterval
        var held: Held
        var kind: SourceKind?
        var wire: Key?
        /// The digest of its text.
        var digest: String?
        var title: String?
        var note: String?
        /// The record that registers it.
        var record: RecordNumber
    }

    /// Somebody.
    struct Actor {
        var kind: String
        var name: String?
        var description: String?
        var partOf: Key?
        var controlledBy: Key?
        var posts: [Post]
        var count: String?
        /// The record that registers it.
        var record: RecordNumber
    }

    private(set) var sources: [Key: Source] = [:]
    private(set) var actors: [Key: Actor] = [:]
    /// Descriptions of topics that are registered.
    private(set) var issues: [String: String] = [:]

    /// Takes the standing records in their order: what is recorded later holds.
    init(_ standing: [ModelLedger.Version]) {
        for version in standing where version.event.type.name == "source.registered" {
            register(source: version.event, version.root)
        }
        for version in standing {
            let event = version.event
            switch event.type.name {
            case "source.corrected":
                guard let published = event.body.date(.published) else { continue }
                sources[event.subject]?.published = published.interval
            case "actor.registered": register(actor: event, version.root)
            case "issue.registered": issues[event.subject.slug] = event.body.text(.description)
            default: continue
            }
        }
    }

    private mutating func register(source event: Event, _ record: RecordNumber) {
        let body = event.body
        guard let outlet = body.key(.outlet), let published = body.date(.published) else { return }
        sources[event.subject] = Source(
            outlet: outlet,
            published: published.interval,
            held: body.word(.held) ?? .full,
            kind: body.word(.kind),
            wire: body.key(.wire),
            digest: body.text(.sha256),
            title: body.text(.title),
            note: event.note,
            record: record
        )
    }

    private mutating func register(actor event: Event, _ record: RecordNumber) {
        let body = event.body
        actors[event.subject] = Actor(
            kind: body.text(.kind) ?? "",
            name: body.text(.name),
            description: body.text(.description),
            partOf: body.key(.partOf),
            controlledBy: body.key(.controlledBy),
            posts: body.posts,
            count: body.text(.count),
            record: record
        )
    }

    /// Everybody that an actor belongs to, the actor first: bodies above it, states that steer it,
    /// and where it holds office.
    func above(_ actor: Key) -> [Key] {
        var found = [actor]
        var at = 0
        while at < found.count {
            let entry = actors[found[at]]
            let next = [entry?.partOf, entry?.controlledBy] + (entry?.posts ?? []).map(\.at?.key)
            for key in next.compactMap({ $0 }) where !found.contains(key) { found.append(key) }
            at += 1
        }
        return found
    }

    /// The state that an actor belongs to; nil if none.
    func state(of actor: Key) -> Key? { above(actor).first { $0.kind == .gov } }
}
