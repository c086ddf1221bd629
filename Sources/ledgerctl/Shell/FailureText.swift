import Ledger
import Platform

extension Failure {
    /// For people: the sentence, the rows in three columns, the hints.
    var text: String {
        var lines = [exit == .usage ? "ledgerctl: \(message)" : message]
        let (rows, unshown) = readable
        let places = rows.map { Terminal.sanitized($0.place) }
        let whats = rows.map { Terminal.sanitized($0.what) }
        // A long message does not push every hint to the right of the screen.
        let placeWidth = places.map(Terminal.width(of:)).max() ?? 0
        let whatWidth = min(48, whats.map(Terminal.width(of:)).max() ?? 0)
        for (index, row) in rows.enumerated() {
            var line = "  " + Pad.left(places[index], placeWidth) + "  "
            line += row.hint == nil ? whats[index] : Pad.left(whats[index], whatWidth)
            if let hint = row.hint { line += "  " + Terminal.sanitized(hint) }
            lines.append(line)
        }
        if unshown > 0 { lines.append("  and \(unshown) more; -o json tells all") }
        lines += hints.map { "  " + Terminal.sanitized($0) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Beyond it, what is said of many lines is said once.
    private static let plainRowsMax = 50
    private static let kindsMax = 200

    /// The rows as a person can read them: where there are very many, those that say the same are
    /// one, with a count of the others; and how many rows even then are left out.
    private var readable: (rows: [Row], unshown: Int) {
        guard rows.count > Self.plainRowsMax else { return (rows, 0) }
        struct Said: Hashable { var what: String, hint: String? }
        var places: [Said: Int] = [:]
        var kinds: [(row: Row, count: Int)] = []
        for row in rows {
            let said = Said(what: row.what, hint: row.hint)
            if let place = places[said] {
                kinds[place].count += 1
            } else {
                places[said] = kinds.count
                kinds.append((row, 1))
            }
        }
        let shown = kinds.prefix(Self.kindsMax).map { kind in
            var row = kind.row
            if kind.count > 1 { row.what += ", here and in \(kind.count - 1) more places" }
            return row
        }
        return (shown, kinds.dropFirst(Self.kindsMax).reduce(0) { $0 + $1.count })
    }

    /// For programs: one object on one line.
    var json: JSON {
        var error: [JSON.Member] = [
            .init("code", .string(code)), .init("message", .string(message)),
        ]
        if let hint = hints.first ?? rows.first?.hint { error.append(.init("hint", .string(hint))) }
        if let field = rows.first?.place { error.append(.init("field", .string(field))) }
        error.append(.init("exit", .count(exit.rawValue)))
        if !rows.isEmpty {
            error.append(.init("faults", .array(rows.map(\.json))))
        }
        return .object([.init("error", .object(error))])
    }
}

extension Failure.Row {
    fileprivate var json: JSON {
        var members: [JSON.Member] = [
            .init("field", .string(place)), .init("message", .string(what)),
        ]
        if let hint { members.append(.init("hint", .string(hint))) }
        return .object(members)
    }
}

/// Filling text with spaces up to a number of columns.
enum Pad {
    /// The text at the left.
    static func left(_ text: String, _ width: Int) -> String { text + spaces(text, width) }
    /// The text at the right.
    static func right(_ text: String, _ width: Int) -> String { spaces(text, width) + text }

    private static func spaces(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - Terminal.width(of: text)))
    }
}
