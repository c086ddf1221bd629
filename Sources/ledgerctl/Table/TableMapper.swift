import Ledger

/// Makes events of the rows of a table, as a map says.
struct TableMapper {
    private let map: ImportMap
    private let table: TableFile
    private let source: String?
    private let dates: DraftDates
    /// The place of each column.
    private let places: [String: Int]
    private let key: [String]
    /// The rows that had a key first.
    private var lines: [String: Int] = [:]

    /// What a row gives.
    enum Outcome {
        case event(JSON)
        case faults([Failure.Row])
        /// Its type is unknown, and the map says to leave it out.
        case skipped
    }

    /// Prepares; throws where the table does not have the columns that the map needs.
    ///
    /// - Parameters:
    ///   - map: how columns become fields.
    ///   - table: the table.
    ///   - source: the document that all rows come from, before what the map says.
    ///   - key: columns that name a row, before those of the map.
    ///   - dates: reads dates.
    /// - Throws: what is wrong with the header.
    init(
        _ map: ImportMap,
        _ table: TableFile,
        source: String?,
        key: [String]?,
        dates: DraftDates
    ) throws(Failure) {
        self.map = map
        self.table = table
        self.source = source
        self.dates = dates
        self.key = key ?? map.key
        places = Dictionary(
            table.columns.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let faults = headerFaults()
        guard faults.isEmpty else { throw Importer.refusal(.refused(faults), table.name) }
    }

    /// Columns that no line of the map names.
    var ignored: [String] {
        let named = Set(map.needed.map(\.column) + key + [RejectsFile.column])
        return table.columns.filter { !named.contains($0) && !$0.isEmpty }
    }

    private func headerFaults() -> [Failure.Row] {
        var faults: [Failure.Row] = []
        let line = table.headerLine ?? 1
        if let wanted = map.requiredHeader {
            let found =
                table.columns.first == RejectsFile.column
                ? table.columns.dropFirst() : table.columns[...]
            if Array(found) != wanted {
                faults.append(
                    .init(
                        place: "\(table.name):\(line)",
                        what: "the header is not that of require_header",
                        hint: "expected \(wanted.joined(separator: ","))",
                        line: line
                    )
                )
            }
        }
        for (column, mapLine) in map.needed + key.map({ ($0, 0) }) {
            let count = table.columns.count { $0 == column }
            guard count != 1 else { continue }
            let near = Suggestion.nearest(to: column, in: table.columns)
            let what =
                count == 0
                ? "there is no column '\(column)'" : "there are \(count) columns '\(column)'"
            faults.append(
                .init(
                    place: mapLine == 0 ? "--key" : "\(map.name):\(mapLine)",
                    what: what,
                    hint: near.map { "did you mean '\($0)'?" }
                        ?? "columns: \(table.columns.joined(separator: ", "))",
                    line: line
                )
            )
        }
        return faults
    }
}

extension TableMapper {
    /// The event of a row.
    mutating func outcome(_ row: TableReader.Row) -> Outcome {
        if let fault = table.fault(of: row) { return .faults([fault]) }
        var faults: [Failure.Row] = []
        let fields = fields(of: row, &faults)
        guard let type = fields.last(where: { $0.name == "type" })?.value else {
            faults.append(missing("type", row))
            return .faults(faults)
        }
        if map.skipsUnknownTypes, Catalogue.type(named: type) == nil, !type.hasPrefix("x.") {
            return .skipped
        }
        guard let subject = fields.last(where: { $0.name == "subject" })?.value else {
            faults.append(missing("subject", row))
            return .faults(faults)
        }
        var draft = EventDraft(type: type, subject: subject, dates: dates)
        draft.apply(words(fields))
        faults += draft.problems.map { told($0, row) }
        guard let id = id(of: draft.event, row, &faults) else { return .faults(faults) }
        guard faults.isEmpty else {
            // What could not be read is missing in the event, which says nothing new.
            let places = Set(faults.map(\.place))
            let form = FormCheck.faults(of: draft.event, beside: draft.problems)
            return .faults(
                faults + form.map { told($0, row) }.filter { !places.contains($0.place) }
            )
        }
        return .event(
            id.isEmpty ? draft.event : .object([.init("id", .string(id))] + draft.event.members)
        )
    }

    /// A refusal's place, by the column that gave it.
    func told(_ problem: Failure.Row, _ row: TableReader.Row) -> Failure.Row {
        var told = problem
        told.line = row.line
        let field = Self.field(of: problem.place)
        let column = map.columns.first {
            ImportMap.targets($0).map(DraftFlag.dashed).contains(field)
        }
        let constant = map.constants.first { DraftFlag.dashed($0.name) == field }
        told.place = "\(table.name):\(row.line)  \(column?.name ?? field)"
        if let column, let at = places[column.name], DateOrder.isNumeric(cell(at, row)),
            map.dateOrder == nil, isDate(field)
        {
            told.hint = "set date_order = dmy, mdy or ymd in \(map.name)"
        } else if column == nil, let constant {
            told.place += " ([event], \(map.name):\(constant.line))"
        } else if field == "id", !key.isEmpty {
            told.place = "\(table.name):\(row.line)  \(key.joined(separator: ", "))"
        } else if column == nil, let hint = problem.hint, hint.hasPrefix("write --") {
            told.hint = "\(hint.replacing("write --", with: "as ")); give it in \(map.name)"
        }
        return told
    }

