/// What a type needs, and what excludes what: the rules over the whole event.
extension EventParser {
    mutating func checkRules(
        _ draft: Draft,
        of type: EventType,
        in range: Range<Int>,
        isReplacement: Bool
    ) {
        if let subject = draft.subject { checkSubject(subject, of: type) }
        checkRoles(draft, of: type)
        checkFields(draft.fields, of: type)
        checkConditions(draft.fields, of: type)
        checkSpans(draft.fields)
        checkReplacement(draft, of: type, isReplacement: isReplacement)
        if type.isTestimony, draft.evidenceCount == 0 {
            fault(
                at: "evidence",
                .missing,
                "is needed: \(type.name) is testimony",
                hint: "name the source that says so"
            )
        }
        checkPaths(draft, in: range, isReplacement: isReplacement)
        checkHouseRules(draft, of: type)
    }

    private mutating func checkSubject(_ subject: Key, of type: EventType) {
        guard !type.accepts(subject.kind) else { return }
        guard !subject.kind.isOfLedger else {
            return fault(
                at: "subject",
                .wrongKind,
                "'\(subject)' is of the ledger itself: what it records of itself is never changed"
            )
        }
        let kinds = type.subjectKinds.map(\.rawValue)
        let near = "\(kinds.first ?? "")/\(subject.slug)"
        fault(
            at: "subject",
            .wrongKind,
            "'\(subject)' is not of a kind that \(type.name) is about "
                + "(\(kinds.joined(separator: ", ")))",
            hint: "write \(near)"
        )
    }

    private mutating func checkRoles(_ draft: Draft, of type: EventType) {
        for rule in type.requiredRoles {
            let found = draft.actors.filter { $0.role == rule.role }.count
            guard found < rule.count else { continue }
            let role = rule.role.rawValue
            fault(
                at: "actors",
                .missing,
                rule.count == 1
                    ? "needs one in role '\(role)'" : "needs \(rule.count) in role '\(role)'",
                hint: "{\"actor\":\"gov/USA\",\"role\":\"\(role)\"}, or --\(role) gov/USA"
            )
        }
        let isHeld = type.name == "talks.held" || type.name == "call.held"
        if isHeld, !draft.actors.isEmpty, draft.actors.allSatisfy({ $0.actor.isAnonymous }) {
            fault(
                at: "actors",
                .missing,
                "needs somebody who is not anonymous",
                hint: "name a party of the talk"
            )
        }
    }

    private mutating func checkFields(_ body: Body, of type: EventType) {
        for choice in type.required where !choice.contains(where: body.has) {
            // A field that was given and found faulty has said so already.
            let above = path.isEmpty ? "" : path.text + "."
            let names = choice.map { above + "body.\($0.name)" }
            guard !faults.contains(where: { f in names.contains { f.isWithin($0) } })
            else { continue }
            if choice.count == 1 {
                fault(
                    at: "body.\(choice[0].name)",
                    .missing,
                    "is needed in \(type.name)",
                    hint: "see: ledgerctl type show \(type.name)"
                )
            } else {
                let words = choice.map(\.name).joined(separator: ", ")
                fault(
                    at: "body",
                    .missing,
                    "needs one of: \(words)",
                    hint: "see: ledgerctl type show \(type.name)"
                )
            }
        }
    }

    /// The rules that hold only with certain words.
    private mutating func checkConditions(_ body: Body, of type: EventType) {
        if body.has(.rates), body.has(.rate) || body.has(.toRate) {
            fault(
                at: "body.rates",
                .excluded,
                "stands beside rate or to_rate",
                hint: "give the one rate, or the list"
            )
        }
        if type.name == "tariff.scheduled", let change: Change = body.word(.change) {
            if !body.has(.step) {
                fault(
                    at: "body.step",
                    .missing,
                    "is needed with change",
                    hint: "name the planned step, as in list3-to-25"
                )
            }
            if change == .raise || change == .lower, !body.has(.toRate), !body.has(.rates) {
                fault(at: "body.to_rate", .missing, "is needed with change '\(change.rawValue)'")
            }
        }
        if type.name == "demand.made", body.word(.strength) == Strength.precondition,
            !body.has(.preconditionFor)
        {
            fault(
                at: "body.precondition_for",
                .missing,
                "is needed with strength 'precondition'",
                hint: "name the talk that waits for it, as talk/..."
            )
        }
        if type.name == "record.linked", body.text(.rel) != LinkRelation.queried.rawValue,
            body.text(.rel) != nil, !body.has(.to)
        {
            fault(at: "body.to", .missing, "is needed unless rel is 'queried'")
        }
        for (lower, higher) in [(BodyField.fromRate, BodyField.toRate)] {
            guard let from = body.rate(lower)?.pct, let to = body.rate(higher)?.pct else {
                continue
            }
            if type.name == "tariff.raised", to <= from {
                fault(at: "body.to_rate", .reversed, "is not above from_rate (\(from)%)")
            }
            if type.name == "tariff.lowered", to >= from {
                fault(at: "body.to_rate", .reversed, "is not below from_rate (\(from)%)")
            }
        }
    }

