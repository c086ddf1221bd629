public import Ledger

/// The writer: admits groups of submissions, gives them their places, commits, answers.
///
/// A stepped state machine over a store, an index, clocks and a source of random bytes: it starts
/// no thread and waits for nothing, so a simulator can drive it with a seed. One caller at a
/// time; in the daemon that is ``EngineThread``.
public final class Engine<Store: LogStore, Index: LedgerIndex, Time: EngineClock> {
    /// What was recorded for a submission.
    public struct Receipt: Sendable, Equatable {
        /// A record of the batch, or one that was known before.
        public struct Record: Sendable, Equatable {
            public let id: RecordID
            public let position: RecordNumber
            public let recordedAt: Int64
            /// Recorded by an earlier request.
            public let isKnown: Bool
        }

        /// The records, in the order of the submission.
        public let records: [Record]
        /// The first record of the batch; nil if nothing was recorded.
        public let batchFirst: RecordNumber?
        /// Size and root of the log that holds them.
        public let head: LogHead
        /// Nothing was recorded: it was a dry run.
        public let isDryRun: Bool
    }

    /// The state of the log is unknown: the process must stop and read it again.
    public struct Stopped: Error, Sendable { public let reason: String }

    private let store: Store
    private let index: Index
    private let time: Time
    private let random: (Int) -> [UInt8]
    private var overlay = Overlay()
    private var watch: ClockWatch

    /// Starts at the head of a store.
    ///
    /// - Parameters:
    ///   - store: the log; nobody else appends to it.
    ///   - index: the views.
    ///   - time: the clocks.
    ///   - random: so many random bytes, for salts.
    public init(store: Store, index: Index, time: Time, random: @escaping (Int) -> [UInt8]) {
        self.store = store
        self.index = index
        self.time = time
        self.random = random
        watch = ClockWatch(wall: time.wallMicroseconds(), boot: time.bootMicroseconds())
    }

    /// An administrator has looked at the clock: appends go on.
    public func acceptClock() {
        watch = ClockWatch(wall: time.wallMicroseconds(), boot: time.bootMicroseconds())
        watch.isStepAccepted = true
    }

    /// Does what an append does short of appending: reads the head back and looks at the clock.
    ///
    /// - Throws: what reading throws, and ``Stopped`` if the last record is not there.
    public func probe() throws -> WriterHealth {
        let head = store.head
        if head.size > 0, try store.record(at: RecordNumber(head.size)) == nil {
            throw Stopped(reason: "r\(head.size) is not in the log")
        }
        // A trial: a look must not become what the next step of the clock is measured from.
        var trial = watch
        let now = try? trial.now(
            wall: time.wallMicroseconds(),
            boot: time.bootMicroseconds(),
            last: head.lastRecordedAt
        )
        return WriterHealth(size: head.size, believesClock: now != nil)
    }

    /// Admits and commits a group: one outcome for each submission, in order.
    ///
    /// - Throws: ``Stopped`` if a commit may or may not have happened. Nobody is answered then:
    ///   a lost connection means "outcome unknown", and the ids make the retry safe.
    public func step(_ group: [Submission]) throws(Stopped) -> [Result<Receipt, Refusal>] {
        let head = store.head
        let now: Int64
        let known: Admission.Known
        do {
            now = try watch.now(
                wall: time.wallMicroseconds(),
                boot: time.bootMicroseconds(),
                last: head.lastRecordedAt
            )
            known = try gather(group)
        } catch let refusal as Refusal {
            return group.map { _ in .failure(refusal) }
        } catch {
            throw Stopped(reason: "\(error)")
        }
        var admission = Admission(known: known, size: head.size)
        var batch = Group(head: head, now: now)
        let admitted = group.map { submission -> Result<Admission.Admitted, Refusal> in
            admit(submission, &admission, &batch)
        }
        if !batch.records.isEmpty {
            if let refusal = try commit(batch, at: head, admission.known) {
                return admitted.map { outcome in
                    switch outcome {
                    // What this group would have recorded is not known to the log either.
                    case .success(let admitted)
                    where !admitted.new.isEmpty || admitted.isKnown(beyond: head.size):
                        .failure(refusal)
                    default: self.receipt(outcome, head, isDryRun: false, batch)
                    }
                }
            }
        }
        let after = store.head
        return zip(group, admitted).map { submission, outcome in
            receipt(outcome, after, isDryRun: submission.isDryRun, batch)
        }
    }

    /// The records of a group as they are built.
    private struct Group {
        let head: LogHead
        var now: Int64
        var records: [StoredRecord] = []
        var drafts: [Draft] = []
        /// Records that lose their content.
        var dropped: [RecordNumber] = []
        var places: [RecordID: (position: RecordNumber, recordedAt: Int64, first: RecordNumber)] =
            [:]
        var lastRecordedAt: Int64

        init(head: LogHead, now: Int64) {
            self.head = head
            self.now = now
            lastRecordedAt = head.lastRecordedAt
        }
    }

    private func admit(
        _ submission: Submission,
        _ admission: inout Admission,
        _ batch: inout Group
    ) -> Result<Admission.Admitted, Refusal> {
        do throws(Refusal) {
            if submission.isDryRun {
                var trial = admission
                let first = trial.size + 1
                let admitted = try trial.admit(submission)
                for (index, draft) in admitted.new.enumerated() {
                    let position = RecordNumber(first + UInt64(index))
                    batch.places[draft.id] = (position, batch.now, RecordNumber(first))
                }
                return .success(admitted)
            }
            let first = RecordNumber(admission.size + 1)
            let admitted = try admission.admit(submission)
            for (index, draft) in admitted.new.enumerated() {
                place(
                    draft,
                    RecordNumber(first.value + UInt64(index)),
                    first,
                    UInt32(admitted.new.count),
                    submission.recorder,
                    &batch
                )
                if draft.event.type.name == "record.redacted" {
                    batch.dropped += Self.versions(
                        before: RecordNumber(first.value + UInt64(index)),
                        admission.known
                    )
                }
                admission.known.receipts[draft.id] = batch.places[draft.id].map {
                    .init(position: $0.position, batchFirst: $0.first, recordedAt: $0.recordedAt)
                }
                admission.known.events[draft.id] = draft.event.bytes
            }
            return .success(admitted)
        } catch {
            return .failure(error)
        }
    }

