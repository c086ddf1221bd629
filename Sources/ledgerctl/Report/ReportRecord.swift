import Ledger

/// A record as the page shows it: what it holds, the passages that it rests on, and its proof.
struct ReportRecord {
    let number: Int
    /// Record, type and subject.
    let heading: String
    /// current, superseded, retracted or redacted.
    let standing: String
    let pairs: [(String, String)]
    let quotes: [Quote]
    /// Index, size, leaf hash, path and root.
    let proof: JSON
    let citation: String

    /// A passage of a held text.
    struct Quote {
        var text: String
        var source: String
        /// Its language, where it is known.
        var language: String?
    }

    /// Every record that the page is about, in order.
    static func all(
        _ study: Study,
        _ events: ReportEvents,
        _ request: ReportRequest,
        _ texts: inout ReportTexts
    ) throws(Failure) -> [ReportRecord] {
        var found: [ReportRecord] = []
        for (number, row) in events.rows.sorted(by: { $0.key < $1.key }) {
            guard events.wanted?.contains(number) ?? true else { continue }
            let trace = try study.answer(
                "records/trace",
                [("record", "r\(number)")],
                on: .last,
                known: nil
            )
            let quotes = try request.showsText ? texts.quotes(row, events) : []
            found.append(
                ReportRecord(
                    number: number,
                    heading: RecordCard.head(row, separator: " "),
                    standing: CellText.words(row["standing"]),
                    pairs: RecordCard.pairs(row),
                    quotes: quotes,
                    proof: trace.rows.first { $0["row"]?.text == "proof" } ?? .null,
                    citation: citation(row)
                )
            )
        }
        return found
    }

    private static func citation(_ row: JSON) -> String {
        let by = CellText.raw(row["recorder"]?["name"])
        return "\(RecordCard.head(row, separator: ", ")), recorded "
            + "\(CellText.raw(row["recorded_at"]))" + (by.isEmpty ? "" : " by \(by)")
    }
}
