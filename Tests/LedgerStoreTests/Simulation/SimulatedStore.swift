import Ledger
import LedgerStore

/// A store that tears and loses, disk and process in one: ``crash()`` ends the process and leaves
/// what the disk happened to keep.
///
/// A commit writes a page for each record and then a commit page, and syncs. Until the sync each
/// page may be kept, torn or missing after a crash; recovery believes a commit whose pages are all
/// there, so a commit that nobody was told of may come back.
final class SimulatedStore: LogStore {
    /// What goes wrong with the next append.
    enum Failure: CaseIterable {
        case diskFull, mapFull
        /// The process dies before the sync.
        case brokenBeforeSync
        /// The process dies after the sync, before `append` returns.
        case brokenAfterSync
    }

    private enum Page {
        case record(StoredRecord)
        case commit(LogHead)
        case torn
    }

    /// The next append fails so, once.
    var failure: Failure?
    /// A planted bug: `append` returns before the sync.
    let acknowledgesBeforeSync: Bool

    private(set) var records: [StoredRecord] = []
    private(set) var head = LogHead.empty
    private var frontier = MerkleFrontier()

    // What is on stable storage, and the pages written since.
    private var syncedSize = 0
    private var syncedFrontier = MerkleFrontier()
    private var unsynced: [Page] = []

    private let random: SplitMix64

    init(random: SplitMix64, acknowledgesBeforeSync: Bool = false) {
        self.random = random
        self.acknowledgesBeforeSync = acknowledgesBeforeSync
    }

    func record(at position: RecordNumber) throws -> StoredRecord? {
        let index = Int(position.value) - 1
        return records.indices.contains(index) ? records[index] : nil
    }

    func append(
        _ new: [StoredRecord],
        at size: UInt64,
        dropping dropped: [RecordNumber]
    ) throws(LogFailure) {
        precondition(dropped.isEmpty, "the simulation redacts nothing")
        guard let last = new.last else { return }
        guard size == head.size else { throw .headMoved }
        let failure = self.failure
        self.failure = nil
        switch failure {
        case .diskFull: throw .diskFull
        case .mapFull: throw .mapFull
        default: break
        }
        var frontier = frontier
        for record in new { frontier.append(record.leaf.hash) }
        let after = LogHead(
            size: frontier.size,
            root: frontier.root,
            lastRecordedAt: last.leaf.recordedAt
        )
        unsynced += new.map(Page.record) + [.commit(after)]
        if failure == .brokenBeforeSync { throw .broken("the process died before the sync") }
        adopt(new, after, frontier)
        if !acknowledgesBeforeSync { sync() }
        if failure == .brokenAfterSync { throw .broken("the process died after the sync") }
    }

    /// What the system does in its own time; with the planted bug nobody waits for it.
    func sync() {
        syncedSize = records.count
        syncedFrontier = frontier
        unsynced = []
    }

    /// The process dies: pages that were not synced are kept, torn or lost, each for itself, and
    /// the store opens again with every whole commit that it finds.
    func crash() {
        let kept = unsynced.prefix(random.below(unsynced.count + 1)).map { page -> Page in
            random.chance(15) ? .torn : page
        }
        failure = nil
        records.removeLast(records.count - min(records.count, syncedSize))
        frontier = syncedFrontier
        head = LogHead(
            size: frontier.size,
            root: frontier.root,
            lastRecordedAt: records.last?.leaf.recordedAt ?? 0
        )
        recover(kept)
        sync()
    }

    private func recover(_ pages: [Page]) {
        var open: [StoredRecord] = []
        for page in pages {
            switch page {
            case .record(let record): open.append(record)
            case .torn: return
            case .commit(let after):
                var frontier = frontier
                for record in open { frontier.append(record.leaf.hash) }
                guard frontier.size == after.size, frontier.root == after.root else { return }
                adopt(open, after, frontier)
                open = []
            }
        }
    }

    private func adopt(_ new: [StoredRecord], _ after: LogHead, _ frontier: MerkleFrontier) {
        records += new
        self.frontier = frontier
        head = after
    }
}

/// Clocks that a simulation moves: the wall clock also steps.
final class SimulatedClock: EngineClock {
    private(set) var wall: Int64 = 1_764_000_000_000_000
    private(set) var boot: Int64 = 1_000_000

    func wallMicroseconds() -> Int64 { wall }
    func bootMicroseconds() -> Int64 { boot }

    /// Time goes by.
    func tick(_ microseconds: Int64) {
        precondition(microseconds >= 0, "time does not go back")
        wall += microseconds
        boot += microseconds
    }

    /// Somebody, or NTP, sets the wall clock.
    func step(_ microseconds: Int64) { wall += microseconds }
}
