extension Answers {
    /// What should have happened by now, and is not on record.
    func overdue(_ subject: Subject) throws -> [CheckFinding] {
        switch subject.key.kind {
        case .measure:
            let fold = MeasureFold(context: context, testimonies: subject.testimonies)
            return fold.steps.filter {
                $0.status == .dueNotEvidenced || $0.status == .contradicted
            }.map { step in
                let against = step.against.map(\.position.description).joined(separator: " ")
                let day = step.effective.map(\.description) ?? "a day not given"
                return CheckFinding(
                    rule: .dueNotEvidenced,
                    subject: subject.key,
                    field: word(step.name),
                    text: "was due on \(day)" + (against.isEmpty ? "" : "; against it: \(against)"),
                    fix: "ledgerctl append tariff.\(step.verb ?? "imposed") \(subject.key) ...",
                    records: step.records
                )
            }
        case .talk:
            let fold = TalkFold(context: context, testimonies: subject.testimonies)
            guard let state = fold.state(), state.isDue else { return [] }
            return [
                CheckFinding(
                    rule: .talkUnrecorded,
                    subject: subject.key,
                    text: "was set for \(state.window.map(\.description) ?? "no day")",
                    fix: "ledgerctl append talks.held \(subject.key) ...",
                    records: state.told.map(\.position)
                )
            ]
        case .commitment: return try overduePledge(subject)
        default: return []
        }
    }

    private func overduePledge(_ subject: Subject) throws -> [CheckFinding] {
        let fold = CommitmentFold(context: context, testimonies: subject.testimonies)
        guard let state = fold.state() else { return [] }
        let items = try state.pledges.compactMap { try event(of: $0)?.body.items }
            .last { !$0.isEmpty }
        // As in the rows of the board: an item without a day of its own has that of the whole.
        let deadlines = items?.map { $0.deadline?.interval ?? state.deadline } ?? [state.deadline]
        let past = deadlines.compactMap(\.self).filter { fold.isOverdue($0, state.assessments) }
        guard let day = past.map(\.hi).min() else { return [] }
        return [
            CheckFinding(
                rule: .pledgeOverdue,
                subject: subject.key,
                text: "was to be kept by \(day)",
                fix: "ledgerctl append commitment.assessed \(subject.key) ...",
                records: state.records
            )
        ]
    }

    /// What the records about a subject leave out.
    func gaps(of subject: Subject) throws -> [CheckFinding] {
        let told = subject.testimonies.filter { $0.type?.isTestimony == true }
        var found = try missingFields(subject, told)
        if let weak = try captions(subject, told) { found.append(weak) }
        if subject.key.kind == .commitment {
            let fold = CommitmentFold(context: context, testimonies: subject.testimonies)
            if let state = fold.state(), state.assessments.isEmpty, !state.pledges.isEmpty {
                found.append(
                    CheckFinding(
                        rule: .pledgeUnassessed,
                        subject: subject.key,
                        text: "nobody has assessed it",
                        fix: "ledgerctl append commitment.assessed \(subject.key) ...",
                        records: state.records
                    )
                )
            }
        }
        return found
    }

    /// Expected fields that no record of a type gives.
    private func missingFields(_ subject: Subject, _ told: [Testimony]) throws -> [CheckFinding] {
        var names: [String] = []
        for name in told.compactMap(\.type?.name) where !names.contains(name) { names.append(name) }
        var found: [CheckFinding] = []
        for name in names {
            let own = told.filter { $0.type?.name == name }
            // The rows say whether an event lacks anything, or may seem to because of what is
            // attested; only then are the events read.
            guard let type = own[0].type,
                own.allSatisfy({ $0.fact.traits.contains(.incomplete) || !$0.isWhole })
                    || name == "proceeding.moved"
            else { continue }
            let events = try own.compactMap { try event(of: $0) }
            for choice in type.expected
            where !events.contains(where: { choice.contains(where: $0.body.has) }) {
                let field = choice.map(\.name).joined(separator: " or ")
                found.append(missing(field, name, subject.key, own))
            }
            guard name == "proceeding.moved" else { continue }
            for role in [Role.complainant, .respondent]
            where !events.contains(where: { !$0.actors(in: role).isEmpty }) {
                found.append(missing(role.rawValue, name, subject.key, own))
            }
        }
        return found
    }

    private func missing(
        _ field: String,
        _ type: String,
        _ subject: Key,
        _ told: [Testimony]
    ) -> CheckFinding {
        CheckFinding(
            rule: .missingField,
            subject: subject,
            field: field,
            text: "no \(type) about it gives \(field)",
            fix: "ledgerctl append \(type) \(subject) ..., or correct "
                + (told.last?.position.description ?? "the record"),
            records: told.map(\.position)
        )
    }

    /// A subject, or a field of it, that only headlines, key points or captions attest.
    private func captions(_ subject: Subject, _ told: [Testimony]) throws -> CheckFinding? {
        func isWeak(_ fact: Fact) -> Bool {
            fact.form == .headline || fact.form == .keypoint || fact.form == .caption
        }
        let facts = told.flatMap(\.facts).filter { $0.hasEvidence && $0.isAssertion }
        let weak = facts.filter(isWeak)
        guard !weak.isEmpty else { return nil }
        let strong = facts.filter { !isWeak($0) }
        let attested = strong.reduce(into: FieldGroups()) { $0.formUnion($1.covers) }
        let alone = weak.filter { !attested.isSuperset(of: $0.covers) }
        guard let first = alone.first else { return nil }
        let entry = try event(first.position)?.evidence
        let paths = entry.flatMap {
            Int(first.entry) < $0.count ? $0[Int(first.entry)].covers : nil
        }
        return CheckFinding(
            rule: .captionOnly,
            subject: subject.key,
            field: strong.isEmpty ? nil : (paths ?? []).joined(separator: ", "),
            text: "attested by a \(first.form?.rawValue ?? "headline") alone",
            fix: "ledgerctl record query \(first.position) --reason '...'",
            records: alone.map(\.position)
        )
    }
}
