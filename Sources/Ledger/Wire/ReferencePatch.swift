/// Turning what was written for a record (`r10`, `@x`, an id) into a record id.
///
/// Stored bytes name records by id, never by position, so that they do not depend on where a
/// record lands. While a batch is being read its ids are not all known; until then a reference
/// is a token of the same 36 bytes as an id's text, so that replacing it moves nothing.
enum ReferencePatch {
    /// What a reference says.
    enum Target: Equatable {
        case number(RecordNumber)
        /// Index into the names that the event refers to.
        case local(Int)
        case id
    }

    static let byteCount = 36

    /// The token for a reference; nil if the text is none.
    static func token(for text: String, locals: inout [String]) -> [UInt8]? {
        if let id = RecordID(text) { return Array(id.description.utf8) }
        if let number = RecordNumber(text) {
            return padded("r", number.value)
        }
        guard text.first == "@", Key.isSlug(String(text.dropFirst())) else { return nil }
        locals.append(String(text.dropFirst()))
        return padded("@", UInt64(locals.count - 1))
    }

    private static func padded(_ mark: String, _ value: UInt64) -> [UInt8] {
        let digits = String(value)
        let zeros = String(repeating: "0", count: byteCount - 1 - digits.count)
        return Array((mark + zeros + digits).utf8)
    }

    /// What a token says; text that is no token is taken for an id, which the parser checks.
    static func target(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Target {
        // Protobuf input may hold any text here; only a token's length can be patched in place.
        guard range.count == byteCount else { return .id }
        let mark = bytes[range.lowerBound]
        let digits = WireReader.text(bytes, (range.lowerBound + 1)..<range.upperBound)
        guard mark == UInt8(ascii: "r") || mark == UInt8(ascii: "@"), let value = UInt64(digits)
        else { return .id }
        return mark == UInt8(ascii: "r")
            ? .number(RecordNumber(value)) : .local(Int(clamping: value))
    }

    /// The references of an event: where each lies, and its path.
    static func places(in bytes: [UInt8]) -> [(range: Range<Int>, path: String)] {
        let shape = Shape.current
        var found: [(Range<Int>, String)] = []
        collect(bytes.span, 0..<bytes.count, shape.index("Event"), shape, "", &found)
        return found
    }

    private static func collect(
        _ bytes: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ message: Int,
        _ shape: Shape,
        _ path: String,
        _ found: inout [(Range<Int>, String)]
    ) {
        var at = range.lowerBound
        // The numbers of canonical bytes ascend, so those of a list lie together.
        var (last, index) = (0, 0)
        while let part = WireReader.next(bytes, &at, range.upperBound) {
            guard let field = shape.field(message, part.number) else { continue }
            index = part.number == last ? index + 1 : 0
            last = part.number
            guard field.isReference || mayRefer(field, shape) else { continue }
            let name = (path.isEmpty ? "" : path + ".") + field.name
            let inner = field.isRepeated ? "\(name)[\(index)]" : name
            if case .message(let child) = field.kind {
                collect(bytes, part.range, child, shape, inner, &found)
            } else {
                found.append((part.range, inner))
            }
        }
    }

    /// The messages on the way to a reference.
    private static func mayRefer(_ field: Shape.Field, _ shape: Shape) -> Bool {
        guard case .message(let child) = field.kind else { return false }
        return ["Body", "Link", "Replacement"].contains(shape.messages[child].name)
    }
}
