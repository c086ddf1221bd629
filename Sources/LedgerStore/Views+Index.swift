public import Ledger
internal import LMDB

extension Views: LedgerIndex {
    /// What admission needs to know, from one snapshot.
    public func lookup(
        _ needs: Admission.Needs
    ) throws -> (known: Admission.Known, covers: UInt64) {
        // The registry is set just after the commit that changes it, so the snapshot may be newer
        // than this state, never older: what both cover is what the state covers.
        let state = current
        var known = Admission.Known()
        try environment.read { transaction throws in
            // Begun anew in between: what the snapshot lacks is not unknown.
            let generation = try transaction.get(tables.meta, "generation") {
                $0.bigEndian(UInt64.self, at: 0)
            }
            guard generation ?? 0 == state.generation else {
                throw IndexFailure.rebuilding(position: 0)
            }
            for id in needs.ids {
                if let position = try ViewLookup.position(of: id, tables, transaction) {
                    known.positions[id] = position
                }
            }
            for key in needs.heads {
                known.heads[key] = try ViewLookup.head(of: key, tables, transaction)
            }
            for id in needs.targets {
                guard let position = known.positions[id] else { continue }
                let root = try ViewLookup.root(of: position, tables, transaction)
                guard let first = try log.record(at: root) else { continue }
                known.roots[position] = root
                let kept = try ViewLookup.subjects(ofChain: root, tables, transaction)
                let event = EventParser.parse(
                    first.event,
                    types: state.registry.types.asOf(root)
                ).event
                known.subjects[root] = Set(kept.compactMap { try? Key($0) })
                if let event { known.subjects[root, default: []].insert(event.subject) }
                known.chains[root] = try ViewLookup.chain(
                    root: root,
                    through: RecordNumber(.max),
                    tables,
                    transaction,
                    recorder: first.leaf.recorder.uid,
                    isRegistration: first.leaf.type.hasSuffix(".registered")
                )
            }
        }
        let registry = state.registry
        for key in needs.keys {
            known.registered[key] = registry.registration(of: key)
            if key.kind == .type { known.types[key] = registry.types.type(named: key.slug) }
        }
        known.suggestion = { registry.nearest(to: $0) }
        return (known, state.position)
    }
}
