import Ledger

/// The rows of an answer as a table of the page: the cells are those of `ledgerctl`'s own table.
struct ReportTable {
    private let columns: [TableLayout.Column]
    private let sentence: (JSON) -> String?
    private let remarks: (JSON) -> [String]

    /// Columns in which a record is named, so that its name leads to it.
    private static let citing: Set = [
        "RECORDS", "REC", "SAYS", "AGAINST", "EXPLAINED", "FIX", "WHAT",
    ]

    /// The table of a question.
    init(_ grid: ReportGrid) {
        let schema = String(grid.schema.trimmingPrefix("ledger."))
        let layout = TableLayout.named(schema)
        switch schema {
        case "claims_matrix/1": columns = ReportTable.matrix(grid.rows)
        case "findings/1": columns = ReportTable.findings
        default: columns = layout?.columns ?? []
        }
        // What draws itself has neither.
        sentence = layout?.sentence ?? { _ in nil }
        remarks = { row in layout?.remarks(row, true) ?? [] }
    }

    /// The names of the columns, as people read them.
    var names: [String] {
        columns.map { column in
            let isName = column.header.contains("/") || column.header.contains(":")
            return isName
                ? column.header : column.header.prefix(1) + column.header.dropFirst().lowercased()
        }
    }

    /// The line of names.
    var head: String {
        let cells = zip(names, columns).map { name, column in
            "<th scope=\"col\"\(column.isRight ? " class=\"num\"" : "")>\(Markup.text(name))</th>"
        }
        return "<thead><tr>\(cells.joined())</tr></thead>"
    }

    /// The cells of a row; nil where the row is a sentence of its own.
    func cells(_ row: JSON) -> [String]? {
        sentence(row) == nil ? columns.map { $0.text(row) } : nil
    }

    /// What is told of a row in lines of its own.
    func lines(_ row: JSON) -> [String] { sentence(row).map { [$0] } ?? remarks(row) }

    /// A row with its remarks, as a body of its own, so that a filter takes or leaves it whole.
    func body(_ row: JSON) -> String {
        let records = (row["records"]?.elements ?? []).compactMap(\.text).joined(separator: " ")
        var out = "<tbody data-r=\"\(Markup.text(records))\">"
        if let cells = cells(row) {
            let marked = zip(cells, columns).enumerated().map { index, pair in
                let (text, column) = pair
                let isCiting = ReportTable.citing.contains(column.header)
                let inner = isCiting ? ReportTable.linked(text) : Markup.text(text)
                let name = index == 0 ? "th scope=\"row\"" : "td"
                let style = column.isRight ? " class=\"num\"" : ""
                return "<\(name)\(style)>\(inner)</\(index == 0 ? "th" : "td")>"
            }
            out += "<tr>\(marked.joined())</tr>"
        }
        for line in lines(row) {
            out += "<tr class=\"remark\"><td colspan=\"\(columns.count)\">"
            out += "\(ReportTable.linked(line))</td></tr>"
        }
        out += "</tbody>"
        // A number of days is another one each day; the page puts it in.
        return out.replacing(
            "\(ReportGrid.anyDays)",
            with: "<span class=\"days\"></span>"
        )
    }

    /// Text in which `r168` leads to that record.
    static func linked(_ text: String) -> String {
        var out = ""
        var word = ""
        func flush() {
            let isRecord = RecordNumber(word) != nil
            out += isRecord ? "<a href=\"#\(word)\">\(word)</a>" : Markup.text(word)
            word = ""
        }
        for character in text {
            if character.isLetter || character.isNumber || character == "-" || character == "/" {
                word.append(character)
            } else {
                flush()
                out += Markup.text(String(character))
            }
        }
        flush()
        return out
    }

    private static let findings: [TableLayout.Column] = [
        .init(header: "SUBJECT") { row in
            let field = CellText.known(row["field"]).map { ", \(CellText.cell($0))" } ?? ""
            return CellText.raw(row["subject"]) + field
        },
        .init(header: "RULE") { row in
            String(CellText.cell(row["rule"]).map { $0 == "-" ? " " : $0 })
        },
        .field("WHAT", "text"), .field("FIX", "fix"), .field("RECORDS", "records"),
    ]

    /// A column for each origin that speaks at any time, so that columns do not move.
    private static func matrix(_ rows: [JSON]) -> [TableLayout.Column] {
        var origins: [String] = []
        for cell in rows.flatMap({ $0["cells"]?.elements ?? [] }) {
            let who = CellText.raw(cell["who"])
            if !origins.contains(who) { origins.append(who) }
        }
        let columns = origins.map { origin in
            TableLayout.Column(header: origin) { row in
                let own = (row["cells"]?.elements ?? []).filter {
                    CellText.raw($0["who"]) == origin
                }
                return own.map(said).joined(separator: "; ")
            }
        }
        let lead: [TableLayout.Column] = [
            .field("PROPOSITION", "proposition"), .field("SUBJECT", "subject"),
        ]
        return lead + columns + [.field("RECORDS", "records")]
    }

    /// `+ asserts 2018-11-15, named`.
    private static func said(_ cell: JSON) -> String {
        let mark =
            switch cell["says"]?.text {
            case "asserts", "confirms": "+"
            case "denies", "disavows": "−"
            case "queries": "?"
            default: "○"
            }
        let date = CellText.known(cell["date"]).map { " \(CellText.cell($0))" } ?? ""
        return "\(mark) \(CellText.words(cell["says"]))\(date), \(CellText.words(cell["class"]))"
    }
}
