import Ledger
import LedgerStore

/// What must be true of a log whatever happened to the process that wrote it.
struct SimulationOracle {
    private struct Acknowledgement: Equatable {
        let position: RecordNumber
        let recordedAt: Int64
    }

    private var acknowledged: [RecordID: Acknowledgement] = [:]

    /// A client was told that a record is recorded.
    ///
    /// - Returns: what is wrong with that, if it was told otherwise before.
    mutating func acknowledge(_ id: RecordID, at position: RecordNumber, _ time: Int64) -> String? {
        let told = Acknowledgement(position: position, recordedAt: time)
        guard let before = acknowledged.updateValue(told, forKey: id), before != told else {
            return nil
        }
        return "\(id) was acknowledged as \(before.position), and again as \(position)"
    }

    /// Everything that is wrong with a log.
    ///
    /// - Parameters:
    ///   - store: the log.
    ///   - ledger: what the naive admission says must be recorded, in order.
    ///   - isFull: also recompute every hash, which is slow.
    /// - Returns: a sentence for each violation.
    func violations(_ store: SimulatedStore, _ ledger: NaiveLedger, isFull: Bool) -> [String] {
        var found: [String] = []
        let records = store.records
        for (id, told) in acknowledged {
            let index = Int(told.position.value) - 1
            if !records.indices.contains(index) || records[index].leaf.id != id {
                found.append("\(told.position) was acknowledged and is lost")
            } else if records[index].leaf.recordedAt != told.recordedAt {
                found.append("\(told.position) has another recorded_at than acknowledged")
            }
        }
        if Set(records.map(\.leaf.id)).count != records.count {
            found.append("an id is recorded twice")
        }
        if records.count != ledger.entries.count {
            found.append("\(records.count) records, expected \(ledger.entries.count)")
        }
        var last: Int64 = 0
        for (index, record) in records.enumerated() {
            let leaf = record.leaf
            if leaf.position.value != UInt64(index + 1) { found.append("r\(index + 1) is missing") }
            if leaf.recordedAt <= last { found.append("\(leaf.position): time does not rise") }
            last = leaf.recordedAt
            guard ledger.entries.indices.contains(index) else { continue }
            let entry = ledger.entries[index]
            if leaf.id != entry.draft.id || record.event != entry.draft.event.bytes
                || leaf.recorder.uid != entry.recorder
            {
                found.append("\(leaf.position) is not what was asked to be recorded")
            }
        }
        if isFull { found += hashViolations(store) }
        return found
    }

    private func hashViolations(_ store: SimulatedStore) -> [String] {
        var found: [String] = []
        for record in store.records where !record.isCommitted {
            found.append("\(record.leaf.position) is not the event committed to")
        }
        let hashes = store.records.map(\.leaf.hash)
        if Self.root(hashes[...]) != store.head.root {
            found.append("the root is not the records'")
        }
        if store.head.size != UInt64(hashes.count) { found.append("the head is not the size") }
        return found
    }

    /// MTH of RFC 6962 section 2.1, as it is written there.
    static func root(_ leaves: ArraySlice<Hash>) -> Hash {
        guard let first = leaves.first else { return MerkleTree.emptyRoot }
        guard leaves.count > 1 else { return first }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return MerkleTree.nodeHash(root(leaves[..<middle]), root(leaves[middle...]))
    }
}
