import Ledger
import LedgerStore

/// An index in memory that lags behind the log, or is being rebuilt.
///
/// It takes in whole batches, as the views do, and survives a crash of the process as it is.
final class SimulatedIndex: LedgerIndex {
    /// A planted bug: it says that it covers the whole log, so that the engine forgets what is
    /// newer than the index.
    let overstatesCoverage: Bool
    /// While true, every lookup is refused.
    private(set) var isRebuilding = false
    private(set) var covers: UInt64 = 0

    private let store: SimulatedStore
    private let drafts: (RecordID) -> Draft?
    private var positions: [RecordID: RecordNumber] = [:]
    private var heads: [Key: RecordNumber] = [:]
    private var registered: [Key: Admission.Registration] = [:]
    private var chains: [RecordNumber: Chain] = [:]
    private var roots: [RecordNumber: RecordNumber] = [:]

    init(
        store: SimulatedStore,
        overstatesCoverage: Bool = false,
        drafts: @escaping (RecordID) -> Draft?
    ) {
        self.store = store
        self.overstatesCoverage = overstatesCoverage
        self.drafts = drafts
    }

    func lookup(_ needs: Admission.Needs) throws -> (known: Admission.Known, covers: UInt64) {
        if isRebuilding { throw IndexFailure.rebuilding(position: covers) }
        var known = Admission.Known()
        for id in needs.ids { known.positions[id] = positions[id] }
        for key in needs.heads { known.heads[key] = heads[key] }
        for key in needs.keys { known.registered[key] = registered[key] }
        for id in needs.targets {
            guard let position = positions[id] else { continue }
            let root = roots[position] ?? position
            known.roots[position] = root
            known.chains[root] = chains[root]
        }
        return (known, overstatesCoverage ? store.head.size : covers)
    }

    /// Takes in at least so many more records, and what completes their batch.
    func advance(by count: Int) {
        let end = min(covers + UInt64(count), store.head.size)
        while covers < end || isInsideBatch { takeIn() }
        if covers == store.head.size { isRebuilding = false }
    }

    /// Everything is dropped and read again from the log.
    func discard() {
        positions = [:]
        heads = [:]
        registered = [:]
        chains = [:]
        roots = [:]
        covers = 0
        isRebuilding = store.head.size > 0
    }

    private var isInsideBatch: Bool {
        guard covers > 0, covers < store.head.size else { return false }
        let leaf = store.records[Int(covers) - 1].leaf
        return covers < leaf.batchFirst.value + UInt64(leaf.batchCount) - 1
    }

    private func takeIn() {
        let leaf = store.records[Int(covers)].leaf
        covers += 1
        positions[leaf.id] = leaf.position
        guard let event = drafts(leaf.id)?.event else { return }
        heads[event.subject] = leaf.position
        if event.type.isRegistration, registered[event.subject] == nil {
            registered[event.subject] = .init(position: leaf.position, held: nil)
        }
        guard event.type.isLifecycle else {
            chains[leaf.position] = Chain(
                root: leaf.position,
                recorder: leaf.recorder.uid,
                isRegistration: event.type.isRegistration
            )
            return
        }
        guard let id = event.body.record(.target), let target = positions[id] else { return }
        let root = roots[target] ?? target
        roots[leaf.position] = root
        guard let chain = chains[root] else { return }
        let step =
            event.type.name == "record.corrected"
            ? chain.corrected(target, by: leaf.position)
            : chain.retracted(target, by: leaf.position)
        if let step { chains[root]?.append(step) }
    }
}
