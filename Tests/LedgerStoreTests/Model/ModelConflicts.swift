import Ledger

/// Two sides of a subject that cannot both be true, by the records that take them.
struct ModelConflict {
    let subject: Key
    let field: String
    let kind: String
    let says: Set<RecordNumber>
    let against: Set<RecordNumber>

    var records: Set<RecordNumber> { says.union(against) }

    static let kinds = ["value", "state", "place", "polarity", "quote", "authority"]
}

extension ModelWorld {
    /// The rows of `claims/conflicts`.
    func conflicts(_ question: ModelQuestion) -> [JSON] {
        let only = question["subject"].flatMap { try? Key($0) }.map(joins.name(of:))
        return ModelConflict.kinds.filter { question["kind"] ?? $0 == $0 }
            .flatMap { conflicts($0) }.filter { only == nil || $0.subject == only }
            .map { conflict in
                .fields([
                    "subject": .key(conflict.subject), "field": .string(conflict.field),
                    "kind": .string(conflict.kind),
                    "says": .fields(["records": .records(conflict.says)]),
                    "against": .fields(["records": .records(conflict.against)]),
                    "explained_by": .array(
                        readings(of: conflict).map {
                            .fields(["record": .string($0.number.description)])
                        }
                    ),
                    "records": .records(conflict.records),
                ])
            }
    }

    /// Every conflict of a kind, by subject.
    func conflicts(_ kind: String) -> [ModelConflict] {
        let subjects = Kind.allCases.filter { Machine(of: $0) != nil }.flatMap(subjects).sorted()
        return subjects.flatMap { subject -> [ModelConflict] in
            switch (kind, subject.kind) {
            case ("value", .figure): figures(subject)
            case ("value", .measure): values(subject)
            case ("value", .commitment): deadlines(subject)
            case ("state", .talk): talkStates(subject)
            case ("state", .measure): measureStates(subject)
            case ("state", .agreement): agreementStates(subject)
            case ("place", .talk): places(subject)
            case ("polarity", _): polarity(subject)
            case ("quote", .statement), ("quote", .claim): quotes(subject)
            case ("authority", .statement): authority(subject)
            default: []
            }
        }
    }

    /// Records that read a conflict, or that link two of its records; seen if all they name is.
    func readings(of conflict: ModelConflict) -> [Told] {
        var seen: [Told] = []
        for number in conflict.records.sorted() {
            let root = ledger.root(of: number)
            for told in told where !seen.contains(where: { $0.number == told.number }) {
                let named = told.event.references.compactMap(ledger.number(of:))
                guard named.contains(where: { ledger.root(of: $0) == root }),
                    named.allSatisfy(isVisible)
                else { continue }
                let roots = Set(conflict.records.map(ledger.root(of:)))
                let isBetween =
                    told.event.type.name == "record.linked" && named.count == 2
                    && named.allSatisfy { roots.contains(ledger.root(of: $0)) }
                if isReading(told) || isBetween { seen.append(told) }
            }
        }
        return seen
    }

    /// Whether a record explains others, and does not only stand between them.
    func isReading(_ told: Told) -> Bool {
        told.event.type.name == "conflict.explained" || told.event.body.text(.rel) == "explains"
            || told.event.links.contains { $0.relation == .explains }
    }
}

/// The kinds of conflict.
extension ModelWorld {
    /// One row for each value that cannot be true beside the one stated most often.
    private func sides(
        _ cell: ModelCell<Amount>,
        _ subject: Key,
        _ field: String
    ) -> [ModelConflict] {
        let values = cell.values.enumerated().sorted { a, b in
            (-a.element.records.count, a.offset) < (-b.element.records.count, b.offset)
        }.map(\.element)
        let first = values.first { one in
            values.contains { !$0.value.isCompatible(with: one.value) }
        }
        guard let first else { return [] }
        return values.filter { !$0.value.isCompatible(with: first.value) }.map {
            ModelConflict(
                subject: subject,
                field: field,
                kind: "value",
                says: first.records,
                against: $0.records
            )
        }
    }

    /// Figures of one series for overlapping periods, or linked as contradicting.
    private func figures(_ subject: Key) -> [ModelConflict] {
        let series = told(of: subject).filter {
            $0.moves && $0.amount(.value) != nil && begun($0.act, by: cut.on) != .no
        }
        let cell = ModelCell(
            series.compactMap { told in told.amount(.value).map { ($0, told.number) } }
        )
        guard cell.isContested else { return [] }
        let isAtOnce = series.contains { a in
            series.contains { b in
                guard let x = a.amount(.value), let y = b.amount(.value) else { return false }
                return a.act.overlaps(b.act) && !x.isCompatible(with: y)
            }
        }
        let roots = Set(series.map(\.root))
        let isLinked = links.contains {
            $0.relation == "contradicts" && roots.contains($0.from.root)
                && roots.contains($0.to.root)
        }
        return isAtOnce || isLinked ? sides(cell, subject, "value") : []
    }

    /// Rates and coverage that the fold of a measure leaves side by side.
    private func values(_ subject: Key) -> [ModelConflict] {
        let measure = ModelMeasure(self, subject)
        guard measure.state == "in_force" || measure.state == "suspended" else { return [] }
        var found: [ModelConflict] = []
        let rate = measure.rate.ordered
        if rate.isContested {
            let planned = measure.steps.last { $0.status == "contradicted" }?.rateRecord
            let first =
                rate.values.first { planned.map($0.records.contains) ?? false } ?? rate.values[0]
            for other in rate.values where other.records != first.records {
                found.append(
                    ModelConflict(
                        subject: subject,
                        field: "rate",
                        kind: "value",
                        says: first.records,
                        against: other.records
                    )
                )
            }
        }
        return found + sides(measure.coverage.ordered, subject, "coverage")
    }

