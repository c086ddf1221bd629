internal import CLMDB

/// A place in a table that can be moved.
///
/// Lives only while the closure given to ``Transaction/withCursor(_:_:)`` runs; nothing can be
/// written in that time.
@safe public struct Cursor<Key: TableKey>: ~Copyable {
    /// Where to move to.
    public enum Target {
        /// The smallest key.
        case first
        /// The greatest key.
        case last
        /// The next greater key; the first one if the cursor was never moved.
        case next
        /// The next smaller key; the last one if the cursor was never moved.
        case previous
        /// This key, or the next greater one.
        case atOrAfter(Key)
        /// This key, or the next smaller one.
        case atOrBefore(Key)
    }

    @usableFromInline let handle: OpaquePointer
    @usableFromInline var key: UnsafeBufferPointer<UInt8>
    @usableFromInline var value: UnsafeBufferPointer<UInt8>
    /// Whether the cursor is at an entry: the last move found one.
    public private(set) var isAtEntry = false

    fileprivate init(transaction: OpaquePointer, table: UInt32) throws(LMDBError) {
        var opened: OpaquePointer?
        try unsafe LMDBError.check(mdb_cursor_open(transaction, table, &opened))
        guard let opened = unsafe opened else { preconditionFailure("success gives a cursor") }
        unsafe handle = opened
        unsafe key = UnsafeBufferPointer(start: nil, count: 0)
        unsafe value = UnsafeBufferPointer(start: nil, count: 0)
    }

    deinit { unsafe mdb_cursor_close(handle) }

    /// Moves the cursor.
    ///
    /// - Parameter target: where to.
    /// - Throws: ``LMDBError``.
    /// - Returns: false when there is no such entry; the cursor is then at none, and where `next`
    ///   and `previous` lead from there is liblmdb's choice: name a place instead.
    @inlinable public mutating func move(to target: Target) throws -> Bool {
        switch target {
        case .first: try rewind(reverse: false)
        case .last: try rewind(reverse: true)
        case .next: try advance(reverse: false)
        case .previous: try advance(reverse: true)
        case .atOrAfter(let key): try unsafe key.withKeyBytes { try unsafe seek(atOrAfter: $0) }
        case .atOrBefore(let key): try unsafe key.withKeyBytes { try unsafe seek(atOrBefore: $0) }
        }
    }

    /// Lends the entry that the cursor is at.
    ///
    /// - Parameter body: gets the key's bytes and the value, which are valid until it returns.
    /// - Throws: what `body` throws.
    /// - Returns: what `body` returns, or nil when the cursor is at no entry.
    @inlinable public func current<R>(
        _ body: (_ key: borrowing Span<UInt8>, _ value: borrowing Span<UInt8>) throws -> R
    ) throws -> R? {
        guard isAtEntry else { return nil }
        return try unsafe body(key.span, value.span)
    }

    /// Moves to the end of the table where a scan begins.
    @usableFromInline mutating func rewind(reverse: Bool) throws(LMDBError) -> Bool {
        try step(reverse ? MDB_LAST : MDB_FIRST)
    }

    /// Moves one entry on, in the order of a scan.
    @usableFromInline mutating func advance(reverse: Bool) throws(LMDBError) -> Bool {
        try step(reverse ? MDB_PREV : MDB_NEXT)
    }

    @usableFromInline mutating func seek(
        atOrAfter wanted: UnsafeRawBufferPointer
    ) throws(LMDBError) -> Bool {
        try unsafe find(wanted, MDB_SET_RANGE)
    }

    @usableFromInline mutating func seek(
        atOrBefore wanted: UnsafeRawBufferPointer
    ) throws(LMDBError) -> Bool {
        guard try unsafe seek(atOrAfter: wanted) else { return try step(MDB_LAST) }
        let same = unsafe key.count == wanted.count && key.elementsEqual(wanted)
        return same ? true : try step(MDB_PREV)
    }

    private mutating func step(_ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
        try unsafe find(UnsafeRawBufferPointer(start: nil, count: 0), operation)
    }

    private mutating func find(
        _ wanted: UnsafeRawBufferPointer,
        _ operation: MDB_cursor_op
    ) throws(LMDBError) -> Bool {
        var foundKey = unsafe MDB_val(lending: wanted)
        var foundValue = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(handle, &foundKey, &foundValue, operation)
        isAtEntry = code == MDB_SUCCESS
        guard code != MDB_NOTFOUND else { return false }
        try LMDBError.check(code)
        unsafe key = foundKey.bytes
        unsafe value = foundValue.bytes
        return true
    }
}

