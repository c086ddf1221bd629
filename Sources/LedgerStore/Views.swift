internal import Dispatch
public import Ledger
internal import LMDB
internal import Platform
internal import Synchronization

/// Everything derived from the log: environment `views/`, disposable at any moment.
///
/// A thread of its own follows the log and commits in batches; the checkpoint (origin, position,
/// root, layout) is written in the same transaction, so the views always say truly how far they
/// have come. A checkpoint that does not match the log discards them, and they come back by
/// reading the log.
public final class Views: Sendable {
    /// How far the views have come, and the registry there.
    public struct State: Sendable {
        /// Records covered.
        public var position: UInt64
        /// Merkle root at that position.
        public var root: Hash
        /// The registry at that position.
        public var registry: Registry
        /// Records up to there whose content is gone, ascending.
        public var redacted: [RecordNumber]
        /// The size of the log when the views were begun.
        ///
        /// What was redacted by then was read without its content. It rises with every beginning.
        public var generation: UInt64
    }

    private let path: String
    let log: LogFile
    let environment: Environment
    let tables: ViewTables
    private let state: Mutex<State>
    private let signal = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let control = Mutex(Control())
    private let fresh = FreshEvents()
    private let readAhead: ReadAhead

    private struct Control {
        var isClosed = false
        /// The last step found the disk full.
        var isWithoutRoom = false
        /// How many readers wait for the views: then they do not dawdle.
        var waiting = 0
        var watchers: [Int: @Sendable (UInt64) -> Void] = [:]
        var nextWatcher = 0
    }

    /// Records taken in one transaction, unless a batch is larger.
    static let batchRecords = 2_000
    /// Records after which memory is given back when there are no more.
    private static let manyRecords: UInt64 = 20_000
    /// How long a pending record may wait for others when nobody asks.
    static let lingerMilliseconds = 200
    /// How long until a full disk is tried again.
    static let fullMilliseconds = 500

    /// Opens the views of a log, or starts them anew if they do not belong to it.
    public init(path: String, log: LogFile, mapBytes: Int) throws {
        self.path = path
        self.log = log
        readAhead = ReadAhead(log)
        environment = try Self.open(path, mapBytes)
        tables = ViewTables(environment)
        let (position, root) = try Self.checkpoint(environment, tables, log) ?? (0, nil)
        if root == nil { try Self.discard(environment, tables, generation: log.head.size) }
        let registry = try Self.registry(environment, tables, log)
        let numbers = try Self.numbers(environment, tables)
        state = Mutex(
            State(
                position: position,
                root: root ?? MerkleTree.emptyRoot,
                registry: registry,
                redacted: numbers.redacted,
                generation: numbers.generation
            )
        )
    }

    /// Starts to follow the log on a thread of its own.
    ///
    /// - Parameter failed: called once if the views cannot be written; they stay where they are.
    public func start(failed: @escaping @Sendable (String) -> Void) {
        SystemThread.start("views") { [self] in run(failed) }
    }

    /// How far the views have come.
    public var current: State { state.withLock { $0 } }

    /// The log has grown.
    public func logHasGrown() { signal.signal() }

    public func recorded(_ events: [(position: RecordNumber, event: Event)]) { fresh.add(events) }

    /// Stops following and waits for the thread.
    public func close() {
        let isFirst = control.withLock { control in
            defer { control.isClosed = true }
            return !control.isClosed
        }
        guard isFirst else { return }
        signal.signal()
        ended.wait()
    }

    /// Whether their disk is full: whoever asks then need not wait for them.
    var isWithoutRoom: Bool { control.withLock { $0.isWithoutRoom } }

    /// Waits until the views cover a position, at most so long.
    ///
    /// - Returns: whether they do.
    public func wait(for position: UInt64, milliseconds: Int) -> Bool {
        if current.position >= position { return true }
        control.withLock { $0.waiting += 1 }
        defer { control.withLock { $0.waiting -= 1 } }
        signal.signal()
        let deadline = DispatchTime.now() + .milliseconds(milliseconds)
        let arrived = DispatchSemaphore(value: 0)
        let watcher = watch { if $0 >= position { arrived.signal() } }
        defer { unwatch(watcher) }
        while current.position < position {
            if arrived.wait(timeout: deadline) == .timedOut { return current.position >= position }
        }
        return true
    }

