import Ledger

/// Something that an editor should look at.
struct ModelFinding {
    let rule: String
    let subject: Key
    var field: String?
    let records: Set<RecordNumber>

    init(_ rule: String, _ subject: Key, _ field: String? = nil, _ records: [RecordNumber]) {
        self.rule = rule
        self.subject = subject
        self.field = field
        self.records = Set(records)
    }

    /// The rules in the order in which they are listed, by group.
    static let groups: [(name: String, rules: [String])] = [
        (
            "anomalies",
            [
                "illegal-transition", "unannounced", "step-gap", "value-conflict",
                "quote-variant", "future-effect", "date-after-source", "retroactive",
                "unit-slip", "withdrawn-by-other", "join-contradicted", "handle-named",
                "unofficial-schedule", "queried",
            ]
        ),
        ("stale", ["due-not-evidenced", "talk-unrecorded", "pledge-overdue", "stale-anchor"]),
        (
            "incomplete",
            [
                "missing-field", "caption-only", "speaker-unresolved", "pledge-unassessed",
                "source-undated",
            ]
        ),
        ("quotes", ["quote-unmatched", "text-missing"]),
    ]

    var group: String { Self.groups.first { $0.rules.contains(rule) }?.name ?? "" }

    /// By rule, subject, first record, field.
    fileprivate static func precedes(_ a: ModelFinding, _ b: ModelFinding) -> Bool {
        let rules = groups.flatMap(\.rules)
        let (x, y) = (rules.firstIndex(of: a.rule) ?? 0, rules.firstIndex(of: b.rule) ?? 0)
        if x != y { return x < y }
        if a.subject != b.subject { return a.subject < b.subject }
        let ends = (a.records.min()?.value ?? 0, b.records.min()?.value ?? 0)
        return ends.0 == ends.1 ? (a.field ?? "") < (b.field ?? "") : ends.0 < ends.1
    }
}

extension ModelWorld {
    /// The rows of `check`.
    func check(_ question: ModelQuestion) -> [JSON] {
        let kinds = Kind.allCases.filter { Machine(of: $0) != nil }
        let found =
            kinds.flatMap(subjects).flatMap { story(of: $0) + stale($0) + gaps(of: $0) }
            + conflictFindings() + joinFindings() + queries() + anchors() + speakers() + undated()
            + texts()
        return found.filter { question["only"] ?? $0.group == $0.group }
            .sorted(by: ModelFinding.precedes).map { finding in
                .fields([
                    "rule": .string(finding.rule), "group": .string(finding.group),
                    "subject": .key(finding.subject), "field": .text(finding.field),
                    "records": .records(finding.records),
                ])
            }
    }

    /// Contradictions that nobody has explained.
    private func conflictFindings() -> [ModelFinding] {
        let open = (conflicts("value") + conflicts("state")).filter { conflict in
            !readings(of: conflict).contains(where: isReading)
        }
        return open.map { ModelFinding("value-conflict", $0.subject, $0.field, Array($0.records)) }
            + conflicts("quote").map {
                ModelFinding("quote-variant", $0.subject, $0.field, Array($0.records))
            }
    }

    private var identities: [ModelLedger.Version] {
        standing.filter { $0.event.type.name == "identity.linked" }
    }

    /// Keys joined and said to be different; a handle joined with a person.
    private func joinFindings() -> [ModelFinding] {
        var found: [ModelFinding] = []
        for version in identities {
            let body = version.event.body
            guard let a = body.key(.a) else { continue }
            let isSure = ["stated", "presumed"].contains(body.text(.join))
            for b in body.keys(.b) where body.text(.rel) == "different" && isSure {
                guard joins.group(of: a).contains(b) else { continue }
                let first = min(a, b)
                let joining = joins.joining.filter { joins.group(of: first).contains($0.a) }
                found.append(
                    ModelFinding(
                        "join-contradicted",
                        first,
                        nil,
                        joining.map(\.record) + [version.number]
                    )
                )
            }
            let kinds = Set(([a] + body.keys(.b)).map(\.kind))
            if body.text(.rel) != "different", body.text(.join) != "rejected",
                kinds.contains(.anon), kinds.contains(.person)
            {
                found.append(ModelFinding("handle-named", a, nil, [version.number]))
            }
        }
        return found
    }

    /// Records that somebody disputes.
    private func queries() -> [ModelFinding] {
        told.filter { $0.event.body.text(.rel) == "queried" }.compactMap { made in
            guard let target = made.event.body.record(.target).flatMap(ledger.number(of:)),
                isVisible(target)
            else { return nil }
            return ModelFinding(
                "queried",
                made.event.subject,
                made.event.body.text(.part),
                [target, made.number]
            )
        }
    }

    /// Dates that count from a source which has been dated anew since.
    private func anchors() -> [ModelFinding] {
        var found: [ModelFinding] = []
        for source in registry.sources.keys.sorted() {
            guard let last = datedAnew(source).last else { continue }
            for told in told where told.number < last {
                let paths = told.event.mentions.filter {
                    $0.key == source && $0.path.hasSuffix(".anchor")
                }.map { String($0.path.dropLast(".anchor".count)) }
                guard !paths.isEmpty else { continue }
                let field = paths.joined(separator: ", ")
                let records = [told.number, last]
                found.append(
                    ModelFinding("stale-anchor", told.event.subject, field, records)
                )
            }
        }
        return found
    }

    /// The records since which a source is dated otherwise than before.
    private func datedAnew(_ source: Key) -> [RecordNumber] {
        var before: DayInterval?
        var found: [RecordNumber] = []
        for record in ledger.records where record.number <= cut.asOf {
            guard record.event.subject == source else { continue }
            let registry = ModelRegistry(ledger.standing(through: record.number))
            let now = registry.sources[source]?.published
            if before != nil, now != before { found.append(record.number) }
            before = now
        }
        return found
    }

    /// Origins that an unresolved join leaves open.
    private func speakers() -> [ModelFinding] {
        identities.compactMap { version in
            guard version.event.body.text(.join) == "unresolved",
                let a = version.event.body.key(.a)
            else { return nil }
            let spoken = told.filter { told in
                told.event.type.isTestimony && told.entries.contains { $0.entry.origin == a }
            }
            guard !spoken.isEmpty else { return nil }
            return ModelFinding(
                "speaker-unresolved",
                a,
                nil,
                spoken.map(\.number) + [version.number]
            )
        }
    }

    /// Sources without a last day of publication.
    private func undated() -> [ModelFinding] {
        registry.sources.filter { $0.value.published.hi.isSentinel }.map { key, source in
            ModelFinding("source-undated", key, "body.published", [source.record])
        }
    }

    /// Sources said to be held: no text is held in a history.
    private func texts() -> [ModelFinding] {
        registry.sources.filter { $0.value.digest != nil && $0.value.held != .citedOnly }
            .map { ModelFinding("text-missing", $0.key, nil, [$0.value.record]) }
    }
}
