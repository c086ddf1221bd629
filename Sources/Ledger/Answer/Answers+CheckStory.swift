extension Answers {
    /// What is odd about a subject's story.
    func story(of subject: Subject) throws -> [CheckFinding] {
        let state = try state(subject)
        var found = (state?.anomalies ?? []).map { record in
            CheckFinding(
                rule: .illegalTransition,
                subject: subject.key,
                text: "\(record) tells a move that cannot follow what was told before",
                fix: "ledgerctl record show \(record)",
                records: [record]
            )
        }
        if subject.key.kind == .measure { found += try measureStory(subject) }
        if Machine(of: subject.key.kind) == .proposal {
            found += (try proposalState(subject)?.foreignWithdrawals ?? []).map { record in
                CheckFinding(
                    rule: .withdrawnByOther,
                    subject: subject.key,
                    text: "withdrawn by somebody who did not make it",
                    fix: "ledgerctl record correct \(record), with response rejected",
                    records: [record]
                )
            }
        }
        for testimony in subject.testimonies where testimony.type?.isTestimony == true {
            found += dates(of: testimony, subject.key)
        }
        return found + unitSlips(subject)
    }

    /// Dates that cannot be, or that reach back.
    private func dates(of testimony: Testimony, _ subject: Key) -> [CheckFinding] {
        var found: [CheckFinding] = []
        let record = testimony.position
        let visibility = context.visibility
        let latest = testimony.facts.compactMap { visibility.publication($0.source)?.hi }.max()
        let done = ["imposed", "raised", "lowered", "suspended", "lifted"]
        if done.contains(testimony.verb), let effective = testimony.fact.effective,
            let published = testimony.published, effective.lo > published.hi
        {
            found.append(
                CheckFinding(
                    rule: .futureEffect,
                    subject: subject,
                    field: "body.effective",
                    text: "\(testimony.verb) from \(effective), told on \(published)",
                    fix: "ledgerctl record correct \(record), as tariff.scheduled",
                    records: [record]
                )
            )
        }
        let isToCome =
            testimony.type?.isPlan == true
            || testimony.type?.machine == .talk && testimony.verb != "held"
        if !isToCome, testimony.fact.modality == .actual, let occurred = testimony.fact.occurred,
            let latest, occurred.lo > latest
        {
            found.append(
                CheckFinding(
                    rule: .dateAfterSource,
                    subject: subject,
                    field: "occurred",
                    text: "happened on \(occurred), told by \(latest)",
                    fix: "ledgerctl record correct \(record) --occurred DATE",
                    records: [record]
                )
            )
        }
        if context.isRetroactive(testimony), let effective = testimony.fact.effective,
            let published = testimony.published
        {
            found.append(
                CheckFinding(
                    rule: .retroactive,
                    subject: subject,
                    field: "body.effective",
                    text: "in effect from \(effective), published \(published)",
                    fix: "ledgerctl measure show \(subject)",
                    records: [record]
                )
            )
        }
        return found
    }

    /// Amounts of one subject that differ by a thousand or a million exactly.
    private func unitSlips(_ subject: Subject) -> [CheckFinding] {
        let told = subject.testimonies.filter { $0.moves && $0.fact.amount != nil }
        for (index, a) in told.enumerated() {
            for b in told[(index + 1)...] {
                guard let x = a.fact.amount, let y = b.fact.amount, x.unit == y.unit,
                    isSlip(x.value, y.value) || isSlip(y.value, x.value)
                else { continue }
                return [
                    CheckFinding(
                        rule: .unitSlip,
                        subject: subject.key,
                        field: subject.key.kind == .figure ? "body.value" : "body.coverage",
                        text: "\(x.display) against \(y.display): a slip of the unit?",
                        fix: "ledgerctl record show \(b.position)",
                        records: [a.position, b.position]
                    )
                ]
            }
        }
        return []
    }

    private func isSlip(_ a: Decimal, _ b: Decimal) -> Bool {
        a != .zero && (a.timesPowerOfTen(3) == b || a.timesPowerOfTen(6) == b)
    }

    /// What is odd about the steps of a measure.
    private func measureStory(_ subject: Subject) throws -> [CheckFinding] {
        let fold = MeasureFold(context: context, testimonies: subject.testimonies)
        var found: [CheckFinding] = []
        let imposed = fold.told.filter { $0.verb == "imposed" }
        let isPlanned =
            fold.told.contains { $0.verb == "announced" }
            || fold.steps.contains { $0.change == nil }
        if let first = imposed.first, !isPlanned {
            found.append(
                CheckFinding(
                    rule: .unannounced,
                    subject: subject.key,
                    text: "in force, and nobody had announced or scheduled it",
                    fix: "ledgerctl append tariff.announced \(subject.key) ...",
                    records: [first.position]
                )
            )
        }
        for testimony in fold.told where ["raised", "lowered"].contains(testimony.verb) {
            if let gap = try gap(testimony, fold, subject) { found.append(gap) }
        }
        for step in fold.steps where step.status != .cancelled {
            guard !step.plans.contains(where: context.isOfficial) else { continue }
            found.append(
                CheckFinding(
                    rule: .unofficialSchedule,
                    subject: subject.key,
                    field: word(step.name),
                    text: "scheduled for \(step.effective.map(\.description) ?? "no day") "
                        + "by no official source",
                    fix: "append the notice: ledgerctl append tariff.scheduled \(subject.key) ...",
                    records: step.plans.map(\.position)
                )
            )
        }
        return found
    }

    /// A change of rate that does not begin where the last one ended.
    private func gap(
        _ testimony: Testimony,
        _ fold: MeasureFold,
        _ subject: Subject
    ) throws -> CheckFinding? {
        let name = testimony.fact.step
        if name != 0, !fold.steps.contains(where: { $0.name == name }) {
            return CheckFinding(
                rule: .stepGap,
                subject: subject.key,
                field: word(name),
                text: "\(testimony.verb) by a step that nobody scheduled",
                fix: "ledgerctl append tariff.scheduled \(subject.key) --step ...",
                records: [testimony.position]
            )
        }
        guard let from = try event(of: testimony)?.body.rate(.fromRate) else { return nil }
        var coordinates = basis.coordinates
        let date = MeasureFold.date(of: testimony)
        guard !date.lo.isSentinel else { return nil }
        coordinates.on = date.lo.adding(days: -1)
        let before = MeasureFold(
            context: context.at(coordinates),
            testimonies: subject.testimonies.filter { $0.position != testimony.position }
        ).state()
        guard let before, before.state == "in_force", !before.rate.isConflict,
            let rate = before.rate.entries.first?.value, !rate.isSame(as: [from])
        else { return nil }
        return CheckFinding(
            rule: .stepGap,
            subject: subject.key,
            field: "body.from_rate",
            text: "from \(from.display), but it stood at \(rate.display)",
            fix: "ledgerctl measure show \(subject.key)",
            records: before.rate.records + [testimony.position]
        )
    }
}
