import Ledger
import Platform

/// How the rows of one schema look as a table.
struct TableLayout: Sendable {
    /// The schema, without prefix.
    var schema: String
    /// What the rows are, in the plural: `measures in force`.
    var noun: String
    /// The members of a row in the order of `docs/http-api.md`: the columns of CSV.
    var fields: [String]
    /// The columns of the table.
    var columns: [Column] = []
    /// Rows that are told as lines of their own instead of cells.
    var sentence: @Sendable (JSON) -> String? = { _ in nil }
    /// A line under a row, where there is more to say about it.
    var remark: @Sendable (JSON) -> String? = { _ in nil }
    /// Draws all rows itself, where they are no table.
    var draw: (@Sendable ([JSON], TableStyle) -> [String])?

    /// A column.
    struct Column: Sendable {
        /// Its name; empty for a table without a line of names.
        var header: String
        /// A row's cell.
        var text: @Sendable (JSON) -> String
        /// Whether numbers stand below one another.
        var isRight = false
        /// Whether it gives way when the screen is narrow.
        var isFlexible = false

        /// A column that shows a member as it is.
        static func field(_ header: String, _ name: String, right: Bool = false) -> Column {
            Column(header: header, text: { CellText.cell($0[name]) }, isRight: right)
        }

        /// Prose: the column that gives way.
        static func prose(_ header: String, _ name: String) -> Column {
            Column(header: header, text: { CellText.cell($0[name]) }, isFlexible: true)
        }

        /// A key without its kind.
        static func slug(_ header: String, _ name: String) -> Column {
            Column(header: header, text: { CellText.slug($0[name]) })
        }

        /// A word of a vocabulary.
        static func words(_ header: String, _ name: String) -> Column {
            Column(header: header, text: { CellText.words($0[name]) })
        }

        /// The records that a row rests on.
        static let records = Column.field("RECORDS", "records")
    }

    /// The layout of an answer: a known one, or its members in the order in which they come.
    static func of(_ answer: Answer) -> TableLayout {
        if let known = all[answer.schema] { return known }
        var fields: [String] = []
        for member in answer.rows.flatMap(\.members) where !fields.contains(member.name) {
            fields.append(member.name)
        }
        let layout = TableLayout(schema: answer.schema, noun: "rows", fields: fields)
        return layout.restricted(to: fields)
    }

    /// The same rows with these fields as columns, every row in cells.
    func restricted(to fields: [String]) -> TableLayout {
        var layout = TableLayout(schema: schema, noun: noun, fields: fields)
        layout.columns = fields.map { name in
            Column(
                header: String(name.map { $0 == "_" ? " " : $0 }).uppercased(),
                text: { CellText.cell(CellText.value($0, name)) }
            )
        }
        return layout
    }

    private static let all = Dictionary(
        uniqueKeysWithValues: (measures + claims + records + registries + single)
            .map { ($0.schema, $0) }
    )

    /// The lines of the table, names first.
    func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        if let draw { return draw(rows, style).map(style.cut) }
        var table = TableWriter(columns: columns, style: style)
        for row in rows {
            if let line = sentence(row) {
                table.addLine(line)
            } else {
                table.add(columns.map { $0.text(row) })
                if let line = remark(row) { table.addRemark(line) }
            }
        }
        return table.lines()
    }
}
