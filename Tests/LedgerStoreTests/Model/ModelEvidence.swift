import Ledger

/// How well something is attested, the strongest first.
enum ModelClass: Int {
    case instrument, owned, counterparty, named, unnamed, outlet, relayed, headline

    var word: String { "\(self)" }
}

extension ModelWorld {
    /// The class of one entry: the first that fits.
    func evidenceClass(_ entry: Evidence, of event: Event) -> ModelClass {
        if [.headline, .keypoint, .caption].contains(entry.form) { return .headline }
        switch entry.attribution {
        case .document where isOfficial(entry.origin) || isOfficial(entry.source.key):
            return .instrument
        case .named, .institution:
            let sides = sides(of: event)
            let above = registry.above(entry.origin)
            if sides.acting.map(above.contains) == true { return .owned }
            return sides.other.map(above.contains) == true ? .counterparty : .named
        case .unnamed: return .unnamed
        case .otherOutlet: return .relayed
        default: return .outlet
        }
    }

    private func isOfficial(_ key: Key) -> Bool { registry.sources[key]?.kind == .official }

    /// Who acts, and on whom: the first of the roles that say so.
    func sides(of event: Event) -> (acting: Key?, other: Key?) {
        func first(_ roles: [Role]) -> Key? {
            roles.lazy.compactMap { event.actors(in: $0).first?.key }.first
        }
        return (
            first([.imposer, .by, .party]),
            first([.target, .to]) ?? event.actors(in: .party).dropFirst().first?.key
        )
    }

    /// The strongest class of the counting entries of some testimonies; null without evidence.
    func strongest(_ told: some Sequence<Told>) -> JSON {
        let classes = told.flatMap { told in
            told.entries.map { evidenceClass($0.entry, of: told.event) }
        }
        return .text(classes.min { $0.rawValue < $1.rawValue }?.word)
    }
}