extension Transaction {
    /// Runs `body` with a cursor on a table, at no entry yet.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - body: moves the cursor about.
    /// - Throws: ``LMDBError``, and what `body` throws.
    /// - Returns: what `body` returns.
    @inlinable public func withCursor<Key, R>(
        _ table: Table<Key>,
        _ body: (inout Cursor<Key>) throws -> R
    ) throws -> R {
        assertOwns(table)
        var cursor = try openCursor(table)
        let handle = unsafe cursor.handle
        // Two cursors that were swapped would outlive their transactions.
        defer { unsafe precondition(cursor.handle == handle, "a cursor stays in its closure") }
        return try body(&cursor)
    }

    /// Visits entries in order of their keys until `body` returns false.
    ///
    /// Allocates nothing per entry.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - start: where to begin: the first key at or after it, or in reverse the last one at or
    ///     before it. Nil begins at the end of the table that comes first.
    ///   - reverse: whether to go from greater keys to smaller ones.
    ///   - body: gets an entry's key bytes and value, valid until it returns; true means go on.
    /// - Throws: ``LMDBError``, and what `body` throws.
    @inlinable public func scan<Key>(
        _ table: Table<Key>,
        from start: Key? = nil,
        reverse: Bool = false,
        _ body: (_ key: borrowing Span<UInt8>, _ value: borrowing Span<UInt8>) throws -> Bool
    ) throws {
        try withCursor(table) { cursor in
            var going =
                if let start {
                    try cursor.move(to: reverse ? .atOrBefore(start) : .atOrAfter(start))
                } else {
                    try cursor.rewind(reverse: reverse)
                }
            while going {
                guard try unsafe body(cursor.key.span, cursor.value.span) else { return }
                going = try cursor.advance(reverse: reverse)
            }
        }
    }

    /// Lends the entry with the smallest key.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - body: gets the key's bytes and the value, which are valid until it returns.
    /// - Throws: ``LMDBError``, and what `body` throws.
    /// - Returns: what `body` returns, or nil when the table is empty.
    @inlinable public func first<Key, R>(
        _ table: Table<Key>,
        _ body: (_ key: borrowing Span<UInt8>, _ value: borrowing Span<UInt8>) throws -> R
    ) throws -> R? {
        try withCursor(table) { cursor in
            _ = try cursor.move(to: .first)
            return try cursor.current(body)
        }
    }

    /// Lends the entry with the greatest key.
    ///
    /// - Parameters:
    ///   - table: a table of this transaction's environment.
    ///   - body: gets the key's bytes and the value, which are valid until it returns.
    /// - Throws: ``LMDBError``, and what `body` throws.
    /// - Returns: what `body` returns, or nil when the table is empty.
    @inlinable public func last<Key, R>(
        _ table: Table<Key>,
        _ body: (_ key: borrowing Span<UInt8>, _ value: borrowing Span<UInt8>) throws -> R
    ) throws -> R? {
        try withCursor(table) { cursor in
            _ = try cursor.move(to: .last)
            return try cursor.current(body)
        }
    }

    /// The smallest key.
    ///
    /// - Parameter table: a table of this transaction's environment.
    /// - Throws: ``LMDBError``; ``LMDBError/corrupted`` when its bytes are not a key.
    /// - Returns: the key, or nil when the table is empty.
    public func firstKey<Key>(_ table: Table<Key>) throws -> Key? {
        try first(table) { key, _ in try decode(key) }
    }

    /// The greatest key.
    ///
    /// - Parameter table: a table of this transaction's environment.
    /// - Throws: ``LMDBError``; ``LMDBError/corrupted`` when its bytes are not a key.
    /// - Returns: the key, or nil when the table is empty.
    public func lastKey<Key>(_ table: Table<Key>) throws -> Key? {
        try last(table) { key, _ in try decode(key) }
    }

    @usableFromInline func openCursor<Key>(_ table: Table<Key>) throws(LMDBError) -> Cursor<Key> {
        try unsafe Cursor(transaction: handle, table: table.number)
    }

    private func decode<Key: TableKey>(_ bytes: borrowing Span<UInt8>) throws(LMDBError) -> Key {
        guard let key = Key(keyBytes: bytes) else { throw .corrupted }
        return key
    }
}
