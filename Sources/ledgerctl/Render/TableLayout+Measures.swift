import Ledger

extension TableLayout {
    /// Answers about measures.
    static let measures: [TableLayout] = [inForce, list, life, upcoming, exposure]

    private static let inForce = TableLayout(
        schema: "measures_in_force/1",
        noun: "measures in force",
        fields: [
            "row", "imposer", "target", "measure", "also", "goods", "rate", "other_rates",
            "coverage", "since", "until", "basis", "likelihood", "step", "amendments", "class",
            "explanation", "stated", "itemised", "unallocated", "records",
        ],
        columns: [
            .parties("imposer", "target"), .slug("MEASURE", "measure"),
            .field("RATE", "rate", right: true), .field("COVERAGE", "coverage", right: true),
            .field("SINCE", "since"), Column(header: "BASIS", text: CellText.basis), .evidence,
            Column(header: "RECORDS", text: CellText.opposedRecords).folding,
        ],
        sentence: CellText.total,
        remarks: { row, _ in CellText.measureRemarks(row) }
    )

    private static let list = TableLayout(
        schema: "measures/1",
        noun: "measures",
        fields: [
            "measure", "also", "state", "since", "imposer", "target", "rate", "coverage", "basis",
            "class", "records",
        ],
        columns: [
            .slug("MEASURE", "measure"), .words("STATE", "state"), .field("SINCE", "since"),
            .parties("imposer", "target"), .field("RATE", "rate", right: true),
            .field("COVERAGE", "coverage", right: true), .evidence, .records,
        ],
        remarks: { row, _ in CellText.joined(row) }
    )

    private static let life = TableLayout(
        schema: "measure_life/1",
        noun: "records of this measure",
        fields: [
            "date", "state", "step", "what", "retroactive", "modality", "class", "who", "legal",
            "record", "records",
        ],
        columns: [
            .field("DATE", "date"), .words("STATE", "state"), .field("STEP", "step"),
            .prose("WHAT", "what"), .evidence, Column.field("WHO", "who").folding,
            Column(header: "REC") { CellText.cell(CellText.known($0["record"]) ?? $0["records"]) },
        ],
        remarks: { row, _ in CellText.marks(row) }
    )

    private static let upcoming = TableLayout(
        schema: "measures_upcoming/1",
        noun: "scheduled steps",
        fields: [
            "date", "measure", "step", "change", "from", "coverage", "condition", "days_left",
            "status", "basis", "class", "records",
        ],
        columns: [
            .field("DATE", "date"), .slug("MEASURE", "measure"), .field("STEP", "step"),
            Column(header: "CHANGE", text: CellText.change),
            .field("COVERAGE", "coverage", right: true),
            Column(header: "IN", text: CellText.daysLeft, isRight: true),
            Column(header: "CLASS", text: CellText.officialClass).folding, .records,
        ],
        sentence: CellText.undated,
        remarks: { row, _ in CellText.lines([row["condition"]]) }
    )

    private static let exposure = TableLayout(
        schema: "measures_exposure/1",
        noun: "changes of covered trade",
        fields: [
            "date", "imposer", "target", "sum", "most", "delta", "measures", "stated", "gap",
            "basis", "records",
        ],
        columns: [
            Column.parties("imposer", "target").once, .field("DATE", "date"),
            Column(header: "SUM", text: CellText.sum, isRight: true),
            .field("CHANGE", "delta", right: true), .field("STATED", "stated", right: true),
            .field("GAP", "gap", right: true), Column.words("BASIS", "basis").folding,
            Column(header: "MEASURES") { CellText.slugs($0["measures"]) }.folding, .records,
        ],
        block: { CellText.arrow($0["imposer"], $0["target"]) }
    )
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

    /// What else is to be said of a measure in force, a line each.
    static func measureRemarks(_ row: JSON) -> [String] {
        var lines = lines([row["explanation"]])
        if let step = known(row["step"]) { lines.append("rate set by step \(cell(step))") }
        let others = row["other_rates"]?.elements ?? []
        if !others.isEmpty {
            lines.append("also stated: \(others.map { cell($0) }.joined(separator: ", "))")
        }
        for change in row["amendments"]?.elements ?? [] {
            let parts = [
                known(change["effective"]).map { "amended \(cell($0))" } ?? "amended",
                change["retroactive"] == .bool(true) ? "retroactive" : nil,
            ]
            .compactMap(\.self).joined(separator: ", ")
            lines.append("\(parts): \(cell(change["text"])) (\(cell(change["record"])))")
        }
        if let until = known(row["until"]) { lines.append("until \(cell(until))") }
        return lines + joined(row)
    }

    /// What marks a testimony in the life of its subject.
    static func marks(_ row: JSON) -> [String] {
        var marks: [String] = []
        if let modality = row["modality"]?.text, !["actual", "intended"].contains(modality) {
            marks.append("told as \(cell(.string(modality)))")
        }
        if row["retroactive"] == .bool(true) {
            marks.append("retroactive: takes effect before it was published")
        }
        if row["legal"] == .bool(false) { marks.append("no move from the state before") }
        return marks.isEmpty ? [] : [marks.joined(separator: "; ")]
    }

    /// `10 → 25%` where the rate before is known, else what the plan says.
    static func change(_ row: JSON) -> String {
        let change = cell(row["change"])
        guard let from = known(row["from"]), let to = change.firstRange(of: " to ") else {
            return change
        }
        let before = cell(from)
        let after = change[to.upperBound...]
        let isBare = before.hasSuffix("%") && !before.contains(" ") && after.hasSuffix("%")
        return "\(isBare ? String(before.dropLast()) : before) → \(after)"
    }

    /// `47 d`, or what became of a step that was due.
    static func daysLeft(_ row: JSON) -> String {
        switch row["status"]?.text {
        case "due_not_evidenced": "due"
        case "postponed", "contradicted": cell(row["status"])
        default: row["days_left"]?.integer.map { "\($0) d" } ?? nothing
        }
    }

    /// The class of a plan, and whether an official source is behind it.
    static func officialClass(_ row: JSON) -> String {
        row["basis"]?.text == "official" ? "\(words(row["class"])), official" : words(row["class"])
    }

    /// The sum of what is listed; of contested coverages from the smaller to the larger.
    static func sum(_ row: JSON) -> String {
        known(row["most"]).map { "\(cell(row["sum"]))–\(cell($0))" } ?? cell(row["sum"])
    }

    /// The sentence of a total: what is stated, what the rows add up to, what is left over.
    static func total(_ row: JSON) -> String? {
        guard row["row"]?.text == "total" else { return nil }
        var parts: [String] = []
        if let stated = known(row["stated"]) {
            let sides = stated["values"]?.elements ?? []
            let text =
                sides.isEmpty
                ? cell(stated) + cited(row["records"])
                : sides.map { cell($0) + cited($0["records"]) }.joined(separator: " ≠ ")
            parts.append("stated \(text)")
        }
        for (name, words) in [("itemised", "listed here"), ("unallocated", "not itemised")] {
            if let amount = known(row[name]) { parts.append("\(words) \(cell(amount))") }
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
        let condition = known(row["condition"]).map { ", \(cell($0))" } ?? ""
        return "undated: \(parts.joined(separator: " "))\(condition)\(cited(row["records"]))"
    }
}
