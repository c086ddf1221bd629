import Ledger
import LedgerStore

/// One run of the engine against everything that can go wrong around it, decided by one seed.
///
/// - The engine is the product's; store, index, clocks and clients are simulated.
/// - The naive ledger says what each submission must get, the oracle what the log must hold.
/// - It stops at the first violation.
final class Simulation {
    /// A bug put in on purpose: the oracle must find it.
    enum Bug { case acknowledgesBeforeCommit, forgetsTooEarly }

    /// What came of a run.
    struct Report {
        var trace = Trace()
        var violations: [String] = []
        var records = 0
        var crashes = 0
        /// Crashes within an append, and how many of those appends had happened all the same.
        var appendsBroken = 0
        var appendsKept = 0
    }

    private typealias Core = Engine<SimulatedStore, SimulatedIndex, SimulatedClock>

    private let random: SplitMix64
    private let salts: SplitMix64
    private let store: SimulatedStore
    private let index: SimulatedIndex
    private let clock = SimulatedClock()
    private let clients: [SimulatedClient]
    private let catalogue = DraftCatalogue()
    private var engine: Core
    private var watch: NaiveClockWatch
    private var ledger = NaiveLedger()
    private var oracle = SimulationOracle()
    /// Records below it are known to the engine only through the index.
    private var floor: UInt64 = 0
    private var report = Report()

    init(seed: UInt64, events: SimulatedEvents, bug: Bug? = nil) {
        let random = SplitMix64(seed: seed)
        let salts = SplitMix64(seed: ~seed)
        let store = SimulatedStore(
            random: random,
            acknowledgesBeforeSync: bug == .acknowledgesBeforeCommit
        )
        let catalogue = catalogue
        let index = SimulatedIndex(store: store, overstatesCoverage: bug == .forgetsTooEarly) {
            catalogue.drafts[$0]
        }
        self.random = random
        self.salts = salts
        self.store = store
        self.index = index
        clients = (0..<20).map { SimulatedClient(number: $0, events: events, random: random) }
        engine = Core(store: store, index: index, time: clock, random: salts.bytes)
        watch = NaiveClockWatch(clock)
    }

    func run(steps: Int) -> Report {
        for _ in 0..<steps where report.violations.isEmpty { step() }
        settle()
        if report.violations.isEmpty { check(isFull: true) }
        report.records = store.records.count
        report.trace.add(store.head.size)
        for byte in store.head.root.bytes { report.trace.add(UInt64(byte)) }
        return report
    }

    private func step() {
        clock.tick(Int64(random.below(3_000_000)))
        switch random.below(100) {
        case ..<62: append(group())
        case ..<82: index.advance(by: random.below(random.chance(25) ? 100 : 12))
        case ..<86: stepClock()
        case ..<90:
            watch.accept(clock)
            engine.acceptClock()
        case ..<94: store.failure = random.pick(SimulatedStore.Failure.allCases)
        case ..<97: crash()
        case ..<98: index.discard()
        default: if random.chance(30) { store.sync() }
        }
    }

    /// Small steps, as NTP makes them, and large ones, as people do.
    private func stepClock() {
        let range = random.chance(80) ? 4_000_000 : 400_000_000
        clock.step(Int64(random.below(2 * range) - range))
    }

    /// No more faults: every client gets its answer.
    private func settle() {
        store.failure = nil
        watch.accept(clock)
        engine.acceptClock()
        for _ in 0..<40 where report.violations.isEmpty {
            clock.tick(100_000)
            index.advance(by: .max >> 1)
            let waiting = clients.filter { $0.pending != nil }
            if waiting.isEmpty { return }
            append(waiting.map { ($0, submission(of: $0)) }, isCalm: true)
        }
        if report.violations.isEmpty { violation("clients are still waiting after 40 retries") }
    }

    private func group() -> [(SimulatedClient, Submission)] {
        var group: [(SimulatedClient, Submission)] = []
        for _ in 0...random.below(4) {
            let client = random.pick(clients)
            guard !group.contains(where: { $0.0 === client }) else { continue }
            group.append((client, submission(of: client)))
            // The connection was lost and the client sends again before the first is taken.
            if random.chance(6) { group.append((client, submission(of: client))) }
        }
        return group
    }

    private func submission(of client: SimulatedClient) -> Submission {
        let made = client.submission(
            targets: ledger.entries.suffix(24).map(\.draft),
            last: { ledger.lastPlace(about: $0).map { RecordNumber(UInt64($0 + 1)) } }
        )
        for draft in made.drafts where catalogue.drafts[draft.id] == nil {
            catalogue.drafts[draft.id] = draft
        }
        return made
    }
}

/// Everything that clients made, for the index, which would parse it again.
private final class DraftCatalogue {
    var drafts: [RecordID: Draft] = [:]
}

extension Simulation {
    /// One step of the engine, compared with what the naive ledger says.
    private func append(_ group: [(SimulatedClient, Submission)], isCalm: Bool = false) {
        let before = ledger
        let verdicts = verdicts(group.map(\.1))
        let failure = store.failure
        let outcomes: [Result<Core.Receipt, Refusal>]
        do {
            outcomes = try engine.step(group.map(\.1))
        } catch {
            return recover(before, failure, error.reason)
        }
        guard outcomes.count == group.count else { return violation("outcomes are missing") }
        var expected = verdicts
        if ledger.entries.count > before.entries.count, failure == .diskFull || failure == .mapFull
        {
            let code: Refusal.Code = failure == .diskFull ? .diskFull : .mapFull
            ledger = before
            expected = zip(group, verdicts).map { $0.0.1.isUnwritten(in: before, $0.1, code) }
        }
        for ((_, submission), (outcome, verdict)) in zip(group, zip(outcomes, expected)) {
            compare(submission, outcome, verdict)
        }
        guard report.violations.isEmpty else { return }
        if !isCalm, random.chance(4) { return crash() }
        for ((client, submission), outcome) in zip(group, outcomes) {
            if !isCalm, random.chance(6) { continue }
            deliver(outcome, of: submission, to: client)
        }
    }

