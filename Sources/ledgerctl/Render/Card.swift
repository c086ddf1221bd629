import Ledger
import Platform

/// One thing, its members below one another.
enum Card {
    /// `name  value` for each member that is known.
    @Sendable static func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        rows.flatMap { row in
            let pairs = row.members.compactMap { member -> (String, String)? in
                let value = text(member)
                return value == CellText.nothing ? nil : (name(member.name), value)
            }
            return aligned(pairs).flatMap { style.wrapped($0, hanging: 4) }
        }
    }

    /// Pairs with their second parts below one another.
    static func aligned(_ pairs: [(String, String)], indent: String = "") -> [String] {
        let width = pairs.map { Terminal.width(of: $0.0) }.max() ?? 0
        return pairs.map { indent + Pad.left($0.0, width) + "  " + $0.1 }
    }

    private static func name(_ name: String) -> String {
        let name = name.hasSuffix("_s") ? String(name.dropLast(2)) : name
        return String(name.map { $0 == "_" ? " " : $0 })
    }

    private static func text(_ member: JSON.Member) -> String {
        let value = member.value
        if let seconds = value.integer, member.name.hasSuffix("_s") { return duration(seconds) }
        if let count = value.integer, member.name.hasSuffix("_bytes") { return bytes(count) }
        guard case .object(let members) = value, value["text"] == nil else {
            return CellText.cell(value)
        }
        return members.map { "\(name($0.name)) \(CellText.cell($0.value))" }
            .joined(separator: ", ")
    }

    /// `2 d 3 h`, `45 s`.
    static func duration(_ seconds: Int) -> String {
        let units = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)]
        guard let first = units.firstIndex(where: { seconds >= $0.1 }) else { return "0 s" }
        let (name, size) = units[first]
        let whole = "\(seconds / size) \(name)"
        guard first + 1 < units.count else { return whole }
        let (smaller, smallerSize) = units[first + 1]
        let rest = seconds % size / smallerSize
        return rest == 0 ? whole : "\(whole) \(rest) \(smaller)"
    }

    /// `1.5 MiB`, to one decimal, rounded down.
    static func bytes(_ count: Int) -> String {
        var unit = 0
        var tenths = count * 10
        while tenths >= 10_240, unit < 4 {
            tenths /= 1_024
            unit += 1
        }
        let names = ["bytes", "KiB", "MiB", "GiB", "TiB"]
        return unit == 0 ? "\(count) bytes" : "\(tenths / 10).\(tenths % 10) \(names[unit])"
    }
}

/// The outcome of `log verify` and `replay --verify`.
enum Verdict {
    /// One line, then the problems.
    @Sendable static func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        guard let row = rows.first else { return [] }
        let problems = row["problems"]?.elements ?? []
        var parts = row.members.filter { $0.value.integer != nil }
            .map { "\(CellText.raw($0.value)) \(CellText.words(.string($0.name)))" }
        if let root = row["root"]?.text { parts.append("root \(root)") }
        let word = isGood(row) ? "ok" : "NOT OK"
        return ["\(word): \(CellText.cell(.string(parts.joined(separator: ", "))))"]
            + problems.flatMap { style.wrapped(CellText.cell($0), indent: 2, hanging: 2) }
    }

    /// Whether all was found as it should be.
    static func isGood(_ row: JSON) -> Bool { row["ok"] == .bool(true) }

    /// Fails with the code that pages somebody, unless all is good.
    static func check(_ answer: Answer, _ what: String) throws(Failure) {
        guard let row = answer.rows.first, !isGood(row) else { return }
        let count = row["problems"]?.elements.count ?? 0
        throw Failure(
            exit: .integrity,
            code: "integrity",
            message: "\(what): \(count == 1 ? "1 problem" : "\(count) problems")"
        )
    }
}
