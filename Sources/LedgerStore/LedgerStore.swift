/// # LedgerStore: the log, the views, and the engine between them
///
/// The only module that opens the data files. Read in this order:
///
/// 1. ``LogStore``: the seam under the engine: append at a head, read from a position.
/// 2. ``LogFile``: the log in LMDB, records and Merkle tree in one transaction.
/// 3. ``Engine``: admission, clock rule and group commit as a stepped state machine, so that a
///    simulator can drive it; ``EngineThread`` is its queue and its thread.
/// 4. ``Views``: everything derived: tables, ``Follower`` (log to views), lookups.
/// 5. ``StoreReader``: what questions read, behind the pure ``LedgerReader``.
/// 6. ``LedgerFolder``: the files of a ledger, made by rename and opened with a barrier.
