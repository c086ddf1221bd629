/// Base64 with the standard alphabet and padding (RFC 4648 section 4), read strictly.
///
/// Only what ``encode(_:)`` writes is read: in notes and proofs a value must have one spelling, so
/// unused bits that are not 0 (section 3.5), line breaks and missing padding are refused.
public enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private static let pad = UInt8(ascii: "=")

    /// The text of bytes.
    public static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for byte in group { bits = bits << 8 | UInt32(byte) }
            bits <<= UInt32(8 * (3 - group.count))
            for digit in 0..<4 {
                let isUsed = digit <= group.count
                out.append(isUsed ? alphabet[Int(bits >> (18 - 6 * UInt32(digit)) & 63)] : pad)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes of a text; nil if it is not what ``encode(_:)`` would write.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 4) else { return nil }
        let padding = digits.reversed().prefix { $0 == pad }.count
        guard padding <= 2 else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(digits.count / 4 * 3)
        var bits: UInt32 = 0
        for (at, digit) in digits.dropLast(padding).enumerated() {
            guard let value = value(of: digit) else { return nil }
            bits = bits << 6 | value
            // Every digit but the first of four completes a byte.
            let left = 2 * UInt32(3 - at % 4)
            if at % 4 > 0 { out.append(UInt8(truncatingIfNeeded: bits >> left)) }
        }
        let unused: UInt32 = padding == 1 ? 3 : padding == 2 ? 15 : 0
        return bits & unused == 0 ? out : nil
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

extension Hash {
    /// The 44 characters of the hash in ``Base64``.
    public var base64: String { Base64.encode(bytes) }

    /// Reads ``base64``; nil for anything else.
    public init?(base64 text: some StringProtocol) {
        guard let bytes = Base64.decode(text) else { return nil }
        self.init(bytes: bytes.span)
    }
}
