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
        .init(
            header: "STATE",
            text: { row in
                let state = CellText.words(row["after"] ?? row["before"])
                return row["likelihood"]?.text == "possibly" ? "\(state), possibly" : state
            },
            isSentence: true
        ),
        .records,
    ]

    /// The lines of both parts.
    @Sendable static func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        let moved = told(rows, style).flatMap(\.self)
        let ended = end(rows, style)
        return moved + (moved.isEmpty || ended.isEmpty ? [] : [""]) + ended
    }

    /// The changes in their order; each may take several lines of a narrow screen.
    static func told(_ rows: [JSON], _ style: TableStyle) -> [[String]] {
        let moved = rows.filter { $0["row"]?.text != "state" }
        var table = TableWriter(columns: changes, style: style)
        for row in moved { table.add(changes.map { $0.text(row) }) }
        return table.blocks()
    }

    /// The state at the end.
    static func end(_ rows: [JSON], _ style: TableStyle) -> [String] {
        let ended = rows.filter { $0["row"]?.text == "state" }
        guard !ended.isEmpty else { return [] }
        var table = TableWriter(columns: states, style: style)
        for row in ended { table.add(states.map { $0.text(row) }) }
        let title = "state on \(CellText.words(ended.first?["date"])):"
        return (style.hasHeader ? [title] : []) + table.lines()
    }
}
