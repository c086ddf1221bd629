/// # LMDB: the only way to a data file
///
/// A typed door to liblmdb 0.9. An ``Environment`` is one directory with one memory-mapped file in
/// it; a ``Table`` is a named, ordered map in that file from a ``TableKey`` to bytes. Work happens
/// in a ``Transaction`` that exists only while a closure runs: `environment.read { … }` looks at
/// one unchanging snapshot, `environment.write { … }` is the only writer, commits when the closure
/// returns and leaves no trace when it throws. A commit that returned is on stable storage.
///
/// ```swift
/// let log = try Environment(.init(path: directory, tables: ["records"]))
/// let records = log.table("records", key: UInt64.self)
/// try log.write { transaction in try transaction.append(records, 1, bytes) }
/// let size = try log.read { transaction in try transaction.get(records, 1) { $0.count } }
/// ```
///
/// Read in this order: ``Environment``, ``Transaction``, ``Cursor``, ``Table``, ``TableKey``,
/// ``KeyWriter``, ``LMDBError``.
///
/// Rules, each with its reason:
/// - **Bytes are lent, not given.** Keys and values are spans into the map that cannot leave their
///   closure. Writing needs the transaction exclusively, so no write can move bytes that are lent.
/// - **No flag that relaxes a sync, ever.** Each of them loses acknowledged commits or corrupts the
///   file in a power cut. The flags in force are asserted when an environment opens.
/// - **No duplicate keys (DUPSORT), ever.** A composite key does the same without the faults. A
///   table that has such flags is refused.
/// - **One environment per directory per process**, and nothing else opens or closes the data file:
///   closing any descriptor of it drops the process's locks, and a later snapshot may then be torn.
/// - **Short reads.** A page is reused only when no reader is older than its last use, so an old
///   snapshot makes the file grow. Copy out, return, and only then talk to a socket.
/// - **A write stays on its thread**, which a closure that cannot suspend guarantees.
/// - **A failed commit is an unknown outcome** (``LMDBError/commitFailed(_:)``), never a "no".
