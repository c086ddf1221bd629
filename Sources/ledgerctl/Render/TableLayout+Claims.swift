import Ledger

extension TableLayout {
    /// Answers about who claims what, and what changes.
    static let claims: [TableLayout] = [
        TableLayout(
            schema: "claims/1",
            noun: "claims",
            fields: [
                "row", "origin", "carrier", "published", "how", "form", "stance", "certainty",
                "loc", "record", "type", "gist", "chain", "covers", "class", "named", "unnamed",
                "outlets", "outlets_held", "first_reporter", "no_comment", "denied",
                "disavowed", "confirmed", "contradicted", "text", "records",
            ],
            columns: [
                .field("ORIGIN", "origin"), .field("CARRIER", "carrier"),
                .field("PUBLISHED", "published"), .words("HOW", "how"), .words("FORM", "form"),
                .words("STANCE", "stance"), .field("LINES", "loc"), .field("REC", "record"),
            ],
            sentence: CellText.tally
        ),
        TableLayout(
            schema: "conflicts/1",
            noun: "conflicts",
            fields: ["subject", "field", "kind", "says", "against", "explained_by", "records"],
            columns: [
                .field("SUBJECT", "subject"), .words("FIELD", "field"), .field("SAYS", "says"),
                .field("AGAINST", "against"), .prose("EXPLAINED", "explained_by"),
            ]
        ),
        TableLayout(
            schema: "timeline/1",
            noun: "events",
            fields: ["date", "type", "subject", "gist", "class", "record", "records"],
            columns: [
                .field("DATE", "date"), .field("REC", "record"), .field("TYPE", "type"),
                .field("SUBJECT", "subject"), .words("CLASS", "class"), .prose("GIST", "gist"),
            ]
        ),
        TableLayout(
            schema: "replay/1",
            noun: "state changes",
            fields: ["row", "date", "subject", "before", "after", "what", "record", "records"],
            draw: ReplayReport.lines
        ),
        TableLayout(
            schema: "diff/1",
            noun: "differences",
            fields: ["mark", "subject", "field", "before", "after", "what", "records"],
            columns: [
                .field("", "mark"), .field("", "records"), .field("", "subject"),
                .words("", "field"),
                Column(
                    header: "",
                    text: { CellText.arrow($0["before"], $0["after"], CellText.words) },
                    isFlexible: true
                ), .prose("", "what"),
            ]
        ),
    ]
}

extension CellText {
    /// The tally of claims: the daemon's line, or what it counts.
    static func tally(_ row: JSON) -> String? {
        guard row["row"]?.text == "tally" else { return nil }
        if let text = row["text"]?.text { return cell(.string(text)) }
        let counts = ["named", "unnamed", "outlets", "no_comment", "denied"].compactMap { name in
            row[name].map { "\(words(.string(name))) \(cell($0))" }
        }
        return ([words(row["class"])] + counts).joined(separator: " · ")
    }
}
