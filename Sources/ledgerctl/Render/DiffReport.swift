import Ledger

/// A difference: what has changed, then, if asked for, the records that were learned.
enum DiffReport {
    private static let changes: [TableLayout.Column] = [
        .field("", "mark"), .field("", "records"), .field("", "subject"), .words("", "field"),
        .init(
            header: "",
            text: { CellText.arrow($0["before"], $0["after"], CellText.words) },
            isFlexible: true,
            isSentence: true
        ), .prose("", "what"),
    ]

    private static let learned: [TableLayout.Column] = [
        .field("REC", "record"), .field("DATE", "date"), .field("TYPE", "type"),
        .field("SUBJECT", "subject"), TableLayout.Column.field("SOURCE", "source").folding,
        .prose("WHAT", "what"),
    ]

    /// The lines of both parts.
    @Sendable static func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        let records = rows.filter { $0["row"]?.text == "learned" }
        let moved = rows.filter { $0["row"]?.text != "learned" }
        var lines = table(moved, changes, style)
        if !records.isEmpty {
            if !moved.isEmpty { lines.append("") }
            if style.hasHeader { lines.append("records learned:") }
            lines += table(records, learned, style)
        }
        return lines
    }

    private static func table(
        _ rows: [JSON],
        _ columns: [TableLayout.Column],
        _ style: TableStyle
    ) -> [String] {
        var table = TableWriter(columns: columns, style: style)
        for row in rows { table.add(columns.map { $0.text(row) }) }
        return table.lines()
    }
}
