import Ledger

/// The log itself: a record whole, its versions, and every subject that something is recorded on.
extension ModelWorld {
    func logRows(_ question: ModelQuestion) -> [JSON]? {
        switch question.view {
        case "records": records(question)
        case "records/show": question.record.map(show) ?? []
        case "records/history": history(question)
        case "records/trace": question.record.map(trace) ?? []
        case "subjects": subjectRows(question)
        default: nil
        }
    }

    /// Records up to `as_of`.
    private var recorded: [ModelLedger.Record] {
        ledger.records.filter { $0.number <= cut.asOf }
    }

    /// The row of `records/show`: the whole record, whatever had been published.
    private func show(_ number: RecordNumber) -> [JSON] {
        recorded.filter { $0.number == number }.map { record in
            .fields([
                "record": .string(number.description), "id": .string(record.id.description),
                // A history is one batch of one account.
                "batch": .string("b1"),
                "recorder": .fields(["uid": .count(1_000), "name": .string("tester")]),
                "standing": .string(standing(of: record)), "event": record.line,
                "records": .records([number]),
            ])
        }
    }

    /// The rows of `records/history`: every version of a record, or all that is about a subject.
    private func history(_ question: ModelQuestion) -> [JSON] {
        let found: [ModelLedger.Record]
        if let number = question["subject"].flatMap({ RecordNumber($0) }) {
            let root = ledger.root(of: number)
            found = recorded.filter { ledger.root(of: $0.number) == root }
        } else if let key = question["subject"].flatMap({ try? Key($0) }) {
            let group = joins.group(of: key)
            found = recorded.filter { !group.isDisjoint(with: subjects(of: $0)) }
        } else {
            found = []
        }
        return found.compactMap { record in
            version(record).map { told in
                .fields([
                    "record": .string(record.number.description),
                    "act": .string(record.event.type.name),
                    // One that is made of other fields is for people.
                    "gist": gist(record, told).map(JSON.string),
                    "by": .string("tester"),
                    "reason": .text(
                        record.event.type.isLifecycle ? record.event.body.text(.reason) : nil
                    ),
                    "standing": .string(standing(of: record)),
                    "records": .records([record.number]),
                ])
            }
        }
    }

    /// The gist that a record has of its own, as far as what had been published attests it.
    private func gist(_ record: ModelLedger.Record, _ told: Told) -> String? {
        cut.known == nil ? told.event.body.text(.gist) : told.text(.gist)
    }

    /// The subjects that a record is listed under: its own, and of a change those of every version
    /// before it.
    private func subjects(of record: ModelLedger.Record) -> Set<Key> {
        let own = Set([record.event.subject, record.event.testimony.subject])
        guard record.event.type.isLifecycle else { return own }
        let root = ledger.root(of: record.number)
        let before = recorded.filter {
            $0.number < record.number && ledger.root(of: $0.number) == root
        }
        return before.reduce(own) { $0.union([$1.event.subject, $1.event.testimony.subject]) }
    }

    /// The rows of `subjects`: by kind as the kinds are listed, then by key.
    private func subjectRows(_ question: ModelQuestion) -> [JSON] {
        let prefix = question["prefix"] ?? ""
        var found: [Key: [RecordNumber]] = [:]
        let left = recorded.filter { !ledger.redacted.contains(ledger.root(of: $0.number)) }
        for record in left where version(record) != nil {
            for subject in subjects(of: record) {
                found[subject, default: []].append(record.number)
            }
        }
        return Kind.allCases.flatMap { kind in
            found.keys.filter { $0.kind == kind && $0.description.hasPrefix(prefix) }.sorted()
        }.map { subject in
            let numbers = found[subject] ?? []
            return .fields([
                "subject": .key(subject), "records_count": .count(numbers.count),
                "records": .records(numbers.suffix(5)),
            ])
        }
    }
}

extension ModelQuestion {
    /// The record that is asked for.
    var record: RecordNumber? { self["record"].flatMap { RecordNumber($0) } }

    static func logParameters(
        _ view: String,
        _ pair: ModelPair,
        _ random: SplitMix64
    ) -> [(name: String, value: String)]? {
        let record = "r\(1 + random.below(pair.lines.count))"
        let kinds = [Kind.measure, .offer, .talk, .statement, .src, .person]
        switch view {
        case "records": return recordParameters(pair, random)
        case "records/show", "records/trace": return [("record", record)]
        case "records/history":
            let subject = pair.subjects(random.pick(kinds)).randomElement(random)
            return [("subject", random.chance(40) ? record : subject ?? record)]
        case "subjects":
            let prefix = random.pick(["measure", "measure/m1", "o", "src/", "person/usa", "zz"])
            return random.chance(60) ? [("prefix", prefix)] : []
        default: return nil
        }
    }
}
