/// Evidence entries: chains of testimony.
extension EventParser {
    mutating func evidence(_ range: Range<Int>) -> Evidence? {
        let before = faults.count
        var draft = EvidenceDraft()
        each(range, .evidence) { parser, field in parser.evidenceMember(field, &draft) }
        checkPresent(draft)
        checkChain(draft)
        guard faults.count == before, let source = draft.source,
            let attribution = draft.attribution, let form = draft.form, let stance = draft.stance
        else { return nil }
        return Evidence(
            source: source,
            loc: draft.loc,
            quote: draft.quote,
            chain: draft.chain,
            attribution: attribution,
            basis: draft.basis,
            form: form,
            stance: stance,
            certainty: draft.certainty,
            polarity: draft.polarity ?? .positive,
            firstReporter: draft.firstReporter,
            covers: draft.covers
        )
    }

    private struct EvidenceDraft {
        var given = FieldNumbers()
        var source: SourceKey?
        var loc: String?
        var quote: Evidence.Quote?
        var chain: [Hop] = []
        var isChainWhole = true
        var attribution: Attribution?
        var basis: EvidenceBasis?
        var form: Form?
        var stance: Stance?
        var certainty: Certainty?
        var polarity: Polarity?
        var firstReporter: ActorKey?
        var covers: [String] = []
    }

    private mutating func evidenceMember(
        _ field: WireReader.Field,
        _ draft: inout EvidenceDraft
    ) {
        draft.given.insert(field.number)
        switch field.number {
        case 1: draft.source = source(field.range)
        case 2: draft.loc = lines(field.range)
        case 3: draft.quote = quote(field.range)
        case 4:
            let hop = hop(field.range)
            if let hop { draft.chain.append(hop) }
            draft.isChainWhole = draft.isChainWhole && hop != nil
        case 5: draft.attribution = word(field.range)
        case 6: draft.basis = word(field.range)
        case 7: draft.form = word(field.range)
        case 8: draft.stance = word(field.range)
        case 9: draft.certainty = word(field.range)
        case 10: draft.polarity = word(field.range)
        case 11: draft.firstReporter = actor(field.range)
        case 12: draft.covers.append(text(field.range))
        default: break
        }
    }

    private mutating func checkPresent(_ draft: EvidenceDraft) {
        if !draft.given.contains(1) { missing("source", "write src/...") }
        if !draft.given.contains(4) {
            missing(
                "chain",
                "origin first, the source last: [{\"who\":\"src/...\",\"act\":\"stated\"}]"
            )
        }
        if !draft.given.contains(5) {
            let follows = draft.source.flatMap {
                Self.attribution(of: draft.chain.map(\.who), in: $0.key)
            }
            missing(
                "attribution",
                follows.map { "by its chain it is '\($0.rawValue)'" }
                    ?? "write one of: \(Attribution.words.joined(separator: ", "))"
            )
        }
        if !draft.given.contains(7) {
            missing("form", "write one of: \(Form.words.joined(separator: ", "))")
        }
        if !draft.given.contains(8) {
            missing("stance", "write asserts, denies, queries or comments")
        }
    }

    private mutating func checkChain(_ draft: EvidenceDraft) {
        guard draft.isChainWhole, let source = draft.source, let last = draft.chain.last,
            last.who != source.key
        else { return }
        fault(
            at: "chain",
            .chainEnd,
            "ends at \(last.who), not at its source \(source)",
            hint: "add the last hop {\"who\":\"\(source)\",\"act\":\"reported\"}"
        )
    }

    /// The attribution that follows from a chain (field dictionary, section 5).
    ///
    /// A person first is named; else a document first is a document; else another outlet's text
    /// is other_outlet; else an anonymous handle is unnamed; else an office or state is an
    /// institution; only the source itself is the outlet's own voice.
    public static func attribution(of chain: [Key], in source: Key) -> Attribution? {
        guard let first = chain.first else { return nil }
        if first.kind == .person { return .named }
        let passesOtherText = chain.contains { $0.kind == .src && $0 != source }
        if passesOtherText { return .otherOutlet }
        if first.kind == .anon { return .unnamed }
        return first.kind == .src ? .outletVoice : .institution
    }

    private mutating func hop(_ range: Range<Int>) -> Hop? {
        var who: Key?
        var act: Act?
        var given = (who: false, act: false)
        each(range, .hop) { parser, field in
            if field.number == 1 {
                given.who = true
                who = parser.key(field.range, .any)
                if let found = who, !found.kind.isActor, found.kind != .src {
                    parser.fault(
                        .wrongKind,
                        "'\(found)' is neither an actor nor a source",
                        hint: "write person/..., org/..., anon/... or src/..."
                    )
                    who = nil
                }
            } else {
                given.act = true
                act = parser.word(field.range)
            }
        }
        if !given.who { missing("who", "write an actor or a source") }
        if !given.act { missing("act", "write said, reported, relayed ...") }
        guard let who, let act else { return nil }
        return Hop(who: who, act: act)
    }

    private mutating func quote(_ range: Range<Int>) -> Evidence.Quote? {
        var from: UInt64?
        var to: UInt64?
        var digest: String?
        each(range, .quoteRef) { parser, field in
            switch field.number {
            case 1: from = field.varint
            case 2: to = field.varint
            default: digest = parser.digest(field.range)
            }
        }
        guard let from, let to, let digest else {
            fault(
                .missing,
                "needs from, to and sha256",
                hint: "bytes of the held text, and the SHA-256 of exactly these bytes"
            )
            return nil
        }
        guard from < to else {
            fault(.reversed, "ends before it begins")
            return nil
        }
        return Evidence.Quote(from: from, to: to, sha256: digest)
    }
}
