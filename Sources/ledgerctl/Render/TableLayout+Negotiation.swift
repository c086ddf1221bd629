import Ledger

extension TableLayout {
    /// Answers about proposals, talks, pledges, agreements, restrictions and cases.
    static let negotiation: [TableLayout] = [
        proposals, talks, commitments, agreements, restrictions, proceedings, proceeding,
    ]

    private static let proposals = TableLayout(
        schema: "proposals/1",
        noun: "proposals",
        fields: [
            "proposal", "also", "kind", "by", "to", "item", "text", "issue", "action", "amount",
            "strength", "opened", "deadline", "state", "is_open", "answers", "precondition_for",
            "waits", "answered_by", "class", "tally", "records",
        ],
        columns: [
            Column.field("PROPOSAL", "proposal").once, Column.parties("by", "to").once,
            .field("ITEM", "item", right: true), .words("STATE", "state"),
            Column.field("OPENED", "opened").once.folding,
            Column.field("DEADLINE", "deadline").folding,
            Column(header: "TEXT", text: CellText.item, folds: true, isSentence: true),
            Column.evidence.once, Column.records.once,
        ],
        block: { CellText.cell($0["proposal"]) },
        remarks: CellText.proposalRemarks
    )

    private static let talks = TableLayout(
        schema: "talks/1",
        noun: "talks",
        fields: [
            "talk", "also", "when", "kind", "parties", "place", "medium", "state", "outcome",
            "at_risk", "due", "class", "records",
        ],
        columns: [
            .field("WHEN", "when"), .slug("TALK", "talk"), .words("KIND", "kind"),
            Column(header: "STATE", text: CellText.talkState),
            Column(
                header: "PARTIES",
                text: { CellText.slugs($0["parties"]) },
                isFlexible: true,
                isSentence: true
            ),
            Column(header: "PLACE", text: CellText.talkPlace).folding, .evidence, .records,
        ],
        remarks: { row, _ in CellText.joined(row) }
    )

    private static let commitments = TableLayout(
        schema: "commitments/1",
        noun: "commitments",
        fields: [
            "commitment", "also", "by", "item", "text", "issue", "action", "pledged", "deadline",
            "previous_deadline", "state", "assessments", "overdue", "reaffirmed", "class",
            "records",
        ],
        columns: [
            Column.field("COMMITMENT", "commitment").once, Column.field("BY", "by").once,
            .field("ITEM", "item", right: true),
            Column(header: "STATE") { row in
                CellText.words(row["state"]) + (row["overdue"] == .bool(true) ? "; overdue" : "")
            },
            Column.field("PLEDGED", "pledged").once.folding,
            Column(header: "DEADLINE") { row in
                let before = CellText.known(row["previous_deadline"]).map {
                    " (was \(CellText.cell($0)))"
                }
                return CellText.cell(row["deadline"]) + (before ?? "")
            }
            .folding,
            Column(header: "TEXT", text: CellText.item, folds: true, isSentence: true),
            Column.evidence.once, Column.records.once,
        ],
        block: { CellText.cell($0["commitment"]) },
        remarks: { row, isFirst in isFirst ? CellText.pledgeRemarks(row) : [] }
    )

    private static let agreements = TableLayout(
        schema: "agreements/1",
        noun: "agreements",
        fields: [
            "agreement", "also", "form", "state", "parties", "title", "terms", "partial", "date",
            "effective", "until", "basis", "class", "records",
        ],
        columns: [
            .field("AGREEMENT", "agreement"), Column(header: "STATE", text: CellText.scheduled),
            .field("DATE", "date"), .words("FORM", "form"),
            Column(
                header: "PARTIES",
                text: { CellText.slugs($0["parties"]) },
                isFlexible: true,
                isSentence: true
            ),
            .evidence, .records,
        ],
        remarks: { row, _ in CellText.agreementRemarks(row) }
    )

    private static let restrictions = TableLayout(
        schema: "restrictions/1",
        noun: "restrictions",
        fields: [
            "restriction", "also", "instrument", "by", "target", "state", "since", "until",
            "condition", "basis", "class", "records",
        ],
        columns: [
            .slug("RESTRICTION", "restriction"), Column(header: "STATE", text: CellText.scheduled),
            .parties("by", "target"), .words("INSTRUMENT", "instrument"),
            .field("SINCE", "since"), Column.field("UNTIL", "until").folding, .evidence, .records,
        ],
        remarks: { row, _ in CellText.lines([row["condition"]]) + CellText.joined(row) }
    )

    private static let proceedings = TableLayout(
        schema: "proceedings/1",
        noun: "proceedings",
        fields: [
            "proceeding", "also", "title", "complainant", "respondent", "track", "stage",
            "since", "class", "records",
        ],
        columns: [
            .slug("PROCEEDING", "proceeding"),
            Column(header: "PARTIES") { row in
                let sides = [row["complainant"], row["respondent"]].map { CellText.cell($0) }
                return sides.allSatisfy { $0 == CellText.nothing }
                    ? CellText.nothing : sides.joined(separator: " v. ")
            },
            Column(header: "TRACK") {
                $0["track"]?.text == "wto" ? "WTO" : CellText.words($0["track"])
            },
            .words("STAGE", "stage"), .field("SINCE", "since"), .prose("TITLE", "title"),
            .evidence, .records,
        ],
        remarks: { row, _ in CellText.joined(row) }
    )

