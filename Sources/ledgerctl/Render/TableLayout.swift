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
    /// What a row belongs to, where several rows tell of one thing: the items of an offer.
    var block: @Sendable (JSON) -> String? = { _ in nil }
    /// Rows that are told as lines of their own instead of cells.
    var sentence: @Sendable (JSON) -> String? = { _ in nil }
    /// Lines under a row, where there is more to say about it; told whether it begins its block.
    var remarks: @Sendable (JSON, Bool) -> [String] = { _, _ in [] }
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
        /// Whether it gives way when the screen is narrow, and then goes below its row.
        var isFlexible = false
        /// Whether it goes below its row, with its name, when the screen is still too narrow.
        var folds = false
        /// Whether it says by itself what it is, and needs no name below its row.
        var isSentence = false
        /// Whether it stands only in the first row of a block.
        var isOnce = false

        /// The same column, below its row on a narrow screen.
        var folding: Column {
            var column = self
            column.folds = true
            return column
        }

        /// The same column, empty where the row before belongs to the same block.
        var once: Column {
            var column = self
            column.isOnce = true
            return column
        }

        /// A column that shows a member as it is.
        static func field(_ header: String, _ name: String, right: Bool = false) -> Column {
            Column(header: header, text: { CellText.cell($0[name]) }, isRight: right)
        }

        /// Prose: the column that gives way.
        static func prose(_ header: String, _ name: String) -> Column {
            var column = field(header, name)
            column.isFlexible = true
            column.isSentence = true
            return column
        }

        /// Prose that is never cut: it goes below its row instead of becoming narrow.
        static func sentence(_ header: String, _ name: String) -> Column {
            var column = field(header, name).folding
            column.isSentence = true
            return column
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
        static let records = Column.field("RECORDS", "records").folding

        /// How well a row is attested.
        static let evidence = Column.words("CLASS", "class").folding

        /// The parties of a row, from one to the other.
        static func parties(_ from: String, _ to: String) -> Column {
            Column(header: "WHO") { CellText.arrow($0[from], $0[to], CellText.place) }
        }
    }

    /// The layout of an answer: a known one, or its members in the order in which they come.
    static func of(_ answer: Answer) -> TableLayout {
        if let known = named(answer.schema) { return known }
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
        uniqueKeysWithValues: (measures + negotiation + claims + history + records + registries
            + upkeep + single + proofs)
            .map { ($0.schema, $0) }
    )

    /// The layout of a schema; nil for one of a later release.
    static func named(_ schema: String) -> TableLayout? { all[schema] }

    /// The lines of the table, names first.
    func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        if let draw { return draw(rows, style) }
        var table = TableWriter(columns: columns, style: style)
        var last: String?
        for row in rows {
            if let line = sentence(row) {
                table.addLine(line)
                continue
            }
            let block = block(row)
            let isFirst = block == nil || block != last
            last = block
            table.add(columns.map { $0.isOnce && !isFirst ? "" : $0.text(row) })
            for line in remarks(row, isFirst) { table.addRemark(line) }
        }
        return table.lines()
    }
}
