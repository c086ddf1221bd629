/// Rows of comma- or tab-separated values as RFC 4180 has them, each with its lines.
///
/// A quote inside a field without quotes stands for itself. Nothing is padded or dropped: what
/// does not fit is a fault of its row.
struct TableReader {
    /// One row.
    struct Row {
        /// The line on which it begins, and the one on which it ends, counted from 1.
        var line: Int
        var lastLine: Int
        var cells: [String]
        /// Its bytes in the text, without the end of the line.
        var raw: Range<Int>
        /// What is wrong with its quotes.
        var fault: Fault?
    }

    /// A quote that does not close, or closes in the middle of a field.
    struct Fault: Equatable {
        /// Where the quote opens; the column is that of the table, from 1.
        var line: Int
        var column: Int
        /// Whether the file ended before it closed.
        var isUnclosed: Bool
    }

    private let text: [UInt8]
    private let delimiter: UInt8
    private var at = 0
    private var line = 1

    private static let quote = UInt8(ascii: "\"")

    /// Reads text from its start.
    init(_ text: [UInt8], delimiter: UInt8) {
        self.text = text
        self.delimiter = delimiter
    }

    /// Every row that is not blank.
    static func rows(_ text: [UInt8], delimiter: UInt8) -> [Row] {
        var reader = TableReader(text, delimiter: delimiter)
        var rows: [Row] = []
        while let row = reader.next() {
            if row.raw.isEmpty { continue }
            rows.append(row)
        }
        return rows
    }

    /// The next row; nil at the end.
    private mutating func next() -> Row? {
        guard at < text.count else { return nil }
        var row = Row(line: line, lastLine: line, cells: [], raw: at..<at)
        while true {
            let column = row.cells.count + 1
            let isQuoted = at < text.count && text[at] == Self.quote
            let bytes = isQuoted ? quoted(column, &row.fault)[...] : plain()
            row.cells.append(String(decoding: bytes, as: UTF8.self))
            if row.fault == nil, at < text.count, text[at] == delimiter {
                at += 1
                continue
            }
            row.lastLine = line
            row.raw = row.raw.lowerBound..<at
            endLine()
            return row
        }
    }

    /// A field without quotes: up to the delimiter or the end of the line.
    private mutating func plain() -> ArraySlice<UInt8> {
        let start = at
        while at < text.count, text[at] != delimiter, !isLineEnd { at += 1 }
        return text[start..<at]
    }

    /// A field in quotes, in which two quotes are one.
    private mutating func quoted(_ column: Int, _ fault: inout Fault?) -> [UInt8] {
        let opened = line
        var bytes: [UInt8] = []
        at += 1
        while at < text.count {
            if text[at] == Self.quote {
                at += 1
                guard at < text.count, text[at] == Self.quote else {
                    if at == text.count || text[at] == delimiter || isLineEnd { return bytes }
                    fault = Fault(line: opened, column: column, isUnclosed: false)
                    while at < text.count, !isLineEnd { at += 1 }
                    return bytes
                }
            } else if isLineEnd {
                line += 1
                if text[at] == 0x0d, at + 1 < text.count, text[at + 1] == 0x0a {
                    bytes.append(text[at])
                    at += 1
                }
            }
            bytes.append(text[at])
            at += 1
        }
        fault = Fault(line: opened, column: column, isUnclosed: true)
        return bytes
    }

    private var isLineEnd: Bool { text[at] == 0x0a || text[at] == 0x0d }

    private mutating func endLine() {
        guard at < text.count else { return }
        if text[at] == 0x0d, at + 1 < text.count, text[at + 1] == 0x0a { at += 1 }
        at += 1
        line += 1
    }
}
