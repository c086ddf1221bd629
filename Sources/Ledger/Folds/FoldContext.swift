internal import Synchronization

/// What folds need beside rows: the registry at `as_of`, joins, names, and rates in bands.
public struct FoldContext: Sendable {
    /// The question's coordinates.
    public let coordinates: Coordinates
    let registry: Registry
    let name: @Sendable (NameID) -> Key?
    /// The rates of a record that gives several: too long for a row.
    let bands: @Sendable (RecordNumber) -> [Rate]
    private let publications: Publications

    /// Makes a context.
    ///
    /// - Parameters:
    ///   - coordinates: where the question is asked.
    ///   - registry: the registrations.
    ///   - name: resolves the numbers of the views.
    ///   - bands: reads the rates of a record that gives several.
    public init(
        coordinates: Coordinates,
        registry: Registry,
        name: @escaping @Sendable (NameID) -> Key?,
        bands: @escaping @Sendable (RecordNumber) -> [Rate] = { _ in [] }
    ) {
        self.coordinates = coordinates
        self.registry = registry
        self.name = name
        self.bands = bands
        publications = Publications(registry, coordinates.asOf, name)
    }

    /// The same at other coordinates.
    func at(_ coordinates: Coordinates) -> FoldContext {
        FoldContext(coordinates: coordinates, registry: registry, name: name, bands: bands)
    }

    /// What is visible of a subject's rows.
    public var visibility: Visibility {
        let registry = registry
        let publications = publications
        return Visibility(
            coordinates: coordinates,
            publication: { publications.of($0) },
            type: { registry.types.type(code: $0) }
        )
    }

    func source(_ number: NameID) -> Registry.Source? {
        guard number != 0, let key = name(number), key.kind == .src else { return nil }
        return registry.source(key, at: coordinates.asOf)
    }

    /// Whether one of the sources of a testimony is official.
    func isOfficial(_ testimony: Testimony) -> Bool {
        testimony.facts.contains { source($0.source)?.kind == SourceKind.official.rawValue }
    }

    /// Whether it takes effect surely before the public can have known it.
    ///
    /// News tells of effects after the fact as a rule; only an amendment, or the text of an
    /// official source, reaches back.
    func isRetroactive(_ testimony: Testimony) -> Bool {
        let changes = ["imposed", "raised", "lowered", "amended", "suspended", "lifted"]
        guard changes.contains(testimony.verb), let effective = testimony.fact.effective,
            let published = testimony.published, effective.hi < published.lo
        else { return false }
        return testimony.verb == "amended" || isOfficial(testimony)
    }

    /// Whether an actor is another, or belongs to it by office or as a part.
    func belongs(_ number: NameID, to other: NameID) -> Bool {
        guard number != 0, other != 0 else { return false }
        if number == other { return true }
        guard let key = name(number), let target = name(other) else { return false }
        return belongs(key, to: target)
    }

    func belongs(_ key: Key, to target: Key, depth: Int = 0) -> Bool {
        if key == target { return true }
        guard depth < 8, let actor = registry.actor(key, at: coordinates.asOf) else { return false }
        let above = [actor.partOf].compactMap(\.self) + actor.posts.compactMap { $0.at?.key }
        return above.contains { belongs($0, to: target, depth: depth + 1) }
    }

    /// The state that an actor belongs to, by office or as a part; else the actor.
    func side(of key: Key) -> Key {
        var seen: Set<Key> = []
        var open = [key]
        while let next = open.first {
            open.removeFirst()
            if next.kind == .gov { return next }
            guard seen.insert(next).inserted, seen.count < 32,
                let actor = registry.actor(next, at: coordinates.asOf)
            else { continue }
            open += [actor.partOf].compactMap(\.self) + actor.posts.compactMap { $0.at?.key }
        }
        return key
    }

    /// The strongest class among entries; nil if there are none with evidence.
    func strongest(_ facts: [Fact]) -> EvidenceClass? {
        facts.filter(\.hasEvidence).map { EvidenceClass($0, self) }.min()
    }

    /// The strongest class among the entries of testimonies.
    func strongest(_ testimonies: [Testimony]) -> EvidenceClass? {
        testimonies.compactMap { strongest($0.facts) }.min()
    }
}

/// When sources were published, by the numbers that rows have: each is looked up once.
private final class Publications: Sendable {
    private let registry: Registry
    private let asOf: RecordNumber
    private let name: @Sendable (NameID) -> Key?
    private let found = Mutex<[NameID: DayInterval?]>([:])

    init(
        _ registry: Registry,
        _ asOf: RecordNumber,
        _ name: @escaping @Sendable (NameID) -> Key?
    ) {
        self.registry = registry
        self.asOf = asOf
        self.name = name
    }

    func of(_ number: NameID) -> DayInterval? {
        if let known = found.withLock({ $0[number] }) { return known }
        let interval = name(number).flatMap { registry.publication(of: $0, at: asOf) }
        found.withLock { $0[number] = .some(interval) }
        return interval
    }
}
