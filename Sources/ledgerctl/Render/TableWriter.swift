import Platform

/// How tables are drawn: on a screen or into a pipe.
struct TableStyle: Sendable {
    /// Lines are cut to so many columns; nil for a pipe, where nothing is ever cut.
    var width: Int?
    /// Whether names are set off.
    var usesColor = false
    /// Whether coordinates and column names are printed.
    var hasHeader = true

    /// The line, cut to the width with `…`.
    func cut(_ line: String) -> String {
        guard let width else { return line }
        return TableStyle.cut(line, width)
    }

    /// Fainter, for what surrounds the rows.
    func dim(_ line: String) -> String { usesColor ? "\u{1b}[2m\(cut(line))\u{1b}[0m" : cut(line) }
    /// Bolder, for column names.
    func bold(_ line: String) -> String { usesColor ? "\u{1b}[1m\(cut(line))\u{1b}[0m" : cut(line) }

    /// Text of at most so many columns, never half a wide character.
    static func cut(_ text: String, _ width: Int) -> String {
        guard Terminal.width(of: text) > width else { return text }
        var kept = ""
        var used = 0
        for character in text {
            let size = Terminal.width(of: String(character))
            guard used + size < width else { break }
            kept.append(character)
            used += size
        }
        return kept + "…"
    }
}

/// Aligns cells by the columns they take on a screen, not by characters.
struct TableWriter {
    private enum Line {
        case cells([String])
        case text(String)
        case remark(String)
    }

    private let columns: [TableLayout.Column]
    private let style: TableStyle
    private var content: [Line] = []

    private static let gap = 2
    private static let flexibleWidthMin = 12

    /// Makes an empty table.
    init(columns: [TableLayout.Column], style: TableStyle) {
        self.columns = columns
        self.style = style
    }

    /// Adds a row.
    mutating func add(_ cells: [String]) { content.append(.cells(cells)) }
    /// Adds a line that is no row.
    mutating func addLine(_ text: String) { content.append(.text(text)) }
    /// Adds a line under the row before, indented to the second column.
    mutating func addRemark(_ text: String) { content.append(.remark(text)) }

    /// All lines, names first.
    func lines() -> [String] {
        let widths = columnWidths()
        let headers = columns.map(\.header)
        var lines: [String] = []
        let hasRows = content.contains { if case .cells = $0 { true } else { false } }
        if style.hasHeader, hasRows, !headers.allSatisfy(\.isEmpty) {
            lines.append(style.bold(joined(headers, widths)))
        }
        let indent = String(repeating: " ", count: (widths.first ?? 0) + TableWriter.gap)
        for line in content {
            switch line {
            case .cells(let cells): lines.append(style.cut(joined(cells, widths)))
            case .text(let text): lines.append(style.cut(text))
            case .remark(let text): lines.append(style.cut(indent + text))
            }
        }
        return lines
    }

    private func columnWidths() -> [Int] {
        var widths =
            style.hasHeader
            ? columns.map { Terminal.width(of: $0.header) } : columns.map { _ in 0 }
        for case .cells(let cells) in content {
            for (index, cell) in cells.enumerated() {
                widths[index] = max(widths[index], Terminal.width(of: cell))
            }
        }
        guard let limit = style.width else { return widths }
        var excess = widths.reduce(0, +) + TableWriter.gap * (columns.count - 1) - limit
        for index in columns.indices.reversed() where columns[index].isFlexible && excess > 0 {
            let narrowed = max(TableWriter.flexibleWidthMin, widths[index] - excess)
            guard narrowed < widths[index] else { continue }
            excess -= widths[index] - narrowed
            widths[index] = narrowed
        }
        return widths
    }

    private func joined(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { line += String(repeating: " ", count: TableWriter.gap) }
            let cell =
                columns[index].isFlexible && style.width != nil
                ? TableStyle.cut(cell, widths[index]) : cell
            line +=
                columns[index].isRight
                ? Pad.right(cell, widths[index]) : Pad.left(cell, widths[index])
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
