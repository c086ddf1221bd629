/// An event to its fact rows: one for each evidence entry, or one if it has none.
public enum FactBuilder {
    /// What rows have as a number: most names are keys, whose text is rarely needed.
    public enum Name {
        /// An actor or a source.
        case key(Key)
        /// A step of a measure.
        case step(String)
    }

    /// The rows of a testimony.
    ///
    /// - Parameters:
    ///   - event: the event; for a correction, the replacement.
    ///   - position: the record that brings it.
    ///   - root: the first record of its chain.
    ///   - number: the number of a name, given on first sight.
    /// - Throws: what `number` throws.
    /// - Returns: the rows, in the order of the evidence.
    public static func facts(
        of event: Event,
        at position: RecordNumber,
        root: RecordNumber,
        number: (Name) throws -> NameID
    ) rethrows -> [Fact] {
        let base = try shared(event, position, root, number)
        guard !event.evidence.isEmpty else { return [base] }
        return try event.evidence.prefix(255).enumerated().map { index, entry in
            var fact = base
            fact.entry = UInt8(index)
            fact.hasEvidence = true
            fact.stance = entry.stance
            fact.certainty = entry.certainty
            fact.isNegative = entry.polarity == .negative
            fact.attribution = entry.attribution
            fact.basis = entry.basis
            fact.form = entry.form
            fact.source = try number(.key(entry.source.key))
            fact.origin = try number(.key(entry.origin))
            if let first = entry.firstReporter {
                fact.firstReporter = try number(.key(first.key))
            }
            fact.covers = FieldGroups(paths: entry.covers)
            fact.isRelayed = entry.chain.contains {
                $0.who.kind == .src && $0.who != entry.source.key
            }
            return fact
        }
    }

    /// The row that a lifecycle record writes under a subject of its chain.
    public static func lifecycle(
        _ step: Chain.Step,
        root: RecordNumber,
        type: UInt16
    ) -> Fact {
        var fact = Fact(position: step.position, root: root)
        fact.type = type
        fact.lifecycle = (step.act, step.stands ?? RecordNumber(0))
        return fact
    }

    private static func shared(
        _ event: Event,
        _ position: RecordNumber,
        _ root: RecordNumber,
        _ number: (Name) throws -> NameID
    ) rethrows -> Fact {
        let body = event.body
        var fact = Fact(position: position, root: root)
        fact.type = event.type.code
        fact.isAtRisk = body.flag(.atRisk)
        fact.modality = event.modality
        let sides = sides(of: event)
        fact.actor = try sides.actor.map { try number(.key($0.key)) } ?? 0
        fact.counterparty = try sides.counterparty.map { try number(.key($0.key)) } ?? 0
        fact.occurred = event.occurred?.interval
        fact.effective = (body.date(.effective) ?? body.date(.postponedTo))?.interval
        fact.until = (body.date(.until) ?? body.date(.deadline))?.interval
        fact.stateAsOf = body.date(.stateAsOf)?.interval
        if let step = body.text(.step) { fact.step = try number(.step(step)) }
        fact.rate = body.rate(.toRate) ?? body.rate(.rate) ?? body.rates(.rates).first
        fact.amount = body.amount(.coverage) ?? body.amount(.value) ?? body.amount(.term)
        fact.traits = traits(of: event)
        fact.word = word(of: event)
        return fact
    }

    private static func traits(of event: Event) -> Traits {
        let body = event.body
        var traits: Traits = []
        if body.rates(.rates).count > 1 { traits.insert(.bands) }
        if body.has(.part) { traits.insert(.part) }
        if event.type.isTestimony,
            event.type.expected.contains(where: { !$0.contains(where: body.has) })
        {
            traits.insert(.incomplete)
        }
        if body.flag(.resumes) { traits.insert(.resumes) }
        if body.has(.condition) { traits.insert(.conditional) }
        if body.has(.goods) { traits.insert(.goods) }
        if event.evidence.contains(where: { $0.quote != nil }) { traits.insert(.quoted) }
        let opposing: [LinkRelation] = [.supersedes, .contradicts]
        if event.links.contains(where: { opposing.contains($0.relation) }) {
            traits.insert(.opposed)
        }
        return traits
    }

    /// Who acts on whom: the first actors of the roles that say so.
    private static func sides(
        of event: Event
    ) -> (actor: ActorKey?, counterparty: ActorKey?) {
        let parties = event.actors(in: .party)
        let actor =
            event.actors(in: .imposer).first ?? event.actors(in: .by).first ?? parties.first
        let counterparty =
            event.actors(in: .target).first ?? event.actors(in: .to).first
            ?? parties.dropFirst().first
        return (actor, counterparty)
    }

    /// The word by which the state machine moves.
    private static func word(of event: Event) -> UInt8 {
        let body = event.body
        func code<W: Word>(_ field: BodyField, _ type: W.Type) -> UInt8 {
            body.word(field, as: type)?.code ?? 0
        }
        if event.type.code >= TypeTable.ownCodes { return event.type.move?.word ?? 0 }
        switch event.type.name {
        case "tariff.announced", "tariff.scheduled": return code(.change, Change.self)
        case "proposal.answered": return code(.response, Response.self)
        case "demand.made": return code(.strength, Strength.self)
        case "talks.held", "call.held": return code(.outcome, Outcome.self)
        case "commitment.assessed": return code(.finding, Finding.self)
        case "agreement.reached": return code(.form, AgreementForm.self)
        case "agreement.ended": return code(.ending, Ending.self)
        case "statement.made": return code(.kind, StatementKind.self)
        case "claim.disavowed": return code(.scope, DisavowalScope.self)
        case "comment.refused": return code(.refusal, NoComment.self)
        case "figure.stated": return code(.metric, Metric.self)
        case "proceeding.moved": return code(.stage, Stage.self)
        // A restriction lifted on a condition is eased.
        case "restriction.lifted": return body.has(.condition) ? 1 : 0
        default: return 0
        }
    }
}
