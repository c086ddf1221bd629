/// Reading protobuf wire bytes in place (protobuf encoding specification, "Message Structure").
///
/// Everything here works on a borrowed span and an index: nothing is copied and nothing traps,
/// because the bytes may come from a client.
enum WireReader {
    /// One field as it lies in the bytes.
    struct Field {
        var number: Int
        var kind: Kind
        /// The payload: the content of a length-delimited field, or the bytes of a varint.
        var range: Range<Int>
        /// The value of a varint field; 0 otherwise.
        var varint: UInt64
        /// Where the field's tag begins.
        var start: Int
    }

    enum Kind: UInt8 { case varint = 0, fixed64 = 1, delimited = 2, fixed32 = 5 }

    /// Reads a base-128 varint; nil if it runs past `end` or over 64 bits.
    @inline(__always)
    static func varint(_ bytes: borrowing Span<UInt8>, _ at: inout Int, _ end: Int) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < end, shift < 64 {
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return shift == 63 && byte > 1 ? nil : value }
            shift += 7
        }
        return nil
    }

    /// The field that begins at `at`, which is moved behind it; nil if the bytes are malformed.
    @inline(__always)
    static func next(_ bytes: borrowing Span<UInt8>, _ at: inout Int, _ end: Int) -> Field? {
        let start = at
        guard let tag = varint(bytes, &at, end), let kind = Kind(rawValue: UInt8(tag & 7)),
            tag >> 3 > 0, tag >> 3 < 1 << 29
        else { return nil }
        var field = Field(
            number: Int(tag >> 3),
            kind: kind,
            range: at..<at,
            varint: 0,
            start: start
        )
        switch kind {
        case .varint:
            guard let value = varint(bytes, &at, end) else { return nil }
            field.varint = value
            field.range = field.range.lowerBound..<at
        case .delimited:
            guard let count = varint(bytes, &at, end), count <= UInt64(end - at) else { return nil }
            field.range = at..<(at + Int(count))
            at = field.range.upperBound
        case .fixed64, .fixed32:
            let count = kind == .fixed64 ? 8 : 4
            guard count <= end - at else { return nil }
            field.range = at..<(at + count)
            at = field.range.upperBound
        }
        return field
    }

    /// Calls `body` for each field of `range` until it returns false; false if malformed.
    @inline(__always)
    @discardableResult
    static func each(
        _ bytes: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ body: (Field) -> Bool
    ) -> Bool {
        var at = range.lowerBound
        while at < range.upperBound {
            guard let field = next(bytes, &at, range.upperBound) else { return false }
            if !body(field) { return true }
        }
        return true
    }

    /// The text of a range, which the caller knows to be UTF-8 (canonical bytes always are).
    @inline(__always)
    static func text(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> String {
        guard let view = try? UTF8Span(validating: bytes.extracting(range)) else { return "" }
        return String(copying: view)
    }
}
