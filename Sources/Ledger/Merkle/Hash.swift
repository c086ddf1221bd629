internal import Crypto

/// Thirty-two bytes of SHA-256, kept inline as four big-endian words.
///
/// A value costs no allocation, so arrays of hashes (frontiers, proofs, tiles) are flat. Equality
/// is not constant time: every hash here is public.
public struct Hash: Hashable, Sendable {
    /// How many bytes a hash has.
    public static let byteCount = 32

    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// Reads 32 bytes; nil if `bytes` has any other length.
    public init?(bytes: Span<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        func word(_ first: Int) -> UInt64 {
            var value: UInt64 = 0
            for offset in first..<first + 8 { value = value << 8 | UInt64(bytes[offset]) }
            return value
        }
        first = word(0)
        second = word(8)
        third = word(16)
        fourth = word(24)
    }

    /// Reads 64 hexadecimal digits of either case; nil for anything else.
    public init?(hex: some StringProtocol) {
        var digits = hex.utf8.makeIterator()
        func word() -> UInt64? {
            var value: UInt64 = 0
            for _ in 0..<16 {
                guard let digit = digits.next(), let nibble = nibble(of: digit) else { return nil }
                value = value << 4 | nibble
            }
            return value
        }
        guard let first = word(), let second = word(), let third = word(), let fourth = word(),
            digits.next() == nil
        else { return nil }
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// The SHA-256 of `bytes` as they are, without the prefix of a leaf or node.
    ///
    /// `Crypto` hashes a `Span` only through an unsafe pointer, so the bytes are copied once.
    public static func sha256(of bytes: Span<UInt8>) -> Hash {
        Hash(digestOf: Self.copy(bytes))
    }

    /// The SHA-256 of one byte and then `bytes`, copied once: a leaf (RFC 9162 section 2.1.1).
    static func sha256(prefix: UInt8, bytes: Span<UInt8>) -> Hash {
        Hash(digestOf: Self.copy(bytes, after: prefix))
    }

    /// The SHA-256 of one byte and then two hashes: a node (RFC 9162 section 2.1.1).
    static func sha256(prefix: UInt8, left: Hash, right: Hash) -> Hash {
        let message = [UInt8](capacity: 1 + 2 * byteCount) { output in
            output.append(prefix)
            left.write(to: &output)
            right.write(to: &output)
        }
        return Hash(digestOf: message)
    }

    /// The bytes in a new array; `withBytes(_:)` and `append(to:)` do without one.
    public var bytes: [UInt8] {
        [UInt8](capacity: Self.byteCount) { write(to: &$0) }
    }

    /// Lends the 32 bytes to `body` without allocating, for instance as a value to be stored.
    public func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let inline = InlineArray<32, UInt8> { output in write(to: &output) }
        return try body(inline.span)
    }

    /// Appends the 32 bytes to `output`.
    public func append(to output: inout [UInt8]) {
        output.append(addingCapacity: Self.byteCount) { write(to: &$0) }
    }

    /// The 64 digits, in lower case.
    public var hex: String {
        let digits = [UInt8](capacity: 2 * Self.byteCount) { output in
            for byte in bytes {
                output.append(digit(of: byte >> 4))
                output.append(digit(of: byte & 15))
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private init(digestOf message: [UInt8]) {
        var bytes = SHA256.hash(data: message).makeIterator()
        func word() -> UInt64 {
            var value: UInt64 = 0
            for _ in 0..<8 {
                guard let byte = bytes.next() else { preconditionFailure("a digest has 32 bytes") }
                value = value << 8 | UInt64(byte)
            }
            return value
        }
        first = word()
        second = word()
        third = word()
        fourth = word()
    }

    private func write(to output: inout OutputSpan<UInt8>) {
        output.append(bigEndian: first)
        output.append(bigEndian: second)
        output.append(bigEndian: third)
        output.append(bigEndian: fourth)
    }

    private static func copy(_ bytes: Span<UInt8>, after prefix: UInt8? = nil) -> [UInt8] {
        [UInt8](capacity: bytes.count + (prefix == nil ? 0 : 1)) { output in
            if let prefix { output.append(prefix) }
            for index in bytes.indices { output.append(bytes[index]) }
        }
    }
}

extension OutputSpan<UInt8> {
    /// Unrolled: a loop over the shifts costs a node hash a tenth more.
    fileprivate mutating func append(bigEndian word: UInt64) {
        append(UInt8(truncatingIfNeeded: word >> 56))
        append(UInt8(truncatingIfNeeded: word >> 48))
        append(UInt8(truncatingIfNeeded: word >> 40))
        append(UInt8(truncatingIfNeeded: word >> 32))
        append(UInt8(truncatingIfNeeded: word >> 24))
        append(UInt8(truncatingIfNeeded: word >> 16))
        append(UInt8(truncatingIfNeeded: word >> 8))
        append(UInt8(truncatingIfNeeded: word))
    }
}

extension Hash: CustomStringConvertible {
    /// The 64 digits, as `hex`.
    public var description: String { hex }
}

private func digit(of nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
}

private func nibble(of digit: UInt8) -> UInt64? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(digit - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(digit - UInt8(ascii: "A") + 10)
    default: nil
    }
}