    /// An effect that surely ends before it can have begun.
    private mutating func checkSpans(_ body: Body) {
        guard let effective = body.date(.effective), let until = body.date(.until) else { return }
        if until.interval.hi < effective.interval.lo {
            fault(
                at: "body.until",
                .reversed,
                "(\(until.edtf.text)) lies before effective (\(effective.edtf.text))",
                hint: "until is the last day of the effect"
            )
        }
    }

    private mutating func checkReplacement(
        _ draft: Draft,
        of type: EventType,
        isReplacement: Bool
    ) {
        let isCorrection = type.name == "record.corrected"
        if isCorrection, !draft.hasReplacement {
            fault(
                at: "replacement",
                .missing,
                "is needed: the whole new event",
                hint: "ledgerctl record correct rN makes it"
            )
        }
        if !isCorrection, draft.hasReplacement {
            fault(at: "replacement", .unexpectedField, "stands only in record.corrected")
        }
        if isReplacement, type.isLifecycle {
            fault(at: "type", .wrongTarget, "\(type.name) cannot replace an event")
        }
        if let replacement = draft.replacement, let subject = draft.subject,
            replacement.subject != subject
        {
            fault(
                at: "subject",
                .wrongKind,
                "is not the replacement's, \(replacement.subject)",
                hint: "write \(replacement.subject)"
            )
        }
    }

    private mutating func checkPaths(
        _ draft: Draft,
        in range: Range<Int>,
        isReplacement: Bool
    ) {
        let message = isReplacement ? "Replacement" : "Event"
        for (index, text) in draft.inferred.enumerated() {
            checkExists(text, "inferred[\(index)]", message, range)
        }
        for (entry, evidence) in zip(draft.evidencePlaces, draft.evidence) {
            for (index, text) in evidence.covers.enumerated() {
                checkExists(text, "evidence[\(entry)].covers[\(index)]", message, range)
            }
        }
    }

    private mutating func checkExists(
        _ text: String,
        _ at: String,
        _ message: String,
        _ range: Range<Int>
    ) {
        guard let path = EventPath(text) else {
            fault(
                at: at,
                .malformed,
                "'\(text)' is no path",
                hint: "write body.items[0].amount"
            )
            return
        }
        if !path.exists(in: bytes.span, range, message: message, shape: shape) {
            fault(at: at, .malformed, "'\(text)' names nothing in this record")
        }
    }

    /// Issues of items stand among the record's; a join's key is its subject; a desk type is `x.`.
    private mutating func checkHouseRules(_ draft: Draft, of type: EventType) {
        // A faulty item is left out of the list, so the others no longer have their places.
        let above = faults.isEmpty || path.isEmpty ? "" : path.text + "."
        let hasAllItems = !faults.contains { $0.isWithin(above + "body.items") }
        for (index, item) in draft.fields.items.enumerated()
        where hasAllItems && !draft.issues.contains(item.issue) {
            fault(
                at: "body.items[\(index)].issue",
                .missing,
                "'\(item.issue)' is not among the record's issues",
                hint: "add it to issues"
            )
        }
        if type.name == "identity.linked", let a = draft.fields.key(.a), a != draft.subject {
            fault(at: "body.a", .wrongKind, "is not the record's subject")
        }
        if type.name == "identity.linked",
            draft.fields.keys(.b).contains(where: { $0 == draft.subject })
        {
            fault(at: "body.b", .selfReference, "names the subject itself")
        }
        if type.name == "type.registered" { checkOwnType(draft) }
        let isAnonymous = type.name == "actor.registered" && draft.subject?.kind == .anon
        if isAnonymous, draft.fields.has(.name) {
            fault(
                at: "body.name",
                .realName,
                "may not stand for an anonymous source",
                hint: "describe them in description"
            )
        }
    }
}

extension Fault {
    /// Whether it lies at a field or below it.
    fileprivate func isWithin(_ field: String) -> Bool {
        path == field || path.hasPrefix(field + ".") || path.hasPrefix(field + "[")
    }
}
