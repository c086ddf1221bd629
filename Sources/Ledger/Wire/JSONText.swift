/// Writing JSON strings (RFC 8259 section 7).
enum JSONText {
    private static let hex = Array("0123456789abcdef".utf8)

    static func quote(_ text: String, _ out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        for byte in text.utf8 { escape(byte, &out) }
        out.append(UInt8(ascii: "\""))
    }

    static func quote(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>, _ out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        for at in range { escape(bytes[at], &out) }
        out.append(UInt8(ascii: "\""))
    }

    @inline(__always)
    private static func escape(_ byte: UInt8, _ out: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            out.append(UInt8(ascii: "\\"))
            out.append(byte)
        case 0x20...: out.append(byte)
        case 0x0a: out.append(contentsOf: "\\n".utf8)
        case 0x09: out.append(contentsOf: "\\t".utf8)
        case 0x0d: out.append(contentsOf: "\\r".utf8)
        default:
            out.append(contentsOf: "\\u00".utf8)
            out.append(hex[Int(byte >> 4)])
            out.append(hex[Int(byte & 15)])
        }
    }
}
