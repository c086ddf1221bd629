import Ledger

/// Pledges and what became of them.
extension ModelWorld {
    /// The rows of `commitments`, an item a row.
    func commitments(_ question: ModelQuestion) -> [JSON] {
        let by = question["by"].flatMap { try? Key($0) }
        let all = subjects(.commitment).map { subject in
            (subject, moving(subject).filter { ["pledged", "assessed"].contains($0.verb) })
        }.filter { !$0.1.isEmpty }
        let wanted = all.filter { _, told in
            by.map { by in
                told.filter { $0.verb == "pledged" }.flatMap { $0.actors(.by) }
                    .contains { registry.above($0).contains(by) }
            } ?? true
        }
        return wanted.sorted { (day($0.1), $0.0) < (day($1.1), $1.0) }.flatMap {
            commitment($0.0, $0.1)
        }
        .filter { question["overdue"] != "true" || $0["overdue"] == .bool(true) }
    }

    /// When it was first pledged: the board is in this order.
    private func day(_ told: [Told]) -> Day {
        let act = told.first { $0.verb == "pledged" }?.act ?? .all
        return act.lo.isSentinel ? act.hi : act.lo
    }

    /// The last finding on a pledge, else that it is one.
    func commitmentState(_ subject: Key) -> String {
        moving(subject).filter { $0.verb == "assessed" }
            .compactMap { $0.event.body.text(.finding) }.last ?? "pledged"
    }

    private func commitment(_ subject: Key, _ told: [Told]) -> [JSON] {
        let pledges = told.filter { $0.verb == "pledged" }
        let items = pledges.last { $0.has(.items) }?.event.body.items ?? []
        guard !items.isEmpty else { return [commitment(subject, told, nil, nil)] }
        return items.enumerated().map { commitment(subject, told, $0.offset, $0.element) }
    }

    private func commitment(
        _ subject: Key,
        _ told: [Told],
        _ index: Int?,
        _ item: Item?
    ) -> JSON {
        let pledges = told.filter { $0.verb == "pledged" }
        let assessed = told.filter { $0.verb == "assessed" }
        let deadline = item?.deadline?.interval ?? pledges.compactMap { $0.date(.deadline) }.last
        let findings = assessed.compactMap { $0.event.body.text(.finding) }
        let isPast = deadline.map { $0.hi < cut.on } ?? false
        return .fields([
            "commitment": .key(subject), "also": .keys(joins.also(subject)),
            "by": .key(pledges.first?.actors(.by).first),
            "item": index.map { JSON.count($0) } ?? .null,
            "text": .text(item?.text), "issue": .text(item?.issue),
            "action": .text(item?.action.rawValue),
            "pledged": .span(pledges.first?.act), "deadline": .span(deadline),
            "previous_deadline": .span(pledges.compactMap { $0.date(.previousDeadline) }.last),
            "state": .string(findings.last ?? "pledged"),
            "assessments": .array(assessed.map(assessment)),
            "overdue": .bool(isPast && !findings.contains("fulfilled")),
            "reaffirmed": .count(pledges.filter { $0.flag(.reaffirms) }.count),
            "class": strongest(pledges), "records": .records(told.map(\.number)),
        ])
    }

    private func assessment(_ told: Told) -> JSON {
        .fields([
            "finding": .text(told.event.body.text(.finding)),
            "by": .key(told.actors(.by).first), "date": .span(told.act),
            "record": .string(told.number.description),
        ])
    }
}
