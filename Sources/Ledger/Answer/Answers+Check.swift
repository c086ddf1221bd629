extension Answers {
    /// P15: everything that an editor should look at.
    func check(_ question: Question) throws -> Answer {
        let words = CheckFinding.Group.allCases.map(\.rawValue)
        let only = try question.word("only", of: words).flatMap(CheckFinding.Group.init(rawValue:))
        let groups = only.map { [$0] } ?? CheckFinding.Group.allCases
        var found: [CheckFinding] = []
        if groups.contains(.anomalies) { found += try conflictFindings() }
        for kind in Self.kinds {
            try each(of: kind) { subject in
                if groups.contains(.anomalies) { found += try story(of: subject) }
                if groups.contains(.stale) { found += try overdue(subject) }
                if groups.contains(.incomplete) { found += try gaps(of: subject) }
            }
        }
        if groups.contains(.anomalies) { found += try joinFindings() + queries() }
        if groups.contains(.stale) { found += try staleAnchors() }
        if groups.contains(.incomplete) { found += try speakers() + undatedSources() }
        if groups.contains(.quotes) { found += try quotes() }
        let ordered = found.filter { groups.contains($0.rule.group) }.sorted(by: Self.precedes)
        let records = asOf.value == 1 ? "1 record" : "\(asOf.value) records"
        return answer("findings/1", ordered.map(\.row), notes: ["\(records) read"])
    }

    /// By rule, subject, first record, field.
    private static func precedes(_ a: CheckFinding, _ b: CheckFinding) -> Bool {
        if a.rule != b.rule { return a.rule < b.rule }
        if a.subject != b.subject { return a.subject < b.subject }
        let ends = (a.records.min()?.value ?? 0, b.records.min()?.value ?? 0)
        return ends.0 == ends.1 ? (a.field ?? "") < (b.field ?? "") : ends.0 < ends.1
    }

    /// Contradictions that nobody has explained yet.
    private func conflictFindings() throws -> [CheckFinding] {
        var notes: [String] = []
        return try conflicts([.value, .state, .quote], nil, &notes)
            .filter { $0.kind == .quote || !$0.isExplained }
            .map { conflict in
                let records = conflict.records.map(\.description).joined(separator: " ")
                return CheckFinding(
                    rule: conflict.kind == .quote ? .quoteVariant : .valueConflict,
                    subject: conflict.subject,
                    field: conflict.field,
                    text: "\(conflict.says.text) against \(conflict.against.text)",
                    fix: "ledgerctl claim explain \(records) --reading '...'",
                    records: conflict.records
                )
            }
    }

    /// Joins that are said not to be, and joins that would name an anonymous source.
    private func joinFindings() throws -> [CheckFinding] {
        var found: [CheckFinding] = []
        for (a, b, record) in joins.differences where joins.areOne(a, b) {
            let joining = joins.joining.filter { joins.areOne($0.a, a) }.map(\.record)
            found.append(
                CheckFinding(
                    rule: .joinContradicted,
                    subject: a,
                    text: "\(a) and \(b) are joined and said to be different",
                    fix: "ledgerctl record retract \(record), or the join",
                    records: joining + [record]
                )
            )
        }
        for link in registry.identities(at: asOf) where link.join != .rejected {
            let kinds = Set(([link.a] + link.b).map(\.kind))
            guard link.relation != .different, kinds.contains(.anon), kinds.contains(.person) else {
                continue
            }
            found.append(
                CheckFinding(
                    rule: .handleNamed,
                    subject: link.a,
                    text: "a join would put a name to an anonymous source",
                    fix: "ledgerctl record retract \(link.position) --reason '...'",
                    records: [link.position]
                )
            )
        }
        return found
    }

    /// Records that somebody disputes.
    private func queries() throws -> [CheckFinding] {
        let linked = try reader.positions(.type, "record.linked", through: asOf)
        return try linked.compactMap { position -> CheckFinding? in
            guard let event = try event(position),
                event.body.word(.rel, as: LinkRelation.self) == .queried,
                try visible(position) != nil,
                let id = event.body.record(.target), let target = try reader.position(of: id),
                try areVisible([target])
            else { return nil }
            return CheckFinding(
                rule: .queried,
                subject: event.subject,
                field: event.body.text(.part),
                text: event.body.text(.reason) ?? event.note ?? "\(target) is disputed",
                fix: "ledgerctl record show \(target), then correct it or retract \(position)",
                records: [target, position]
            )
        }
    }
}
