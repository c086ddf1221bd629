import Ledger

extension TableLayout {
    /// Answers about measures.
    static let measures: [TableLayout] = [
        TableLayout(
            schema: "measures_in_force/1",
            noun: "measures in force",
            fields: [
                "row", "imposer", "target", "measure", "goods", "rate", "coverage", "since",
                "basis", "likelihood", "class", "explanation", "stated", "itemised",
                "unallocated", "records",
            ],
            columns: [
                Column(header: "WHO") {
                    CellText.arrow($0["imposer"], $0["target"], CellText.place)
                },
                .slug("MEASURE", "measure"),
                .field("RATE", "rate", right: true),
                .field("COVERAGE", "coverage", right: true),
                .field("SINCE", "since"),
                Column(header: "BASIS", text: CellText.basis),
                .words("CLASS", "class"),
                Column(header: "RECORDS", text: CellText.opposedRecords),
            ],
            sentence: CellText.total,
            remark: { $0["explanation"]?.text.map { CellText.cell(.string($0)) } }
        ),
        TableLayout(
            schema: "measures/1",
            noun: "measures",
            fields: [
                "measure", "state", "since", "imposer", "target", "rate", "coverage", "basis",
                "class", "records",
            ],
            columns: [
                .slug("MEASURE", "measure"), .words("STATE", "state"), .field("SINCE", "since"),
                Column(header: "WHO") {
                    CellText.arrow($0["imposer"], $0["target"], CellText.place)
                },
                .field("RATE", "rate", right: true), .field("COVERAGE", "coverage", right: true),
                .words("CLASS", "class"), .records,
            ]
        ),
        TableLayout(
            schema: "measure_life/1",
            noun: "records of this measure",
            fields: [
                "date", "state", "step", "what", "class", "who", "legal", "record", "records",
            ],
            columns: [
                .field("DATE", "date"), .words("STATE", "state"), .field("STEP", "step"),
                .prose("WHAT", "what"), .words("CLASS", "class"), .field("WHO", "who"),
                .field("REC", "record"),
            ]
        ),
        TableLayout(
            schema: "measures_upcoming/1",
            noun: "scheduled steps",
            fields: [
                "date", "measure", "step", "change", "coverage", "days_left", "status", "class",
                "records",
            ],
            columns: [
                .field("DATE", "date"), .slug("MEASURE", "measure"), .field("STEP", "step"),
                .field("CHANGE", "change"), .field("COVERAGE", "coverage", right: true),
                Column(header: "IN", text: CellText.daysLeft, isRight: true),
                .words("CLASS", "class"), .records,
            ],
            sentence: CellText.undated
        ),
    ]
}

extension CellText {
    /// A party of a measure: `group/world` is the world.
    static func place(_ value: JSON?) -> String {
        value?.text == "group/world" ? "world" : cell(value)
    }

    /// How a state is known; one that is only possible says so.
    static func basis(_ row: JSON) -> String {
        let basis = words(row["basis"])
        return row["likelihood"]?.text == "possibly" ? "\(basis), possibly" : basis
    }

    /// Records; where values contradict one another, those of each, as the values stand.
    static func opposedRecords(_ row: JSON) -> String {
        for name in ["rate", "coverage"] {
            guard case .bool(true) = row[name]?["conflict"],
                let sides = row[name]?["values"]?.elements
            else { continue }
            let lists = sides.map { list($0["records"]?.elements ?? [], separator: " ") }
            if lists.allSatisfy({ !$0.isEmpty }) { return lists.joined(separator: " ≠ ") }
        }
        return cell(row["records"])
    }

    /// `47 d`, or what became of a step that was due.
    static func daysLeft(_ row: JSON) -> String {
        if row["status"]?.text == "due_not_evidenced" { return "due" }
        if row["status"]?.text == "postponed" { return "postponed" }
        return row["days_left"]?.integer.map { "\($0) d" } ?? nothing
    }

    /// The sentence of a total: what is stated, what the rows add up to, what is left over.
    static func total(_ row: JSON) -> String? {
        guard row["row"]?.text == "total" else { return nil }
        var parts: [String] = []
        if let stated = row["stated"], stated != .null {
            let sides = stated["values"]?.elements ?? []
            let text =
                sides.isEmpty
                ? cell(stated) + cited(row["records"])
                : sides.map { cell($0) + cited($0["records"]) }.joined(separator: " ≠ ")
            parts.append("stated \(text)")
        }
        for (name, words) in [("itemised", "listed here"), ("unallocated", "not itemised")] {
            guard let amount = row[name], amount != .null else { continue }
            parts.append("\(words) \(cell(amount))")
        }
        let who = arrow(row["imposer"], row["target"], place)
        return "\(who) total: \(parts.joined(separator: " · "))"
    }

    /// The sentence of a plan without a day.
    static func undated(_ row: JSON) -> String? {
        guard row["status"]?.text == "undated" else { return nil }
        let parts = [
            slug(row["measure"]), cell(row["step"]), cell(row["change"]), cell(row["coverage"]),
        ]
        .filter { $0 != nothing }
        return "undated: \(parts.joined(separator: " "))\(cited(row["records"]))"
    }
}
