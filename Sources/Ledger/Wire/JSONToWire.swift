/// JSON text of events to canonical bytes, with every fault located.
///
/// One walk writes the bytes and collects what is wrong: unknown, duplicate and camelCase names,
/// values of the wrong type, empty values. What the words mean is not looked at here
/// (``EventParser`` does). References are written as 36-byte tokens that ``ReferencePatch``
/// replaces by record ids once the whole batch is known.
struct JSONToWire {
    /// One event as read.
    struct Item {
        /// Canonical bytes, references still as tokens.
        var bytes: [UInt8] = []
        /// The id given, as text.
        var id: String?
        /// The batch-local name given, without `@`.
        var ref: String?
        /// Batch-local names referred to, by token index.
        var locals: [String] = []
        /// Line where the event begins.
        var line = 1
        /// Whether a fault was found in it.
        var isFaulty = false
    }

    private(set) var items: [Item] = []
    private(set) var faults: [Fault] = []

    let shape = Shape.current
    var scanner = JSONScanner()
    var item = Item()
    var path: [Step] = []
    /// Start of the current line and its number, so that lines are counted once over the text.
    private var counted = (at: 0, line: 1)

    enum Step {
        case field(String)
        case index(Int)
    }

    /// Reads a body of `application/json` (one event, or a list) or `application/x-ndjson`.
    ///
    /// - Parameters:
    ///   - text: the body.
    ///   - isLines: whether it has one event a line.
    ///   - before: how many lines stood before these.
    /// - Returns: the events and the faults.
    static func read(_ text: [UInt8], isLines: Bool, after before: Int = 0) -> JSONToWire {
        var reader = JSONToWire()
        let span = text.span
        var at = 0
        if isLines {
            reader.lines(span, &at, before)
        } else {
            reader.document(span, &at)
        }
        if let error = reader.scanner.error { reader.report(error, span) }
        return reader
    }

    /// What was read of a text in parts, in their order.
    init(joining parts: [JSONToWire]) {
        items = parts.flatMap(\.items)
        faults = Array(parts.flatMap(\.faults).prefix(Fault.countMax))
    }

    /// Nothing read yet.
    private init() {}

    private mutating func report(
        _ error: (at: Int, expected: String),
        _ text: borrowing Span<UInt8>
    ) {
        let place = Place(of: error.at, in: text)
        faults.append(
            Fault(
                line: place.line,
                pathText,
                .syntax,
                "not JSON at column \(place.column): expected \(error.expected)"
            )
        )
    }

    private mutating func lines(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ before: Int
    ) {
        var line = before
        while at < text.count {
            line += 1
            var end = at
            while end < text.count, text[end] != 0x0a { end += 1 }
            var inner = 0
            let one = text.extracting(at..<end)
            JSONScanner.skipSpace(one, &inner)
            if inner < one.count { lineItem(one, &inner, line) }
            at = end + 1
        }
    }

    /// One line: a syntax error ends the line, not the walk.
    private mutating func lineItem(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ line: Int
    ) {
        counted = (0, line)
        path = []
        if event(text, &at) {
            JSONScanner.skipSpace(text, &at)
            if at < text.count { scanner.fail(at, "one event a line") }
        }
        guard let error = scanner.error else { return }
        let column = error.at + 1
        faults.append(
            Fault(
                line: line,
                pathText,
                .syntax,
                "not JSON at column \(column): expected \(error.expected)"
            )
        )
        if !items.isEmpty, items[items.count - 1].line == line {
            items[items.count - 1].isFaulty = true
        }
        scanner = JSONScanner()
    }

    private mutating func document(_ text: borrowing Span<UInt8>, _ at: inout Int) {
        JSONScanner.skipSpace(text, &at)
        if at < text.count, text[at] == UInt8(ascii: "[") {
            at += 1
            if !JSONScanner.take("]", text, &at) {
                repeat {
                    guard event(text, &at) else { return }
                } while JSONScanner.take(",", text, &at)
                guard scanner.expect("]", text, &at) else { return }
            }
        } else if !event(text, &at) {
            return
        }
        JSONScanner.skipSpace(text, &at)
        if at < text.count { scanner.fail(at, "nothing more after the events") }
    }

