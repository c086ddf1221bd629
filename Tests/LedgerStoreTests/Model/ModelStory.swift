import Ledger

/// What is odd about the story of one subject.
extension ModelWorld {
    func story(of subject: Key) -> [ModelFinding] {
        let told = told(of: subject)
        var found = illegal(subject).map { ModelFinding("illegal-transition", subject, nil, [$0]) }
        if subject.kind == .measure { found += measureStory(subject) }
        if subject.kind == .offer || subject.kind == .demand,
            let proposal = ModelProposal(self, subject)
        {
            found += proposal.foreignWithdrawals.map {
                ModelFinding("withdrawn-by-other", subject, nil, [$0.number])
            }
        }
        return found + told.flatMap { dates(of: $0, subject) } + unitSlip(subject, told)
    }

    /// Records that tell a move that the machine does not have.
    private func illegal(_ subject: Key) -> [RecordNumber] {
        switch subject.kind {
        case .measure:
            return ModelMeasure(self, subject).effects.compactMap { effect in
                effect.isLegal ? nil : effect.told?.number
            }
        case .offer, .demand: return ModelProposal(self, subject)?.illegal ?? []
        default:
            guard let machine = Machine(of: subject.kind) else { return [] }
            let told = told(of: subject).filter {
                $0.moves && begun($0.lifeDate, by: cut.on) != .no
            }.sorted { ($0.lifeDate.hi, $0.number) < ($1.lifeDate.hi, $1.number) }
            var state: String?
            return told.compactMap { told in
                // A restriction lifted on a condition is eased.
                let isEased = told.verb == "lifted" && told.event.body.has(.condition)
                let word = isEased ? 1 : told.word
                let move = Transitions.move(machine, from: state, verb: told.verb, word: word)
                guard let move else { return nil }
                state = move.state
                return move.isLegal ? nil : told.number
            }
        }
    }

    /// Dates that cannot be, or that reach back.
    private func dates(of told: Told, _ subject: Key) -> [ModelFinding] {
        var found: [ModelFinding] = []
        let done = ["imposed", "raised", "lowered", "suspended", "lifted"]
        if done.contains(told.verb), let effective = told.date(.effective),
            let earliest = told.earliest, effective.lo > earliest.hi
        {
            found.append(ModelFinding("future-effect", subject, "body.effective", [told.number]))
        }
        let isTalk = told.event.type.machine == .talk && told.verb != "held"
        if !told.isPlanType, !isTalk, told.event.modality == .actual, told.attests("occurred"),
            let occurred = told.event.occurred?.interval,
            let latest = told.entries.map(\.published).filter({ $0 != .all }).map(\.hi).max(),
            occurred.lo > latest
        {
            found.append(ModelFinding("date-after-source", subject, "occurred", [told.number]))
        }
        if told.isRetroactive(registry) {
            found.append(ModelFinding("retroactive", subject, "body.effective", [told.number]))
        }
        return found
    }

    /// Two values of one series or measure that differ by a thousand or a million.
    private func unitSlip(_ subject: Key, _ told: [Told]) -> [ModelFinding] {
        let stated = told.filter(\.moves).compactMap { told in
            (told.amount(.coverage) ?? told.amount(.value) ?? told.amount(.term))
                .map { (told.number, $0) }
        }
        func isSlip(_ a: Amount, _ b: Amount) -> Bool {
            guard a.unit == b.unit, a.value != .zero else { return false }
            return [3, 6].contains { a.value.timesPowerOfTen($0) == b.value }
        }
        for (index, a) in stated.enumerated() {
            for b in stated[(index + 1)...] where isSlip(a.1, b.1) || isSlip(b.1, a.1) {
                let field = subject.kind == .figure ? "body.value" : "body.coverage"
                return [ModelFinding("unit-slip", subject, field, [a.0, b.0])]
            }
        }
        return []
    }

    private func measureStory(_ subject: Key) -> [ModelFinding] {
        let measure = ModelMeasure(self, subject)
        var found: [ModelFinding] = []
        let isPlanned =
            measure.told.contains { $0.verb == "announced" }
            || measure.steps.contains { $0.change == "start" }
        if let first = measure.told.first(where: { $0.verb == "imposed" }), !isPlanned {
            found.append(ModelFinding("unannounced", subject, nil, [first.number]))
        }
        for told in measure.told where ["raised", "lowered"].contains(told.verb) {
            found += gap(told, measure)
        }
        for step in measure.steps where !step.isCancelled || step.status == "attested" {
            let plans = step.plans.filter { $0.verb == "scheduled" }
            guard !plans.contains(where: { $0.isOfficial(registry) }) else { continue }
            found.append(
                ModelFinding("unofficial-schedule", subject, step.name, plans.map(\.number))
            )
        }
        return found
    }

