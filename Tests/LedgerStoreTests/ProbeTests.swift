import Dispatch
import Ledger
import Synchronization
import Testing

@testable import LedgerStore

/// What the writer says when it is asked whether it works.
@Suite(.serialized) struct ProbeTests {
    @Test func `a writer at rest reads its last record back and answers at once`() async throws {
        let ledger = try await TemporaryLedger()
        #expect(ledger.desk.probe(milliseconds: 20_000)?.size == 0)
        try await ledger.append(Lines.base)
        let health = ledger.desk.probe(milliseconds: 20_000)
        #expect(health == WriterHealth(size: ledger.size, believesClock: true))
        ledger.desk.close()
        #expect(ledger.desk.probe(milliseconds: 20_000) == nil, "the thread has ended")
    }

    @Test func `a writer that hangs in a commit answers when it is through, and not before`()
        async throws
    {
        let store = StubbornStore()
        let thread = thread(store)
        #expect(thread.probe(milliseconds: 20_000)?.size == 0)
        store.hang()
        let submission = try Self.submission()
        let append = Task { await thread.append(submission) }
        #expect(await store.hangs())
        for _ in 0..<20 { #expect(thread.probe(milliseconds: 5) == nil) }
        store.goOn()
        _ = try await append.value.get()
        // Those who gave up are answered first; none of them is in the way.
        #expect(thread.probe(milliseconds: 20_000)?.size == 1)
        thread.close()
    }

    @Test func `a writer that cannot read its log back is not at work`() async throws {
        let store = StubbornStore()
        let thread = thread(store)
        _ = try await thread.append(try Self.submission()).get()
        #expect(thread.probe(milliseconds: 20_000)?.size == 1)
        store.lose()
        #expect(thread.probe(milliseconds: 20_000) == nil)
        thread.close()
    }

    @Test func `a probe tells a clock that stepped, and leaves the step to be told again`() throws {
        let clock = SimulatedClock()
        let engine = Engine(
            store: StubbornStore(),
            index: EmptyIndex(),
            time: clock,
            random: { [UInt8](repeating: 0, count: $0) }
        )
        #expect(try engine.probe().believesClock)
        clock.step(3_600_000_000)
        #expect(try !engine.probe().believesClock)
        #expect(try !engine.probe().believesClock)
        engine.acceptClock()
        #expect(try engine.probe().believesClock)
    }

    private func thread(
        _ store: StubbornStore
    ) -> EngineThread<StubbornStore, EmptyIndex, SystemTime> {
        EngineThread(
            make: {
                Engine(
                    store: store,
                    index: EmptyIndex(),
                    time: SystemTime(),
                    random: { [UInt8](repeating: 0, count: $0) }
                )
            },
            committed: {},
            stopped: { Issue.record("stopped: \($0)") }
        )
    }

    private static func submission() throws -> Submission {
        let line = #"{"type":"issue.registered","subject":"issue/kelp","body":{"description":"a"}}"#
        let door = Door(
            types: .builtIn,
            id: { _ in nil },
            newID: { RecordID(milliseconds: 1, random: [UInt8](repeating: 0, count: 10)) }
        )
        return Submission(
            drafts: try door.json(Array(line.utf8), isLines: true),
            recorder: .init(uid: 1_000, name: "tester"),
            permission: .author
        )
    }
}

/// A log in memory whose appends can be held up, and which can forget.
private final class StubbornStore: LogStore, Sendable {
    private struct State {
        var records: [StoredRecord] = []
        var head = LogHead.empty
        var isHanging = false
        var isInside = false
    }

    private let state = Mutex(State())
    private let gate = DispatchSemaphore(value: 0)

    var head: LogHead { state.withLock { $0.head } }

    func hang() { state.withLock { $0.isHanging = true } }

    func goOn() {
        state.withLock { $0.isHanging = false }
        gate.signal()
    }

    func lose() { state.withLock { $0.records = [] } }

    /// Waits until an append hangs.
    func hangs() async -> Bool {
        for _ in 0..<2_000 where !state.withLock({ $0.isInside }) {
            try? await Task.sleep(for: .milliseconds(5))
        }
        return state.withLock { $0.isInside }
    }

    func append(
        _ records: [StoredRecord],
        at size: UInt64,
        dropping dropped: [RecordNumber]
    ) throws(LogFailure) {
        let waits = state.withLock { state in
            state.isInside = true
            return state.isHanging
        }
        if waits { gate.wait() }
        state.withLock { state in
            state.records += records
            state.head.size += UInt64(records.count)
            state.isInside = false
        }
    }

    func record(at position: RecordNumber) throws -> StoredRecord? {
        state.withLock { state in
            let index = Int(position.value) - 1
            return state.records.indices.contains(index) ? state.records[index] : nil
        }
    }
}

/// Views that know nothing; the engine's own memory covers the rest.
private final class EmptyIndex: LedgerIndex, Sendable {
    func lookup(_ needs: Admission.Needs) throws -> (known: Admission.Known, covers: UInt64) {
        (Admission.Known(), 0)
    }
}
