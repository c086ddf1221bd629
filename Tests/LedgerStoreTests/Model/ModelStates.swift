import Ledger

/// Any subject as it stands: the state word, what is to be said of it, its records.
struct ModelState: Equatable {
    var word: String
    var summary: String
    var records: Set<RecordNumber>
    var likelihood: Likelihood
}

extension ModelWorld {
    /// The state of every subject to which something has happened by the day.
    func states() -> [Key: ModelState] {
        var found: [Key: ModelState] = [:]
        for kind in Kind.allCases where Machine(of: kind) != nil {
            for subject in subjects(kind) { found[subject] = state(of: subject) }
        }
        return found
    }

    private func state(of subject: Key) -> ModelState? {
        switch subject.kind {
        case .measure: measureState(subject)
        case .talk: ModelTalk(self, subject).map(talkState)
        case .offer, .demand: ModelProposal(self, subject).map(proposalState)
        case .commitment: commitmentState(subject)
        case .agreement: rowState(agreements(), "agreement", subject) { $0.act }
        case .restriction:
            rowState(
                restrictions(ModelQuestion(view: "restrictions", parameters: [], cut: cut)),
                "restriction",
                subject
            ) { $0.lifeDate }
        default: plainState(subject)
        }
    }

    /// Whether the last of some dates that have begun has surely begun.
    private func likelihood(_ dates: [DayInterval]) -> Likelihood {
        dates.map { begun($0, by: cut.on) }.max() ?? .no
    }

    private func measureState(_ subject: Key) -> ModelState? {
        let measure = ModelMeasure(self, subject)
        guard !measure.told.isEmpty else { return nil }
        let isHeld = measure.state == "in_force" || measure.state == "suspended"
        var text = measure.state
        let rates = (isHeld ? measure.rate : measure.lastRate).text
        if !rates.isEmpty { text += " at \(rates)" }
        let amounts = (isHeld ? measure.coverage : measure.lastCoverage).text
        if !amounts.isEmpty { text += " on \(amounts)" }
        if measure.basis != "attested" { text += ", \(measure.basis)" }
        for step in measure.steps where step.status == "scheduled" && step.change != "start" {
            text += "; \(step.change)" + (step.rate.map { " to \($0.text)" } ?? "") + " scheduled"
            if let day = step.planned { text += " for \(day)" }
        }
        let steps = measure.steps.flatMap { $0.records.map(\.number) }
        let own = isHeld ? measure.records : Set(measure.told.map(\.number))
        return ModelState(
            word: measure.state,
            summary: text,
            records: own.union(steps),
            likelihood: isHeld
                ? measure.likelihood : likelihood(measure.told.map(\.measureDate))
        )
    }

    private func talkState(_ talk: ModelTalk) -> ModelState {
        var text = talk.state ?? ""
        if text == "scheduled", let when = talk.when {
            text += " for \(when)" + (talk.isDue ? "; due, unrecorded" : "")
        }
        let outcome = talk.told.compactMap { $0.event.body.text(.outcome) }.last
        if talk.state == "held", let outcome { text += ", \(outcome)" }
        if talk.row["at_risk"] == .bool(true) { text += "; at risk" }
        return ModelState(
            word: talk.state ?? "",
            summary: text,
            records: Set(talk.told.map(\.number)),
            likelihood: likelihood(talk.told.map(\.talkDate))
        )
    }

    private func proposalState(_ proposal: ModelProposal) -> ModelState {
        let word = proposal.whole
        var text = word
        let last = proposal.answers.last { $0.part == nil }
        if let by = last?.actors(.by).first, Response(rawValue: word) != nil {
            text = (proposal.isOpen ? "open, " : "") + "\(word) by \(by)"
        }
        let parts = proposal.answers.filter { $0.part != nil }.count
        if parts > 0 { text += parts == 1 ? "; 1 part answered" : "; \(parts) parts answered" }
        return ModelState(
            word: word,
            summary: text,
            records: proposal.records,
            likelihood: likelihood(proposal.told.map(\.act))
        )
    }

    private func commitmentState(_ subject: Key) -> ModelState? {
        let told = moving(subject).filter { ["pledged", "assessed"].contains($0.verb) }
        guard !told.isEmpty else { return nil }
        let findings = told.filter { $0.verb == "assessed" }
            .compactMap { $0.event.body.text(.finding) }
        let each = findings.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        var text = each.isEmpty ? "pledged" : each.joined(separator: " ≠ ")
        let deadline = told.filter { $0.verb == "pledged" }.compactMap { $0.date(.deadline) }.last
        if let deadline, deadline.hi < cut.on, !findings.contains("fulfilled") {
            text += "; overdue"
        }
        return ModelState(
            word: findings.last ?? "pledged",
            summary: text,
            records: Set(told.map(\.number)),
            likelihood: likelihood(told.map(\.act))
        )
    }

    /// A state that the row of a board says.
    private func rowState(
        _ rows: [JSON],
        _ name: String,
        _ subject: Key,
        _ date: (Told) -> DayInterval
    ) -> ModelState? {
        guard let row = rows.first(where: { $0[name]?.text == subject.description }) else {
            return nil
        }
        let numbers = Set(
            (row["records"]?.elements ?? []).compactMap { $0.text.flatMap { RecordNumber($0) } }
        )
        let word = row["state"]?.text ?? ""
        let isAttested = row["basis"]?.text == "attested"
        let dates = told(of: subject).filter { numbers.contains($0.number) }.map(date)
        return ModelState(
            word: word,
            summary: isAttested ? word : "\(word), \(row["basis"]?.text ?? "")",
            records: numbers,
            likelihood: likelihood(dates)
        )
    }

    /// Subjects whose state is the last word told.
    private func plainState(_ subject: Key) -> ModelState? {
        guard let machine = Machine(of: subject.kind) else { return nil }
        let told = moving(subject).filter {
            Transitions.move(machine, from: nil, verb: $0.verb, word: $0.word) != nil
        }
        var state: String?
        for told in told {
            let move = Transitions.move(machine, from: state, verb: told.verb, word: told.word)
            state = move?.state ?? state
        }
        guard let word = state else { return nil }
        var text = word
        if machine == .statement {
            for flag in ["confirmed", "denied", "disavowed"] {
                let count = told.filter { $0.verb == flag }.count
                guard count > 0, word != flag || count > 1 else { continue }
                text += count == 1 ? ", \(flag)" : ", \(flag)×\(count)"
            }
        }
        if machine == .figure {
            let cell = ModelCell(
                told.compactMap { told in told.amount(.value).map { ($0, told.number) } }
            )
            text = cell.isEmpty ? word : cell.text
        }
        return ModelState(
            word: word,
            summary: text,
            records: Set(told.map(\.number)),
            likelihood: likelihood(told.map(\.act))
        )
    }
}
