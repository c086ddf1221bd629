/// Comma-separated values as in RFC 4180, safe to open in a spreadsheet.
enum CSV {
    /// One record with its line end, CR LF.
    static func record(_ cells: [String]) -> String {
        cells.map(field).joined(separator: ",") + "\r\n"
    }

    /// One field, quoted where it must be.
    ///
    /// A spreadsheet takes a cell that begins with one of `= + - @`, a tab or a carriage return
    /// for a formula and runs it, so such a cell gets an apostrophe in front.
    static func field(_ text: String) -> String {
        let isFormula = text.utf8.first.map { Array("=+-@\t\r".utf8).contains($0) } == true
        let text = isFormula ? "'" + text : text
        guard text.utf8.contains(where: { Array(",\"\r\n".utf8).contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
