internal import Dispatch
public import Ledger
internal import Platform
internal import Synchronization

/// The engine's queue and its one thread: it takes everything waiting, admits, commits, answers,
/// and repeats.
///
/// There is no timer and no waiting to fill a batch: under load the queue fills while a commit
/// runs, and the commits that many share cost one pair of syncs.
public final class EngineThread<Store: LogStore, Index: LedgerIndex, Time: EngineClock>: Sendable
where Store: Sendable, Index: Sendable, Time: Sendable {
    private typealias Core = Engine<Store, Index, Time>
    /// What a submission gets back.
    public typealias Receipt = Engine<Store, Index, Time>.Receipt

    private struct Pending: Sendable {
        let submission: Submission
        let reply: CheckedContinuation<Result<Receipt, Refusal>, Never>
    }

    private struct Queue {
        var pending: [Pending] = []
        var events = 0
        var isClosed = false
        var acceptsClock = false
        var probes: [Probe] = []
    }

    /// A question to the thread itself; who asked may have given up by the time of its answer.
    private final class Probe: Sendable {
        let health = Mutex<WriterHealth?>(nil)
        let isAnswered = DispatchSemaphore(value: 0)
    }

    /// Held only to add one submission or to take them all, never across a commit.
    private let queue = Mutex(Queue())
    private let wake = DispatchSemaphore(value: 0)
    private let done = DispatchSemaphore(value: 0)
    private let submissionsMax: Int
    private let eventsMax: Int

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - submissionsMax: how many requests may wait; more are refused.
    ///   - eventsMax: how many events may wait in all.
    ///   - make: makes the engine, on its thread.
    ///   - committed: called after each group, on the engine's thread.
    ///   - stopped: called once if the state of the log is unknown: whoever waits then is never
    ///     answered, so it must end the process.
    public init(
        submissionsMax: Int = 4_096,
        eventsMax: Int = 100_000,
        make: @escaping @Sendable () -> Engine<Store, Index, Time>,
        committed: @escaping @Sendable () -> Void,
        stopped: @escaping @Sendable (String) -> Void
    ) {
        self.submissionsMax = submissionsMax
        self.eventsMax = eventsMax
        // LMDB binds a write transaction to the thread that began it.
        SystemThread.start("engine") { [self] in run(make(), committed, stopped) }
    }

    /// Waits for the outcome of a submission; refused at once when the queue is full or closed.
    public func append(_ submission: Submission) async -> Result<Receipt, Refusal> {
        await withCheckedContinuation { reply in
            let refusal: Refusal? = queue.withLock { queue in
                if queue.isClosed {
                    return Refusal(.shuttingDown, "not recorded: the daemon is stopping; try again")
                }
                let events = queue.events + submission.drafts.count
                guard queue.pending.count < submissionsMax,
                    events <= eventsMax || queue.pending.isEmpty
                else {
                    return Refusal(.tooBusy, "not recorded: too many appends wait; try again")
                }
                queue.pending.append(Pending(submission: submission, reply: reply))
                queue.events = events
                if queue.pending.count == 1 { wake.signal() }
                return nil
            }
            if let refusal { reply.resume(returning: .failure(refusal)) }
        }
    }

    /// How many submissions wait.
    public var depth: Int { queue.withLock { $0.pending.count } }

    /// An administrator has looked at the clock.
    public func acceptClock() { queue.withLock { $0.acceptsClock = true } }

    /// Lets the thread show that it works, behind whatever it is doing; blocks the caller.
    ///
    /// - Parameter milliseconds: how long to wait for that.
    /// - Returns: nil if it did not answer in time, could not read the log, or has ended.
    public func probe(milliseconds: Int) -> WriterHealth? {
        let probe = Probe()
        let isTaken = queue.withLock { queue in
            // A thread that hangs takes none of them: those who ask must not pile up.
            guard !queue.isClosed, queue.probes.count < Self.probesMax else { return false }
            queue.probes.append(probe)
            return true
        }
        guard isTaken else { return nil }
        wake.signal()
        _ = probe.isAnswered.wait(timeout: .now() + .milliseconds(milliseconds))
        return probe.health.withLock { $0 }
    }

    private static var probesMax: Int { 16 }

    /// Takes no more, commits what waits, and returns when the thread has ended.
    public func close() {
        let isFirst = queue.withLock { queue in
            defer { queue.isClosed = true }
            return !queue.isClosed
        }
        guard isFirst else { return }
        wake.signal()
        done.wait()
    }

    private func run(
        _ engine: Engine<Store, Index, Time>,
        _ committed: () -> Void,
        _ stopped: (String) -> Void
    ) {
        defer { done.signal() }
        while true {
            wake.wait()
            let (group, probes, isClosed, acceptsClock) = queue.withLock { queue in
                defer {
                    queue.pending = []
                    queue.probes = []
                    queue.events = 0
                    queue.acceptsClock = false
                }
                return (queue.pending, queue.probes, queue.isClosed, queue.acceptsClock)
            }
            if acceptsClock { engine.acceptClock() }
            if !group.isEmpty {
                do {
                    let outcomes = try engine.step(group.map(\.submission))
                    precondition(outcomes.count == group.count, "one outcome for each submission")
                    committed()
                    for (pending, outcome) in zip(group, outcomes) {
                        pending.reply.resume(returning: outcome)
                    }
                } catch {
                    queue.withLock { $0.isClosed = true }
                    stopped(error.reason)
                    return
                }
            }
            for probe in probes {
                let health = try? engine.probe()
                probe.health.withLock { $0 = health }
                probe.isAnswered.signal()
            }
            if isClosed { return }
        }
    }
}