    /// Calls `body` with the position after each commit, on the views' thread.
    func watch(_ body: @escaping @Sendable (UInt64) -> Void) -> Int {
        control.withLock { control in
            control.nextWatcher += 1
            control.watchers[control.nextWatcher] = body
            return control.nextWatcher
        }
    }

    func unwatch(_ number: Int) { control.withLock { $0.watchers[number] = nil } }

    /// Bytes of the file in use.
    public var usedBytes: Int { get throws { try environment.info().usedBytes } }
}

extension Views {
    private func run(_ failed: (String) -> Void) {
        defer { ended.signal() }
        do {
            var follower = try follower()
            while true {
                let before = current.position
                // The end is looked for in between: far behind, there are minutes of steps.
                while try !control.withLock({ $0.isClosed }) && advance(&follower) {}
                let (taken, overflows) = current.position.subtractingReportingOverflow(before)
                if taken > Self.manyRecords, !overflows { HeapMemory.giveBack() }
                if control.withLock({ $0.isClosed }) { return }
                signal.wait()
                linger()
            }
        } catch {
            failed("\(error)")
        }
    }

    /// Follows the log up to a position on the caller's thread, for a scratch rebuild.
    func catchUp(through position: UInt64) throws {
        var follower = try follower()
        while current.position < position, try step(&follower, through: position) {}
    }

    private func follower() throws -> Follower {
        let next = try environment.read { transaction throws in
            try transaction.get(tables.meta, "next_number") { $0.bigEndian(UInt64.self, at: 0) }
        }
        return Follower(
            tables: tables,
            registry: current.registry,
            redacted: current.redacted,
            nextNumber: NameID(clamping: next ?? 1),
            record: log.record(at:)
        )
    }

    /// Lets records gather while nobody waits for them: a commit for each append would halve the
    /// rate of single appends.
    private func linger() {
        let deadline = DispatchTime.now() + .milliseconds(Self.lingerMilliseconds)
        while true {
            let isHurried = control.withLock { $0.waiting > 0 || $0.isClosed }
            let pending = log.head.size - current.position
            if isHurried || pending >= UInt64(Self.batchRecords) { return }
            if signal.wait(timeout: deadline) == .timedOut { return }
        }
    }

    /// A step; while the disk is full it is tried again, so that questions are answered meanwhile.
    private func advance(_ follower: inout Follower) throws -> Bool {
        do {
            let isNew = try step(&follower)
            control.withLock { $0.isWithoutRoom = false }
            return isNew
        } catch let error as LMDBError where Self.isFull(path, error) {
            control.withLock { $0.isWithoutRoom = true }
            // Of this step nothing was stored, so nothing of it may be remembered.
            follower = try self.follower()
            _ = signal.wait(timeout: .now() + .milliseconds(Self.fullMilliseconds))
            return true
        }
    }

    /// Takes the next records in; false when there are none.
    private func step(
        _ follower: inout Follower,
        through limit: UInt64 = .max
    ) throws -> Bool {
        let before = current
        let next = before.position + 1
        let ahead = try readAhead.take(next)
        let records =
            try (ahead?.records ?? log.wholeBatches(from: next, limit: Self.batchRecords))
            .filter { $0.leaf.position.value <= limit }
        guard let last = records.last else { return false }
        if records.contains(where: { isNews($0, before.generation) }) {
            follower = try restart()
            return true
        }
        let position = last.leaf.position.value
        let root = try log.root(at: position)
        if position < limit { readAhead.begin(position + 1) }
        let read = ahead?.events ?? fresh.take(next...position)
        try environment.write { transaction throws in
            try follower.apply(records, read: read, in: &transaction)
            try transaction.put(
                tables.meta,
                "checkpoint",
                Self.encode(position, root, log.origin)
            )
        }
        let registry = follower.hasChangedRegistry ? follower.registry : before.registry
        let redacted = follower.redacted
        state.withLock { state in
            state.position = position
            state.root = root
            state.registry = registry
            state.redacted = redacted
        }
        let watchers = control.withLock { Array($0.watchers.values) }
        for watcher in watchers { watcher(position) }
        return true
    }

