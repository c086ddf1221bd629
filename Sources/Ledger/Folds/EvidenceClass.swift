/// How well something is attested: ordinal, never a number that could be multiplied.
public enum EvidenceClass: String, CaseIterable, Sendable, Comparable {
    /// A registered legal text.
    case instrument
    /// The responsible actor says so, named or as an institution.
    case owned
    /// The other side says so.
    case counterparty
    /// Somebody else, by name.
    case named
    /// Somebody unnamed.
    case unnamed
    /// The outlet, giving no source.
    case outlet
    /// Only through an outlet that the ledger does not hold.
    case relayed
    /// A headline, key point or caption.
    case headline

    /// Stronger comes first.
    public static func < (a: EvidenceClass, b: EvidenceClass) -> Bool { a.rank < b.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The class of one entry: the first that fits.
    init(_ fact: Fact, _ context: FoldContext) {
        if fact.form == .headline || fact.form == .caption || fact.form == .keypoint {
            self = .headline
            return
        }
        switch fact.attribution {
        case .document where context.source(fact.source)?.kind == SourceKind.official.rawValue,
            .document where context.source(fact.origin)?.kind == SourceKind.official.rawValue:
            self = .instrument
        case .named, .institution:
            if context.belongs(fact.origin, to: fact.actor) {
                self = .owned
            } else if context.belongs(fact.origin, to: fact.counterparty) {
                self = .counterparty
            } else {
                self = .named
            }
        case .unnamed: self = .unnamed
        case .otherOutlet: self = .relayed
        default: self = .outlet
        }
    }
}

/// What folds need beside rows: the registry at `as_of`, and names.
public struct FoldContext: Sendable {
    /// The question's coordinates.
    public let coordinates: Coordinates
    let registry: Registry
    let name: @Sendable (NameID) -> Key?

    /// Makes a context; `name` resolves the numbers of the views.
    public init(
        coordinates: Coordinates,
        registry: Registry,
        name: @escaping @Sendable (NameID) -> Key?
    ) {
        self.coordinates = coordinates
        self.registry = registry
        self.name = name
    }

    /// What is visible of a subject's rows.
    public var visibility: Visibility {
        let registry = registry
        let asOf = coordinates.asOf
        let name = name
        return Visibility(coordinates: coordinates) { number in
            name(number).flatMap { registry.publication(of: $0, at: asOf) }
        }
    }

    func source(_ number: NameID) -> Registry.Source? {
        guard number != 0, let key = name(number), key.kind == .src else { return nil }
        return registry.source(key, at: coordinates.asOf)
    }

    /// Whether an actor is another, or belongs to it by office or as a part.
    func belongs(_ number: NameID, to other: NameID) -> Bool {
        guard number != 0, other != 0 else { return false }
        if number == other { return true }
        guard let key = name(number), let target = name(other) else { return false }
        return belongs(key, to: target, depth: 0)
    }

    func belongs(_ key: Key, to target: Key, depth: Int = 0) -> Bool {
        if key == target { return true }
        guard depth < 8, let actor = registry.actor(key, at: coordinates.asOf) else { return false }
        let above = [actor.partOf].compactMap(\.self) + actor.posts.compactMap { $0.at?.key }
        return above.contains { belongs($0, to: target, depth: depth + 1) }
    }

    /// The strongest class among entries; nil if there are none with evidence.
    func strongest(_ facts: [Fact]) -> EvidenceClass? {
        facts.filter(\.hasEvidence).map { EvidenceClass($0, self) }.min()
    }
}
