internal import CLMDB
internal import Glibc
internal import Synchronization

/// One directory with one data file, opened with every sync that LMDB has.
///
/// May be used from any thread. It closes when the last reference goes; transactions cannot outlive
/// it because they live in calls of ``read(_:)`` and ``write(_:)``.
@safe public final class Environment: @unchecked Sendable {
    /// What to open, and how large it may become.
    public struct Configuration: Sendable {
        /// A directory that exists.
        ///
        /// Its owner alone should be able to enter it.
        public var path: String
        /// The size of the map, and so the most the file can grow to.
        ///
        /// Costs address space only, and cannot change while the environment is open.
        public var mapBytes: Int
        /// How many read transactions there may be at once, in all processes.
        public var readersMax: Int
        /// The names of all tables; those that the file lacks are created.
        public var tables: [String]

        /// A configuration with room for 64 GiB and 256 readers unless told otherwise.
        public init(
            path: String,
            mapBytes: Int = 64 << 30,
            readersMax: Int = 256,
            tables: [String]
        ) {
            self.path = path
            self.mapBytes = mapBytes
            self.readersMax = readersMax
            self.tables = tables
        }
    }

    /// How full an environment is, at one moment.
    public struct Info: Sendable, Equatable {
        /// The size of the map.
        public let mapBytes: Int
        /// The number of the last page in use; pages count from zero.
        public let lastPage: Int
        /// The size of a page.
        public let pageBytes: Int
        /// How many reader slots have ever been taken at once since the lock file was made.
        public let readers: Int
        /// How many reader slots there are.
        public let readersMax: Int
        /// The number of the last committed transaction.
        public let lastTransaction: UInt64

        /// How much of the map is in use, free pages before the last one included.
        public var usedBytes: Int { (lastPage + 1) * pageBytes }
    }

    /// Numbers environments, so that a table or transaction of one is not taken for another's.
    private static let opened = Atomic<UInt64>(0)

    // Unchecked because of the handle alone; liblmdb lets every thread use one at the same time.
    private let claim: DirectoryClaim
    private let handle: OpaquePointer
    private let number: UInt64
    private let tables: [String: UInt32]
    /// The thread of the open write transaction, or 0.
    ///
    /// A thread finds its own number here only if it wrote it, so no ordering is needed.
    private let writer = Atomic<pthread_t>(0)

    /// Opens the environment, creating the data file (mode 0600) and tables that do not exist, and
    /// frees the slots of readers that died.
    ///
    /// - Parameter configuration: what to open.
    /// - Throws: ``LMDBError/alreadyOpen(path:)`` while this process has one on the same directory,
    ///   or any other ``LMDBError``.
    public init(_ configuration: Configuration) throws(LMDBError) {
        precondition(configuration.mapBytes > 0, "a map has a size")
        precondition(configuration.readersMax > 0, "an environment has readers")
        claim = try DirectoryClaim(path: configuration.path)
        unsafe (handle, tables) = try unsafe Self.open(configuration)
        number = Self.opened.add(1, ordering: .relaxed).newValue
    }

    deinit { unsafe mdb_env_close(handle) }

    /// The version of liblmdb at run time, as in "LMDB 0.9.24: (July 24, 2019)".
    public static var version: String { unsafe String(cString: mdb_version(nil, nil, nil)) }

    /// A table by name.
    ///
    /// Using one table with two key types is a mistake that this cannot see.
    ///
    /// - Parameters:
    ///   - name: one of the configuration's tables.
    ///   - key: the type of its keys.
    /// - Returns: the table, good for as long as the environment.
    public func table<Key: TableKey>(_ name: String, key: Key.Type) -> Table<Key> {
        guard let number = tables[name] else {
            preconditionFailure("a table is named in the configuration")
        }
        return Table(name: name, number: number, environment: self.number)
    }

    /// Runs `body` on one unchanging snapshot: everything committed before, nothing after.
    ///
    /// Reads and writes do not wait for each other. Keep it short: an old snapshot makes the file
    /// grow.
    ///
    /// - Parameter body: reads.
    /// - Throws: ``LMDBError``, and what `body` throws.
    /// - Returns: what `body` returns.
    public func read<R>(_ body: (borrowing ReadTransaction) throws -> R) throws -> R {
        let transaction = try unsafe ReadTransaction(
            handle: begin(UInt32(MDB_RDONLY)),
            environment: number
        )
        defer { unsafe mdb_txn_abort(transaction.handle) }
        return try body(transaction)
    }