    private static let proceeding = TableLayout(
        schema: "proceeding/1",
        noun: "records of this proceeding",
        fields: ["date", "stage", "legal", "what", "who", "class", "record", "records"],
        columns: [
            .field("DATE", "date"), .words("STAGE", "stage"), .prose("WHAT", "what"), .evidence,
            Column.field("WHO", "who").folding, .field("REC", "record"),
        ],
        remarks: { row, _ in CellText.marks(row) }
    )
}

extension CellText {
    /// What is offered, demanded or pledged, with what is done about it and how much.
    static func item(_ row: JSON) -> String {
        let extra = ["action", "issue", "amount"].compactMap { known(row[$0]).map { words($0) } }
        guard let text = known(row["text"]) else {
            return extra.isEmpty ? nothing : extra.joined(separator: ", ")
        }
        return extra.isEmpty ? cell(text) : "\(cell(text)) (\(extra.joined(separator: ", ")))"
    }

    /// The answers to a proposal, what waits for it, and what a coder sets against it.
    ///
    /// Answers to the whole stand once; those to an item stand below the item.
    static func proposalRemarks(_ row: JSON, isFirst: Bool) -> [String] {
        var lines: [String] = []
        for answer in row["answers"]?.elements ?? [] where isFirst || known(answer["part"]) != nil {
            lines.append(CellText.answer(answer))
        }
        guard isFirst else { return lines }
        if let strength = row["strength"]?.text, strength != "demand" {
            lines.append("put as \(words(.string(strength)))")
        }
        if let talk = known(row["precondition_for"]) {
            let state = known(row["waits"]).map { ", \(words($0))" } ?? ""
            lines.append("\(cell(talk)) waits for it\(state)")
        }
        for link in row["answered_by"]?.elements ?? [] {
            let by = known(link["by"]).map { ", by the \(cell($0))" } ?? ""
            lines.append(
                "\(words(link["rel"])): \(cell(link["subject"])) (\(cell(link["record"]))\(by))"
            )
        }
        return lines + joined(row)
    }

    /// One answer: `resisted by CHN 2018-11-15 (r160), as told by org/x: if ...`.
    private static func answer(_ answer: JSON) -> String {
        var line = words(answer["response"])
        if let by = known(answer["by"]) { line += " by \(cell(by))" }
        if let date = known(answer["date"]) { line += " \(cell(date))" }
        line += " (\(cell(answer["record"])))"
        if let teller = known(answer["as_told_by"]) { line += ", as told by \(cell(teller))" }
        if let condition = known(answer["condition"]) { line += ": \(cell(condition))" }
        return line
    }

    /// A talk's state, how it ended, and whether it is in danger or has been forgotten.
    static func talkState(_ row: JSON) -> String {
        var state = words(row["state"])
        if let outcome = known(row["outcome"]) { state += ", \(words(outcome))" }
        if row["at_risk"] == .bool(true) { state += "; at risk" }
        if row["due"] == .bool(true) { state += "; due" }
        return state
    }

    /// Where, or by what means.
    static func talkPlace(_ row: JSON) -> String {
        let parts = lines([row["place"], row["medium"]])
        return parts.isEmpty ? nothing : parts.joined(separator: ", ")
    }

    /// What was found of a pledge, and how often it was made.
    static func pledgeRemarks(_ row: JSON) -> [String] {
        var lines = (row["assessments"]?.elements ?? []).map { finding in
            let by = known(finding["by"]).map { " by \(cell($0))" } ?? ""
            let date = known(finding["date"]).map { " \(cell($0))" } ?? ""
            return "found \(words(finding["finding"]))\(by)\(date) (\(cell(finding["record"])))"
        }
        if let count = row["reaffirmed"]?.integer, count > 0 {
            lines.append("reaffirmed \(times(count))")
        }
        return lines + joined(row)
    }

    /// A state; one that rests on a schedule says so.
    static func scheduled(_ row: JSON) -> String {
        let state = words(row["state"])
        guard let basis = row["basis"]?.text, basis != "attested" else { return state }
        return "\(state), \(words(.string(basis)))"
    }

    /// What an agreement is called, what it says, and when it holds.
    static func agreementRemarks(_ row: JSON) -> [String] {
        var lines = lines([row["title"]])
        lines += (row["terms"]?.elements ?? []).map { "· \(cell($0))" }
        if row["partial"] == .bool(true) { lines.append("agreed in part only") }
        if let start = known(row["effective"]) { lines.append("in effect from \(cell(start))") }
        if let end = known(row["until"]) { lines.append("until \(cell(end))") }
        return lines + joined(row)
    }
}
