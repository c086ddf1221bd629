/// What the events of a batch name: it must be recorded or registered, or come with the batch.
extension Admission {
    /// Takes the batch in, noting what is wrong; the caller drops the result if anything is.
    mutating func checkReferences(_ drafts: [Draft], _ submission: Submission) -> [Fault] {
        var faults: [Fault] = []
        let first = size + 1
        for (index, draft) in drafts.enumerated() {
            // Links may point anywhere in the batch, so every id is known before the first check.
            known.positions[draft.id] = RecordNumber(first + UInt64(index))
        }
        register(drafts, first, &faults)
        for (index, draft) in drafts.enumerated() {
            let position = RecordNumber(first + UInt64(index))
            checkMentions(draft, &faults)
            checkType(draft, &faults)
            checkRecords(draft, at: position, &faults)
            if draft.event.type.isLifecycle {
                move(draft, at: position, submission, &faults)
            } else {
                known.chains[position] = Chain(
                    root: position,
                    recorder: submission.recorder.uid,
                    isRegistration: draft.event.type.isRegistration
                )
                known.subjects[position] = [draft.event.subject]
            }
            known.heads[draft.event.subject] = position
        }
        size += UInt64(drafts.count)
        return faults
    }

    /// Adds the registrations of a batch, which its other events may already name.
    private mutating func register(
        _ drafts: [Draft],
        _ first: UInt64,
        _ faults: inout [Fault]
    ) {
        for (index, draft) in drafts.enumerated() {
            let event = draft.event
            guard event.type.isRegistration else { continue }
            if let found = known.registered[event.subject] {
                if event.type.name == "type.registered" { continue }
                faults.append(
                    Fault(
                        line: draft.line,
                        "subject",
                        .alreadyRegistered,
                        "\(event.subject) is registered already, as \(found.position)",
                        hint: "change it with: ledgerctl record correct \(found.position)"
                    )
                )
                continue
            }
            known.registered[event.subject] = Registration(
                position: RecordNumber(first + UInt64(index)),
                held: event.body.word(.held)
            )
        }
    }

    /// A later registration of a desk's own type may only add optional fields, so that every
    /// earlier record can still be read.
    private mutating func checkType(_ draft: Draft, _ faults: inout [Fault]) {
        let event = draft.event.testimony
        guard let type = EventType(registration: event) else { return }
        let root = draft.event.replacement == nil ? "" : "replacement."
        if let earlier = known.types[event.subject] {
            for field in type.changes(from: earlier) {
                faults.append(
                    Fault(
                        line: draft.line,
                        "\(root)body.\(field.name)",
                        .wrongTarget,
                        "differs from the registration of \(type.name); a later one may only add "
                            + "allowed and expected fields",
                        hint: "see: ledgerctl type show \(type.name)"
                    )
                )
            }
        }
        known.types[event.subject] = type
    }

    private func checkMentions(_ draft: Draft, _ faults: inout [Fault]) {
        let event = draft.event
        for mention in event.mentions where known.registered[mention.key] == nil {
            let isSource = mention.key.kind == .src
            let near = known.suggestion(mention.key)
            faults.append(
                Fault(
                    line: draft.line,
                    mention.path,
                    isSource ? .unknownSource : .unknownActor,
                    "\(mention.key) is not registered",
                    hint: near.map { "did you mean \($0)?" }
                        ?? (isSource
                            ? "register it: ledgerctl source add"
                            : "register it: ledgerctl actor add \(mention.key)")
                )
            )
        }
        for key in event.issueKeys where known.registered[key] == nil {
            let near = Suggestion.nearest(to: key.slug, in: BuiltInIssue.all.sorted())
            faults.append(
                Fault(
                    line: draft.line,
                    "issues",
                    .unknownIssue,
                    "'\(key.slug)' is no registered topic code",
                    hint: near.map { "did you mean '\($0)'?" }
                        ?? "register it: ledgerctl append issue.registered \(key)"
                )
            )
        }
        if event.type.name == "source.corrected", known.registered[event.subject] == nil {
            faults.append(
                Fault(
                    line: draft.line,
                    "subject",
                    .unknownSource,
                    "\(event.subject) is not registered"
                )
            )
        }
        checkHeld(draft, event.testimony, &faults)
    }

    /// A testimony needs a document in hand: a cited one must be relayed by one that is held.
    private func checkHeld(_ draft: Draft, _ event: Event, _ faults: inout [Fault]) {
        guard event.type.isTestimony, !event.evidence.isEmpty else { return }
        let isCitedOnly = event.evidence.allSatisfy {
            known.registered[$0.source.key]?.held == .citedOnly
        }
        guard isCitedOnly else { return }
        faults.append(
            Fault(
                line: draft.line,
                "evidence",
                .citedOnly,
                "rests only on sources that are cited, not held",
                hint: "end the chain at the held document that relays it"
            )
        )
    }

