internal import Dispatch
public import Ledger
internal import LMDB
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
    }

    let log: LogFile
    let environment: Environment
    let tables: ViewTables
    private let state: Mutex<State>
    private let signal = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let control = Mutex(Control())

    private struct Control {
        var isClosed = false
        /// How many readers wait for the views: then they do not dawdle.
        var waiting = 0
        var watchers: [Int: @Sendable (UInt64) -> Void] = [:]
        var nextWatcher = 0
    }

    /// Records taken in one transaction, unless a batch is larger.
    static let batchRecords = 2_000
    /// How long a pending record may wait for others when nobody asks.
    static let lingerMilliseconds = 200

    /// Opens the views of a log, or starts them anew if they do not belong to it.
    public init(path: String, log: LogFile, mapBytes: Int) throws {
        self.log = log
        environment = try Environment(
            .init(path: path, mapBytes: mapBytes, tables: ViewTables.all)
        )
        tables = ViewTables(environment)
        let (position, root) = try Self.checkpoint(environment, tables, log) ?? (0, nil)
        if root == nil { try Self.discard(environment, tables) }
        let registry = try Self.registry(environment, tables, log)
        state = Mutex(
            State(position: position, root: root ?? MerkleTree.emptyRoot, registry: registry)
        )
    }

    /// Starts to follow the log on a thread of its own.
    ///
    /// - Parameter failed: called once if the views cannot be written; they stay where they are.
    public func start(failed: @escaping @Sendable (String) -> Void) {
        Thread.start { [self] in run(failed) }
    }

    /// How far the views have come.
    public var current: State { state.withLock { $0 } }

    /// The log has grown.
    public func logHasGrown() { signal.signal() }

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
                while try step(&follower) {}
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

    /// Takes the next records in; false when there are none.
    private func step(
        _ follower: inout Follower,
        through limit: UInt64 = .max
    ) throws -> Bool {
        let before = current
        let records = try wholeBatches(from: before.position + 1)
            .filter { $0.leaf.position.value <= limit }
        guard let last = records.last else { return false }
        let position = last.leaf.position.value
        let root = try log.root(at: position)
        try environment.write { transaction throws in
            try follower.apply(records, in: &transaction)
            try transaction.put(
                tables.meta,
                "checkpoint",
                Self.encode(position, root, log.origin)
            )
        }
        let registry = follower.hasChangedRegistry ? follower.registry : before.registry
        state.withLock { $0 = State(position: position, root: root, registry: registry) }
        let watchers = control.withLock { Array($0.watchers.values) }
        for watcher in watchers { watcher(position) }
        return true
    }

    /// Records from a position on that end with a batch: links may point forward within one.
    private func wholeBatches(from position: UInt64) throws -> [StoredRecord] {
        var records = try log.records(from: RecordNumber(position), limit: Self.batchRecords)
        while let last = records.last {
            let end = last.leaf.batchFirst.value + UInt64(last.leaf.batchCount) - 1
            guard last.leaf.position.value < end else { break }
            let next = RecordNumber(last.leaf.position.value + 1)
            let more = try log.records(
                from: next,
                limit: Int(end - last.leaf.position.value)
            )
            guard !more.isEmpty else { break }
            records += more
        }
        return records
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

    private static func discard(_ environment: Environment, _ tables: ViewTables) throws {
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
