/// Which keys are one: identity links as they stand at `as_of`.
///
/// For each pair the last standing record decides. Nothing is written into a row, so a join ends
/// with its record.
struct Joins: Sendable {
    private var groups: [Key: [Key]] = [:]

    /// Pairs said to be different, for what contradicts a join.
    private(set) var differences: [(a: Key, b: Key, record: RecordNumber)] = []
    /// The records that join a pair.
    private(set) var joining: [(a: Key, b: Key, record: RecordNumber)] = []

    /// Reads the links.
    ///
    /// - Parameters:
    ///   - links: identity links that hold, oldest first.
    ///   - isStrict: presumed joins do not count.
    init(_ links: [Registry.Identity], isStrict: Bool) {
        var last: [[Key]: Registry.Identity] = [:]
        for link in links {
            for other in link.b {
                let pair = [link.a, other].sorted()
                switch link.relation {
                case .sameAs: last[pair] = link
                case .different where link.join == .stated || link.join == .presumed:
                    differences.append((pair[0], pair[1], link.position))
                default: break
                }
            }
        }
        for (pair, link) in last.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let counts = link.join == .stated || link.join == .presumed && !isStrict
            guard counts, pair[0].kind == pair[1].kind else { continue }
            joining.append((pair[0], pair[1], link.position))
            unite(pair[0], pair[1])
        }
    }

    private mutating func unite(_ a: Key, _ b: Key) {
        let all = Set(members(of: a) + members(of: b)).sorted()
        for key in all { groups[key] = all }
    }

    /// Every key that is one with a key, itself included, in order.
    func members(of key: Key) -> [Key] { groups[key] ?? [key] }

    /// Whether two keys are one.
    func areOne(_ a: Key, _ b: Key) -> Bool { a == b || groups[a]?.contains(b) == true }

    /// Whether nothing of a kind is joined.
    func areNone(of kind: Kind) -> Bool { !groups.keys.contains { $0.kind == kind } }
}