    private func checkRecords(
        _ draft: Draft,
        at position: RecordNumber,
        _ faults: inout [Fault]
    ) {
        for id in draft.event.references where known.positions[id] == nil {
            faults.append(
                Fault(
                    line: draft.line,
                    path(of: id, in: draft.event),
                    .unknownRecord,
                    "\(id) is not recorded",
                    hint: "see: ledgerctl record list"
                )
            )
        }
    }

    private func path(of id: RecordID, in event: Event) -> String {
        if event.body.record(.target) == id { return "body.target" }
        if event.body.record(.to) == id { return "body.to" }
        if let index = event.links.firstIndex(where: { $0.to == id }) {
            return "links[\(index)].to"
        }
        return "body.records"
    }

    /// Checks that the target of a correction, retraction or redaction may be changed so.
    private mutating func move(
        _ draft: Draft,
        at position: RecordNumber,
        _ submission: Submission,
        _ faults: inout [Fault]
    ) {
        let event = draft.event
        guard let id = event.body.record(.target), let target = known.positions[id] else { return }
        func refuse(_ code: Fault.Code, _ message: String, hint: String? = nil) {
            faults.append(Fault(line: draft.line, "body.target", code, message, hint: hint))
        }
        guard target < position else {
            return refuse(.wrongTarget, "must lie before the record that changes it")
        }
        let root = known.roots[target] ?? target
        guard var chain = known.chains[root] else {
            return refuse(.wrongTarget, "\(target) cannot be changed")
        }
        let mayMove = submission.permission >= .editor || chain.recorder == submission.recorder.uid
        guard mayMove else {
            return refuse(
                .wrongTarget,
                "\(target) was recorded by another account",
                hint: "query it: ledgerctl append record.linked --target \(target) --rel queried"
            )
        }
        guard let act = Chain.Act(type: event.type.name) else { return }
        if (known.subjects[root] ?? []).contains(where: \.kind.isOfLedger) {
            return refuse(.wrongTarget, "\(target) is the ledger's own record; it is never \(act)")
        }
        if chain.isRegistration, target == root, act != .corrected {
            return refuse(
                .wrongTarget,
                "\(target) registers a key; registrations are never \(act)",
                hint: "ledgerctl record correct \(target)"
            )
        }
        if act == .redacted, let fault = redactionFault(draft, chain, target, submission) {
            faults.append(fault)
            return
        }
        guard let step = chain.step(act, of: target, by: position) else {
            return refuse(
                .staleTarget,
                chain.stands == nil
                    ? "\(target) is \(chain.steps.last?.act ?? .retracted) already, by \(chain.tip)"
                    : "\(target) has been changed since, by \(chain.tip)",
                hint: "ledgerctl record history \(root)"
            )
        }
        chain.append(step)
        known.chains[root] = chain
        known.roots[position] = root
        known.subjects[root, default: []].insert(event.subject)
        for subject in known.subjects[root] ?? [] { known.heads[subject] = position }
    }

    /// What is wrong with a redaction of a chain that can be redacted.
    ///
    /// It names every record whose content goes, so that whoever reads the log later can tell what
    /// was dropped on purpose from what is missing.
    private func redactionFault(
        _ draft: Draft,
        _ chain: Chain,
        _ target: RecordNumber,
        _ submission: Submission
    ) -> Fault? {
        func fault(_ path: String, _ message: String, hint: String? = nil) -> Fault {
            Fault(line: draft.line, path, .wrongTarget, message, hint: hint)
        }
        guard submission.permission >= .editor else {
            return fault("body.target", "is redacted by an editor: the group 'ledgerd-edit'")
        }
        guard target == chain.root else {
            return fault(
                "body.target",
                "\(target) changes \(chain.root); a redaction is of the first record",
                hint: "write \(chain.root)"
            )
        }
        // A second redaction is stale, whatever it names.
        guard chain.steps.last?.act != .redacted else { return nil }
        let named = Set(draft.event.body.records(.records).compactMap { known.positions[$0] })
        let later = chain.steps.map(\.position)
        guard named == Set(later) else {
            let list = later.map(\.description).joined(separator: " ")
            return fault(
                "body.records",
                "must name the records that have changed \(target) since, and no others",
                hint: later.isEmpty ? "there are none; leave it out" : "write \(list)"
            )
        }
        return nil
    }
}
