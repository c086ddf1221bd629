/// Walking over JSON text (RFC 8259) without building anything.
///
/// Functions move `at` over one token or value. A syntax error is remembered once, at the byte
/// where it lies; from then on the walk is over, because what follows can only be guessed.
struct JSONScanner {
    /// The first syntax error: where, and what was expected there.
    private(set) var error: (at: Int, expected: String)?

    /// Deeper nesting is refused, so that hostile input cannot exhaust the stack.
    static let depthMax = 16

    mutating func fail(_ at: Int, _ expected: String) {
        if error == nil { error = (at, expected) }
    }

    @inline(__always)
    static func skipSpace(_ text: borrowing Span<UInt8>, _ at: inout Int) {
        while at < text.count {
            switch text[at] {
            case 0x20, 0x0a, 0x0d, 0x09: at += 1
            default: return
            }
        }
    }

    /// Moves over one character that must be there, after any space.
    mutating func expect(
        _ character: Unicode.Scalar,
        _ text: borrowing Span<UInt8>,
        _ at: inout Int
    ) -> Bool {
        Self.skipSpace(text, &at)
        guard at < text.count, text[at] == UInt8(ascii: character) else {
            fail(at, at < text.count ? "'\(character)'" : "'\(character)', but the text ends here")
            return false
        }
        at += 1
        return true
    }

    /// Whether `character` comes next after any space; moves over it if so.
    @inline(__always)
    static func take(
        _ character: Unicode.Scalar,
        _ text: borrowing Span<UInt8>,
        _ at: inout Int
    ) -> Bool {
        skipSpace(text, &at)
        guard at < text.count, text[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    /// Moves over a string; the range excludes the quotes.
    ///
    /// Checks escapes, controls and UTF-8.
    mutating func string(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int
    ) -> (range: Range<Int>, isEscaped: Bool)? {
        guard at < text.count, text[at] == UInt8(ascii: "\"") else {
            fail(at, "a string in double quotes")
            return nil
        }
        let open = at
        at += 1
        var isEscaped = false
        var isPlain = true
        while at < text.count {
            let byte = text[at]
            switch byte {
            case UInt8(ascii: "\""):
                let range = (open + 1)..<at
                at += 1
                if !isPlain, (try? UTF8Span(validating: text.extracting(range))) == nil {
                    fail(open, "text in UTF-8")
                    return nil
                }
                return (range, isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                at += 2
            case 0..<0x20:
                fail(at, "no control character inside a string; write \\n, \\t or \\u00..")
                return nil
            default:
                if byte >= 0x80 { isPlain = false }
                at += 1
            }
        }
        fail(open, "the string to end with a double quote")
        return nil
    }

    /// Moves over a number (RFC 8259 section 6); the range is its text.
    mutating func number(_ text: borrowing Span<UInt8>, _ at: inout Int) -> Range<Int>? {
        let start = at
        if at < text.count, text[at] == UInt8(ascii: "-") { at += 1 }
        let whole = Self.digits(text, &at)
        var isWellFormed = whole == 1 || whole > 1 && text[at - whole] != UInt8(ascii: "0")
        if at < text.count, text[at] == UInt8(ascii: ".") {
            at += 1
            isWellFormed = Self.digits(text, &at) > 0 && isWellFormed
        }
        if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < text.count, text[at] == UInt8(ascii: "-") || text[at] == UInt8(ascii: "+") {
                at += 1
            }
            isWellFormed = Self.digits(text, &at) > 0 && isWellFormed
        }
        guard isWellFormed else {
            fail(start, "a number such as 0, 17 or -2.5")
            return nil
        }
        return start..<at
    }

    /// Moves over digits and counts them.
    private static func digits(_ text: borrowing Span<UInt8>, _ at: inout Int) -> Int {
        let start = at
        while at < text.count, text[at] >= UInt8(ascii: "0"), text[at] <= UInt8(ascii: "9") {
            at += 1
        }
        return at - start
    }

    /// Moves over one of the words `true`, `false`, `null`.
    mutating func word(_ text: borrowing Span<UInt8>, _ at: inout Int) -> String? {
        let start = at
        while at < text.count, text[at] >= UInt8(ascii: "a"), text[at] <= UInt8(ascii: "z") {
            at += 1
        }
        let word = WireReader.text(text, start..<at)
        guard ["true", "false", "null"].contains(word) else {
            fail(start, "a value: a string, number, true, false, a list or an object")
            return nil
        }
        return word
    }

    /// Moves over any value; false after a syntax error.
    mutating func skip(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        depth: Int = 0
    ) -> Bool {
        guard depth <= Self.depthMax else {
            fail(at, "at most \(Self.depthMax) levels of nesting")
            return false
        }
        Self.skipSpace(text, &at)
        guard at < text.count else {
            fail(at, "a value, but the text ends here")
            return false
        }
        switch text[at] {
        case UInt8(ascii: "\""): return string(text, &at) != nil
        case UInt8(ascii: "{"): return skipMembers(text, &at, depth)
        case UInt8(ascii: "["): return skipElements(text, &at, depth)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            return number(text, &at) != nil
        default: return word(text, &at) != nil
        }
    }

    private mutating func skipMembers(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ depth: Int
    ) -> Bool {
        at += 1
        if Self.take("}", text, &at) { return true }
        while true {
            Self.skipSpace(text, &at)
            guard string(text, &at) != nil, expect(":", text, &at),
                skip(text, &at, depth: depth + 1)
            else { return false }
            if Self.take(",", text, &at) { continue }
            return expect("}", text, &at)
        }
    }

    private mutating func skipElements(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ depth: Int
    ) -> Bool {
        at += 1
        if Self.take("]", text, &at) { return true }
        while true {
            guard skip(text, &at, depth: depth + 1) else { return false }
            if Self.take(",", text, &at) { continue }
            return expect("]", text, &at)
        }
    }

    /// The content of a string, escapes resolved; nil (and the error set) if an escape is wrong.
    mutating func unescape(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(range.count)
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = text[at]
            guard byte == UInt8(ascii: "\\") else {
                out.append(byte)
                at += 1
                continue
            }
            guard at + 1 < range.upperBound else { break }
            switch text[at + 1] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(text[at + 1])
            case UInt8(ascii: "n"): out.append(0x0a)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "r"): out.append(0x0d)
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0c)
            case UInt8(ascii: "u"):
                guard let scalar = unicode(text, &at, range.upperBound) else {
                    fail(at, "\\u and four hex digits that name a character")
                    return nil
                }
                out.append(contentsOf: String(Character(scalar)).utf8)
                continue
            default:
                fail(at, "one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
                return nil
            }
            at += 2
        }
        return out
    }

    /// Reads `\uXXXX`, or a surrogate pair of two, and moves `at` behind it.
    private func unicode(
        _ text: borrowing Span<UInt8>,
        _ at: inout Int,
        _ end: Int
    ) -> Unicode.Scalar? {
        guard let first = unit(text, at, end) else { return nil }
        guard first >= 0xd800, first < 0xdc00 else {
            guard let scalar = Unicode.Scalar(first) else { return nil }
            at += 6
            return scalar
        }
        guard let second = unit(text, at + 6, end), second >= 0xdc00, second < 0xe000 else {
            return nil
        }
        at += 12
        return Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    }

    private func unit(_ text: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> UInt32? {
        guard at + 6 <= end, text[at] == UInt8(ascii: "\\"), text[at + 1] == UInt8(ascii: "u")
        else { return nil }
        var value: UInt32 = 0
        for index in (at + 2)..<(at + 6) {
            guard let digit = BigEndian.hexDigit(text[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
