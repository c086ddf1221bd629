import Ledger

/// Scheduled steps and talks as events of a calendar.
///
/// A calendar that subscribes replaces an event when its number of changes has grown. That is the
/// number of records about its subject behind the first: a correction or a retraction is one, and
/// so is the report that moves a day.
struct CalendarReport {
    private let session: Session
    private let answer: Answer
    private let ledger: String
    private var histories: [String: (changes: Int, last: String)] = [:]
    private var uids: [String: Int] = [:]

    /// Asks the daemon which ledger it is.
    init(_ answer: Answer, _ session: Session) throws(Failure) {
        self.answer = answer
        self.session = session
        ledger = try session.fetch(Question("/v1/status")).document["ledger"]?.text ?? "ledgerd"
    }

    /// Prints the calendar; what has no day is counted on standard error.
    static func write(_ answer: Answer, _ session: Session) throws(Failure) {
        var report = try CalendarReport(answer, session)
        var calendar = CalendarText()
        var undated = 0
        for row in answer.rows {
            if let entry = try report.entry(row) { calendar.add(entry) } else { undated += 1 }
        }
        try session.console.write(calendar.text)
        guard undated > 0 else { return }
        let what = undated == 1 ? "1 row without a day is" : "\(undated) rows without a day are"
        session.remark("\(what) not in the calendar; -o table has them")
    }

    private mutating func entry(_ row: JSON) throws(Failure) -> CalendarText.Entry? {
        let isTalk = row["talk"] != nil
        let subject = CellText.raw(row[isTalk ? "talk" : "measure"])
        guard let days = CalendarReport.days(row[isTalk ? "when" : "date"]) else { return nil }
        let history = try history(of: subject)
        return CalendarText.Entry(
            uid: uid(row, subject),
            sequence: max(0, history.changes),
            stamp: CalendarText.instant(history.last),
            days: days,
            summary: isTalk ? CalendarReport.talk(row) : CalendarReport.step(row),
            description: description(row, isTalk: isTalk),
            status: CalendarReport.status(row),
            category: isTalk ? "talk" : "measure"
        )
    }

    /// The days of a span; of an open one the end that there is.
    private static func days(_ span: JSON?) -> (first: Day, last: Day)? {
        let lo = span?["lo"]?.text.flatMap { Day($0) }
        let hi = span?["hi"]?.text.flatMap { Day($0) }
        guard let first = lo ?? hi, let last = hi ?? lo else { return nil }
        return (first, last)
    }

    /// `measure/us-301-list3/list3-to-25@ledger`; a step without a name is known by its first
    /// record.
    private mutating func uid(_ row: JSON, _ subject: String) -> String {
        var name = subject
        if row["talk"] == nil {
            let first = row["records"]?.elements.first.map { CellText.raw($0) }
            name += "/\(row["step"]?.text ?? first ?? "step")"
        }
        let count = uids[name, default: 0] + 1
        uids[name] = count
        return count == 1 ? "\(name)@\(ledger)" : "\(name)/\(count)@\(ledger)"
    }

    /// How often what is known of a subject has changed, and when last.
    private mutating func history(
        of subject: String
    ) throws(Failure) -> (changes: Int, last: String) {
        if let known = histories[subject] { return known }
        let basis = JSON.object(answer.basis)
        let known = basis["known"]?.text
        let rows = try session.fetch(
            Question(
                "/v1/records/history",
                [
                    "subject": subject, "as_of": basis["as_of"]?.text,
                    "known": known == "unbounded" ? nil : known,
                ]
            )
        ).rows
        let last = rows.compactMap { $0["recorded_at"]?.text }.max() ?? "1970-01-01T00:00:00Z"
        histories[subject] = (rows.count - 1, last)
        return (rows.count - 1, last)
    }

    private static func step(_ row: JSON) -> String {
        let parts = [CellText.slug(row["measure"]), CellText.change(row)]
        let coverage = CellText.known(row["coverage"]).map { " on \(CellText.cell($0))" } ?? ""
        return parts.joined(separator: ": ") + coverage
    }

    private static func talk(_ row: JSON) -> String {
        let parties = CellText.slugs(row["parties"])
        let place = CellText.known(row["place"]).map { ", \(CellText.cell($0))" } ?? ""
        let what = "\(CellText.words(row["kind"])): \(parties)\(place)"
        return row["at_risk"] == .bool(true) ? "\(what) (at risk)" : what
    }

    /// What stands below the title: how sure it is, on what it rests, where it was asked.
    private func description(_ row: JSON, isTalk: Bool) -> String {
        let when = row[isTalk ? "when" : "date"]?["text"]
        let lines: [(String, JSON?)] = [
            ("when", when), ("state", row[isTalk ? "state" : "status"]),
            ("condition", row["condition"]), ("outcome", row["outcome"]), ("basis", row["basis"]),
            ("class", row["class"]), ("records", row["records"]),
        ]
        let said = lines.compactMap { name, value in
            CellText.known(value).map { "\(name): \(CellText.words($0))" }
        }
        return (said + [CellText.coordinates(answer)].compactMap(\.self)).joined(separator: "\n")
    }

    private static func status(_ row: JSON) -> CalendarText.Status {
        switch row["state"]?.text ?? row["basis"]?.text {
        case "cancelled": .cancelled
        case "scheduled": row["at_risk"] == .bool(true) ? .tentative : .confirmed
        case "held", "official": .confirmed
        default: .tentative
        }
    }
}
