import Ledger

/// What may be offered for a word.
struct Candidate: Equatable {
    /// What is put in its place.
    var value: String
    /// What it is, for shells that show it.
    var note = ""
}

/// Values of the ledger that begin in a certain way.
///
/// Whoever presses Tab waits, so what the daemon does not say at once is not offered, and an
/// error is no candidate either.
struct LedgerLookup {
    private let session: Session

    private static let recordsMost = 30
    private static let subjectKinds = Kind.allCases.filter { !$0.isRegistered }
    private static let actorKinds = Kind.allCases.filter(\.isActor)

    /// Asks through a session.
    init(_ session: Session) { self.session = session }

    /// The candidates of a sort.
    func values(_ sort: LedgerValues, beginning text: String) -> [Candidate] {
        switch sort {
        case .subjects: keys(LedgerLookup.subjectKinds, text)
        case .measures: keys(of: .measure, text)
        case .proceedings: keys(of: .proceeding, text)
        case .sources: keys(of: .src, text)
        case .queries: keys(of: .query, text)
        case .actors: actors(text)
        case .types: types(text)
        case .issues: issues(text)
        case .topics: issues(text) + keys(LedgerLookup.subjectKinds, text)
        case .records: text.isEmpty || text.hasPrefix("r") ? records(text) : []
        case .schemas: rows("/v1/schemas", "name", "summary", text)
        }
    }

    /// Kinds, then the keys of the one that is typed.
    func keys(_ kinds: [Kind], _ text: String) -> [Candidate] {
        guard text.contains("/") else {
            return kinds.map { Candidate(value: "\($0.rawValue)/") }.filter {
                $0.value.hasPrefix(text)
            }
        }
        return subjects(text)
    }

    /// Keys of one kind, which is left out unless it is typed.
    private func keys(of kind: Kind, _ text: String) -> [Candidate] {
        let start = "\(kind.rawValue)/"
        if text.hasPrefix(start) { return subjects(text) }
        let kinds = !text.isEmpty && start.hasPrefix(text) ? [Candidate(value: start)] : []
        return kinds
            + subjects(start + text).map {
                Candidate(value: String($0.value.dropFirst(start.count)), note: $0.note)
            }
    }

    private func subjects(_ text: String) -> [Candidate] {
        answer(Question("/v1/subjects", ["prefix": text])).compactMap { row in
            guard let key = row["subject"]?.text, key.hasPrefix(text) else { return nil }
            let count = row["records_count"]?.integer ?? 0
            return Candidate(value: key, note: count == 1 ? "1 record" : "\(count) records")
        }
    }

    private func actors(_ text: String) -> [Candidate] {
        let all = answer(Question("/v1/actors")).compactMap { row -> Candidate? in
            row["actor"]?.text.map { Candidate(value: $0, note: CellText.raw(row["name"])) }
        }
        guard !text.contains("/") else { return all.filter { $0.value.hasPrefix(text) } }
        // Three capitals stand for a government.
        let states = all.filter { $0.value.hasPrefix("gov/") }.map {
            Candidate(value: String($0.value.dropFirst(4)), note: $0.note)
        }
        return states.filter { $0.value.hasPrefix(text) } + keys(LedgerLookup.actorKinds, text)
    }

    private func types(_ text: String) -> [Candidate] {
        let found = rows("/v1/types", "type", "summary", text)
        guard found.isEmpty else { return found }
        return Catalogue.types.map { Candidate(value: $0.name, note: $0.summary) }
            .filter { $0.value.hasPrefix(text) }
    }

    private func issues(_ text: String) -> [Candidate] {
        let used = rows("/v1/issues", "issue", "description", text)
        let known = Set(used.map(\.value))
        let others = BuiltInIssue.all.subtracting(known).filter { $0.hasPrefix(text) }.sorted()
        return used + others.map { Candidate(value: $0) }
    }

    /// The last records, the newest first.
    private func records(_ text: String) -> [Candidate] {
        guard let size = answer(Question("/v1/status")).first?["size"]?.integer, size > 0 else {
            return []
        }
        let after = size - LedgerLookup.recordsMost
        return answer(
            Question(
                "/v1/records",
                [
                    "limit": String(LedgerLookup.recordsMost),
                    "after": after > 0 ? "r\(after)" : nil,
                ]
            )
        )
        .reversed().compactMap { row in
            guard let record = row["record"]?.text, record.hasPrefix(text) else { return nil }
            let about = [row["type"], row["subject"]].map { CellText.raw($0) }
            return Candidate(value: record, note: about.joined(separator: " "))
        }
    }

    private func rows(
        _ path: String,
        _ value: String,
        _ note: String,
        _ text: String
    ) -> [Candidate] {
        answer(Question(path)).compactMap { row in
            guard let word = row[value]?.text, word.hasPrefix(text) else { return nil }
            return Candidate(value: word, note: CellText.raw(row[note]))
        }
    }

    private func answer(_ question: Question) -> [JSON] {
        do throws(Failure) { return try session.fetch(question).rows } catch { return [] }
    }
}
