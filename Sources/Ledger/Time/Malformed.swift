/// A text or a set of values that cannot be read as what it should be.
///
/// Every parser of dates and quantities throws this one type. Its sentence says what was found,
/// what was expected, why it is not that, and what to type instead.
public struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was given, cut to 80 scalars and without control characters, so that it can be printed.
    public let found: String
    /// What was expected, as a noun with its article: `a date`, `a rate`.
    public let expected: String
    /// Why it is not that; nil when nothing more exact than "it is not" can be said.
    public let reason: String?
    /// What to type instead, as an instruction: `write YYYY-MM-DD`.
    public let hint: String?

    /// Describes one refusal; `found` is cleaned and cut here.
    public init(_ found: String, expected: String, reason: String? = nil, hint: String? = nil) {
        self.found = Malformed.printable(found, scalarsMax: Malformed.scalarsMax)
        self.expected = expected
        self.reason = reason
        self.hint = hint
    }

    /// What is wrong, without the hint: `'2018-13' is not a date: there is no month 13`.
    public var statement: String {
        let subject = found.isEmpty ? "an empty text" : "'\(found)'"
        let refusal = "\(subject) is not \(expected)"
        return reason.map { "\(refusal): \($0)" } ?? refusal
    }

    /// The whole sentence: the statement, then the hint after a semicolon.
    public var description: String {
        hint.map { "\(statement); \($0)" } ?? statement
    }

    private static let scalarsMax = 80

    /// Text cut to so many scalars, with control and format characters replaced.
    static func printable(_ text: String, scalarsMax: Int) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard result.count < scalarsMax else {
                result.append("…")
                break
            }
            // Control and format scalars could move a terminal's cursor or reverse its text.
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
                result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