    /// `rate` of `--rate`, `type` of `TYPE`.
    private static func field(of place: String) -> String {
        let words = place.split(separator: " ")
        guard let first = words.first else { return "event" }
        if first == "--set", words.count > 1 { return String(words[1]) }
        if first == "TYPE" || first == "SUBJECT" { return first.lowercased() }
        return String(first.trimmingPrefix("--"))
    }

    private func missing(_ field: String, _ row: TableReader.Row) -> Failure.Row {
        let column = map.columns.first { ImportMap.targets($0).contains(field) }
        return .init(
            place: "\(table.name):\(row.line)  \(column?.name ?? field)",
            what: column == nil ? "no \(field) is given" : "is empty, and gives the \(field)",
            hint: column == nil ? "set \(field) = ... under [event] in \(map.name)" : nil,
            line: row.line
        )
    }

    private func cell(_ place: Int, _ row: TableReader.Row) -> String {
        place < row.cells.count ? row.cells[place].trimmed : ""
    }

    /// What a row has in a column, in the words of `[values]`; empty for nothing.
    private func value(
        _ column: String,
        _ row: TableReader.Row,
        _ faults: inout [Failure.Row]
    ) -> String {
        guard let place = places[column] else { return "" }
        let text = cell(place, row)
        guard let table = map.values[column] else { return text }
        if let found = table.first(where: { $0.word == text }) { return found.meaning }
        if text.isEmpty { return "" }
        let folded = text.lowercased()
        if let found = table.first(where: { $0.word.lowercased() == folded }) {
            return found.meaning
        }
        if let other = table.first(where: { $0.word == "*" }) { return other.meaning }
        let near = Suggestion.nearest(to: text, in: table.map(\.word))
        let fault = Failure.Row(
            place: "\(self.table.name):\(row.line)  \(column)",
            what: "'\(text)' is not in [values \(column)]",
            hint: near.map { "did you mean '\($0)'?" } ?? "add it to \(map.name)",
            line: row.line
        )
        if !faults.contains(fault) { faults.append(fault) }
        return ""
    }

    /// The fields that the map and a row give; a column that says something comes before
    /// `[event]`.
    private func fields(
        of row: TableReader.Row,
        _ faults: inout [Failure.Row]
    ) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        for entry in map.columns {
            let value = value(entry.name, row, &faults)
            if value.isEmpty { continue }
            for target in ImportMap.targets(entry) {
                found.append((DraftFlag.dashed(target), value))
            }
        }
        let given = Set(found.map(\.name))
        for entry in map.constants where !given.contains(DraftFlag.dashed(entry.name)) {
            guard let value = filled(entry, row, &faults) else { continue }
            found.append((DraftFlag.dashed(entry.name), value))
        }
        if let source {
            found.removeAll { $0.name == "source" }
            found.append(("source", source))
        }
        return found.map {
            ($0.name, isDate($0.name) ? map.dateOrder?.iso($0.value) ?? $0.value : $0.value)
        }
    }

    /// A text of `[event]` with a row's values in it; nil where one of them is empty.
    private func filled(
        _ entry: ImportMap.Entry,
        _ row: TableReader.Row,
        _ faults: inout [Failure.Row]
    ) -> String? {
        var text = entry.value
        for column in ImportMap.references(in: entry.value) {
            let value = value(column, row, &faults)
            if value.isEmpty { return nil }
            let part = entry.name == "subject" && !value.contains("/") ? Self.slug(value) : value
            text = text.replacing("{\(column)}", with: part)
        }
        return text
    }

    /// Words as a part of a key: small letters, digits and hyphens.
    static func slug(_ text: String) -> String {
        let kept = text.lowercased().unicodeScalars.map { scalar -> Character in
            let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
            return isPlain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
        }
        return String(kept).split(separator: "-").joined(separator: "-")
    }

    private func isDate(_ flag: String) -> Bool {
        if flag == "occurred" { return true }
        guard let field = BodyField(name: DraftFlag.underscored(flag)) else { return false }
        return FieldDictionary.entry(field).format == .date
    }

    private func words(_ fields: [(name: String, value: String)]) -> FreeWords {
        var words = FreeWords()
        for (name, value) in fields where name != "type" && name != "subject" {
            if name.contains(".") || name.contains("[") {
                words.add("set", "\(name)=\(value)")
            } else {
                words.add(name, value)
            }
        }
        return words
    }

    /// The id that a row's key gives, empty where rows have none; nil if the key is bad.
    ///
    /// The same columns, type and document give the same id, whatever the file is called.
    private mutating func id(
        of event: JSON,
        _ row: TableReader.Row,
        _ faults: inout [Failure.Row]
    ) -> String? {
        if key.isEmpty { return "" }
        var parts = [event["type"]?.text ?? ""]
        parts.append(event["evidence"]?.elements.first?["source"]?.text ?? "")
        for column in key {
            let value = places[column].map { cell($0, row) } ?? ""
            guard !value.isEmpty else {
                faults.append(
                    .init(
                        place: "\(table.name):\(row.line)  \(column)",
                        what: "is empty, and names the row",
                        hint: "fill it, or choose another key",
                        line: row.line
                    )
                )
                return nil
            }
            parts.append("\(column)=\(value)")
        }
        let name = JSON.array(parts.map(JSON.string)).line
        if let first = lines.updateValue(row.line, forKey: name) {
            lines[name] = first
            faults.append(
                .init(
                    place: "\(table.name):\(row.line)  \(key.joined(separator: ", "))",
                    what: "is the key of line \(first) too",
                    hint: "choose columns that differ in every row",
                    line: row.line
                )
            )
            return nil
        }
        return RecordID(derivedFrom: Hash.sha256(of: Array(name.utf8).span)).description
    }
}
