/// How a source bounds the number it gives.
public enum Qualifier: String, CaseIterable, Hashable, Sendable {
    /// The number itself.
    case eq
    /// Near the number.
    case about
    /// The number or less.
    case upTo = "up_to"
    /// The number or more.
    case atLeast = "at_least"
    /// More than the number.
    case over
    /// Less than the number.
    case under
    /// From the number to an upper one, both included.
    case range

    /// Reads the stored word; throws the list of words when it is none of them.
    public init(word: String) throws(Malformed) {
        guard let known = Qualifier(rawValue: word) else {
            let words = Qualifier.allCases.map(\.rawValue).joined(separator: ", ")
            throw Malformed(word, expected: "a qualifier", hint: "write one of \(words)")
        }
        self = known
    }

    /// Reads the word as people type it, with `-` or `_`: `up-to`.
    init?(typed word: some StringProtocol) {
        self.init(rawValue: String(word.map { $0 == "-" ? "_" : $0 }))
    }

    /// The words in front of a displayed number, with a space after them; nothing for `eq`.
    var phrase: String {
        switch self {
        case .eq, .range: ""
        case .about: "about "
        case .upTo: "up to "
        case .atLeast: "at least "
        case .over: "over "
        case .under: "under "
        }
    }
}
