import Ledger

extension Renderer {
    /// Prints one row of an answer that has no end: a line in every format.
    ///
    /// - Parameters:
    ///   - row: a row of `records/1`.
    ///   - answer: what it came in.
    ///   - isFirst: whether nothing was printed before, so that CSV gets its names.
    /// - Throws: when it cannot be written.
    func follow(_ row: JSON, of answer: Answer, isFirst: Bool) throws(Failure) {
        let chosen = globals.fields.map { $0.split(separator: ",").map(String.init) }
        let fields = chosen ?? TableLayout.of(answer).fields
        switch globals.output {
        case .json, .jsonl: try console.line(JSONLines.row(row, of: answer, chosen).line)
        case .csv:
            if isFirst, !globals.noHeader { try console.write(CSV.record(fields)) }
            try console.write(CSV.record(fields.map { CellText.raw(CellText.value(row, $0)) }))
        case .md:
            if isFirst, !globals.noHeader {
                for line in Markdown.header(fields) { try console.line(line) }
            }
            let cells = fields.map { CellText.cell(CellText.value(row, $0)) }
            try console.line(Markdown.row(cells))
        case .ics: throw Verbs.noCalendar
        case .table:
            let cells =
                chosen.map { $0.map { CellText.cell(CellText.value(row, $0)) } } ?? [
                    CellText.cell(row["record"]), CellText.cell(row["date"]),
                    CellText.cell(row["type"]), CellText.cell(row["subject"]), CellText.gist(row),
                ]
            try console.line(cells.joined(separator: "  "))
        }
    }
}
