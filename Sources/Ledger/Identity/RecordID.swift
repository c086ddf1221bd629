/// The identity of a record: a UUID, made by whoever appends it, and the idempotency key for ever.
///
/// Stored in 16 bytes; written as RFC 9562 text in lower case.
public struct RecordID: Hashable, Sendable, Comparable, CustomStringConvertible {
    let high: UInt64
    let low: UInt64

    /// Makes an id of its two halves, big-endian.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads 16 bytes; nil for any other length.
    public init?(bytes: borrowing Span<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = BigEndian.u64(bytes, 0)
        low = BigEndian.u64(bytes, 8)
    }

    /// Reads the text form, 8-4-4-4-12 hex digits of either case; nil for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (index, byte) in bytes.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = BigEndian.hexDigit(byte) else { return nil }
            if digits < 16 {
                words.0 = words.0 << 4 | UInt64(digit)
            } else {
                words.1 = words.1 << 4 | UInt64(digit)
            }
            digits += 1
        }
        (high, low) = words
    }

    /// The id of one line of a file or of a CloudEvent: a UUIDv8 (RFC 9562 section 5.8) of the
    /// first 16 bytes of a SHA-256, so that importing the same thing twice gives the same id.
    public init(derivedFrom digest: Hash) {
        let bytes = digest.bytes
        let first = BigEndian.u64(bytes.span, 0)
        let second = BigEndian.u64(bytes.span, 8)
        high = first & 0xffff_ffff_ffff_0fff | 0x8000
        low = second & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    }

    /// A UUIDv7 (RFC 9562 section 5.7).
    ///
    /// - Parameters:
    ///   - milliseconds: Unix time.
    ///   - random: 10 random bytes.
    public init(milliseconds: UInt64, random: [UInt8]) {
        precondition(random.count == 10, "a UUIDv7 takes 74 random bits")
        let a = UInt64(random[0]) << 8 | UInt64(random[1])
        var b: UInt64 = 0
        for byte in random[2...] { b = b << 8 | UInt64(byte) }
        high = milliseconds << 16 | 0x7000 | a & 0x0fff
        low = b & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        append(to: &out)
        return out
    }

    /// Appends the 16 bytes.
    public func append(to out: inout [UInt8]) {
        BigEndian.append(high, to: &out)
        BigEndian.append(low, to: &out)
    }

    public static func < (a: RecordID, b: RecordID) -> Bool {
        (a.high, a.low) < (b.high, b.low)
    }

    /// RFC 9562 text, 36 characters, lower case.
    public var description: String {
        var out: [UInt8] = []
        out.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { out.append(UInt8(ascii: "-")) }
            out.append(BigEndian.hexDigits[Int(byte >> 4)])
            out.append(BigEndian.hexDigits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// Big-endian integers and hex, for the fixed layouts of the format.
enum BigEndian {
    static let hexDigits = Array("0123456789abcdef".utf8)

    @inline(__always)
    static func u64(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in at..<(at + 8) { value = value << 8 | UInt64(bytes[index]) }
        return value
    }

    @inline(__always)
    static func u32(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt32 {
        var value: UInt32 = 0
        for index in at..<(at + 4) { value = value << 8 | UInt32(bytes[index]) }
        return value
    }

    @inline(__always)
    static func append(_ value: some FixedWidthInteger, to out: inout [UInt8]) {
        var shift = value.bitWidth - 8
        while shift >= 0 {
            out.append(UInt8(truncatingIfNeeded: value >> shift))
            shift -= 8
        }
    }

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
