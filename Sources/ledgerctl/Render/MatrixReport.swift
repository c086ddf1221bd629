import Ledger

/// Who says what of which proposition: a letter a column, and below each row who that is.
enum MatrixReport {
    /// The propositions, each with a mark under every origin that speaks of it.
    @Sendable static func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        var origins: [String] = []
        for cell in rows.flatMap({ $0["cells"]?.elements ?? [] }) {
            let who = CellText.cell(cell["who"])
            if !origins.contains(who) { origins.append(who) }
        }
        var columns = origins.indices.map { index in
            let origin = origins[index]
            return TableLayout.Column(header: letter(index)) { marks($0, of: origin) }
        }
        columns.append(.sentence("PROPOSITION", "proposition"))
        columns.append(TableLayout.Column.field("SUBJECT", "subject").folding)
        var table = TableWriter(columns: columns, style: style)
        for row in rows {
            table.add(columns.map { $0.text(row) })
            for cell in row["cells"]?.elements ?? [] {
                let index = origins.firstIndex(of: CellText.cell(cell["who"])) ?? 0
                table.addRemark("\(letter(index)) \(sentence(cell))")
            }
        }
        let legend = origins.enumerated().map { "\(letter($0.offset)) \($0.element)" }
        return
            (style.hasHeader
            ? style.wrapped(legend.joined(separator: " · "), hanging: 2) : [])
            + table.lines()
    }

    /// What one origin says: `asserts 2018-11-15, named (r165)`.
    private static func sentence(_ cell: JSON) -> String {
        let says = CellText.words(cell["says"])
        let date = CellText.known(cell["date"]).map { " \(CellText.cell($0))" } ?? ""
        let evidence = CellText.known(cell["class"]).map { ", \(CellText.words($0))" } ?? ""
        return "\(says)\(date)\(evidence) (\(CellText.cell(cell["record"])))"
    }

    /// What an origin says of a row: `+`, `-`, `?`, or that it says nothing to it.
    private static func marks(_ row: JSON, of origin: String) -> String {
        var marks: [String] = []
        for cell in row["cells"]?.elements ?? [] where CellText.cell(cell["who"]) == origin {
            let mark =
                switch cell["says"]?.text {
                case "asserts", "confirms": "+"
                case "denies", "disavows": "-"
                case "queries": "?"
                default: "○"
                }
            if !marks.contains(mark) { marks.append(mark) }
        }
        return marks.joined()
    }

    /// A to Z, then A2 to Z2.
    private static func letter(_ index: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let round = index / letters.count
        return String(letters[index % letters.count]) + (round == 0 ? "" : String(round + 1))
    }
}
