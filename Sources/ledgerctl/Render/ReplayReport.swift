import Ledger

/// A replay: first what changed, in order, then what holds at the end.
enum ReplayReport {
    private static let changes: [TableLayout.Column] = [
        .init(header: "") { CellText.raw($0["when"] ?? $0["date"]) }, .field("", "record"),
        .field("", "subject"),
        .init(header: "") { CellText.arrow($0["before"], $0["after"], CellText.words) },
        .prose("", "what"),
    ]

    private static let states: [TableLayout.Column] = [
        .field("SUBJECT", "subject"),
        .init(header: "STATE") { row in
            let state = CellText.words(row["after"] ?? row["before"])
            return row["likelihood"]?.text == "possibly" ? "\(state), possibly" : state
        },
        .records,
    ]

    /// The lines of both parts.
    @Sendable static func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        let moved = rows.filter { $0["row"]?.text != "state" }
        let ended = rows.filter { $0["row"]?.text == "state" }
        var lines = table(moved, changes, style)
        if !ended.isEmpty {
            if !moved.isEmpty { lines.append("") }
            if style.hasHeader { lines.append("state on \(CellText.words(ended.first?["date"])):") }
            lines += table(ended, states, style)
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
