internal import CLMDB

extension Transaction where Access == ReadWrite {
    /// Stores a value under a key, replacing the one that was there.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - key: the key.
    ///   - value: the value, which may be empty.
    /// - Throws: ``LMDBError``.
    public mutating func put<Key>(
        _ table: Table<Key>,
        _ key: Key,
        _ value: borrowing Span<UInt8>
    ) throws {
        try store(table, key, value, flags: 0)
    }

    /// Stores a value under a key, replacing the one that was there.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - key: the key.
    ///   - value: the value, which may be empty.
    /// - Throws: ``LMDBError``.
    public mutating func put<Key>(_ table: Table<Key>, _ key: Key, _ value: [UInt8]) throws {
        try store(table, key, value.span, flags: 0)
    }

    /// Stores a value that `fill` writes straight into the file's page, which saves a copy.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - key: the key.
    ///   - count: the length of the value in bytes.
    ///   - fill: appends exactly `count` bytes.
    /// - Throws: ``LMDBError``, and what `fill` throws; the value is then unspecified.
    public mutating func put<Key>(
        _ table: Table<Key>,
        _ key: Key,
        count: Int,
        _ fill: (inout OutputSpan<UInt8>) throws -> Void
    ) throws {
        try reserve(table, key, count, flags: 0, fill)
    }

    /// Stores a value under a key that is greater than every key of the table, filling pages fully.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - key: the key.
    ///   - value: the value, which may be empty.
    /// - Throws: ``LMDBError/outOfOrder`` when the key is not greater, and any other ``LMDBError``.
    public mutating func append<Key>(
        _ table: Table<Key>,
        _ key: Key,
        _ value: borrowing Span<UInt8>
    ) throws {
        try store(table, key, value, flags: UInt32(MDB_APPEND))
    }

    /// Stores a value under a key that is greater than every key of the table, filling pages fully.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - key: the key.
    ///   - value: the value, which may be empty.
    /// - Throws: ``LMDBError/outOfOrder`` when the key is not greater, and any other ``LMDBError``.
    public mutating func append<Key>(_ table: Table<Key>, _ key: Key, _ value: [UInt8]) throws {
        try store(table, key, value.span, flags: UInt32(MDB_APPEND))
    }

    /// Appends a value that `fill` writes straight into the file's page, which saves a copy.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - key: the key.
    ///   - count: the length of the value in bytes.
    ///   - fill: appends exactly `count` bytes.
    /// - Throws: ``LMDBError/outOfOrder`` when the key is not greater, any other ``LMDBError``, and
    ///   what `fill` throws; the value is then unspecified.
    public mutating func append<Key>(
        _ table: Table<Key>,
        _ key: Key,
        count: Int,
        _ fill: (inout OutputSpan<UInt8>) throws -> Void
    ) throws {
        try reserve(table, key, count, flags: UInt32(MDB_APPEND), fill)
    }

    /// Removes a key with its value.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - key: the key.
    /// - Throws: ``LMDBError``.
    /// - Returns: false when there was no such key.
    @discardableResult
    public mutating func delete<Key>(_ table: Table<Key>, _ key: Key) throws -> Bool {
        assertOwns(table)
        let code = try unsafe key.withKeyBytes { key in
            var key = unsafe MDB_val(lending: key)
            return unsafe mdb_del(handle, table.number, &key, nil)
        }
        guard code != MDB_NOTFOUND else { return false }
        try LMDBError.check(code)
        return true
    }

    /// Removes every key of a table; the table stays.
    ///
    /// - Parameter table: a table of this transaction's environment.
    /// - Throws: ``LMDBError``.
    public mutating func clear<Key>(_ table: Table<Key>) throws {
        assertOwns(table)
        try unsafe LMDBError.check(mdb_drop(handle, table.number, 0))
    }

    private mutating func store<Key>(
        _ table: Table<Key>,
        _ key: Key,
        _ value: borrowing Span<UInt8>,
        flags: UInt32
    ) throws {
        assertOwns(table)
        guard value.count <= Int(Int32.max) else { throw LMDBError.badValueSize }
        let code = try unsafe value.withUnsafeBytes { value in
            try unsafe key.withKeyBytes { key in
                var key = unsafe MDB_val(lending: key)
                var value = unsafe MDB_val(lending: value)
                return unsafe mdb_put(handle, table.number, &key, &value, flags)
            }
        }
        try LMDBError.check(code)
    }

    private mutating func reserve<Key>(
        _ table: Table<Key>,
        _ key: Key,
        _ count: Int,
        flags: UInt32,
        _ fill: (inout OutputSpan<UInt8>) throws -> Void
    ) throws {
        assertOwns(table)
        precondition(count >= 0, "a length is not negative")
        guard count <= Int(Int32.max) else { throw LMDBError.badValueSize }
        var value = unsafe MDB_val(mv_size: count, mv_data: nil)
        let code = try unsafe key.withKeyBytes { key in
            var key = unsafe MDB_val(lending: key)
            return unsafe mdb_put(
                handle,
                table.number,
                &key,
                &value,
                flags | UInt32(MDB_RESERVE)
            )
        }
        try LMDBError.check(code)
        let page = unsafe UnsafeMutableBufferPointer(mutating: value.bytes)
        // The page holds whatever was in memory: a value must be whole even if the error is caught.
        unsafe page.initialize(repeating: 0)
        var output = unsafe OutputSpan(buffer: page, initializedCount: 0)
        try fill(&output)
        let filled = unsafe output.finalize(for: page)
        precondition(filled == count, "a value has the length that was announced")
    }
}