    /// Every version of the chain that a redaction ends.
    private static func versions(
        before redaction: RecordNumber,
        _ known: Admission.Known
    ) -> [RecordNumber] {
        let chain = known.roots[redaction].flatMap { known.chains[$0] }
        return (chain?.versions ?? []).filter { $0 < redaction }
    }

    private func place(
        _ draft: Draft,
        _ position: RecordNumber,
        _ first: RecordNumber,
        _ count: UInt32,
        _ recorder: Leaf.Recorder,
        _ batch: inout Group
    ) {
        let recordedAt = max(batch.now, batch.lastRecordedAt + 1)
        let salt = random(StoredRecord.saltBytes)
        let leaf = Leaf(
            isClockHeld: batch.now <= batch.head.lastRecordedAt,
            position: position,
            batchFirst: first,
            batchCount: count,
            id: draft.id,
            recordedAt: recordedAt,
            recorder: recorder,
            type: draft.event.type.name,
            commitment: Leaf.commitment(salt: salt, event: draft.event.bytes)
        )
        batch.records.append(StoredRecord(leaf: leaf, salt: salt, event: draft.event.bytes))
        batch.drafts.append(draft)
        batch.places[draft.id] = (position, recordedAt, first)
        batch.lastRecordedAt = recordedAt
    }

    /// Commits a group; a refusal if there was no room for it.
    private func commit(
        _ batch: Group,
        at head: LogHead,
        _ known: Admission.Known
    ) throws(Stopped) -> Refusal? {
        do throws(LogFailure) {
            try store.append(batch.records, at: head.size, dropping: batch.dropped)
        } catch {
            switch error {
            case .diskFull:
                return Refusal(.diskFull, "not recorded: the disk is full; reads go on")
            case .mapFull:
                return Refusal(.mapFull, "not recorded: the ledger's map is full; reads go on")
            case .headMoved: throw Stopped(reason: "the log moved under its only writer")
            case .broken(let reason): throw Stopped(reason: reason)
            }
        }
        for (record, draft) in zip(batch.records, batch.drafts) {
            overlay.add(draft, record.leaf, known)
        }
        index.recorded(
            zip(batch.records, batch.drafts).map { ($0.leaf.position, $1.event) }
        )
        return nil
    }

    private func receipt(
        _ outcome: Result<Admission.Admitted, Refusal>,
        _ head: LogHead,
        isDryRun: Bool,
        _ batch: Group
    ) -> Result<Receipt, Refusal> {
        outcome.map { admitted in
            let old = admitted.known.map { known in
                Receipt.Record(
                    id: known.id,
                    position: known.receipt.position,
                    recordedAt: known.receipt.recordedAt,
                    isKnown: true
                )
            }
            let new = admitted.new.compactMap { draft in
                batch.places[draft.id].map {
                    Receipt.Record(
                        id: draft.id,
                        position: $0.position,
                        recordedAt: $0.recordedAt,
                        isKnown: false
                    )
                }
            }
            let first = admitted.new.first.flatMap { batch.places[$0.id]?.first }
            return Receipt(
                records: (old + new).sorted { $0.position < $1.position },
                batchFirst: first,
                head: head,
                isDryRun: isDryRun
            )
        }
    }

    /// What the group asks of the log: the views, then what is newer than they are.
    private func gather(_ group: [Submission]) throws -> Admission.Known {
        var needs = Admission.Needs()
        for submission in group { Admission.needs(of: submission, into: &needs) }
        overlay.expand(&needs)
        var known: Admission.Known
        let covers: UInt64
        do {
            (known, covers) = try index.lookup(needs)
        } catch IndexFailure.rebuilding(let position) {
            throw Refusal(
                .rebuilding,
                "not recorded: the views are being rebuilt; try again",
                details: [
                    .init("position", .count(position)), .init("size", .count(store.head.size)),
                ]
            )
        }
        overlay.drop(through: covers)
        guard covers + UInt64(overlay.count) >= store.head.size else {
            throw Refusal(
                .rebuilding,
                "not recorded: the views do not cover the log yet; try again",
                details: [
                    .init("position", .count(covers)), .init("size", .count(store.head.size)),
                ]
            )
        }
        overlay.merge(needs, into: &known)
        for submission in group {
            for draft in submission.drafts {
                guard let position = known.positions[draft.id], known.receipts[draft.id] == nil,
                    let record = try store.record(at: position)
                else { continue }
                // Of a redacted record only the id is left to compare.
                known.events[draft.id] = record.isRedacted ? draft.event.bytes : record.event
                known.receipts[draft.id] = .init(
                    position: position,
                    batchFirst: record.leaf.batchFirst,
                    recordedAt: record.leaf.recordedAt
                )
            }
        }
        return known
    }
}

extension Admission.Admitted {
    /// Whether some of what it counts as recorded lies beyond a size of the log.
    fileprivate func isKnown(beyond size: UInt64) -> Bool {
        known.contains { $0.receipt.position.value > size }
    }
}