    /// What each submission of a group must get, unless there is no room for it.
    private func verdicts(_ group: [Submission]) -> [NaiveLedger.Verdict] {
        guard watch.believes(clock, last: store.head.lastRecordedAt) else {
            return group.map { _ in .refused(.clockSuspect) }
        }
        guard !index.isRebuilding, index.covers >= floor || index.overstatesCoverage else {
            return group.map { _ in .refused(.rebuilding) }
        }
        floor = max(floor, index.covers)
        return group.map { ledger.take($0) }
    }

    private func compare(
        _ submission: Submission,
        _ outcome: Result<Core.Receipt, Refusal>,
        _ verdict: NaiveLedger.Verdict
    ) {
        switch (outcome, verdict) {
        case (.success(let receipt), .recorded(let places)):
            report.trace.add(UInt64(places.count))
            let positions = receipt.records.map { Int($0.position.value) - 1 }
            if positions != places { violation("positions \(positions), expected \(places)") }
            if receipt.head != store.head { violation("the receipt has not the head") }
            if receipt.isDryRun != submission.isDryRun { violation("a dry run is told otherwise") }
        case (.failure(let refusal), .refused(let code)) where refusal.code == code:
            report.trace.add(UInt64(refusal.status))
        default: violation("got \(Self.summary(outcome)), expected \(verdict)")
        }
    }

    private static func summary(_ outcome: Result<Core.Receipt, Refusal>) -> String {
        switch outcome {
        case .success(let receipt): "\(receipt.records.map(\.position)), size \(receipt.head.size)"
        case .failure(let refusal): "\(refusal.code): \(refusal.title) \(refusal.faults)"
        }
    }

    private func deliver(
        _ outcome: Result<Core.Receipt, Refusal>,
        of submission: Submission,
        to client: SimulatedClient
    ) {
        switch outcome {
        case .success(let receipt):
            if !receipt.isDryRun {
                for record in receipt.records {
                    let wrong = oracle.acknowledge(
                        record.id,
                        at: record.position,
                        record.recordedAt
                    )
                    if let wrong { violation(wrong) }
                }
            }
            client.succeed()
        case .failure(let refusal): client.fail(refusal.code)
        }
    }

    /// The engine stopped: the outcome is unknown until the store is opened again.
    private func recover(
        _ before: NaiveLedger,
        _ failure: SimulatedStore.Failure?,
        _ reason: String
    ) {
        guard failure == .brokenBeforeSync || failure == .brokenAfterSync else {
            return violation("stopped without a reason: \(reason)")
        }
        report.appendsBroken += 1
        restart()
        if store.records.count == before.entries.count {
            ledger = before
        } else {
            report.appendsKept += 1
        }
        check(isFull: false)
    }

    /// The process dies between two appends, or before it answers.
    private func crash() {
        restart()
        check(isFull: store.records.count < 64)
    }

    private func restart() {
        report.crashes += 1
        store.crash()
        // Views of a log that has lost what they cover do not match it, and are discarded.
        if index.covers > store.head.size || random.chance(5) { index.discard() }
        engine = Core(store: store, index: index, time: clock, random: salts.bytes)
        watch = NaiveClockWatch(clock)
        floor = store.head.size
        report.trace.add(store.head.size)
    }

    private func check(isFull: Bool) {
        report.violations += oracle.violations(store, ledger, isFull: isFull)
    }

    private func violation(_ text: String) { report.violations.append(text) }
}

extension Submission {
    /// The verdict on a submission whose group found no room: what was recorded before still is.
    fileprivate func isUnwritten(
        in ledger: NaiveLedger,
        _ verdict: NaiveLedger.Verdict,
        _ code: Refusal.Code
    ) -> NaiveLedger.Verdict {
        guard case .recorded = verdict else { return verdict }
        let isKnown = drafts.allSatisfy { ledger.place(of: $0.id) != nil }
        return isKnown ? verdict : .refused(code)
    }
}

/// The clock rule written a second time.
struct NaiveClockWatch {
    private var wall: Int64
    private var boot: Int64
    private var hasJumped = false
    private var isAccepted = false

    init(_ clock: SimulatedClock) {
        wall = clock.wall
        boot = clock.boot
    }

    mutating func accept(_ clock: SimulatedClock) {
        self = NaiveClockWatch(clock)
        isAccepted = true
    }

    /// Not after a jump of more than a minute, nor more than 5 s behind the last record.
    mutating func believes(_ clock: SimulatedClock, last: Int64) -> Bool {
        let offsetBefore = wall - boot
        let offset = clock.wall - clock.boot
        (wall, boot) = (clock.wall, clock.boot)
        if max(offset, offsetBefore) - min(offset, offsetBefore) > 60_000_000 { hasJumped = true }
        return !hasJumped && (isAccepted || last - clock.wall <= 5_000_000)
    }
}
