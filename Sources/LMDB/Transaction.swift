internal import CLMDB

/// What a transaction may do: ``ReadOnly`` or ``ReadWrite``.
public protocol TransactionAccess {}

/// The access of a ``ReadTransaction``.
public enum ReadOnly: TransactionAccess {}

/// The access of a ``WriteTransaction``.
public enum ReadWrite: TransactionAccess {}

/// A transaction that sees one unchanging snapshot.
public typealias ReadTransaction = Transaction<ReadOnly>

/// The one transaction that changes an environment; it sees its own changes.
public typealias WriteTransaction = Transaction<ReadWrite>

/// What a closure given to ``Environment/read(_:)`` or ``Environment/write(_:)`` works with.
///
/// It cannot be copied, kept or sent elsewhere. Code that only reads takes
/// `borrowing Transaction<some TransactionAccess>` and so works in both kinds. Bytes are lent to
/// closures as spans into the file; in a ``WriteTransaction`` the changing functions are
/// `mutating`, so that the compiler refuses a change while bytes are lent.
@safe public struct Transaction<Access: TransactionAccess>: ~Copyable {
    let handle: OpaquePointer
    @usableFromInline let environment: UInt64

    init(handle: OpaquePointer, environment: UInt64) {
        unsafe self.handle = handle
        self.environment = environment
    }

    /// The value of a key, lent to `body`.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - key: the key to look for.
    ///   - body: gets the value, which is valid until it returns.
    /// - Throws: ``LMDBError``, and what `body` throws.
    /// - Returns: what `body` returns, or nil when the table has no such key.
    @inlinable public func get<Key, R>(
        _ table: Table<Key>,
        _ key: Key,
        _ body: (borrowing Span<UInt8>) throws -> R
    ) throws -> R? {
        assertOwns(table)
        return try unsafe key.withKeyBytes { key in
            guard let value = try unsafe find(table.number, key) else { return nil }
            return try unsafe body(value.span)
        }
    }

    /// A copy of the value of a key.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - key: the key to look for.
    /// - Throws: ``LMDBError``.
    /// - Returns: the value, or nil when the table has no such key.
    public func get<Key>(_ table: Table<Key>, _ key: Key) throws -> [UInt8]? {
        try get(table, key) { value in Array(copying: value) }
    }

    /// Whether the table has this key.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - key: the key to look for.
    /// - Throws: ``LMDBError``.
    /// - Returns: true when there is such a key.
    public func contains<Key>(_ table: Table<Key>, _ key: Key) throws -> Bool {
        try get(table, key) { _ in true } ?? false
    }

    /// How many keys the table has; costs the same for any number of them.
    ///
    /// - Parameter table: a table of this transaction's environment.
    /// - Throws: ``LMDBError``.
    /// - Returns: the number of keys.
    public func count<Key>(_ table: Table<Key>) throws -> Int {
        assertOwns(table)
        var statistics = MDB_stat()
        try unsafe LMDBError.check(mdb_stat(handle, table.number, &statistics))
        return Int(statistics.ms_entries)
    }

    @inlinable func assertOwns<Key>(_ table: Table<Key>) {
        precondition(table.environment == environment, "a table is used in its own environment")
    }

    /// Where the value of a key lies in the map, or nil.
    @usableFromInline func find(
        _ table: UInt32,
        _ key: UnsafeRawBufferPointer
    ) throws(LMDBError) -> UnsafeBufferPointer<UInt8>? {
        var key = unsafe MDB_val(lending: key)
        var value = unsafe MDB_val()
        let code = unsafe mdb_get(handle, table, &key, &value)
        guard code != MDB_NOTFOUND else { return nil }
        try LMDBError.check(code)
        return unsafe value.bytes
    }
}

extension MDB_val {
    /// A view of bytes for a call of liblmdb that only reads them.
    init(lending bytes: UnsafeRawBufferPointer) {
        unsafe self.init(
            mv_size: bytes.count,
            mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        )
    }

    /// The bytes that liblmdb points at.
    var bytes: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(
            start: mv_data?.assumingMemoryBound(to: UInt8.self),
            count: mv_size
        )
    }
}
