/// Where a ``TableKey`` writes its bytes: a buffer on the stack that holds the longest key.
///
/// LMDB compares keys as unsigned bytes from the left, a prefix first. Integers are therefore
/// written big-endian, and a part of variable length must be the last one. Writing beyond
/// ``bytesMax`` is remembered, not stored; the operation then throws ``LMDBError/badValueSize``.
@safe public struct KeyWriter: ~Copyable {
    /// The longest key, in bytes: the fixed limit of liblmdb as Debian builds it.
    public static let bytesMax = 511

    /// The bytes written so far, including those that did not fit.
    public private(set) var count = 0
    private let buffer: UnsafeMutableRawBufferPointer

    @usableFromInline init(buffer: UnsafeMutableRawBufferPointer) {
        precondition(buffer.count == Self.bytesMax, "a key buffer holds the longest key")
        unsafe self.buffer = buffer
    }

    /// Appends an unsigned integer, most significant byte first, so that numbers sort as numbers.
    @inlinable public mutating func append(_ integer: some FixedWidthInteger & UnsignedInteger) {
        unsafe withUnsafeBytes(of: integer.bigEndian) { bytes in unsafe append(raw: bytes) }
    }

    /// Appends bytes as they are.
    public mutating func append(_ bytes: borrowing Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { bytes in unsafe append(raw: bytes) }
    }

    /// Appends bytes as they are.
    public mutating func append(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { bytes in unsafe append(raw: bytes) }
    }

    @usableFromInline mutating func append(raw bytes: UnsafeRawBufferPointer) {
        let end = count + bytes.count
        if end <= Self.bytesMax {
            unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: bytes)
        }
        count = end
    }
}

extension Span<UInt8> {
    /// The unsigned integer that ``KeyWriter`` wrote at this offset.
    ///
    /// The caller has checked `count`.
    ///
    /// - Parameters:
    ///   - type: the type of the integer.
    ///   - offset: where its first byte stands.
    /// - Returns: the integer in the machine's byte order.
    @inlinable public func bigEndian<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ type: T.Type,
        at offset: Int
    ) -> T {
        precondition(offset >= 0, "an offset is not negative")
        precondition(offset + MemoryLayout<T>.size <= count, "an integer lies within its bytes")
        return unsafe withUnsafeBytes { bytes in
            unsafe T(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
        }
    }
}
