import Ledger

/// Reads a map: INI text, every fault told with its line.
struct ImportMapReader {
    private var map: ImportMap
    private var faults: [Failure.Row] = []
    private var section = Section.settings

    private enum Section: Equatable {
        case settings, event, columns
        case values(String)
        /// One that does not exist; what stands in it is passed over.
        case unknown
    }

    /// The map in a text; throws all that is wrong with it.
    static func read(_ text: [UInt8], of name: String) throws(Failure) -> ImportMap {
        var reader = ImportMapReader(map: ImportMap(name: name))
        let decoded = try DecodedText(text, of: name)
        let lines = String(decoding: decoded.bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            reader.read(line.trimmed, index + 1)
        }
        guard reader.faults.isEmpty else {
            var failure = Failure.refused(reader.faults)
            let count = reader.faults.count == 1 ? "1 problem" : "\(reader.faults.count) problems"
            failure.message = "nothing imported: \(count) in the map \(name)"
            throw failure
        }
        return reader.map
    }

    private init(map: ImportMap) { self.map = map }

    private mutating func fault(_ line: Int, _ what: String, _ hint: String?) {
        faults.append(.init(place: "\(map.name):\(line)", what: what, hint: hint))
    }

    private mutating func read(_ text: String, _ line: Int) {
        if text.isEmpty || text.hasPrefix("#") || text.hasPrefix(";") { return }
        if text.hasPrefix("[") {
            open(text, line)
            return
        }
        guard let (name, value) = Self.parted(text) else {
            fault(line, "'\(text)' has no =", "write name = value, or # in front of a remark")
            return
        }
        switch section {
        case .settings: set(name, value, line)
        case .event:
            guard isTarget(name, line) else { return }
            if !value.isEmpty { map.constants.append(.init(name: name, value: value, line: line)) }
        case .columns:
            let entry = ImportMap.Entry(name: name, value: value, line: line)
            guard ImportMap.targets(entry).allSatisfy({ isTarget($0, line) }) else { return }
            map.columns.append(entry)
        case .values(let column): map.values[column, default: []].append((name, value))
        case .unknown: break
        }
    }

    private mutating func open(_ text: String, _ line: Int) {
        guard text.hasSuffix("]") else {
            fault(line, "'\(text)' has no ]", "write [event], [columns] or [values COLUMN]")
            return
        }
        let name = text.dropFirst().dropLast().trimmed
        switch name {
        case "event": section = .event
        case "columns": section = .columns
        case _ where name.hasPrefix("values "):
            let column = Self.unquoted(name.dropFirst(7).trimmed)
            section = .values(column)
            map.values[column] = map.values[column] ?? []
        default:
            section = .unknown
            fault(line, "there is no [\(name)]", "write [event], [columns] or [values COLUMN]")
        }
    }

    private mutating func isTarget(_ name: String, _ line: Int) -> Bool {
        if ImportMap.isTarget(name) { return true }
        let near = Suggestion.nearest(to: DraftFlag.dashed(name), in: ImportMap.targetNames)
        let hint =
            name == "quote"
            ? "write loc, and append what needs a passage by hand"
            : near.map { "did you mean '\($0)'?" }
                ?? "write a flag of append without --, or a path as body.place.iso3166"
        fault(line, "'\(name)' is no field", hint)
        return false
    }

    private static let settings = [
        "delimiter", "header", "require_header", "date_order", "unknown_type", "key",
    ]

    private mutating func set(_ name: String, _ value: String, _ line: Int) {
        switch (DraftFlag.underscored(name), value) {
        case ("delimiter", _):
            guard let found = Self.delimiter(value) else {
                fault(line, "'\(value)' is no delimiter", "write comma, semicolon, tab or one mark")
                return
            }
            map.delimiter = found
        case ("header", "yes"): map.hasHeader = true
        case ("header", "no"): map.hasHeader = false
        case ("header", _): fault(line, "'\(value)' is neither yes nor no", "write header = no")
        case ("require_header", _): map.requiredHeader = Self.list(value)
        case ("date_order", _):
            guard let order = DateOrder(rawValue: value) else {
                fault(line, "'\(value)' is no order of dates", "write dmy, mdy or ymd")
                return
            }
            map.dateOrder = order
        case ("unknown_type", "error"): map.skipsUnknownTypes = false
        case ("unknown_type", "skip"): map.skipsUnknownTypes = true
        case ("unknown_type", _):
            fault(line, "'\(value)' is not known", "write unknown_type = error, or skip")
        case ("key", _): map.key = Self.list(value)
        default:
            let near = Suggestion.nearest(to: name, in: Self.settings)
            fault(
                line,
                "there is no setting '\(name)'",
                near.map { "did you mean '\($0)'?" }
                    ?? "settings: \(Self.settings.joined(separator: ", "))"
            )
        }
    }

    /// `tab`, `semicolon` or the mark itself.
    private static func delimiter(_ text: String) -> UInt8? {
        switch text {
        case "comma": UInt8(ascii: ",")
        case "semicolon": UInt8(ascii: ";")
        case "tab", "tabs": 0x09
        default: text.utf8.count == 1 && text != "\"" ? text.utf8.first : nil
        }
    }

    /// Names with commas between them.
    static func list(_ text: String) -> [String] {
        let row = TableReader.rows(Array(text.utf8), delimiter: UInt8(ascii: ",")).first
        return (row?.cells ?? []).map(\.trimmed)
    }

    /// The two sides of the first `=` outside quotes.
    private static func parted(_ text: String) -> (name: String, value: String)? {
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            guard text[index] == "=", !isQuoted else { continue }
            let name = text[..<index].trimmed
            let value = text[text.index(after: index)...].trimmed
            return name.isEmpty ? nil : (unquoted(name), unquoted(value))
        }
        return nil
    }

    /// Without the quotes around it.
    private static func unquoted(_ text: String) -> String {
        guard text.count > 1, text.hasPrefix("\""), text.hasSuffix("\""),
            !text.dropFirst().dropLast().contains("\"")
        else { return text }
        return String(text.dropFirst().dropLast())
    }
}
