import Ledger

/// What was not imported, in a form that can be mended and imported again.
enum RejectsFile {
    /// The column that says why a row was refused; an import passes over it.
    static let column = "reason"

    /// The rows with faults as they stand in the file, each behind its reason.
    ///
    /// The reason comes first: what is wrong may be a quote that never closes.
    static func table(_ table: TableFile, _ faults: [Failure.Row]) -> [UInt8] {
        let reasons = reasons(faults)
        var out: [UInt8] = []
        if let header = table.rawHeader {
            let isRejects = table.columns.first == column
            if !isRejects { out += Array(column.utf8) + [table.delimiter] }
            out += header + [0x0a]
        }
        for row in table.rows {
            guard let reason = reasons[row.line] else { continue }
            out += Array(quoted(reason).utf8) + [table.delimiter]
            out += raw(of: row, in: table) + [0x0a]
        }
        return out
    }

    /// The lines with faults as they stand in the file.
    static func lines(_ lines: [LineFile.Line], _ faults: [Failure.Row]) -> [UInt8] {
        let reasons = reasons(faults)
        return lines.filter { reasons[$0.number] != nil }.flatMap { Array($0.bytes) + [0x0a] }
    }

    /// A row's bytes; those of a file of rejects without their old reason.
    private static func raw(of row: TableReader.Row, in table: TableFile) -> ArraySlice<UInt8> {
        let raw = table.raw(row)
        guard table.columns.first == column, row.fault == nil else { return raw }
        var isQuoted = false
        for at in raw.indices {
            if raw[at] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if raw[at] == table.delimiter, !isQuoted { return raw[(at + 1)...] }
        }
        return raw
    }

    /// All that is wrong with a line, on one line.
    private static func reasons(_ faults: [Failure.Row]) -> [Int: String] {
        var reasons: [Int: String] = [:]
        for fault in faults {
            guard let line = fault.line else { continue }
            let hint = fault.hint.map { ": \($0)" } ?? ""
            let field = fault.place.split(separator: "  ").dropFirst().joined(separator: " ")
            let text = [field, fault.what].filter { !$0.isEmpty }.joined(separator: " ") + hint
            reasons[line] = reasons[line].map { "\($0); \(text)" } ?? text
        }
        return reasons
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\"\"").replacing("\n", with: " ") + "\""
    }
}
