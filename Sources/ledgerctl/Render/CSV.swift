/// Comma-separated values as in RFC 4180, safe to open in a spreadsheet.
enum CSV {
    /// One record with its line end, CR LF.
    static func record(_ cells: [String]) -> String {
        cells.map(field).joined(separator: ",") + "\r\n"
    }

    /// One field, quoted where it must be.
    ///
    /// A spreadsheet takes a cell that begins with one of `= + - @` or a tab for a formula and
    /// runs it, so such a cell gets an apostrophe in front. Negative numbers are no formulas.
    static func field(_ text: String) -> String {
        var text = text
        if let first = text.utf8.first, Array("=+-@\t".utf8).contains(first), !isNumber(text) {
            text = "'" + text
        }
        let needsQuotes = text.utf8.contains { Array(",\"\r\n".utf8).contains($0) }
        guard needsQuotes else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst()
        return !digits.isEmpty && digits.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2e }
            && text.utf8.first == UInt8(ascii: "-")
    }
}