    /// Deadlines of one pledge, none of them as a change of another.
    private func deadlines(_ subject: Key) -> [ModelConflict] {
        let pledges = told(of: subject).filter {
            $0.moves && $0.verb == "pledged" && $0.date(.deadline) != nil
                && begun($0.act, by: cut.on) != .no
        }
        guard !pledges.contains(where: { $0.has(.previousDeadline) }),
            let date = pledges.first?.date(.deadline)
        else { return [] }
        func numbers(_ overlapping: Bool) -> Set<RecordNumber> {
            Set(
                pledges.filter { ($0.date(.deadline)?.overlaps(date) ?? false) == overlapping }
                    .map(\.number)
            )
        }
        guard !numbers(false).isEmpty else { return [] }
        return [
            ModelConflict(
                subject: subject,
                field: "deadline",
                kind: "value",
                says: numbers(true),
                against: numbers(false)
            )
        ]
    }

    /// A talk told as held, and as cancelled or postponed for the same days.
    private func talkStates(_ subject: Key) -> [ModelConflict] {
        let told = told(of: subject).filter(\.moves)
        let held = told.filter { $0.verb == "held" }
        let off = told.filter { other in
            ["cancelled", "postponed"].contains(other.verb)
                && held.contains { talk in
                    guard let a = talk.day, let b = other.day else { return false }
                    return a.overlaps(b)
                }
        }
        return pair(subject, "state", "state", held, off)
    }

    /// A measure attested for a day on which the other records have it ended or suspended.
    private func measureStates(_ subject: Key) -> [ModelConflict] {
        told(of: subject).filter { $0.moves && $0.verb == "imposed" }.flatMap { told in
            guard let day = told.date(.stateAsOf), day.lo <= cut.on else {
                return [ModelConflict]()
            }
            let then = ModelMeasure(at(on: day.lo), subject, without: told)
            guard ["lifted", "suspended", "cancelled"].contains(then.state) else { return [] }
            let ending = then.told.filter { $0.verb == then.state }
            if ending.isEmpty, then.state == "suspended" {
                // A schedule alone suspends it: the records of its row.
                return [
                    ModelConflict(
                        subject: subject,
                        field: "state",
                        kind: "state",
                        says: then.records,
                        against: [told.number]
                    )
                ]
            }
            return pair(subject, "state", "state", ending.isEmpty ? then.told : ending, [told])
        }
    }

    /// An agreement signed after it ended.
    private func agreementStates(_ subject: Key) -> [ModelConflict] {
        let told = moving(subject).filter { ["reached", "ended"].contains($0.verb) }
        guard let end = told.firstIndex(where: { $0.verb == "ended" }) else { return [] }
        let signed = told[end...].filter { $0.event.body.text(.form) == "signed" }
        return pair(subject, "state", "state", [told[end]], Array(signed))
    }

    /// Two places for one talk.
    private func places(_ subject: Key) -> [ModelConflict] {
        var places: [(name: String, told: [Told])] = []
        for told in told(of: subject) where told.has(.place) {
            guard case .place(let place)? = told.event.body[.place], let name = place.name else {
                continue
            }
            if let index = places.firstIndex(where: { $0.name == name }) {
                places[index].told.append(told)
            } else {
                places.append((name, [told]))
            }
        }
        return places.dropFirst().flatMap {
            pair(subject, "place", "place", places[0].told, $0.told)
        }
    }

    /// What is denied, or told as not so, against what asserts it.
    private func polarity(_ subject: Key) -> [ModelConflict] {
        func isDenial(_ told: Told) -> Bool {
            told.verb == "denied"
                || told.entries.allSatisfy {
                    $0.entry.stance == .denies || $0.entry.polarity == .negative
                }
        }
        let told = told(of: subject)
        let asserted = told.filter {
            !isDenial($0) && $0.verb != "disavowed" && !$0.assertions.isEmpty
        }
        return pair(subject, "whole", "polarity", asserted, told.filter(isDenial))
    }

    /// One utterance quoted in two wordings: two texts have no quoted passage in common.
    private func quotes(_ subject: Key) -> [ModelConflict] {
        var texts: [(source: Key, digests: Set<String>, told: [Told])] = []
        for told in told(of: subject) where told.verb == "made" {
            for (entry, _) in told.entries where entry.form == .quote {
                guard let digest = entry.quote?.sha256 else { continue }
                let key = entry.source.key
                if let index = texts.firstIndex(where: { $0.source == key }) {
                    texts[index].digests.insert(digest)
                    texts[index].told.append(told)
                } else {
                    texts.append((key, [digest], [told]))
                }
            }
        }
        return texts.dropFirst().filter { $0.digests.isDisjoint(with: texts[0].digests) }
            .flatMap { pair(subject, "quote", "quote", texts[0].told, $0.told) }
    }

    /// A statement and its disavowal.
    private func authority(_ subject: Key) -> [ModelConflict] {
        let told = told(of: subject).filter(\.moves)
        return pair(
            subject,
            "authority",
            "authority",
            told.filter { $0.verb == "made" },
            told.filter { $0.verb == "disavowed" }
        )
    }

    private func pair(
        _ subject: Key,
        _ field: String,
        _ kind: String,
        _ says: [Told],
        _ against: [Told]
    ) -> [ModelConflict] {
        guard !says.isEmpty, !against.isEmpty else { return [] }
        return [
            ModelConflict(
                subject: subject,
                field: field,
                kind: kind,
                says: Set(says.map(\.number)),
                against: Set(against.map(\.number))
            )
        ]
    }
}

extension Told {
    /// The day on which it happened, if it is attested.
    fileprivate var day: DayInterval? {
        attests("occurred") ? event.occurred?.interval : nil
    }
}
