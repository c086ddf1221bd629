import Ledger

/// The same content as Markdown, at the days with which the page opens: for a memo.
enum ReportMarkdown {
    /// The whole text.
    static func text(_ data: ReportData) -> String {
        let sentence = ReportSentence(data)
        var out = "# \(escaped(data.seal.origin))\n\n\(escaped(sentence.opening))\n\n"
        out += "\(escaped(sentence.place))\n"
        for grid in data.grids where !grid.part.isMatrix || !grid.rows.isEmpty {
            let place = data.start
            let rows = grid.rows(place.publication, place.day, on: data.request.on)
            let title = grid.part.isMatrix ? "Who says what: \(grid.part.title)" : grid.part.title
            out += "\n## \(escaped(title)) (\(ReportExport.count(rows)))\n\n"
            out += "\(escaped(grid.part.caption))\n\n"
            out += rows.isEmpty ? "\(grid.part.none)\n" : table(ReportTable(grid), rows)
            for note in grid.list(place.publication, place.day).notes {
                out += "\n\(escaped(note))\n"
            }
        }
        out += records(data)
        out += "\n## What this was made of\n\n"
        out += "- root `\(CellText.raw(data.basis["root"]))`\n- key `\(code(data.seal.key))`\n"
        return out + "- ledgerctl \(Version.current)\n"
    }

    private static func table(_ table: ReportTable, _ rows: [JSON]) -> String {
        func line(_ cells: [String]) -> String {
            "| \(cells.map(escaped).joined(separator: " | ")) |\n"
        }
        var out = line(table.names)
        out += "|\(String(repeating: "---|", count: table.names.count))\n"
        var below: [String] = []
        for row in rows {
            if let cells = table.cells(row) { out += line(cells) }
            let name = table.cells(row)?.prefix(2).joined(separator: ", ")
            below += table.lines(row).map { line in name.map { "\($0): \(line)" } ?? line }
        }
        return out + (below.isEmpty ? "" : "\n")
            + below.map { "- \(escaped($0))\n" }.joined()
    }

    private static func records(_ data: ReportData) -> String {
        let seen = Set(data.visible[data.start.publication])
        var out = "\n## Records\n"
        for record in data.records where seen.contains(record.number) {
            out += "\n### \(escaped(record.heading))\n\n"
            for (name, text) in record.pairs { out += "- \(escaped(name)): \(escaped(text))\n" }
            for quote in record.quotes {
                let lines = quote.text.split(separator: "\n").map { "> \(escaped(String($0)))" }
                out += "\n\(lines.joined(separator: "\n"))\n>\n> \(escaped(quote.source))\n"
            }
        }
        return out
    }

    /// Text in which nothing is markup, on one line.
    static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            let isMarkup = "\\`*_[]|#~!".contains(character)
            out += isMarkup ? "\\\(character)" : Markup.text(String(character))
        }
        return out
    }

    private static func code(_ text: String) -> String { text.replacing("`", with: "'") }
}
