/// The words of a line: parted by spaces, but not within quotes or brackets.
struct ScenarioWords {
    private let words: [String]
    private var at = 0

    init(_ line: String) {
        words = Self.split(line, at: " ").filter { !$0.isEmpty }
    }

    /// The next word, without taking it.
    var peek: String? { at < words.count ? words[at] : nil }

    /// Takes the next word.
    mutating func next() -> String? {
        guard at < words.count else { return nil }
        defer { at += 1 }
        return words[at]
    }

    /// Takes the next word, which must be there.
    mutating func next(_ what: String) throws -> String {
        guard let word = next() else { throw ScenarioFault("\(what) is missing at the end") }
        return word
    }

    /// Parts a text at a character that stands outside quotes and brackets.
    static func split(_ text: String, at separator: Character) -> [String] {
        var parts: [String] = [""]
        var isQuoted = false
        var depth = 0
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted, character == "[" { depth += 1 }
            if !isQuoted, character == "]" { depth -= 1 }
            if character == separator, !isQuoted, depth == 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    /// The text within quotes; other text as it is.
    static func unquoted(_ text: String) -> String {
        text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
            ? String(text.dropFirst().dropLast()) : text
    }

    /// What stands in the brackets at the end of a word, and what before them.
    static func bracketed(_ word: String) -> (name: String, inside: String)? {
        guard word.hasSuffix("]"), let open = word.firstIndex(of: "[") else { return nil }
        let inside = word[word.index(after: open)...].dropLast()
        return (String(word[..<open]), String(inside))
    }
}