    /// Runs `body` as the only writer, waiting for other writers first.
    ///
    /// When `body` returns, the changes are committed and on stable storage before this returns;
    /// when it throws, there are none. Must not be called from within the `body` of a write to the
    /// same environment.
    ///
    /// - Parameter body: reads and changes.
    /// - Throws: ``LMDBError/commitFailed(_:)`` when the commit failed, so that the outcome is
    ///   unknown. What `body` throws, or another ``LMDBError`` when the transaction could not
    ///   begin: then nothing has changed.
    /// - Returns: what `body` returns.
    public func write<R>(_ body: (inout WriteTransaction) throws -> R) throws -> R {
        let thread = pthread_self()
        precondition(
            writer.load(ordering: .relaxed) != thread,
            "a thread has one write transaction"
        )
        let handle = try unsafe begin(0)
        writer.store(thread, ordering: .relaxed)

        var transaction = unsafe WriteTransaction(handle: handle, environment: number)
        let result: R
        do {
            defer {
                // Now, while no other writer can have begun.
                writer.store(0, ordering: .relaxed)
                // Two transactions that were swapped would outlive their closures.
                unsafe precondition(
                    transaction.handle == handle,
                    "a transaction stays in its closure"
                )
            }
            result = try body(&transaction)
        } catch {
            unsafe mdb_txn_abort(handle)
            throw error
        }
        let code = unsafe mdb_txn_commit(handle)
        guard code == MDB_SUCCESS else { throw LMDBError.commitFailed(LMDBError(code: code)) }
        return result
    }

    /// Forces everything in the file to stable storage.
    ///
    /// Commits do so themselves; this is for the start, when the file may hold a commit whose sync
    /// a crash cut short.
    ///
    /// - Throws: ``LMDBError``.
    public func sync() throws(LMDBError) {
        try unsafe LMDBError.check(mdb_env_sync(handle, 1))
    }

    /// Writes a compacted copy of the data file, a snapshot, to a descriptor.
    ///
    /// Writers go on, but the copy is a read transaction for as long as it takes.
    ///
    /// - Parameter descriptor: open for writing; it is neither synced nor closed.
    /// - Throws: ``LMDBError``.
    public func copyCompact(to descriptor: Int32) throws(LMDBError) {
        try unsafe LMDBError.check(mdb_env_copyfd2(handle, descriptor, UInt32(MDB_CP_COMPACT)))
    }

    /// Frees the slots of readers whose process died, which would pin old pages for ever.
    ///
    /// - Throws: ``LMDBError``.
    /// - Returns: how many there were.
    @discardableResult
    public func checkReaders() throws(LMDBError) -> Int {
        var dead: Int32 = 0
        try unsafe LMDBError.check(mdb_reader_check(handle, &dead))
        return Int(dead)
    }

    /// The transaction of the oldest snapshot that is read; nil if none is.
    func oldestReader() throws(LMDBError) -> UInt64? {
        var oldest: UInt64?
        let code = unsafe withUnsafeMutablePointer(to: &oldest) { oldest in
            unsafe mdb_reader_list(
                handle,
                { line, context in
                    guard let line = unsafe line, let context = unsafe context else { return 0 }
                    let found = unsafe Environment.transaction(
                        inReaderLine: String(cString: line)
                    )
                    guard let found else { return 0 }
                    let oldest = unsafe context.assumingMemoryBound(to: UInt64?.self)
                    unsafe oldest.pointee = min(unsafe oldest.pointee ?? found, found)
                    return 0
                },
                oldest
            )
        }
        // It gives what the last call of the closure gave.
        guard code >= 0 else { throw LMDBError(code: code) }
        return oldest
    }

