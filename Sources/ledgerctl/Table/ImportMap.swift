import Ledger

/// How the columns of a table become fields of events: a file that people write.
///
/// `[event]` holds what is the same in every row, `[columns]` which field a column gives, and
/// `[values COLUMN]` what the words of a column stand for. Fields are named as the flags of
/// `append` are, without the dashes.
struct ImportMap {
    /// The file, for messages.
    var name: String
    /// What stands between columns; nil to look.
    var delimiter: UInt8?
    /// Whether the first row names the columns.
    var hasHeader = true
    /// The names that the header must have, in this order; nil for any.
    var requiredHeader: [String]?
    /// In which order dates such as 09/11/2018 are written.
    var dateOrder: DateOrder?
    /// Whether rows whose type nobody knows are left out instead of refused.
    var skipsUnknownTypes = false
    /// Columns that together name a row.
    var key: [String] = []
    /// `[event]`: a field and its text, with `{Column}` for what a row has there.
    var constants: [Entry] = []
    /// `[columns]`: a column and the fields that it gives.
    var columns: [Entry] = []
    /// `[values COLUMN]`: what the words of a column stand for; `*` for every other.
    var values: [String: [(word: String, meaning: String)]] = [:]

    /// One line of the map.
    struct Entry: Equatable {
        var name: String
        var value: String
        /// Where it stands, from 1.
        var line: Int
    }

    /// The fields that a column gives.
    static func targets(_ entry: Entry) -> [String] {
        entry.value.split(separator: ",").map(\.trimmed)
    }

    /// The columns that a text names in braces.
    static func references(in text: String) -> [String] {
        var names: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}") else { break }
            names.append(String(rest[..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }

    /// Every column that the map needs, with the line that says so.
    var needed: [(column: String, line: Int)] {
        columns.map { ($0.name, $0.line) }
            + constants.flatMap { entry in
                Self.references(in: entry.value).map { ($0, entry.line) }
            }
    }

    /// Whether a name is a field of an event: a flag of `append`, or a path.
    static func isTarget(_ name: String) -> Bool {
        let flag = DraftFlag.dashed(name)
        if ["type", "subject"].contains(flag) { return true }
        if name.contains(".") || name.contains("[") { return SetPath("\(name)=x") != nil }
        return DraftFlag.names.contains(flag) && !unmappable.contains(flag)
    }

    /// Flags of the command, not of the event; a passage is looked for by hand.
    private static let unmappable: Set<String> = [
        "expect", "file", "id", "checkpoint", "dry-run", "idempotency-key", "skip-known", "quote",
        "set", "like", "edit",
    ]

    /// Every name that may stand as a field.
    static let targetNames: [String] =
        (["type", "subject"] + DraftFlag.names.subtracting(unmappable)).sorted()
}

/// In which order the numbers of a date stand.
enum DateOrder: String, CaseIterable {
    case dmy, mdy, ymd

    /// The date as ISO 8601 has it, where it is three numbers; else the text as it is.
    func iso(_ text: String) -> String {
        let groups = text.split(omittingEmptySubsequences: false) { !$0.isNumber }.map(String.init)
        let marks = Set(text.filter { !$0.isNumber })
        guard groups.count == 3, marks.count == 1, marks.isSubset(of: ["/", ".", "-"]) else {
            return text
        }
        let (year, month, day) =
            switch self {
            case .dmy: (groups[2], groups[1], groups[0])
            case .mdy: (groups[2], groups[0], groups[1])
            case .ymd: (groups[0], groups[1], groups[2])
            }
        guard year.utf8.count == 4, 1...2 ~= month.utf8.count, 1...2 ~= day.utf8.count else {
            return text
        }
        return "\(year)-\(Self.two(month))-\(Self.two(day))"
    }

    private static func two(_ digits: String) -> String {
        digits.count == 1 ? "0\(digits)" : digits
    }

    /// Whether a text is a date in numbers that only an order makes clear.
    static func isNumeric(_ text: String) -> Bool {
        DateOrder.allCases.contains { $0.iso(text) != text }
    }
}
