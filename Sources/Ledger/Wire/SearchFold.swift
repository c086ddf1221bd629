/// A text as a search sees it: letters and digits in lower case without accents, one blank
/// between words.
///
/// Whatever is no letter or digit parts words; an ideograph or kana is a word of its own, since
/// such text is written without blanks. Latin letters with marks are their base letter, by the
/// names that Unicode gives them: `ø` and `é` are found as `o` and `e`. Combining marks go.
struct SearchFold {
    /// The folded text, with a blank at both ends.
    private(set) var bytes: [UInt8] = [space]
    /// For each byte of it the scalar of the text that it comes from; empty unless asked for.
    private(set) var origins: [Int] = []

    private static let space = UInt8(ascii: " ")

    /// Folds a text; with `tracks` it is also known where each byte comes from.
    init(_ text: some StringProtocol, tracks: Bool = false) {
        bytes.reserveCapacity(text.utf8.count + 2)
        if tracks { origins.append(0) }
        var index = 0
        for scalar in text.unicodeScalars {
            let count = bytes.count
            add(scalar)
            if tracks {
                origins += repeatElement(index, count: bytes.count - count)
                index += 1
            }
        }
        if bytes.last != Self.space {
            bytes.append(Self.space)
            if tracks { origins.append(index) }
        }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7a: bytes.append(UInt8(scalar.value))
        case 0x41...0x5a: bytes.append(UInt8(scalar.value + 32))
        case 0..<0x80: part()
        default: addOther(scalar)
        }
    }

    private mutating func part() { if bytes.last != Self.space { bytes.append(Self.space) } }

    private mutating func addOther(_ scalar: Unicode.Scalar) {
        if let base = Self.base(scalar) {
            bytes.append(base)
            return
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .spacingMark:
            let isWord = properties.isIdeographic || (0x3040...0x30ff).contains(scalar.value)
            if isWord { part() }
            bytes += Array(properties.lowercaseMapping.utf8)
            if isWord { part() }
        default: part()
        }
    }

    /// The plain letter of a Latin letter with marks; nil for any other scalar.
    private static func base(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0xc0...0x24f: nonZero(latin[Int(scalar.value) - 0xc0])
        case 0x1e00...0x1eff: nonZero(latinMore[Int(scalar.value) - 0x1e00])
        default: nil
        }
    }

    private static func nonZero(_ byte: UInt8) -> UInt8? { byte == 0 ? nil : byte }

    private static let latin = (0xc0...0x24f).map(letter)
    private static let latinMore = (0x1e00...0x1eff).map(letter)

    /// `LATIN SMALL LETTER E WITH ACUTE` is an `e`; 0 for what has no such name.
    private static func letter(_ value: Int) -> UInt8 {
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return 0 }
        let words = (scalar.properties.name ?? "").split(separator: " ")
        guard words.count > 4, words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH",
            words[3].utf8.count == 1, let byte = words[3].utf8.first
        else { return 0 }
        return byte | 32
    }
}

/// Words to be found, all of them: `soy "rare earths"`.
///
/// A word is found where a word of the text begins with it, so `tariff` finds tariffs; a phrase
/// in quotation marks only as these whole words, one behind the other.
public struct SearchWords: Sendable {
    /// Folded words with the blanks that must be around them.
    private let wanted: [[UInt8]]

    /// The most words that are looked for.
    public static let countMax = 16

    /// Reads words as typed; throws what is wrong with them.
    public init(_ text: String) throws(Malformed) {
        let straight = text.replacing("\u{201c}", with: "\"").replacing("\u{201d}", with: "\"")
        let parts = straight.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else {
            throw Malformed(
                text,
                expected: "words to search for",
                reason: "a quotation mark is not closed",
                hint: "write \"a phrase\" with a mark at both ends"
            )
        }
        var wanted: [[UInt8]] = []
        for (place, part) in parts.enumerated() {
            let isPhrase = place % 2 == 1
            let words = isPhrase ? [part] : part.split(whereSeparator: \.isWhitespace)
            for word in words {
                let bytes = SearchFold(word).bytes
                // An ideograph ends a word by itself.
                let isOpen = !isPhrase && bytes.dropLast().last.map { $0 < 0x80 } == true
                if bytes.count > 1 { wanted.append(isOpen ? bytes.dropLast() : bytes) }
            }
        }
        guard (1...SearchWords.countMax).contains(wanted.count) else {
            throw Malformed(
                text,
                expected: "words to search for",
                reason: wanted.isEmpty ? "there is no letter or digit in it" : "there are too many",
                hint: "write up to \(SearchWords.countMax) words"
            )
        }
        self.wanted = wanted
    }

    /// The words that a text does not have, of those given; all of them to begin with.
    func missing(in text: some StringProtocol, of places: [Int]? = nil) -> [Int] {
        let fold = SearchFold(text).bytes
        return (places ?? Array(wanted.indices)).filter { !Self.contains(fold, wanted[$0]) }
    }

    /// A piece of a text around the first of the words that it has; nil if it has none.
    func piece(of text: some StringProtocol) -> String? {
        let fold = SearchFold(text, tracks: true)
        let starts = wanted.compactMap { Self.first($0, in: fold.bytes) }
        guard let first = starts.min() else { return nil }
        let scalars = Array(text.unicodeScalars)
        // The blank in front of a word comes from before it.
        let hit = fold.origins[min(first + 1, fold.origins.count - 1)]
        let from = max(0, hit - Self.around)
        let end = min(scalars.count, hit + 2 * Self.around)
        var piece = String.UnicodeScalarView()
        if from > 0 { piece.append("…") }
        for scalar in scalars[min(from, end)..<end] {
            piece.append(scalar.properties.isWhitespace ? " " : scalar)
        }
        if end < scalars.count { piece.append("…") }
        return String(piece)
    }

    /// How many scalars of a text are shown before a hit; twice as many behind its beginning.
    private static let around = 60

    private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        first(word, in: text) != nil
    }

    /// Where a word begins in a folded text.
    private static func first(_ word: [UInt8], in text: [UInt8]) -> Int? {
        guard let last = word.indices.last, text.count >= word.count else { return nil }
        for start in 0...(text.count - word.count) where text[start] == word[0] {
            var place = last
            while place > 0, text[start + place] == word[place] { place -= 1 }
            if place == 0 { return start }
        }
        return nil
    }
}
