/// A JSON value as read or written at the edges: answers, problems, configuration.
///
/// Members keep their order, and numbers their text, because decimals must not pass through a
/// floating-point type. Events never take this form: they go straight to and from wire bytes.
public enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    /// The number as written.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    /// A name and its value.
    public struct Member: Sendable, Equatable {
        public var name: String
        public var value: JSON

        /// Makes a member.
        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// A count as a number.
    public static func count(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

    /// The text, or null for none.
    public static func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }

    /// The value of a member; nil if this is no object or has none of that name.
    public subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text of a string; nil for every other value.
    public var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The elements of a list; empty for every other value.
    public var elements: [JSON] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// The members of an object; empty for every other value.
    public var members: [Member] {
        guard case .object(let members) = self else { return [] }
        return members
    }

    /// A whole number; nil for every other value.
    public var integer: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text)
    }
}

extension JSON {
    /// Why text is not JSON: where, and what was expected there.
    public struct SyntaxError: Error, Equatable {
        /// Line, counted from 1.
        public var line: Int
        /// Column in bytes, counted from 1.
        public var column: Int
        /// What was expected.
        public var expected: String
    }

    /// Reads one value that fills the text.
    public init(parsing text: [UInt8]) throws(SyntaxError) {
        var scanner = JSONScanner()
        var at = 0
        let span = text.span
        let value = Self.value(&scanner, span, &at, 0)
        JSONScanner.skipSpace(span, &at)
        if at < text.count { scanner.fail(at, "nothing more after the value") }
        guard let value, scanner.error == nil else {
            let error = scanner.error ?? (at, "a value")
            let place = Place(of: error.at, in: span)
            throw SyntaxError(line: place.line, column: place.column, expected: error.expected)
        }
        self = value
    }

    private static func value(
        _ scanner: inout JSONScanner,
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ depth: Int
    ) -> JSON? {
        JSONScanner.skipSpace(text, &at)
        guard at < text.count, depth <= JSONScanner.depthMax else {
            scanner.fail(at, depth > JSONScanner.depthMax ? "less nesting" : "a value")
            return nil
        }
        switch text[at] {
        case UInt8(ascii: "\""): return string(&scanner, text, &at).map(JSON.string)
        case UInt8(ascii: "{"): return object(&scanner, text, &at, depth)
        case UInt8(ascii: "["): return array(&scanner, text, &at, depth)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            return scanner.number(text, &at).map { .number(WireReader.text(text, $0)) }
        default:
            guard let word = scanner.word(text, &at) else { return nil }
            return word == "null" ? .null : .bool(word == "true")
        }
    }

    private static func string(
        _ scanner: inout JSONScanner,
        _ text: borrowing Span<UInt8>,
        _ at: inout Int
    ) -> String? {
        guard let (range, isEscaped) = scanner.string(text, &at) else { return nil }
        guard isEscaped else { return WireReader.text(text, range) }
        return scanner.unescape(text, range).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func object(
        _ scanner: inout JSONScanner,
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ depth: Int
    ) -> JSON? {
        at += 1
        var members: [Member] = []
        if JSONScanner.take("}", text, &at) { return .object(members) }
        while true {
            JSONScanner.skipSpace(text, &at)
            guard let name = string(&scanner, text, &at), scanner.expect(":", text, &at),
                let value = value(&scanner, text, &at, depth + 1)
            else { return nil }
            members.append(Member(name, value))
            if JSONScanner.take(",", text, &at) { continue }
            return scanner.expect("}", text, &at) ? .object(members) : nil
        }
    }

    private static func array(
        _ scanner: inout JSONScanner,
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ depth: Int
    ) -> JSON? {
        at += 1
        var elements: [JSON] = []
        if JSONScanner.take("]", text, &at) { return .array(elements) }
        while true {
            guard let value = value(&scanner, text, &at, depth + 1) else { return nil }
            elements.append(value)
            if JSONScanner.take(",", text, &at) { continue }
            return scanner.expect("]", text, &at) ? .array(elements) : nil
        }
    }
}

extension JSON {
    /// The value on one line, without space.
    public var line: String { String(decoding: bytes, as: UTF8.self) }

    /// The value on one line, as bytes.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        write(to: &out)
        return out
    }

    /// The value over several lines, indented by two spaces a level, for people.
    public var pretty: String {
        var out: [UInt8] = []
        write(to: &out, indent: 0)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends the value; with an indent, over several lines.
    public func write(to out: inout [UInt8], indent: Int? = nil) {
        switch self {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let text): out.append(contentsOf: text.utf8)
        case .string(let text): JSONText.quote(text, &out)
        case .array(let elements):
            Self.list("[", "]", elements.count, indent, &out) { index, inner, out in
                elements[index].write(to: &out, indent: inner)
            }
        case .object(let members):
            Self.list("{", "}", members.count, indent, &out) { index, inner, out in
                JSONText.quote(members[index].name, &out)
                out.append(contentsOf: (inner == nil ? ":" : ": ").utf8)
                members[index].value.write(to: &out, indent: inner)
            }
        }
    }

    private static func list(
        _ open: String,
        _ close: String,
        _ count: Int,
        _ indent: Int?,
        _ out: inout [UInt8],
        _ element: (Int, Int?, inout [UInt8]) -> Void
    ) {
        out.append(contentsOf: open.utf8)
        for index in 0..<count {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            newline(indent.map { $0 + 1 }, &out)
            element(index, indent.map { $0 + 1 }, &out)
        }
        if count > 0 { newline(indent, &out) }
        out.append(contentsOf: close.utf8)
    }

    private static func newline(_ indent: Int?, _ out: inout [UInt8]) {
        guard let indent else { return }
        out.append(0x0a)
        out.append(contentsOf: [UInt8](repeating: 0x20, count: indent * 2))
    }
}
