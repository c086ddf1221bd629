/// Canonical bytes to JSON text, in the shape of `docs/http-api.md`.
public enum WireToJSON {
    /// Writes an event as one JSON object on one line.
    ///
    /// - Parameters:
    ///   - bytes: canonical bytes of an `Event`.
    ///   - reference: how to print what a record reference holds (a record id as text); by
    ///     default as it stands.
    /// - Returns: the JSON text.
    public static func event(
        _ bytes: [UInt8],
        reference: (String) -> String = { $0 }
    ) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 2)
        let shape = Shape.current
        object(bytes.span, 0..<bytes.count, shape.index("Event"), shape, reference, &out)
        return out
    }

    private static func object(
        _ bytes: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ message: Int,
        _ shape: Shape,
        _ reference: (String) -> String,
        _ out: inout [UInt8]
    ) {
        out.append(UInt8(ascii: "{"))
        var at = range.lowerBound
        var last = 0
        var isListOpen = false
        while at < range.upperBound, let found = WireReader.next(bytes, &at, range.upperBound),
            let field = shape.field(message, found.number)
        {
            if found.number == last {
                out.append(UInt8(ascii: ","))
            } else {
                if isListOpen { out.append(UInt8(ascii: "]")) }
                if last != 0 { out.append(UInt8(ascii: ",")) }
                out.append(contentsOf: field.label)
                if field.isRepeated { out.append(UInt8(ascii: "[")) }
                isListOpen = field.isRepeated
            }
            last = found.number
            value(bytes, found, field, shape, reference, &out)
        }
        if isListOpen { out.append(UInt8(ascii: "]")) }
        out.append(UInt8(ascii: "}"))
    }

    private static func value(
        _ bytes: borrowing Span<UInt8>,
        _ found: WireReader.Field,
        _ field: Shape.Field,
        _ shape: Shape,
        _ reference: (String) -> String,
        _ out: inout [UInt8]
    ) {
        switch field.kind {
        case .message(let child): object(bytes, found.range, child, shape, reference, &out)
        case .count: out.append(contentsOf: String(found.varint).utf8)
        case .flag: out.append(contentsOf: (found.varint == 0 ? "false" : "true").utf8)
        case .bytes: JSONText.quote(bytes, found.range, &out)
        case .string where field.isReference:
            JSONText.quote(reference(WireReader.text(bytes, found.range)), &out)
        case .string: JSONText.quote(bytes, found.range, &out)
        }
    }
}
