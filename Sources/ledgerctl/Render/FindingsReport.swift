import Ledger

/// What a check found, grouped by rule, with what to type about each.
enum FindingsReport {
    private static let columns: [TableLayout.Column] = [
        .init(header: "") { row in
            let field = CellText.known(row["field"]).map { " \(CellText.cell($0))" } ?? ""
            return CellText.cell(row["subject"]) + field
        },
        .sentence("", "text"), .field("", "records"),
    ]

    /// The rules in the order in which they come, each with its findings.
    ///
    /// What to type is never cut, so that it can be copied.
    @Sendable static func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        var rules: [String] = []
        for rule in rows.map({ CellText.cell($0["rule"]) }) where !rules.contains(rule) {
            rules.append(rule)
        }
        var lines: [String] = []
        for rule in rules {
            let own = rows.filter { CellText.cell($0["rule"]) == rule }
            let group = CellText.cell(own.first?["group"])
            let title = String(rule.map { $0 == "-" ? " " : $0 })
            lines.append(style.bold("\(title) (\(group), \(own.count))"))
            lines += findings(own, style)
        }
        return lines
    }

    private static func findings(_ rows: [JSON], _ style: TableStyle) -> [String] {
        var inner = style
        inner.hasHeader = false
        inner.width = style.width.map { max(1, $0 - 2) }
        var lines: [String] = []
        var table = TableWriter(columns: columns, style: inner)
        var pending: JSON?
        /// Findings that are mended in the same way share the line that says how.
        func flush() {
            lines += table.lines().map { "  " + $0 }
            if let fix = pending { lines.append("    fix: \(CellText.cell(fix))") }
            table = TableWriter(columns: columns, style: inner)
        }
        for row in rows {
            let fix = CellText.known(row["fix"])
            if row != rows.first, fix != pending { flush() }
            pending = fix
            table.add(columns.map { $0.text(row) })
        }
        flush()
        return lines
    }
}
