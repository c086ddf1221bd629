import Ledger

/// Which keys answer as one subject.
struct ModelJoins {
    private var groups: [Set<Key>] = []
    /// The records that join a pair.
    private(set) var joining: [(a: Key, b: Key, record: RecordNumber)] = []
    private var firstUse: [Key: RecordNumber] = [:]

    /// For each pair of keys of one kind the last standing `same_as` up to `as_of` decides.
    init(_ ledger: ModelLedger, _ standing: [ModelLedger.Version], _ cut: ModelCut) {
        for record in ledger.records where record.number <= cut.asOf {
            let event = record.event
            guard !event.type.isLifecycle, event.type.name != "identity.linked" else { continue }
            if firstUse[event.subject] == nil { firstUse[event.subject] = record.number }
        }
        var joins: [Set<Key>: (join: Join, record: RecordNumber)] = [:]
        for version in standing where version.event.type.name == "identity.linked" {
            let body = version.event.body
            guard body.text(.rel) == "same_as", let a = body.key(.a),
                let join: Join = body.word(.join)
            else { continue }
            for b in body.keys(.b) where b.kind == a.kind {
                joins[[a, b]] = (join, version.number)
            }
        }
        for (pair, last) in joins {
            guard last.join == .stated || last.join == .presumed && !cut.isStrict else { continue }
            let keys = pair.sorted()
            joining.append((keys[0], keys[1], last.record))
            let touched = groups.filter { !$0.isDisjoint(with: pair) }
            groups.removeAll { !$0.isDisjoint(with: pair) }
            groups.append(touched.reduce(pair) { $0.union($1) })
        }
    }

    /// The keys that answer together with this one, itself included.
    func group(of key: Key) -> Set<Key> { groups.first { $0.contains(key) } ?? [key] }

    /// The key by which they answer: the one that was used first.
    func name(of key: Key) -> Key { used(key).first ?? key }

    /// The other keys that answer as one with a subject.
    func also(_ key: Key) -> [Key] { Array(used(key).dropFirst()) }

    private func used(_ key: Key) -> [Key] {
        group(of: key).filter { firstUse[$0] != nil }.sorted {
            (firstUse[$0] ?? RecordNumber(0), $0) < (firstUse[$1] ?? RecordNumber(0), $1)
        }
    }
}
