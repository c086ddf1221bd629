/// An answer as comma-separated values (RFC 4180): one header line, then a line a row.
public enum CSV {
    /// Writes rows; the columns are the members of all rows, in order of first appearance.
    ///
    /// A value with a `text` shows it, a list its elements with a space between. Text that a
    /// spreadsheet would take for a formula gets an apostrophe in front.
    public static func text(_ rows: [JSON]) -> String {
        var columns: [String] = []
        for row in rows {
            for member in row.members where !columns.contains(member.name) {
                columns.append(member.name)
            }
        }
        var out = columns.map(field).joined(separator: ",") + "\r\n"
        for row in rows {
            out += columns.map { field(plain(row[$0] ?? .null)) }.joined(separator: ",") + "\r\n"
        }
        return out
    }

    /// A value on one line, for a cell.
    public static func plain(_ value: JSON) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "true" : "false"
        case .number(let text), .string(let text): text
        case .array(let elements): elements.map(plain).joined(separator: " ")
        case .object(let members):
            value["text"]?.text
                ?? members.map { "\($0.name)=\(plain($0.value))" }.joined(separator: " ")
        }
    }

    private static func field(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
            text = "'" + text
        }
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
