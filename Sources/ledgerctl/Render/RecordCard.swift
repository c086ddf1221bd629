import Ledger
import Platform

/// One record with its event, for people.
enum RecordCard {
    /// The lines of every row, which is one as a rule.
    @Sendable static func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        rows.flatMap { row in card(row).flatMap { style.wrapped($0, hanging: 6) } }
    }

    private static func card(_ row: JSON) -> [String] {
        var lines = [Terminal.sanitized(head(row, separator: "  "))]
        if let standing = row["standing"]?.text {
            lines[0] += "  " + CellText.words(.string(standing))
        }
        let pairs = pairs(row).map { ($0.0, Terminal.sanitized($0.1)) }
        return lines + Card.aligned(pairs, indent: "  ")
    }

    /// Record, type and subject.
    static func head(_ row: JSON, separator: String) -> String {
        let event = row["event"] ?? .null
        return [row["record"], event["type"], event["subject"]].map { CellText.raw($0) }
            .joined(separator: separator)
    }

    /// All that a record holds, each with its name.
    static func pairs(_ row: JSON) -> [(String, String)] {
        let event = row["event"] ?? .null
        var pairs = content(event)
        if let replacement = event["replacement"] {
            pairs.append(("new", CellText.raw(replacement["type"])))
            pairs += content(replacement)
        }
        if let redaction = CellText.known(row["redaction"]) {
            let by = CellText.raw(redaction["recorder"])
            let what = "by \(by) in \(CellText.raw(redaction["record"]))"
            pairs.append(("redacted", "\(what): \(CellText.raw(redaction["reason"]))"))
        }
        pairs.append(("recorded", recorded(row)))
        pairs += ["id", "leaf_hash"].compactMap { name in
            row[name]?.text.map { (String(name.prefix { $0 != "_" }), $0) }
        }
        return pairs
    }

    private static func recorded(_ row: JSON) -> String {
        let by = row["recorder"]?["name"]?.text ?? row["recorder"].map { CellText.raw($0) }
        let parts = [
            row["recorded_at"]?.text, by.map { "by \($0)" }, row["batch"]?.text.map { "in \($0)" },
        ]
        return parts.compactMap(\.self).joined(separator: " ")
    }

    private static func content(_ event: JSON) -> [(String, String)] {
        var pairs: [(String, String)] = []
        if let date = event["occurred"] { pairs.append(("occurred", self.date(date))) }
        for actor in event["actors"]?.elements ?? [] {
            let wording = actor["as"]?.text.map { " (\"\($0)\")" } ?? ""
            pairs.append((CellText.words(actor["role"]), CellText.raw(actor["actor"]) + wording))
        }
        for member in event["body"]?.members ?? [] {
            let name = CellText.words(.string(member.name))
            let isList =
                if case .array(let list) = member.value { list.contains { $0.text == nil } } else {
                    false
                }
            for value in isList ? member.value.elements : [member.value] {
                pairs.append((name, self.value(value)))
            }
        }
        if let issues = event["issues"]?.elements, !issues.isEmpty {
            pairs.append(("issues", CellText.list(issues, separator: " ")))
        }
        if let modality = event["modality"]?.text { pairs.append(("modality", modality)) }
        for entry in event["evidence"]?.elements ?? [] {
            pairs.append(("evidence", evidence(entry)))
        }
        for link in event["links"]?.elements ?? [] {
            let by = link["by"]?.text.map { " (by the \($0))" } ?? ""
            pairs.append(
                ("link", "\(CellText.words(link["rel"])) \(CellText.raw(link["to"]))\(by)")
            )
        }
        if let inferred = event["inferred"]?.elements, !inferred.isEmpty {
            pairs.append(("inferred", CellText.list(inferred, separator: " ")))
        }
        if let note = event["note"]?.text { pairs.append(("note", note)) }
        return pairs
    }

    /// A value of the body by its shape: date, amount, rate, or any other object.
    private static func value(_ value: JSON) -> String {
        if value["edtf"] != nil { return date(value) }
        if let number = value["value"]?.text, let unit = value["unit"]?.text {
            let amount = try? Amount(
                value: number,
                unit: unit,
                qualifier: value["qual"]?.text ?? "eq",
                upper: value["upper"]?.text,
                basis: value["basis"]?.text
            )
            if let amount { return amount.display + (amount.basis.map { " (\($0))" } ?? "") }
        }
        if let pct = value["pct"]?.text {
            let rate = try? Rate(
                pct: pct,
                kind: value["kind"]?.text ?? "additional",
                qualifier: value["qual"]?.text ?? "eq"
            )
            if let rate { return rate.display }
        }
        guard case .object(let members) = value else { return CellText.raw(value) }
        return members.map { "\($0.name) \(self.value($0.value))" }.joined(separator: ", ")
    }

    private static func date(_ date: JSON) -> String {
        guard let basis = date["basis"]?.text, basis != "stated" else {
            return CellText.raw(date["edtf"])
        }
        let text = date["text"]?.text.map { " \"\($0)\"" } ?? ""
        let anchor = date["anchor"]?.text.map { " in \($0)" } ?? ""
        return "\(CellText.raw(date["edtf"])) (\(basis)\(text)\(anchor))"
    }

    /// The chain from its origin to the document in hand, then how it is told.
    private static func evidence(_ entry: JSON) -> String {
        let chain = (entry["chain"]?.elements ?? []).map {
            "\(CellText.raw($0["who"])) \(CellText.words($0["act"]))"
        }
        let place = entry["loc"]?.text.map { " \($0)" } ?? ""
        let told = ["attribution", "form", "stance", "certainty"]
            .compactMap { entry[$0].map { CellText.words($0) } }
        return "\(chain.joined(separator: " → "))\(place) · \(told.joined(separator: ", "))"
    }
}