    /// How full the environment is.
    ///
    /// - Throws: ``LMDBError``.
    /// - Returns: the figures of this moment.
    public func info() throws(LMDBError) -> Info {
        var info = unsafe MDB_envinfo()
        var statistics = MDB_stat()
        try unsafe LMDBError.check(mdb_env_info(handle, &info))
        try unsafe LMDBError.check(mdb_env_stat(handle, &statistics))
        return unsafe Info(
            mapBytes: info.me_mapsize,
            lastPage: info.me_last_pgno,
            pageBytes: Int(statistics.ms_psize),
            readers: Int(info.me_numreaders),
            readersMax: Int(info.me_maxreaders),
            lastTransaction: UInt64(info.me_last_txnid)
        )
    }

    /// The flags in force, as liblmdb reports them.
    func flags() throws(LMDBError) -> UInt32 { try unsafe Self.flags(of: handle) }

    private func begin(_ flags: UInt32) throws(LMDBError) -> OpaquePointer {
        try unsafe Self.begin(handle, flags)
    }
}

// Opening: what runs once, before there is an object.
extension Environment {
    private static func open(
        _ configuration: Configuration
    ) throws(LMDBError) -> (OpaquePointer, [String: UInt32]) {
        var created: OpaquePointer?
        try unsafe LMDBError.check(mdb_env_create(&created))
        guard let handle = unsafe created else { preconditionFailure("success gives a handle") }
        do throws(LMDBError) {
            let readers = UInt32(clamping: configuration.readersMax)
            try unsafe LMDBError.check(mdb_env_set_mapsize(handle, configuration.mapBytes))
            try unsafe LMDBError.check(mdb_env_set_maxreaders(handle, readers))
            try unsafe LMDBError.check(
                mdb_env_set_maxdbs(handle, UInt32(configuration.tables.count))
            )
            try unsafe LMDBError.check(
                mdb_env_open(handle, configuration.path, UInt32(MDB_NOTLS), 0o600)
            )
            let flags = try unsafe flags(of: handle)
            precondition(flags == UInt32(MDB_NOTLS), "no flag relaxes a sync")
            unsafe precondition(
                mdb_env_get_maxkeysize(handle) == KeyWriter.bytesMax,
                "keys have Debian's limit"
            )
            try unsafe closeOnExecute(handle)
            try unsafe LMDBError.check(mdb_reader_check(handle, nil))
            return try unsafe (handle, openTables(configuration.tables, of: handle))
        } catch {
            unsafe mdb_env_close(handle)
            throw error
        }
    }

    private static func flags(of handle: OpaquePointer) throws(LMDBError) -> UInt32 {
        var flags: UInt32 = 0
        try unsafe LMDBError.check(mdb_env_get_flags(handle, &flags))
        return flags
    }

    /// liblmdb 0.9.24 lets a child process inherit the data file's descriptor; this does not.
    private static func closeOnExecute(_ handle: OpaquePointer) throws(LMDBError) {
        var descriptor: Int32 = -1
        try unsafe LMDBError.check(mdb_env_get_fd(handle, &descriptor))
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw .io(errno: errno) }
    }

    /// Opens all tables in one transaction: a table opened later, while another transaction runs,
    /// may get a number that is taken.
    private static func openTables(
        _ names: [String],
        of handle: OpaquePointer
    ) throws(LMDBError) -> [String: UInt32] {
        let transaction = try unsafe begin(handle, 0)
        var tables: [String: UInt32] = [:]
        do throws(LMDBError) {
            for name in names {
                var number: UInt32 = 0
                var flags: UInt32 = 0
                try unsafe LMDBError.check(
                    mdb_dbi_open(transaction, name, UInt32(MDB_CREATE), &number)
                )
                try unsafe LMDBError.check(mdb_dbi_flags(transaction, number, &flags))
                guard flags == 0 else { throw .incompatibleTable }
                precondition(
                    tables.updateValue(number, forKey: name) == nil,
                    "a table is named once"
                )
            }
        } catch {
            unsafe mdb_txn_abort(transaction)
            throw error
        }
        try unsafe LMDBError.check(mdb_txn_commit(transaction))
        return tables
    }

    private static func begin(
        _ handle: OpaquePointer,
        _ flags: UInt32
    ) throws(LMDBError) -> OpaquePointer {
        var begun: OpaquePointer?
        try unsafe LMDBError.check(mdb_txn_begin(handle, nil, flags, &begun))
        guard let transaction = unsafe begun else {
            preconditionFailure("success gives a transaction")
        }
        return unsafe transaction
    }
}
