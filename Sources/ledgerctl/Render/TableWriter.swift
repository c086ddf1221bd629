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

    /// The text in lines of the width, parted at blanks, those behind the first set in.
    ///
    /// Prose that is cut has lost its end, and a hash too: a word wider than the screen is parted.
    func wrapped(_ text: String, indent: Int = 0, hanging: Int = 0) -> [String] {
        let first = String(repeating: " ", count: indent)
        guard let width else { return [first + text] }
        let rest = String(repeating: " ", count: indent + hanging)
        var lines: [String] = []
        var line = first
        var isStart = true
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let joined = isStart ? line + word : "\(line) \(word)"
            if Terminal.width(of: joined) <= width {
                line = joined
            } else {
                if !isStart { lines.append(line) }
                let parts = TableStyle.parted(isStart ? joined : rest + word, width, rest)
                lines += parts.dropLast()
                line = parts.last ?? ""
            }
            isStart = false
        }
        return lines + [line]
    }

    /// A line that has no blank to part it at, in lines of the width.
    private static func parted(_ line: String, _ width: Int, _ indent: String) -> [String] {
        var lines: [String] = []
        var part = ""
        var used = 0
        for character in line {
            let size = Terminal.width(of: String(character))
            if used + size > width, part.contains(where: { $0 != " " }) {
                lines.append(part)
                part = indent
                used = Terminal.width(of: indent)
            }
            part.append(character)
            used += size
        }
        return lines + [part]
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
///
/// On a narrow screen prose is narrowed. What does not fit then goes below its row: prose first,
/// then the columns that are meant to, then any other but the first.
struct TableWriter {
    private enum Line {
        case cells([String])
        case text(String)
        case remark(String)
    }

    /// Which columns stand beside one another, and how wide.
    private struct Plan {
        var widths: [Int]
        var shown: [Int]
        var folded: [Int]
    }

    private let columns: [TableLayout.Column]
    private let style: TableStyle
    private var content: [Line] = []

    private static let gap = 2
    /// Prose in a narrower column is not read.
    private static let flexibleWidthMin = 30
    /// Lines under a row are set in as far as its second column, unless that is too far.
    private static let indentMax = 14
    private static let indentUsual = 4

    /// Makes an empty table.
    init(columns: [TableLayout.Column], style: TableStyle) {
        self.columns = columns
        self.style = style
    }

    /// Adds a row.
    mutating func add(_ cells: [String]) { content.append(.cells(cells)) }
    /// Adds a line that is no row.
    mutating func addLine(_ text: String) { content.append(.text(text)) }
    /// Adds a line under the row before.
    mutating func addRemark(_ text: String) { content.append(.remark(text)) }

    /// All lines, names first.
    func lines() -> [String] {
        let plan = plan()
        let hasRows = content.contains { if case .cells = $0 { true } else { false } }
        let hasNames = !columns.map(\.header).allSatisfy(\.isEmpty)
        let names =
            style.hasHeader && hasRows && hasNames
            ? [style.bold(joined(columns.map(\.header), plan))] : []
        return names + content.flatMap { lines(of: $0, plan) }
    }

    /// The lines of each row and of each line between rows, without the names.
    func blocks() -> [[String]] {
        let plan = plan()
        return content.map { lines(of: $0, plan) }
    }

    private func lines(of line: Line, _ plan: Plan) -> [String] {
        switch line {
        case .cells(let cells):
            let below = folded(cells, plan)
            return [style.cut(joined(cells, plan))]
                + (below.isEmpty ? [] : style.wrapped(below, indent: indent(plan)))
        case .text(let text): return style.wrapped(text, hanging: 2)
        case .remark(let text): return style.wrapped(text, indent: indent(plan))
        }
    }

    private func indent(_ plan: Plan) -> Int {
        let second = (plan.shown.first.map { plan.widths[$0] } ?? 0) + TableWriter.gap
        return second <= TableWriter.indentMax ? second : TableWriter.indentUsual
    }

    private func plan() -> Plan {
        let natural = naturalWidths()
        var plan = Plan(widths: natural, shown: Array(columns.indices), folded: [])
        guard let limit = style.width else { return plan }
        while true {
            plan.widths = natural
            let gaps = TableWriter.gap * (plan.shown.count - 1)
            var excess = plan.shown.map { natural[$0] }.reduce(0, +) + gaps - limit
            for index in plan.shown.reversed() where columns[index].isFlexible && excess > 0 {
                let least = min(TableWriter.flexibleWidthMin, natural[index])
                let narrowed = max(least, natural[index] - excess)
                excess -= natural[index] - narrowed
                plan.widths[index] = narrowed
            }
            guard excess > 0, let out = dispensable(plan, excess) else { return plan }
            plan.shown.removeAll { $0 == out }
            plan.folded = (plan.folded + [out]).sorted()
        }
    }

    /// The column that goes below next, where so much is too wide; the first never does.
    private func dispensable(_ plan: Plan, _ excess: Int) -> Int? {
        let shown = plan.shown.dropFirst()
        return shown.last { columns[$0].isFlexible || columns[$0].isSentence }
            ?? shown.last { columns[$0].folds }
            // The second often says what a row is about.
            ?? shown.dropFirst().last { plan.widths[$0] + TableWriter.gap >= excess }
            ?? shown.last
    }

    private func naturalWidths() -> [Int] {
        var widths =
            style.hasHeader
            ? columns.map { Terminal.width(of: $0.header) } : columns.map { _ in 0 }
        for case .cells(let cells) in content {
            for (index, cell) in cells.enumerated() {
                widths[index] = max(widths[index], Terminal.width(of: cell))
            }
        }
        return widths
    }

    /// The cells that stand below a row; those that are no prose with their names.
    private func folded(_ cells: [String], _ plan: Plan) -> String {
        let parts = plan.folded.compactMap { index -> String? in
            let cell = cells[index]
            guard !cell.isEmpty, cell != CellText.nothing else { return nil }
            let name = columns[index].header.lowercased()
            return columns[index].isSentence || name.isEmpty ? cell : "\(name) \(cell)"
        }
        return parts.joined(separator: " · ")
    }

    private func joined(_ cells: [String], _ plan: Plan) -> String {
        var line = ""
        for index in plan.shown {
            if index != plan.shown.first {
                line += String(repeating: " ", count: TableWriter.gap)
            }
            let width = plan.widths[index]
            let cell =
                columns[index].isFlexible && style.width != nil
                ? TableStyle.cut(cells[index], width) : cells[index]
            line += columns[index].isRight ? Pad.right(cell, width) : Pad.left(cell, width)
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
