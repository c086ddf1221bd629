import Ledger
import Platform

/// Tables in Markdown, as GitHub and most others read them.
///
/// Nothing is cut, and nothing is left to the line above: rows may be taken out one by one. Every
/// mark in the data is escaped, so that what somebody said can neither be a link nor break the
/// table.
enum Markdown {
    /// The answer as lines: its coordinates, the table, what is told in sentences, the notes.
    ///
    /// - Parameters:
    ///   - answer: the answer.
    ///   - layout: its layout, restricted to the fields that are wanted.
    ///   - hasHeader: whether coordinates and column names are printed.
    /// - Returns: the lines, without their ends.
    static func lines(_ answer: Answer, _ layout: TableLayout, hasHeader: Bool) -> [String] {
        var told = answer.rows.compactMap(layout.sentence)
        told += answer.notes.map { Terminal.sanitized($0) }
        let table = table(answer.rows.filter { layout.sentence($0) == nil }, layout, hasHeader)
        let coordinates = hasHeader ? CellText.coordinates(answer) : nil
        let parts = [coordinates.map { ["*\(escaped($0))*"] } ?? [], table, told.map(bullet)]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    /// One row of cells.
    static func row(_ cells: [String]) -> String {
        "| " + cells.map(escaped).joined(separator: " | ") + " |"
    }

    /// The line of names and the line below it.
    static func header(_ names: [String], isRight: [Bool] = []) -> [String] {
        let rules = names.indices.map {
            isRight.indices.contains($0) && isRight[$0] ? "---:" : "---"
        }
        return [row(names), "| \(rules.joined(separator: " | ")) |"]
    }

    private static func table(
        _ rows: [JSON],
        _ layout: TableLayout,
        _ hasHeader: Bool
    ) -> [String] {
        if rows.isEmpty { return [] }
        if layout.draw != nil { return drawn(rows, layout, hasHeader) }
        var columns = layout.columns
        // What stands below a row in a table for people is a column of its own here.
        let remarks = rows.map { layout.remarks($0, true).joined(separator: "; ") }
        if remarks.contains(where: { !$0.isEmpty }) {
            columns.append(TableLayout.Column(header: "NOTE", text: { _ in "" }))
        }
        let names = header(columns.map(\.header), isRight: columns.map(\.isRight))
        let cells = zip(rows, remarks).map { json, remark in
            let own = layout.columns.map { $0.text(json) }
            return row(columns.count > own.count ? own + [remark] : own)
        }
        return (hasHeader ? names : []) + cells
    }

    /// Rows that a report draws: their fields; of one alone, a field a line.
    private static func drawn(
        _ rows: [JSON],
        _ layout: TableLayout,
        _ hasHeader: Bool
    ) -> [String] {
        let known = layout.fields.filter { name in
            rows.contains { CellText.known(CellText.value($0, name)) != nil }
        }
        let plain = layout.restricted(to: known)
        guard rows.count == 1 else { return table(rows, plain, hasHeader) }
        let pairs = plain.columns.map { row([$0.header.lowercased(), $0.text(rows[0])]) }
        return (hasHeader ? header(["FIELD", "VALUE"]) : []) + pairs
    }

    /// A sentence as an item of a list.
    private static func bullet(_ text: String) -> String {
        let text = escaped(text)
        // What begins a line may make a heading, a rule or a list of its own.
        let first = text.first ?? " "
        let digits = text.prefix { $0.isNumber }
        if "#+-=".contains(first) { return "- \\" + text }
        guard !digits.isEmpty, let mark = text.dropFirst(digits.count).first, ".)".contains(mark)
        else { return "- " + text }
        return "- \(digits)\\" + text.dropFirst(digits.count)
    }

    /// The text with a backslash before everything that is a mark in Markdown or HTML.
    static func escaped(_ text: String) -> String {
        let marks = "\\`*_[]<>|~&$"
        guard text.contains(where: marks.contains) else { return text }
        return String(text.flatMap { marks.contains($0) ? ["\\", $0] : [$0] })
    }
}

extension Renderer {
    /// Prints the answer as Markdown; nothing where there are no rows.
    func markdown(_ answer: Answer, _ layout: TableLayout) throws(Failure) {
        if answer.rows.isEmpty { return }
        for line in Markdown.lines(answer, layout, hasHeader: style.hasHeader) {
            try console.line(line)
        }
    }
}
