import Ledger

/// Where each side stands on a topic: what it demands, offers, pledges, holds and answers.
enum IssueReport {
    private static let slots = ["demand", "offer", "pledge", "position", "answer"]

    private static let columns: [TableLayout.Column] = [
        .field("ISSUE", "issue"), .field("SIDE", "side"), .words("STANDS", "slot"),
        .words("STATE", "state"), .field("REC", "record"),
        TableLayout.Column.field("DATE", "date").folding, .sentence("TEXT", "text"),
        TableLayout.Column.field("SUBJECT", "subject").folding,
    ]

    /// A line for each thing that a side last said; topic and side stand once.
    @Sendable static func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        var table = TableWriter(columns: columns, style: style)
        var topic: JSON?
        for row in rows {
            var isFirst = true
            for slot in slots {
                guard let said = CellText.known(row[slot]) else { continue }
                var line = said
                line.set("slot", .string(slot))
                var cells = columns.map { $0.text(line) }
                cells[0] = isFirst && row["issue"] != topic ? CellText.cell(row["issue"]) : ""
                cells[1] = isFirst ? CellText.cell(row["side"]) : ""
                table.add(cells)
                if isFirst { topic = row["issue"] }
                isFirst = false
            }
        }
        return table.lines()
    }
}