    /// Whether a record dropped content that these views may have taken in.
    private func isNews(_ record: StoredRecord, _ generation: UInt64) -> Bool {
        record.leaf.type == "record.redacted" && record.leaf.position.value > generation
    }

    /// Begins anew after a redaction.
    ///
    /// That surely leaves nothing of it behind, and is the same on every path; it is rare.
    private func restart() throws -> Follower {
        let generation = log.head.size
        // First the state: whoever reads the emptied tables finds afterwards that it has changed.
        state.withLock { state in
            state = State(
                position: 0,
                root: MerkleTree.emptyRoot,
                registry: Registry(),
                redacted: [],
                generation: generation
            )
        }
        try Self.discard(environment, tables, generation: generation)
        return try follower()
    }

    static func encode(_ position: UInt64, _ root: Hash, _ origin: String) -> [UInt8] {
        Follower.bytes(UInt64(FactCodec.layout)) + Follower.bytes(position) + root.bytes
            + Array(origin.utf8)
    }

    /// The checkpoint, if it belongs to this log and this layout.
    private static func checkpoint(
        _ environment: Environment,
        _ tables: ViewTables,
        _ log: LogFile
    ) throws -> (UInt64, Hash?)? {
        let stored = try environment.read { transaction throws in
            try transaction.get(tables.meta, "checkpoint")
        }
        guard let stored, stored.count > 48 else { return nil }
        let span = stored.span
        let position = span.bigEndian(UInt64.self, at: 8)
        guard position <= log.head.size, position > 0 else { return nil }
        let root = try log.root(at: position)
        return stored == encode(position, root, log.origin) ? (position, root) : nil
    }

    private static func discard(
        _ environment: Environment,
        _ tables: ViewTables,
        generation: UInt64
    ) throws {
        try environment.write { transaction throws in
            try transaction.clear(tables.ids)
            try transaction.clear(tables.numbers)
            try transaction.clear(tables.names)
            try transaction.clear(tables.rows)
            try transaction.clear(tables.subjects)
            try transaction.clear(tables.chains)
            try transaction.clear(tables.roots)
            try transaction.clear(tables.registry)
            try transaction.clear(tables.postings)
            try transaction.clear(tables.meta)
            try transaction.put(tables.meta, "generation", Follower.bytes(generation))
        }
    }

    /// What `meta` says of redactions; views of before have none.
    private static func numbers(
        _ environment: Environment,
        _ tables: ViewTables
    ) throws -> (redacted: [RecordNumber], generation: UInt64) {
        try environment.read { transaction throws in
            let generation = try transaction.get(tables.meta, "generation") {
                $0.bigEndian(UInt64.self, at: 0)
            }
            let redacted = try transaction.get(tables.meta, "redacted") { bytes in
                stride(from: 0, to: bytes.count, by: 8).map {
                    RecordNumber(bytes.bigEndian(UInt64.self, at: $0))
                }
            }
            return (redacted ?? [], generation ?? 0)
        }
    }

    /// The registry, folded from the records that the views list as concerning it.
    private static func registry(
        _ environment: Environment,
        _ tables: ViewTables,
        _ log: LogFile
    ) throws -> Registry {
        var positions: [UInt64] = []
        try environment.read { transaction throws in
            try transaction.scan(tables.registry) { key, _ in
                if let position = UInt64(keyBytes: key) { positions.append(position) }
                return true
            }
        }
        var registry = Registry()
        for position in positions {
            let number = RecordNumber(position)
            guard let record = try log.record(at: number),
                let event = EventParser.parse(record.event, types: registry.types).event
            else { continue }
            guard event.type.isLifecycle else {
                registry.apply(event, at: number, root: number)
                continue
            }
            if let version = event.replacement {
                registry.add(version: version, at: number)
            }
            let (root, step) = try environment.read { transaction throws in
                let root = try ViewLookup.root(of: number, tables, transaction)
                let chain = try ViewLookup.chain(
                    root: root,
                    through: number,
                    tables,
                    transaction,
                    recorder: 0,
                    isRegistration: true
                )
                return (root, chain.steps.last { $0.position == number })
            }
            if let step { registry.apply(step, root: root) }
        }
        return registry
    }
}
