internal import Synchronization

/// Every question of the desk, answered at coordinates: pure over what a ``LedgerReader`` gives.
public struct Answers: Sendable {
    let reader: any LedgerReader
    let basis: Basis
    let context: FoldContext
    let fold: SubjectFold
    let joins: Joins
    let cache: ReadCache

    /// Answers at coordinates.
    ///
    /// - Parameters:
    ///   - reader: the ledger.
    ///   - basis: resolved coordinates, and the log they lie in.
    public init(reader: any LedgerReader, basis: Basis) {
        self.reader = reader
        self.basis = basis
        let cache = ReadCache(reader: reader)
        self.cache = cache
        context = FoldContext(
            coordinates: basis.coordinates,
            registry: reader.registry,
            name: cache.key(of:),
            bands: { cache.event(at: $0)?.testimony.body.rates(.rates) ?? [] }
        )
        fold = SubjectFold(context: context)
        joins = Joins(
            reader.registry.identities(at: basis.coordinates.asOf),
            isStrict: basis.coordinates.isStrict
        )
    }

    var asOf: RecordNumber { basis.coordinates.asOf }
    var on: Day { basis.coordinates.on }
    var registry: Registry { reader.registry }

    /// Answers a question.
    ///
    /// - Throws: ``Refusal`` for a parameter that is malformed or names nothing, and what reading
    ///   throws.
    public func answer(_ question: Question) throws -> Answer {
        guard let view = Self.views[question.view] else {
            throw Refusal(.notFound, "there is no view '\(question.view)'")
        }
        return try view(self)(question)
    }

    func answer(_ name: String, _ rows: [JSON], notes: [String] = []) -> Answer {
        Answer(
            schema: "ledger.\(name)",
            basis: basis,
            rows: rows,
            notes: notes + (basis.redactionNote.map { [$0] } ?? [])
        )
    }

    private typealias View = @Sendable (Answers) -> (Question) throws -> Answer

    /// The views; ``Question`` has the same ones with their parameters.
    private static let views: [String: View] = [
        "measures/in-force": { $0.measuresInForce }, "measures": { $0.measures },
        "measures/show": { $0.measureLife }, "measures/upcoming": { $0.measuresUpcoming },
        "measures/exposure": { $0.measuresExposure }, "proposals": { $0.proposals },
        "talks": { $0.talks }, "commitments": { $0.commitments },
        "agreements": { $0.agreements }, "restrictions": { $0.restrictions },
        "proceedings": { $0.proceedings }, "proceedings/show": { $0.proceeding },
        "issues": { $0.issues }, "issues/show": { $0.issue }, "claims": { $0.claims },
        "claims/conflicts": { $0.conflicts }, "claims/matrix": { $0.claimsMatrix },
        "timeline": { $0.timeline }, "replay": { $0.replay }, "diff": { $0.diff },
        "records": { $0.records }, "batches": { $0.batches },
        "search": { $0.search }, "records/show": { $0.record },
        "records/history": { $0.history }, "records/trace": { $0.trace },
        "sources": { $0.sources }, "sources/show": { $0.source }, "actors": { $0.actors },
        "actors/show": { $0.dossier }, "types": { $0.types }, "types/show": { $0.type },
        "subjects": { $0.subjects }, "check": { $0.check }, "schemas": { $0.schemas },
        "schemas/show": { $0.schema },
    ]

    /// The kinds of subject that have a life.
    static let kinds = Kind.allCases.filter { Machine(of: $0) != nil }
}

extension Answers {
    func key(_ number: NameID) -> Key? { number == 0 ? nil : cache.key(of: number) }

    /// The text of a name that is no key, such as a step's.
    func word(_ number: NameID) -> String? { cache.text(of: number) }

    /// The testimony that a record brings; nil if it is redacted or not of a known type.
    func event(_ position: RecordNumber) throws -> Event? {
        try cache.read(at: position)?.testimony
    }

    /// The event of a visible testimony, as far as it is attested by what is visible.
    func event(of testimony: Testimony) throws -> Event? {
        guard let event = try event(testimony.position) else { return nil }
        // Only a row that covers all can be of an entry that names nothing.
        guard !testimony.facts.contains(where: { !$0.hasEvidence }) else { return event }
        let entries = testimony.facts.map { event.evidence[Int($0.entry)] }
        guard entries.allSatisfy({ !$0.covers.isEmpty }) else { return event }
        return event.attested(by: entries.flatMap(\.covers))
    }

    /// A record as it is visible, with its event; nil if it is not.
    func told(_ position: RecordNumber) throws -> (testimony: Testimony, event: Event)? {
        guard let testimony = try visible(position), let event = try event(of: testimony)
        else { return nil }
        return (testimony, event)
    }

    /// The rows of a key up to `as_of`.
    func facts(of key: Key) throws -> [Fact] { try cache.facts(of: key, through: asOf) }

    /// What an outlet is called: its name as registered, else its key.
    func outletName(ofSource key: Key) -> String {
        guard let source = registry.source(key, at: asOf) else { return key.description }
        return registry.actor(source.outlet, at: asOf)?.name ?? source.outlet.slug
    }

    /// What an actor or source is called.
    func name(_ key: Key) -> String {
        key.kind == .src
            ? outletName(ofSource: key) : registry.actor(key, at: asOf)?.name ?? key.description
    }
}

/// Names and events, read once a question.
final class ReadCache: Sendable {
    private let reader: any LedgerReader
    private let names = Mutex<[NameID: Key?]>([:])
    private let events = Mutex<[RecordNumber: Event?]>([:])
    private let facts = Mutex<[Key: [Fact]]>([:])
    private let visible = Mutex<[Key: [RecordNumber: Testimony]]>([:])

    init(reader: any LedgerReader) { self.reader = reader }

    @Sendable func key(of number: NameID) -> Key? {
        if let found = names.withLock({ $0[number] }) { return found }
        let key = (try? reader.name(number)).flatMap { try? Key($0) }
        names.withLock { $0[number] = key }
        return key
    }

    @Sendable func text(of number: NameID) -> String? {
        number == 0 ? nil : try? reader.name(number)
    }

    func read(at position: RecordNumber) throws -> Event? {
        if let found = events.withLock({ $0[position] }) { return found }
        let event = try reader.event(at: position)
        events.withLock { $0[position] = event }
        return event
    }

    func facts(of key: Key, through limit: RecordNumber) throws -> [Fact] {
        if let found = facts.withLock({ $0[key] }) { return found }
        let found = try reader.facts(of: key, through: limit)
        facts.withLock { $0[key] = found }
        return found
    }

    /// The visible testimonies of a key by their records, made on the first call: looking for
    /// each among all would be quadratic for a subject with many.
    func visible(
        of key: Key,
        _ make: () throws -> [RecordNumber: Testimony]
    ) rethrows -> [RecordNumber: Testimony] {
        if let found = visible.withLock({ $0[key] }) { return found }
        let made = try make()
        visible.withLock { $0[key] = made }
        return made
    }

    @Sendable func event(at position: RecordNumber) -> Event? { try? read(at: position) }
}
