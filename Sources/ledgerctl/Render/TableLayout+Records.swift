import Ledger

extension TableLayout {
    /// Answers about records, and receipts.
    static let records: [TableLayout] = [
        TableLayout(
            schema: "records/1",
            noun: "records",
            fields: [
                "record", "date", "type", "subject", "gist", "recorded_at", "recorder",
                "standing", "records",
            ],
            columns: [
                .field("REC", "record"), .field("OCCURRED", "date"), .field("TYPE", "type"),
                .field("SUBJECT", "subject"),
                Column(header: "GIST", text: CellText.gist, isFlexible: true, isSentence: true),
            ]
        ),
        TableLayout(
            schema: "batches/1",
            noun: "batches",
            fields: [
                "batch", "recorded_at", "recorder", "count", "undo", "against", "records",
            ],
            columns: [
                .field("BATCH", "batch"), .field("RECORDED", "recorded_at"),
                Column(header: "BY") { CellText.cell($0["recorder"]?["name"]) },
                .field("RECORDS", "count", right: true),
                Column(header: "UNDO") { CellText.undo($0) },
            ]
        ),
        TableLayout(
            schema: "search/1",
            noun: "hits",
            fields: [
                "row", "record", "source", "place", "date", "type", "subject", "text", "standing",
                "key", "count", "records",
            ],
            columns: [
                .field("REC", "record"), .field("DATE", "date"),
                Column(header: "WHERE") { CellText.place(of: $0) },
                .field("SUBJECT", "subject"),
                Column(header: "TEXT", text: CellText.found, isFlexible: true, isSentence: true),
            ],
            sentence: { row in
                guard row["row"]?.text == "count" else { return nil }
                return Pad.right(CellText.cell(row["count"]), 7) + "  " + CellText.cell(row["key"])
            }
        ),
        TableLayout(
            schema: "record/1",
            noun: "record",
            fields: [
                "record", "id", "batch", "recorded_at", "recorder", "clock_held", "leaf_hash",
                "commitment", "salt", "standing", "redaction", "event", "records",
            ],
            draw: RecordCard.lines
        ),
        TableLayout(
            schema: "record_history/1",
            noun: "records",
            fields: [
                "record", "act", "gist", "by", "recorded_at", "reason", "standing", "records",
            ],
            columns: [
                .field("REC", "record"), .words("ACT", "act"), .field("BY", "by"),
                .field("RECORDED", "recorded_at"), .words("STANDING", "standing"),
                .prose("REASON", "reason"),
            ]
        ),
        TableLayout(
            schema: "record_trace/1",
            noun: "traces",
            fields: [
                "row", "entry", "hop", "who", "act", "wording", "held", "loc", "direction", "rel",
                "record", "by", "subject", "what", "standing", "index", "size", "leaf_hash",
                "path", "root", "text", "records",
            ],
            draw: TraceReport.lines
        ),
        TableLayout(
            schema: "receipt/1",
            noun: "records",
            fields: ["record", "id", "recorded_at", "known"]
        ),
    ]
}

extension CellText {
    /// Where a search found its words: the type and the piece of a record, or a line of a text.
    static func place(of row: JSON) -> String {
        row["type"]?.text.map { "\($0) \(cell(row["place"]))" } ?? cell(row["place"])
    }

    /// The text around a hit; a record that does not stand says so.
    static func found(_ row: JSON) -> String {
        let text = cell(row["text"])
        guard let standing = row["standing"]?.text, standing != "current" else { return text }
        return "[\(words(.string(standing)))] \(text)"
    }

    /// Whether a batch can be withdrawn, and what is in the way.
    static func undo(_ row: JSON) -> String {
        let count = row["undo"]?.elements.count ?? 0
        if let against = known(row["against"]) { return "built upon by \(cell(against))" }
        return count == 0 ? "nothing of it stands" : "retracts \(count)"
    }

    /// A record's gist; one that does not stand says so.
    static func gist(_ row: JSON) -> String {
        let gist = cell(row["gist"])
        guard let standing = row["standing"]?.text, standing != "current" else { return gist }
        return "[\(words(.string(standing)))] \(gist)"
    }
}
