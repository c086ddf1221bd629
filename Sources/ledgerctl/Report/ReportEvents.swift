import Ledger

/// Every record as it is shown, read once.
struct ReportEvents {
    /// Rows of `records/show`, by record.
    let rows: [Int: JSON]
    /// The records that the page is about; nil for all.
    let wanted: Set<Int>?
    /// What a source's registration says, by its key.
    private let registrations: [String: JSON]

    /// Reads all records.
    init(_ study: Study, _ request: ReportRequest) throws(Failure) {
        var rows: [Int: JSON] = [:]
        var registrations: [String: JSON] = [:]
        for number in 0..<study.log.asOf.value {
            let record = RecordNumber(number + 1)
            let answer = try study.answer(
                "records/show",
                [("record", record.description)],
                on: .last,
                known: nil
            )
            guard let row = answer.rows.first else { continue }
            rows[Int(record.value)] = row
            if row["event"]?["type"]?.text == "source.registered",
                let key = row["event"]?["subject"]?.text
            {
                registrations[key] = row["event"]?["body"]
            }
        }
        (self.rows, self.registrations) = (rows, registrations)
        wanted = try request.issue.map { issue throws(Failure) in
            Set(try ReportEvents.records(study, "issue", issue))
        }
    }

    /// The records under a term, as `record list` gives them.
    static func records(_ study: Study, _ name: String, _ term: String) throws(Failure) -> [Int] {
        let parameters = [
            (name: name, value: term), (name: "limit", value: "\(ReportData.recordsMax)"),
        ]
        return try study.answer("records", parameters, on: .last, known: nil).rows
            .compactMap { number($0["record"]) }
    }

    /// Whether a row belongs to what the page is about.
    func isShown(_ row: JSON) -> Bool {
        guard let wanted else { return true }
        return (row["records"]?.elements ?? []).contains {
            ReportEvents.number($0).map(wanted.contains) ?? false
        }
    }

    /// `r168` as a number.
    static func number(_ record: JSON?) -> Int? {
        record?.text.flatMap { RecordNumber($0) }.map { Int($0.value) }
    }

    /// The language of a source, as a BCP 47 tag; nil where it is not said, or is no tag.
    func language(of source: String) -> String? {
        guard let tag = registrations[source]?["language"]?.text, !tag.isEmpty,
            tag.utf8.count <= 35,
            tag.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else { return nil }
        return tag
    }

    /// The lines of a source that records point at.
    func lines(citedOf source: String) -> Set<Int> {
        var found: Set<Int> = []
        for row in rows.values where row["standing"]?.text == "current" {
            for entry in row["event"]?["evidence"]?.elements ?? []
            where entry["source"]?.text == source {
                for part in (entry["loc"]?.text ?? "").split(separator: ",") {
                    let ends = part.split(separator: "-").compactMap { Int($0.dropFirst()) }
                    guard let from = ends.first, let to = ends.last, from <= to, to < 100_000
                    else { continue }
                    found.formUnion(from...to)
                }
            }
        }
        return found
    }

    /// What the registration of a source says; null for one that is not registered.
    func registration(of source: String) -> JSON { registrations[source] ?? .null }
}

/// An actor, a topic or a source, by which rows can be filtered.
struct ReportTerm {
    /// `actor`, `issue` or `source`.
    let kind: String
    let key: String
    /// For people.
    let name: String
    let records: [Int]

    /// All that at least one record is about.
    static func all(_ study: Study, _ events: ReportEvents) throws(Failure) -> [ReportTerm] {
        var found: [ReportTerm] = []
        for (kind, view) in [("actor", "actors"), ("issue", "issues"), ("source", "sources")] {
            let rows = try study.answer(view, on: .last, known: nil).rows
            for row in rows {
                guard let key = row[kind]?.text else { continue }
                let records = try ReportEvents.records(study, kind, key)
                let name = row["name"]?.text.map { "\($0) (\(CellText.key(key)))" }
                if !records.isEmpty {
                    found.append(
                        ReportTerm(
                            kind: kind,
                            key: key,
                            name: name ?? CellText.key(key),
                            records: records
                        )
                    )
                }
            }
        }
        return found
    }
}
