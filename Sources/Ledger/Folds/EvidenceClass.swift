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
