import Ledger

/// A map for a table, guessed from its header and its first rows, to be edited.
struct MapGuess {
    private let table: TableFile
    private let sample: ArraySlice<TableReader.Row>

    /// The map for a file, as INI text.
    static func text(of path: String) throws(Failure) -> String {
        let bytes = try Files.read(path)
        return MapGuess(try TableFile(name: path, raw: bytes)).text
    }

    private init(_ table: TableFile) {
        self.table = table
        sample = table.rows.prefix(200)
    }

    private var text: String {
        var lines = [
            "# How \(Files.name(table.name)) becomes events: a guess, to be edited.",
            "# ledgerctl help import   says what may stand here.",
            "",
        ]
        if table.delimiter != UInt8(ascii: ",") {
            let word = table.delimiter == 0x09 ? "tab" : String(UnicodeScalar(table.delimiter))
            lines.append("delimiter = \(word)")
        }
        let names = table.columns.map { CSV.field($0) }.joined(separator: ",")
        lines += ["require_header = \(names)", dateOrder, "unknown_type = error"]
        lines.append("# key = \(table.columns.first ?? "")   columns that name a row for ever")
        let found = table.columns.map { ($0, Self.target(of: $0)) }
        let given = Set(found.compactMap(\.1))
        lines += ["", "[event]"]
        if !given.contains("type") { lines.append("# type = tariff.imposed") }
        if !given.contains("subject") { lines.append("# subject = measure/us-{Column}") }
        if !given.contains("source") {
            lines.append("# source = src/...   or  --source on the command line")
        }
        lines += ["", "[columns]"]
        for (column, target) in found where !column.isEmpty {
            let name =
                column.contains("=") || "#;[".contains(column.prefix(1)) ? "\"\(column)\"" : column
            let example = example(of: column).map { "   such as \($0)" } ?? ""
            lines.append(target.map { "\(name) = \($0)" } ?? "# \(name) =\(example)")
        }
        for (column, target) in found where target == "type" { lines += values(of: column) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The setting of the order of dates, as far as the rows tell.
    private var dateOrder: String {
        let dates = sample.flatMap(\.cells).map(\.trimmed).filter(DateOrder.isNumeric)
        let groups = dates.map { $0.split { !$0.isNumber }.compactMap { Int($0) } }
        if groups.contains(where: { $0[0] > 31 }) { return "date_order = ymd" }
        let isDay = groups.contains { $0[0] > 12 }
        let isMonth = groups.contains { $0[1] > 12 }
        if isDay, !isMonth { return "date_order = dmy" }
        if isMonth, !isDay { return "date_order = mdy" }
        let reason = groups.isEmpty ? "dmy, mdy or ymd" : "or mdy: the rows can be read both ways"
        return "# date_order = dmy   \(reason)"
    }

    private func example(of column: String) -> String? {
        guard let place = table.columns.firstIndex(of: column) else { return nil }
        return sample.lazy.compactMap { row -> String? in
            guard place < row.cells.count else { return nil }
            let cell = row.cells[place].trimmed.prefix(40)
            return cell.isEmpty || cell.contains(where: \.isNewline) ? nil : String(cell)
        }.first
    }

    /// A table of words for a column of types.
    private func values(of column: String) -> [String] {
        guard let place = table.columns.firstIndex(of: column) else { return [] }
        var seen: [String] = []
        for row in sample where place < row.cells.count {
            let cell = row.cells[place].trimmed
            if !cell.isEmpty, !seen.contains(cell) { seen.append(cell) }
        }
        let unknown = seen.filter { Catalogue.type(named: $0) == nil }
        guard !unknown.isEmpty, unknown.count <= 40 else { return [] }
        let known = seen.filter { Catalogue.type(named: $0) != nil }.map { "\($0) = \($0)" }
        return ["", "[values \(column)]"] + known
            + unknown.map { word in
                let near = Catalogue.types.map(\.name).first {
                    $0.hasSuffix(".\(word.lowercased())")
                }
                return near.map { "\(word) = \($0)" } ?? "# \(word) = "
            }
    }

    /// The field that a column's name means; nil if it says nothing.
    private static func target(of column: String) -> String? {
        let name = TableMapper.slug(column).replacing("_", with: "-")
        if let alias = aliases[name] { return alias }
        return name.isEmpty || !ImportMap.isTarget(name) ? nil : name
    }

    private static let aliases = [
        "date": "occurred", "when": "occurred", "day": "occurred", "event": "type",
        "event-type": "type", "key": "subject", "measure": "subject", "subject": "subject",
        "tariff-rate": "rate", "effective-date": "effective", "start": "effective",
        "since": "effective",
        "end": "until", "value-covered": "coverage", "trade": "coverage", "importer": "imposer",
        "country": "target", "topic": "issue", "notes": "note", "remark": "note",
        "comment": "note", "line": "loc", "page": "loc", "summary": "gist", "src": "source",
        "document": "source",
    ]
}
