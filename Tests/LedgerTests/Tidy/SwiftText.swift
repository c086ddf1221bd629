/// Swift source without the words of its comments and literals, which are no code.
///
/// A comment becomes spaces and a literal ``filler``; lines stay lines. Regex literals are not
/// known.
struct SwiftText {
    /// Stands for each byte of a literal.
    static let filler: Character = "\u{1f}"

    private let bytes: [UInt8]
    private var at = 0
    private var out: [UInt8] = []

    /// The code of a text, by lines.
    static func code(of text: String) -> [String] {
        var reader = SwiftText(bytes: Array(text.utf8))
        reader.out.reserveCapacity(reader.bytes.count)
        while reader.at < reader.bytes.count { reader.code(inParentheses: false) }
        return String(decoding: reader.out, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func has(_ text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

    private mutating func keep() {
        out.append(bytes[at])
        at += 1
    }

    private mutating func blank(_ count: Int = 1, with filler: UInt8 = 0x20) {
        for _ in 0..<count where at < bytes.count {
            // Of a character of several bytes one is kept, so that columns stay columns.
            if bytes[at] & 0xc0 != 0x80 {
                out.append(bytes[at] == UInt8(ascii: "\n") ? bytes[at] : filler)
            }
            at += 1
        }
    }

    private mutating func fill(_ count: Int = 1) { blank(count, with: 0x1f) }

    /// Code up to the end, or to the parenthesis that closes an interpolation.
    private mutating func code(inParentheses: Bool) {
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""): literal(0)
            case UInt8(ascii: "#"):
                let hashes = bytes[at...].prefix { $0 == UInt8(ascii: "#") }.count
                let next = at + hashes
                if next < bytes.count, bytes[next] == UInt8(ascii: "\"") {
                    literal(hashes)
                } else {
                    keep()
                }
            case UInt8(ascii: "/") where has("//"):
                while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank() }
            case UInt8(ascii: "/") where has("/*"): comment()
            case UInt8(ascii: "`"): quotedName()
            case UInt8(ascii: "("):
                depth += 1
                keep()
            case UInt8(ascii: ")"):
                depth -= 1
                keep()
                if inParentheses, depth == 0 { return }
            default: keep()
            }
        }
    }

    private mutating func comment() {
        var depth = 0
        repeat {
            if has("/*") {
                depth += 1
                blank(2)
            } else if has("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && at < bytes.count
    }

    /// A name in backticks becomes one word, whatever it says.
    private mutating func quotedName() {
        repeat {
            out.append(UInt8(ascii: "x"))
            at += 1
        } while at < bytes.count && !has("`")
        if at < bytes.count {
            out.append(UInt8(ascii: "x"))
            at += 1
        }
    }

    private mutating func literal(_ hashes: Int) {
        let marks = String(repeating: "#", count: hashes)
        fill(hashes)
        let quotes = has("\"\"\"") ? "\"\"\"" : "\""
        fill(quotes.utf8.count)
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        while at < bytes.count {
            switch bytes[at] {
            case quote where has(quotes + marks):
                fill(quotes.utf8.count + hashes)
                return
            case backslash where has("\\\(marks)("):
                fill(1 + hashes)
                code(inParentheses: true)
            case backslash where has("\\\(marks)"): fill(2 + hashes)
            default: fill()
            }
        }
    }
}

/// A declaration, as its first line tells.
struct SwiftDeclaration {
    /// `func`, `struct` ...
    let keyword: String
    /// Empty where there is none, as in `init`.
    let name: String
    let isPublic: Bool
    /// Stands at the left margin.
    let isOutermost: Bool

    static let types: Set = ["struct", "class", "enum", "protocol", "actor", "typealias"]
    static let functions: Set = ["func", "init", "subscript", "deinit"]

    private static let keywords = types.union(functions).union(["var", "let", "extension", "case"])
    private static let modifiers: Set = [
        "public", "package", "internal", "private", "fileprivate", "open", "static", "final",
        "mutating", "nonmutating", "nonisolated", "indirect", "override", "convenience",
        "required", "prefix", "postfix", "infix", "consuming", "borrowing", "lazy", "weak",
        "unowned", "unsafe", "isolated",
    ]

    /// Reads a line of code; nil if no declaration begins on it.
    init?(_ line: String) {
        var rest = line.drop { $0 == " " }
        isOutermost = rest.count == line.count
        var isPublic = false
        while true {
            let isAttribute = rest.first == "@"
            let word = rest.drop { $0 == "@" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            guard !word.isEmpty else { return nil }
            let behind = rest[word.endIndex...]
            if !isAttribute, Self.keywords.contains(String(word)) {
                keyword = String(word)
                let name = behind.drop { $0 == " " }
                let isOperator =
                    keyword == "func"
                    && name.first.map { "<=>+-*/!&|".contains($0) }
                        == true
                let end: Set<Character> = isOperator ? [" ", "("] : Set("(<:{ =?,")
                let isNamed = keyword == "func" || !Self.functions.contains(keyword)
                self.name = isNamed ? String(name.prefix { !end.contains($0) }) : ""
                self.isPublic = isPublic
                return
            }
            guard isAttribute || Self.modifiers.contains(String(word)) else { return nil }
            if word == "public" || word == "open" { isPublic = true }
            rest = behind
            if rest.first == "(" { rest = rest.drop { $0 != ")" }.dropFirst() }
            guard rest.first == " " else { return nil }
            rest = rest.drop { $0 == " " }
        }
    }
}
