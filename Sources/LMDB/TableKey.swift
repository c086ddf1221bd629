/// A value that is the key of a table: it writes itself as 1 to 511 bytes that sort as it sorts,
/// and reads itself back.
///
/// A composite key appends its parts in order of significance.
public protocol TableKey: Sendable {
    /// Appends the bytes of this key.
    func encode(into writer: inout KeyWriter)

    /// The key with these bytes, or nil when no key has them.
    ///
    /// Bytes come from a file: never trap.
    init?(keyBytes: borrowing Span<UInt8>)
}

extension TableKey {
    /// Lends the encoded key to `body`.
    ///
    /// - Parameter body: gets 1 to ``KeyWriter/bytesMax`` bytes, which live on the stack.
    /// - Throws: ``LMDBError/badValueSize`` when the key is empty or too long, and what `body`
    ///   throws.
    /// - Returns: what `body` returns.
    @inlinable func withKeyBytes<R>(
        _ body: (UnsafeRawBufferPointer) throws -> R
    ) throws -> R {
        try unsafe withUnsafeTemporaryAllocation(byteCount: KeyWriter.bytesMax, alignment: 8) {
            buffer in
            // The allocation may be larger than what was asked for.
            let buffer = unsafe UnsafeMutableRawBufferPointer(
                rebasing: buffer[..<KeyWriter.bytesMax]
            )
            var writer = unsafe KeyWriter(buffer: buffer)
            encode(into: &writer)
            guard writer.count >= 1, writer.count <= KeyWriter.bytesMax else {
                throw LMDBError.badValueSize
            }
            return try unsafe body(UnsafeRawBufferPointer(rebasing: buffer[..<writer.count]))
        }
    }
}

extension UInt64: TableKey {
    /// Appends eight bytes, most significant first.
    public func encode(into writer: inout KeyWriter) { writer.append(self) }

    /// The number in exactly eight bytes.
    public init?(keyBytes: borrowing Span<UInt8>) {
        guard keyBytes.count == 8 else { return nil }
        self = keyBytes.bigEndian(UInt64.self, at: 0)
    }
}

extension UInt32: TableKey {
    /// Appends four bytes, most significant first.
    public func encode(into writer: inout KeyWriter) { writer.append(self) }

    /// The number in exactly four bytes.
    public init?(keyBytes: borrowing Span<UInt8>) {
        guard keyBytes.count == 4 else { return nil }
        self = keyBytes.bigEndian(UInt32.self, at: 0)
    }
}

extension [UInt8]: TableKey {
    /// Appends the bytes as they are.
    public func encode(into writer: inout KeyWriter) { writer.append(self) }

    /// A copy of the bytes; every key is one.
    public init?(keyBytes: borrowing Span<UInt8>) { self = Array(copying: keyBytes) }
}

extension String: TableKey {
    /// Appends the UTF-8 bytes.
    ///
    /// Strings sort by code point, and are equal only byte for byte.
    public func encode(into writer: inout KeyWriter) { writer.append(utf8.span) }

    /// The string with these UTF-8 bytes, or nil when they are not UTF-8.
    public init?(keyBytes: borrowing Span<UInt8>) {
        self.init(validating: Array(copying: keyBytes), as: UTF8.self)
    }
}

extension [UInt8] {
    /// A copy of bytes that are lent.
    init(copying bytes: borrowing Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { bytes in unsafe Array(bytes) }
    }
}
