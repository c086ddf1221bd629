/// Values of fields: lists, objects, and the three sorts of scalar that JSON has for us.
extension JSONToWire {
    /// The value or list of a field.
    mutating func values(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ field: Shape.Field,
        _ depth: Int,
        _ out: inout [UInt8]
    ) -> Bool {
        JSONScanner.skipSpace(text, &at)
        guard field.isRepeated else { return value(text, &at, field, depth, &out) }
        guard at < text.count, text[at] == UInt8(ascii: "[") else {
            guard scanner.skip(text, &at) else { return false }
            fault(.wrongType, "is not a list", hint: "write it in [ ]")
            return true
        }
        at += 1
        if JSONScanner.take("]", text, &at) {
            fault(.empty, "is an empty list", hint: "leave the field out")
            return true
        }
        var index = 0
        repeat {
            path.append(.index(index))
            JSONScanner.skipSpace(text, &at)
            guard value(text, &at, field, depth, &out) else { return false }
            path.removeLast()
            index += 1
        } while JSONScanner.take(",", text, &at)
        return scanner.expect("]", text, &at)
    }

    private mutating func value(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ field: Shape.Field,
        _ depth: Int,
        _ out: inout [UInt8]
    ) -> Bool {
        guard at < text.count else {
            scanner.fail(at, "a value, but the text ends here")
            return false
        }
        switch field.kind {
        case .message(let message):
            guard text[at] == UInt8(ascii: "{") else {
                return wrongType("an object", text, &at)
            }
            guard depth < JSONScanner.depthMax else {
                scanner.fail(at, "less nesting")
                return false
            }
            var inner: [UInt8] = []
            guard object(text, &at, message, isTop: false, depth: depth + 1, &inner) else {
                return false
            }
            WireWriter.delimited(field.number, inner, &out)
            return true
        case .string: return string(text, &at, field, &out)
        case .count: return count(text, &at, field, &out)
        case .flag: return flag(text, &at, field, &out)
        case .bytes: return wrongType("left out: it has no JSON form", text, &at)
        }
    }

    private mutating func wrongType(
        _ expected: String,
        _ text: borrowing Span<UInt8>,
        _ at: inout Int
    ) -> Bool {
        let isNull = text[at] == UInt8(ascii: "n")
        // What is no value at all has no type either: that is left to the syntax error.
        guard scanner.skip(text, &at) else { return false }
        fault(
            .wrongType,
            isNull ? "is null" : "is not \(expected)",
            hint: isNull ? "leave the field out where nothing is known" : nil
        )
        return true
    }

    private mutating func string(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ field: Shape.Field,
        _ out: inout [UInt8]
    ) -> Bool {
        guard text[at] == UInt8(ascii: "\"") else { return wrongType("a string", text, &at) }
        guard let (range, isEscaped) = scanner.string(text, &at) else { return false }
        if range.isEmpty { fault(.empty, "is empty", hint: "leave the field out") }
        if field.isReference {
            guard let given = content(text, range, isEscaped) else { return false }
            let token = reference(given)
            WireWriter.delimited(field.number, token, &out)
        } else if isEscaped {
            guard let content = scanner.unescape(text, range) else { return false }
            WireWriter.delimited(field.number, content, &out)
        } else {
            WireWriter.tag(field.number, .delimited, &out)
            WireWriter.varint(UInt64(range.count), &out)
            for index in range { out.append(text[index]) }
        }
        return true
    }

    private mutating func reference(_ text: String) -> [UInt8] {
        guard let token = ReferencePatch.token(for: text, locals: &item.locals) else {
            fault(
                .malformed,
                "'\(text)' names no record",
                hint: "write r168, @name for a record of this batch, or a record id"
            )
            return [UInt8](repeating: UInt8(ascii: "0"), count: 36)
        }
        return token
    }

    private mutating func count(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ field: Shape.Field,
        _ out: inout [UInt8]
    ) -> Bool {
        guard text[at] == UInt8(ascii: "-") || text[at] >= 0x30 && text[at] <= 0x39 else {
            return wrongType("a whole number without quotes", text, &at)
        }
        guard let range = scanner.number(text, &at) else { return false }
        guard let value = UInt64(WireReader.text(text, range)) else {
            fault(.wrongType, "is not a whole number of 0 or more")
            return true
        }
        WireWriter.tag(field.number, .varint, &out)
        WireWriter.varint(value, &out)
        return true
    }

    private mutating func flag(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ field: Shape.Field,
        _ out: inout [UInt8]
    ) -> Bool {
        guard text[at] == UInt8(ascii: "t") || text[at] == UInt8(ascii: "f") else {
            return wrongType("true or false", text, &at)
        }
        guard let word = scanner.word(text, &at) else { return false }
        WireWriter.tag(field.number, .varint, &out)
        out.append(word == "true" ? 1 : 0)
        return true
    }
}
