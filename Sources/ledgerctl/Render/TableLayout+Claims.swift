import Ledger

extension TableLayout {
    /// Answers about who claims what.
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
                .field("ORIGIN", "origin"), Column.field("CARRIER", "carrier").folding,
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
                .field("SUBJECT", "subject"), .words("FIELD", "field"),
                Column.field("SAYS", "says").folding, Column.field("AGAINST", "against").folding,
                Column(header: "EXPLAINED", text: CellText.readings, folds: true, isSentence: true),
            ]
        ),
        TableLayout(
            schema: "claims_matrix/1",
            noun: "propositions",
            fields: ["proposition", "subject", "cells", "records"],
            draw: MatrixReport.lines
        ),
        TableLayout(
            schema: "issues/1",
            noun: "topics",
            fields: ["issue", "description", "records_count", "latest", "sides", "records"],
            columns: [
                .field("ISSUE", "issue"), .field("REC", "records_count", right: true),
                .field("LATEST", "latest"), .prose("SIDES", "sides"),
                Column.field("LAST", "records").folding, .prose("SAYS", "description"),
            ]
        ),
        TableLayout(
            schema: "issue/1",
            noun: "positions",
            fields: [
                "issue", "side", "demand", "offer", "pledge", "position", "answer", "records",
            ],
            draw: IssueReport.lines
        ),
    ]

    /// Answers about what changes.
    static let history: [TableLayout] = [
        TableLayout(
            schema: "timeline/1",
            noun: "events",
            fields: ["date", "type", "subject", "gist", "class", "record", "records"],
            columns: [
                .field("DATE", "date"), .field("REC", "record"), .field("TYPE", "type"),
                .field("SUBJECT", "subject"), .evidence, .prose("GIST", "gist"),
            ]
        ),
        TableLayout(
            schema: "replay/1",
            noun: "state changes",
            fields: [
                "row", "date", "when", "subject", "before", "after", "likelihood", "what", "type",
                "record", "records",
            ],
            draw: ReplayReport.lines
        ),
        TableLayout(
            schema: "diff/1",
            noun: "differences",
            fields: [
                "row", "mark", "subject", "field", "before", "after", "record", "date", "type",
                "what", "source", "records",
            ],
            draw: DiffReport.lines
        ),
    ]
}

extension CellText {
    /// The readings of a conflict, one behind the other.
    static func readings(_ row: JSON) -> String {
        let texts = (row["explained_by"]?.elements ?? []).map { cell($0) }
        return texts.isEmpty ? nothing : texts.joined(separator: "; ")
    }

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
