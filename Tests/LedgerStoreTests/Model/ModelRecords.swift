import Ledger

/// The log as a list: every record by its own number, whatever became of it.
extension ModelWorld {
    /// The rows of `records`.
    func records(_ question: ModelQuestion) -> [JSON] {
        let after = question["after"].flatMap { RecordNumber($0) } ?? RecordNumber(0)
        let limit = question["limit"].flatMap(Int.init) ?? 1_000
        let found = ledger.records.filter { after < $0.number && $0.number <= cut.asOf }
            .compactMap { record in version(record).map { (record: record, told: $0) } }
            .filter { isListed($0.record, $0.told, question) }
        return found.prefix(limit).map { record, told in
            .fields([
                "record": .string(record.number.description),
                "date": .span(date(record, told)),
                "type": .string(record.event.type.name), "subject": .key(record.event.subject),
                "standing": .string(standing(of: record)),
                "records": .records([record.number]),
            ])
        }
    }

    /// What a record says, if some of it had been published; it need not stand.
    func version(_ record: ModelLedger.Record) -> Told? {
        let own = ModelLedger.Version(
            root: ledger.root(of: record.number),
            number: record.number,
            event: record.event.testimony
        )
        return Told(own, registry, known: cut.known)
    }

    /// The list is of what was recorded: a date that nothing attests is hidden only from those
    /// who ask what could be known.
    private func date(_ record: ModelLedger.Record, _ told: Told) -> DayInterval? {
        if cut.known != nil { return told.date }
        let event = record.event.testimony
        return event.occurred?.interval ?? event.body.date(.effective)?.interval
    }

    private func isListed(
        _ record: ModelLedger.Record,
        _ told: Told,
        _ question: ModelQuestion
    ) -> Bool {
        // A correction is listed under its own type and under that of what it says.
        let types = [record.event.type.name, told.event.type.name]
        if let type = question["type"], !types.contains(type) { return false }
        // A retraction says nothing that has a topic, a source or a date.
        let isRetraction = record.event.type.name == "record.retracted"
        let others = ["issue", "source", "since", "through", "actor"]
        if isRetraction, others.contains(where: { question[$0] != nil }) { return false }
        if let issue = question["issue"], !told.event.issues.contains(issue) { return false }
        if let source = question["source"], !told.sources.contains(source) { return false }
        let since = question["since"].flatMap { Day($0) } ?? .distantPast
        let through = question["through"].flatMap { Day($0) } ?? .distantFuture
        let day = told.event.filingDay
        guard since <= day, day <= through else { return false }
        if let subject = question["subject"].flatMap({ try? Key($0) }),
            !joins.group(of: subject).contains(record.event.subject)
        {
            return false
        }
        guard let actor = question["actor"].flatMap({ try? Key($0) }) else { return true }
        return !joins.group(of: actor).isDisjoint(with: told.everybody)
    }

    /// Of a version whether it is the one that stands; of everything else that it is there.
    func standing(of record: ModelLedger.Record) -> String {
        if record.event.type.isLifecycle, record.event.type.name != "record.corrected" {
            return "current"
        }
        let stands = ledger.lives(through: cut.asOf)[ledger.root(of: record.number)]?.last.flatMap {
            $0
        }
        if stands == record.number { return "current" }
        return stands == nil ? "retracted" : "superseded"
    }
}

extension ModelQuestion {
    static func recordParameters(
        _ pair: ModelPair,
        _ random: SplitMix64
    ) -> [(name: String, value: String)] {
        let people =
            HistoryWorld.states + HistoryWorld.others + Array(HistoryWorld.people.values.sorted())
        let types = ["tariff.imposed", "offer.made", "record.corrected", "source.corrected"]
        let choices: [(name: String, values: [String])] = [
            ("actor", people), ("type", types), ("source", pair.subjects(.src)),
            ("issue", HistoryWorld.issues), ("subject", [pair.subject(.measure, random)]),
            ("since", [HistoryWorld.day(random.below(20)).description]),
            ("through", [HistoryWorld.day(20 + random.below(40)).description]),
            ("limit", ["5"]), ("after", ["r\(1 + random.below(pair.lines.count))"]),
        ]
        return choices.compactMap { name, values in
            random.chance(15) ? (name, random.pick(values)) : nil
        }
    }
}
