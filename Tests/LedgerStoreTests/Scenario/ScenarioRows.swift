import Ledger

/// Rows of answers as a story writes them.
struct ScenarioRows {
    let book: ScenarioBook

    init(_ book: ScenarioBook) { self.book = book }

    /// Whether a row has no column of a name.
    func lacks(_ row: JSON, _ column: String) -> Bool {
        let name = column.split(separator: ".").first.map(String.init) ?? column
        return row[name] == nil
    }

    /// A column of a row.
    func text(_ row: JSON, _ column: String) -> String {
        let path = column.split(separator: ".").map(String.init)
        return text(row, path, name: path.last ?? column)
    }

    private func text(_ value: JSON, _ path: [String], name: String) -> String {
        guard let first = path.first else { return plain(value, name) }
        let rest = Array(path.dropFirst())
        if case .array(let elements) = value {
            let texts = elements.map { text($0, path, name: name) }
            return texts.isEmpty ? "-" : texts.joined(separator: ",")
        }
        guard let member = value[first] else { return "-" }
        return text(member, rest, name: name)
    }

    private func plain(_ value: JSON, _ name: String) -> String {
        switch value {
        case .null: "-"
        case .bool(let flag): flag ? name : "-"
        case .number(let number): number
        case .string(let text): short(text)
        case .array(let elements):
            elements.isEmpty ? "-" : elements.map { plain($0, name) }.joined(separator: ",")
        case .object(let members):
            value["text"]?.text.map(short)
                ?? members.filter { $0.name != "records" && $0.name != "record" }
                .map { plain($0.value, $0.name) }.joined(separator: "/")
        }
    }

    /// A key without its kind, a record by its label, other text with the records in it renamed.
    private func short(_ text: String) -> String {
        if let key = try? Key(text) { return key.slug }
        guard text.contains(where: \.isNumber) else { return text }
        return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let core = word.prefix { $0 == "r" || $0.isNumber }
            guard let record = RecordNumber(String(core)) else { return String(word) }
            return book.name(of: record) + word.dropFirst(core.count)
        }.joined(separator: " ")
    }
}
