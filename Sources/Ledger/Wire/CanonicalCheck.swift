/// Whether bytes are exactly what our encoder would write.
///
/// Canonical means: known fields only, ascending, a singular field once, shortest varints, flags
/// 0 or 1, UTF-8 text, no empty text or message. So "the same event" means the same bytes, and
/// protobuf input is checked instead of being decoded and written again.
public enum CanonicalCheck {
    /// Checks the bytes of a whole message of the schema.
    ///
    /// - Parameters:
    ///   - bytes: the message.
    ///   - message: its name in the schema.
    /// - Returns: whether they are what our encoder would write.
    public static func isCanonical(_ bytes: [UInt8], as message: String = "Event") -> Bool {
        let shape = Shape.current
        return check(bytes.span, 0..<bytes.count, shape.index(message), shape)
    }

    static func check(
        _ bytes: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ message: Int,
        _ shape: Shape
    ) -> Bool {
        var at = range.lowerBound
        var last = 0
        while at < range.upperBound {
            guard let found = WireReader.next(bytes, &at, range.upperBound),
                let field = shape.field(message, found.number),
                found.number > last || (found.number == last && field.isRepeated)
            else { return false }
            last = found.number
            guard isShortest(bytes, found), value(bytes, found, field, shape) else { return false }
        }
        return true
    }

    private static func value(
        _ bytes: borrowing Span<UInt8>,
        _ found: WireReader.Field,
        _ field: Shape.Field,
        _ shape: Shape
    ) -> Bool {
        switch field.kind {
        case .string:
            found.kind == .delimited && !found.range.isEmpty
                && (try? UTF8Span(validating: bytes.extracting(found.range))) != nil
        case .bytes: found.kind == .delimited
        case .count: found.kind == .varint
        case .flag: found.kind == .varint && found.varint <= 1
        case .message(let child):
            found.kind == .delimited && !found.range.isEmpty
                && check(bytes, found.range, child, shape)
        }
    }

    /// The tag, and the length or value behind it, take as few bytes as they can.
    private static func isShortest(
        _ bytes: borrowing Span<UInt8>,
        _ field: WireReader.Field
    ) -> Bool {
        let tag = byteCount(UInt64(field.number) << 3)
        switch field.kind {
        case .varint:
            return field.range.lowerBound - field.start == tag
                && field.range.count == byteCount(field.varint)
        case .delimited:
            return field.range.lowerBound - field.start
                == tag + byteCount(UInt64(field.range.count))
        case .fixed32, .fixed64: return false
        }
    }

    private static func byteCount(_ value: UInt64) -> Int {
        max(1, (64 - value.leadingZeroBitCount + 6) / 7)
    }
}