    /// A change by a step that nobody scheduled, or from another rate than the one before.
    private func gap(_ told: Told, _ measure: ModelMeasure) -> [ModelFinding] {
        let subject = measure.subject
        if let name = told.text(.step), !measure.steps.contains(where: { $0.name == name }) {
            return [ModelFinding("step-gap", subject, name, [told.number])]
        }
        guard told.has(.fromRate), let from = told.event.body.rate(.fromRate),
            !told.changeDate.lo.isSentinel
        else { return [] }
        let before = ModelMeasure(
            at(on: told.changeDate.lo.adding(days: -1)),
            subject,
            without: told
        )
        guard before.isInForce, !before.rate.isContested,
            let rate = before.rate.ordered.values.first?.value,
            rate.text != ModelRate(bands: [from]).text
        else { return [] }
        return [
            ModelFinding(
                "step-gap",
                subject,
                "body.from_rate",
                Array(before.rate.records) + [told.number]
            )
        ]
    }
}

/// What should have happened by now, and what is left out.
extension ModelWorld {
    func stale(_ subject: Key) -> [ModelFinding] {
        switch subject.kind {
        case .measure:
            return ModelMeasure(self, subject).steps.filter {
                $0.status == "due_not_evidenced" || $0.status == "contradicted"
            }.map {
                ModelFinding(
                    "due-not-evidenced",
                    subject,
                    $0.name,
                    ($0.plans + $0.against).map(\.number)
                )
            }
        case .talk:
            guard let talk = ModelTalk(self, subject), talk.isDue else { return [] }
            return [ModelFinding("talk-unrecorded", subject, nil, talk.told.map(\.number))]
        case .commitment:
            let rows = commitments(ModelQuestion(view: "commitments", parameters: [], cut: cut))
                .filter { $0["commitment"]?.text == subject.description }
            guard rows.contains(where: { $0["overdue"] == .bool(true) }) else { return [] }
            return [ModelFinding("pledge-overdue", subject, nil, pledged(subject).map(\.number))]
        default: return []
        }
    }

    /// What the records about a subject leave out.
    func gaps(of subject: Key) -> [ModelFinding] {
        let told = told(of: subject)
        var found = missing(subject, told)
        if let weak = captions(subject, told) { found.append(weak) }
        let pledges = pledged(subject)
        if subject.kind == .commitment, pledges.contains(where: { $0.verb == "pledged" }),
            !pledges.contains(where: { $0.verb == "assessed" })
        {
            found.append(
                ModelFinding("pledge-unassessed", subject, nil, pledges.map(\.number))
            )
        }
        return found
    }

    private func pledged(_ subject: Key) -> [Told] {
        moving(subject).filter { ["pledged", "assessed"].contains($0.verb) }
    }

    /// Expected fields that no record of a type gives.
    private func missing(_ subject: Key, _ told: [Told]) -> [ModelFinding] {
        let names = told.map(\.event.type.name).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        return names.flatMap { name -> [ModelFinding] in
            let own = told.filter { $0.event.type.name == name }
            let lacking = own[0].event.type.expected.filter { choice in
                !own.contains { told in choice.contains(where: told.has) }
            }.map { $0.map(\.name).joined(separator: " or ") }
            return lacking.map { ModelFinding("missing-field", subject, $0, own.map(\.number)) }
        }
    }

    /// A subject, or a field of it, that only headlines, key points or captions attest.
    private func captions(_ subject: Key, _ told: [Told]) -> ModelFinding? {
        let entries = told.flatMap { told in told.assertions.map { (told: told, entry: $0) } }
        func isWeak(_ entry: Evidence) -> Bool {
            [.headline, .keypoint, .caption].contains(entry.form)
        }
        let strong = entries.filter { !isWeak($0.entry) }.map(\.entry)
        let alone = entries.filter { told, entry in
            guard isWeak(entry) else { return false }
            if strong.contains(where: \.covers.isEmpty) { return false }
            let attested = Set(strong.flatMap(\.covers).map(Told.group(of:)))
            return entry.covers.isEmpty
                || !Set(entry.covers.map(Told.group(of:))).isSubset(of: attested)
        }
        guard let first = alone.first else { return nil }
        return ModelFinding(
            "caption-only",
            subject,
            strong.isEmpty ? nil : first.entry.covers.joined(separator: ", "),
            alone.map(\.told.number)
        )
    }
}

extension Told {
    /// Whether its type is a plan, which may be dated after it is told.
    fileprivate var isPlanType: Bool {
        event.type.isPlan
    }

    /// The group of fields that a path belongs to: fields of a group are attested together.
    fileprivate static func group(of path: String) -> String {
        switch path.split(separator: ".").map({ $0.prefix { $0 != "[" } }).prefix(2).last {
        case "occurred": "occurred"
        case "rate", "rates", "to_rate", "from_rate": "rate"
        case "coverage", "value", "term": "amount"
        case "effective", "postponed_to": "effective"
        case "until", "state_as_of", "deadline": "until"
        case "step": "step"
        case "items": "items"
        case "place": "place"
        case "change", "response", "outcome", "form", "finding", "stage", "refusal", "strength",
            "scope", "kind", "ending", "metric":
            "word"
        default: "rest"
        }
    }
}
