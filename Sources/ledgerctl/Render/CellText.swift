import Ledger
import Platform

/// Values of an answer as text.
enum CellText {
    /// What stands for an unknown value.
    static let nothing = "–"

    /// The value at a name; a dotted name reaches into objects.
    static func value(_ row: JSON, _ name: String) -> JSON? {
        if let value = row[name] { return value }
        var found: JSON? = row
        for step in name.split(separator: ".") { found = found?[String(step)] }
        return found
    }

    /// A value; nil for an absent one, null, and an empty list.
    static func known(_ value: JSON?) -> JSON? {
        value == nil || value == .null || value == .array([]) ? nil : value
    }

    /// The values that are known, a line each.
    static func lines(_ values: [JSON?]) -> [String] { values.compactMap(known).map { cell($0) } }

    /// For CSV: the text as it is; empty for an unknown value.
    static func raw(_ value: JSON?) -> String {
        switch value {
        case nil, .null: ""
        case .string(let text): text
        case .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .array(let elements): elements.map { raw($0) }.joined(separator: " ")
        case .object(let members):
            value?["text"]?.text
                ?? members.map { "\($0.name)=\(raw($0.value))" }.joined(separator: " ")
        }
    }

    /// For tables: short, on one line, without control characters.
    static func cell(_ value: JSON?) -> String {
        if case .bool(let value) = value { return value ? "yes" : "no" }
        let words =
            switch value {
            case .array(let elements): list(elements, separator: " ")
            case .string(let text): key(text)
            default: raw(value)
            }
        return words.isEmpty ? nothing : Terminal.sanitized(words)
    }

    /// The elements as text, empty ones left out.
    static func list(_ elements: [JSON], separator: String) -> String {
        elements.map { key(raw($0)) }.filter { !$0.isEmpty }.joined(separator: separator)
    }

    /// A key as tables print it: a government by its country code alone.
    static func key(_ text: String) -> String {
        text.hasPrefix("gov/") ? String(text.dropFirst(4)) : text
    }

    /// A key without its kind, in a column whose name tells the kind.
    static func slug(_ value: JSON?) -> String {
        guard let text = value?.text, let cut = text.firstIndex(of: "/") else { return cell(value) }
        return Terminal.sanitized(String(text[text.index(after: cut)...]))
    }

    /// Keys without their kinds, with commas.
    static func slugs(_ value: JSON?) -> String {
        let names = (value?.elements ?? []).map { slug($0) }
        return names.isEmpty ? nothing : names.joined(separator: ", ")
    }

    /// The other keys that are taken for this one.
    static func joined(_ row: JSON) -> [String] {
        known(row["also"]).map { ["joined with \(cell($0))"] } ?? []
    }

    /// A word of a vocabulary, as people write it: `cited only`.
    static func words(_ value: JSON?) -> String {
        String(cell(value).map { $0 == "_" ? " " : $0 })
    }

    /// `USA → CHN`; either end may be unknown, and so may both.
    static func arrow(_ from: JSON?, _ to: JSON?, _ style: (JSON?) -> String = cell) -> String {
        let ends = [style(from), style(to)]
        if ends[0] == nothing { return ends[1] }
        return ends[1] == nothing ? ends[0] : ends.joined(separator: " → ")
    }

    /// Records in parentheses: ` (r167 r182)`; nothing for none.
    static func cited(_ records: JSON?) -> String {
        let text = list(records?.elements ?? [], separator: " ")
        return text.isEmpty ? "" : " (\(text))"
    }

    /// The first line of a table: where in the three times its rows hold.
    static func coordinates(_ answer: Answer) -> String? {
        let basis = JSON.object(answer.basis)
        guard let asOf = basis["as_of"]?.text else { return nil }
        var parts: [String] = []
        if let on = basis["on"]?.text { parts.append("on \(on)") }
        switch basis["known"]?.text {
        case nil, "unbounded": parts.append("all sources")
        case let day?: parts.append("known by \(day)")
        }
        parts.append("ledger \(asOf)")
        if let rules = basis["rules"] { parts.append("rules \(raw(rules))") }
        if case .bool(true) = basis["strict"] { parts.append("strict") }
        if let count = basis["redactions"]?.integer, count > 0 {
            parts.append(count == 1 ? "1 redaction" : "\(count) redactions")
        }
        return Terminal.sanitized(parts.joined(separator: " · "))
    }
}

extension JSON {
    /// Sets a member, at its place or at the end; nil takes it away.
    mutating func set(_ name: String, _ value: JSON?) {
        var members = members
        if let index = members.firstIndex(where: { $0.name == name }) {
            if let value { members[index].value = value } else { members.remove(at: index) }
        } else if let value {
            members.append(Member(name, value))
        }
        self = .object(members)
    }
}