    /// One event object, with the envelope members `id` and `ref`.
    private mutating func event(_ text: borrowing Span<UInt8>, _ at: inout Int) -> Bool {
        JSONScanner.skipSpace(text, &at)
        item = Item()
        item.line = line(of: at, in: text)
        guard at < text.count, text[at] == UInt8(ascii: "{") else {
            scanner.fail(at, "an event, as an object { ... }")
            return false
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        let isWhole = object(text, &at, shape.index("Event"), isTop: true, depth: 0, &bytes)
        item.bytes = bytes
        if isWhole { items.append(item) }
        return isWhole
    }

    private mutating func line(of at: Int, in text: borrowing Span<UInt8>) -> Int {
        while counted.at < at {
            if text[counted.at] == 0x0a { counted.line += 1 }
            counted.at += 1
        }
        return counted.line
    }

    var pathText: String {
        var text = ""
        for step in path {
            switch step {
            case .field(let name): text += (text.isEmpty ? "" : ".") + name
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }

    mutating func fault(_ code: Fault.Code, _ message: String, hint: String? = nil) {
        item.isFaulty = true
        guard faults.count < Fault.countMax else { return }
        faults.append(Fault(line: item.line, pathText, code, message, hint: hint))
    }
}

extension JSONToWire {
    /// An object of the schema.
    ///
    /// False after a syntax error: then the walk is over.
    mutating func object(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ message: Int,
        isTop: Bool,
        depth: Int,
        _ out: inout [UInt8]
    ) -> Bool {
        at += 1
        var parts: [(number: Int, range: Range<Int>)] = []
        var buffer: [UInt8] = []
        var isAscending = true
        if JSONScanner.take("}", text, &at) {
            if !isTop { fault(.empty, "is an empty object", hint: "leave the field out") }
            return true
        }
        while true {
            JSONScanner.skipSpace(text, &at)
            guard let (range, isEscaped) = scanner.string(text, &at),
                let known = field(text, range, isEscaped, message),
                scanner.expect(":", text, &at)
            else { return false }
            path.append(.field(known.name))
            if let field = known.field {
                let number = field.number
                let isDuplicate = parts.contains { $0.number == number }
                if isDuplicate { fault(.duplicateField, "is given twice", hint: "give it once") }
                let start = buffer.count
                guard values(text, &at, field, depth, &buffer) else { return false }
                if isDuplicate {
                    buffer.removeSubrange(start...)
                } else {
                    if let last = parts.last, last.number > number { isAscending = false }
                    parts.append((number, start..<buffer.count))
                }
            } else {
                guard unknown(text, &at, known.name, message, isTop: isTop) else { return false }
            }
            path.removeLast()
            if JSONScanner.take(",", text, &at) { continue }
            guard scanner.expect("}", text, &at) else { return false }
            break
        }
        if isAscending {
            out.append(contentsOf: buffer)
        } else {
            parts.sort { $0.number < $1.number }
            for part in parts { out.append(contentsOf: buffer[part.range]) }
        }
        return true
    }

    /// The field that a name stands for, if the message has it; nil after a syntax error.
    private mutating func field(
        _ text: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ isEscaped: Bool,
        _ message: Int
    ) -> (name: String, field: Shape.Field?)? {
        let shape = shape.messages[message]
        if !isEscaped, let number = shape.number(of: text, range), let field = shape.fields[number]
        {
            return (field.name, field)
        }
        guard let name = content(text, range, isEscaped) else { return nil }
        let number = isEscaped ? shape.number(of: name) : nil
        return (name, number.flatMap { shape.fields[$0] })
    }

    /// Moves over a string; its content, or nil after a syntax error.
    mutating func words(_ text: borrowing Span<UInt8>, _ at: inout Int) -> String? {
        guard let (range, isEscaped) = scanner.string(text, &at) else { return nil }
        return content(text, range, isEscaped)
    }

    mutating func content(
        _ text: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ isEscaped: Bool
    ) -> String? {
        guard isEscaped else { return WireReader.text(text, range) }
        return scanner.unescape(text, range).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A member that the schema does not have: an envelope member, or a fault.
    private mutating func unknown(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ name: String,
        _ message: Int,
        isTop: Bool
    ) -> Bool {
        JSONScanner.skipSpace(text, &at)
        if isTop, name == "id" || name == "ref" {
            guard at < text.count, text[at] == UInt8(ascii: "\"") else {
                fault(.wrongType, "is not a string")
                return scanner.skip(text, &at)
            }
            guard let given = words(text, &at) else { return false }
            if name == "id" { item.id = given } else { item.ref = given }
            return true
        }
        let names = shape.fields(of: message).map(\.name)
        let snake = Suggestion.snakeCase(name)
        let near = names.contains(snake) ? snake : Suggestion.nearest(to: name, in: names)
        if snake == "real_name" {
            // Somebody will try: a source who is not named in the text is not named here.
            fault(
                .realName,
                "does not exist: an anonymous source is never named",
                hint: "describe them in description"
            )
            return scanner.skip(text, &at)
        }
        fault(
            .unknownField,
            "is no field",
            hint: near.map { "did you mean '\($0)'?" } ?? "see: ledgerctl type show TYPE"
        )
        return scanner.skip(text, &at)
    }
}
