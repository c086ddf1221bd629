extension StringProtocol {
    /// Without blanks at both ends.
    var trimmed: String {
        let rest = drop { $0.isWhitespace }
        let count = rest.reversed().prefix { $0.isWhitespace }.count
        return String(rest.dropLast(count))
    }
}
