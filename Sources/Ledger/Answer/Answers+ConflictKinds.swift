extension Answers {
    /// Figures of one series that differ for one time, or that a link says contradict each other.
    func figureConflicts(_ subject: Subject, _ changes: inout [String]) throws -> [Conflict] {
        let series = subject.testimonies.filter {
            $0.moves && $0.verb == "stated" && $0.attests(.amount) && $0.fact.amount != nil
                && MeasureFold.begun($0.act, by: on).isPossible
        }
        let cell = Cell<Amount>(series)
        guard cell.isConflict else { return [] }
        let overlap = series.contains { a in
            series.contains { b in
                guard a.position < b.position, a.act.overlaps(b.act), let x = a.fact.amount,
                    let y = b.fact.amount
                else { return false }
                return !x.compatible(with: y)
            }
        }
        guard try overlap || contradictions(among: series) else {
            changes.append("\(subject.key) changes over time")
            return []
        }
        return against(cell, subject, "value")
    }

    /// One row for each value that cannot be true beside the one stated most often.
    private func against(_ cell: Cell<Amount>, _ subject: Subject, _ field: String) -> [Conflict] {
        let values = cell.entries.enumerated().sorted { a, b in
            (-a.element.records.count, a.offset) < (-b.element.records.count, b.offset)
        }.map(\.element)
        let first = values.first { one in
            values.contains { !$0.value.compatible(with: one.value) }
        }
        guard let first else { return [] }
        return values.filter { !$0.value.compatible(with: first.value) }.map { other in
            Conflict(
                subject: subject.key,
                field: field,
                kind: .value,
                says: .init(first.value.display, first.records),
                against: .init(other.value.display, other.records)
            )
        }
    }

    private func contradictions(among series: [Testimony]) throws -> Bool {
        let own = Set(series.map(\.root))
        func isOwn(_ id: RecordID) throws -> Bool {
            guard let position = try reader.position(of: id) else { return false }
            return own.contains(try reader.chain(of: position, through: asOf).root)
        }
        for testimony in series {
            let links = try event(of: testimony)?.links ?? []
            if try links.contains(where: { try $0.relation == .contradicts && isOwn($0.to) }) {
                return true
            }
            for from in try references(to: testimony.position) {
                guard let made = try event(from)?.madeLink, made.link.relation == .contradicts,
                    try isOwn(made.link.to), try isOwn(made.target), try visible(from) != nil
                else { continue }
                return true
            }
        }
        return false
    }

    /// Rates and coverage that the fold of a measure leaves side by side.
    func measureConflicts(_ subject: Subject) -> [Conflict] {
        let fold = MeasureFold(context: context, testimonies: subject.testimonies)
        guard let state = fold.state() else { return [] }
        var found: [Conflict] = []
        if state.rate.isConflict {
            let step = state.steps.last { $0.status == .contradicted }
            let scheduled = step.flatMap { step in
                state.rate.entries.first { $0.records.contains(step.rateRecord) }
            }
            let first = scheduled ?? state.rate.entries[0]
            let day = step?.effective.map { " from \($0), scheduled" } ?? ""
            let said = "\(first.value.display)\(scheduled == nil ? "" : day)"
            for other in state.rate.entries where other.records != first.records {
                found.append(
                    Conflict(
                        subject: subject.key,
                        field: "rate",
                        kind: .value,
                        says: .init(said, first.records),
                        against: .init(other.value.display, other.records)
                    )
                )
            }
        }
        return found
            + (state.coverage.isConflict
                ? against(state.coverage, subject, "coverage") : [])
    }

    /// Deadlines of one pledge that two records give for it, neither as a change of the other.
    func deadlineConflicts(_ subject: Subject) throws -> [Conflict] {
        let pledges = subject.testimonies.filter {
            $0.moves && $0.verb == "pledged" && $0.fact.until != nil && $0.attests(.until)
                && MeasureFold.begun($0.act, by: on).isPossible
        }
        for testimony in pledges {
            // A record that names the deadline before says that it changed.
            if try event(of: testimony)?.body.has(.previousDeadline) == true { return [] }
        }
        guard let first = pledges.first, let date = first.fact.until else { return [] }
        let same = pledges.filter { $0.fact.until?.overlaps(date) == true }
        let others = pledges.filter { $0.fact.until?.overlaps(date) == false }
        guard let other = others.first, let against = other.fact.until else { return [] }
        return [
            Conflict(
                subject: subject.key,
                field: "deadline",
                kind: .value,
                says: .init(date.description, same.map(\.position)),
                against: .init(against.description, others.map(\.position))
            )
        ]
    }

    /// A talk told as held, and as cancelled or postponed for the same days.
    func talkStateConflicts(_ subject: Subject) -> [Conflict] {
        let told = subject.testimonies.filter(\.moves)
        let held = told.filter { $0.verb == "held" }
        let off = told.filter { other in
            ["cancelled", "postponed"].contains(other.verb)
                && held.contains { talk in
                    guard let a = talk.fact.occurred, let b = other.fact.occurred else {
                        return false
                    }
                    return a.overlaps(b)
                }
        }
        guard !off.isEmpty else { return [] }
        return [
            Conflict(
                subject: subject.key,
                field: "state",
                kind: .state,
                says: .init("held", held.map(\.position)),
                against: .init(off[0].verb, off.map(\.position))
            )
        ]
    }

    /// A measure attested for a day on which it was not in force.
    func measureStateConflicts(_ subject: Subject) -> [Conflict] {
        let attested = subject.testimonies.filter {
            $0.moves && $0.verb == "imposed" && $0.fact.stateAsOf != nil
        }
        return attested.compactMap { testimony in
            guard let day = testimony.fact.stateAsOf, !day.lo.isSentinel, day.lo <= on else {
                return nil
            }
            var coordinates = basis.coordinates
            coordinates.on = day.lo
            let rest = subject.testimonies.filter { $0.position != testimony.position }
            let fold = MeasureFold(context: context.at(coordinates), testimonies: rest)
            guard let state = fold.state(),
                ["lifted", "suspended", "cancelled"].contains(state.state)
            else { return nil }
            let last = fold.told.filter { $0.verb == state.state }.map(\.position)
            return Conflict(
                subject: subject.key,
                field: "state",
                kind: .state,
                says: .init("\(state.state) on \(day.lo)", last.isEmpty ? state.records : last),
                against: .init("in force for \(day)", [testimony.position])
            )
        }
    }

    /// An agreement signed after it ended.
    func agreementStateConflicts(_ subject: Subject) -> [Conflict] {
        let run = MachineRun(.agreement, subject.testimonies, on: on)
        guard let end = run.told.firstIndex(where: { $0.verb == "ended" }) else { return [] }
        let signed = run.told[end...].filter {
            $0.verb == "reached" && AgreementForm(code: $0.word) == .signed
        }
        guard !signed.isEmpty else { return [] }
        let word = Ending(code: run.told[end].word)?.rawValue ?? "ended"
        return [
            Conflict(
                subject: subject.key,
                field: "state",
                kind: .state,
                says: .init(word, [run.told[end].position]),
                against: .init("signed", signed.map(\.position))
            )
        ]
    }

    /// One talk in two places.
    func placeConflicts(_ subject: Subject) throws -> [Conflict] {
        var places: [(name: String, records: [RecordNumber])] = []
        for testimony in subject.testimonies where testimony.attests(.place) {
            guard case .place(let place)? = try event(of: testimony)?.body[.place],
                let name = place.name
            else { continue }
            if let index = places.firstIndex(where: { $0.name == name }) {
                places[index].records.append(testimony.position)
            } else {
                places.append((name, [testimony.position]))
            }
        }
        return places.dropFirst().map { other in
            Conflict(
                subject: subject.key,
                field: "place",
                kind: .place,
                says: .init(places[0].name, places[0].records),
                against: .init(other.name, other.records)
            )
        }
    }

    /// What is denied, or told as not so, against what asserts it.
    func polarityConflicts(_ subject: Subject) -> [Conflict] {
        func isDenial(_ testimony: Testimony) -> Bool {
            testimony.verb == "denied"
                || testimony.facts.allSatisfy {
                    $0.hasEvidence && ($0.stance == .denies || $0.isNegative)
                }
        }
        let told = subject.testimonies.filter { $0.type?.isTestimony == true }
        let against = told.filter(isDenial)
        let says = told.filter { testimony in
            !isDenial(testimony) && testimony.verb != "disavowed"
                && testimony.facts.contains(where: \.isAssertion)
        }
        guard !against.isEmpty, !says.isEmpty else { return [] }
        return [
            Conflict(
                subject: subject.key,
                field: "whole",
                kind: .polarity,
                says: .init("asserted", says.map(\.position)),
                against: .init("denied", against.map(\.position))
            )
        ]
    }

    /// One utterance quoted in two wordings: two texts have no quoted passage in common.
    func quoteConflicts(_ subject: Subject) throws -> [Conflict] {
        var texts: [(source: Key, digests: Set<String>, records: [RecordNumber])] = []
        for testimony in subject.testimonies
        where testimony.verb == "made" && testimony.fact.traits.contains(.quoted) {
            guard let event = try event(of: testimony) else { continue }
            for fact in testimony.facts where fact.form == .quote {
                guard Int(fact.entry) < event.evidence.count,
                    let digest = event.evidence[Int(fact.entry)].quote?.sha256
                else { continue }
                let source = event.evidence[Int(fact.entry)].source.key
                if let index = texts.firstIndex(where: { $0.source == source }) {
                    texts[index].digests.insert(digest)
                    texts[index].records.append(testimony.position)
                } else {
                    texts.append((source, [digest], [testimony.position]))
                }
            }
        }
        guard let first = texts.first else { return [] }
        return texts.dropFirst().filter { $0.digests.isDisjoint(with: first.digests) }.map {
            other in
            Conflict(
                subject: subject.key,
                field: "quote",
                kind: .quote,
                says: .init("as in \(first.source)", first.records),
                against: .init("as in \(other.source)", other.records)
            )
        }
    }

    /// A statement against its disavowal.
    func authorityConflicts(_ subject: Subject) -> [Conflict] {
        let disavowals = subject.testimonies.filter { $0.verb == "disavowed" && $0.moves }
        let made = subject.testimonies.filter { $0.verb == "made" && $0.moves }
        guard !disavowals.isEmpty, !made.isEmpty else { return [] }
        let speaker = made.first.flatMap { key($0.fact.actor) }?.description ?? "speaker"
        let by = disavowals.compactMap { key($0.fact.actor)?.description }
        return [
            Conflict(
                subject: subject.key,
                field: "authority",
                kind: .authority,
                says: .init(speaker, made.map(\.position)),
                against: .init(
                    "disavowed by \(by.joined(separator: ", "))",
                    disavowals.map(\.position)
                )
            )
        ]
    }
}
