import Ledger

/// Chains of testimony, from everybody who may be behind a text.
extension HistoryWriter {
    /// One entry or two, from documents that appeared after the day, mostly.
    func evidence(
        from day: Int,
        _ parties: [HistoryParty],
        _ paths: [String],
        _ speaker: String?
    ) -> JSON {
        let count = random.chance(25) ? 2 : 1
        // A record needs a document in hand: the first entry always has one.
        return .array(
            (0..<count).map { entry($0 == 0, from: day, parties, paths, speaker) }
        )
    }

    private func entry(
        _ needsHeld: Bool,
        from day: Int,
        _ parties: [HistoryParty],
        _ paths: [String],
        _ speaker: String?
    ) -> JSON {
        let document = document(needsHeld, from: day)
        let (chain, attribution) = chain(to: document, parties, speaker)
        let form = random.pick(
            ["quote", "paraphrase", "paraphrase", "narration", "narration", "headline", "keypoint"]
                + ["caption"]
        )
        let stance = random.chance(88) ? "asserts" : random.pick(["denies", "queries", "comments"])
        let covers = random.chance(25) ? paths.filter { _ in random.chance(60) } : []
        return .fields([
            "source": .string(document.key),
            "quote_ref": form == "quote" && random.chance(40) ? quote() : nil,
            "loc": random.chance(30) ? .string("L\(1 + random.below(40))") : nil,
            "chain": .array(
                chain.map { .fields(["who": .string($0.who), "act": .string($0.act)]) }
            ),
            "attribution": .string(attribution),
            "basis": random.chance(30) ? .string(random.pick(["official", "expert"])) : nil,
            "form": .string(form),
            "stance": .string(stance),
            "certainty": random.chance(40)
                ? .string(random.pick(["certain", "probable", "possible"])) : nil,
            "polarity": random.chance(6) ? .string("-") : nil,
            "first_reporter": random.chance(10) ? .string(random.pick(HistoryWorld.outlets)) : nil,
            "covers": covers.isEmpty ? nil : .texts(covers),
        ])
    }

    /// A passage, in one of two wordings.
    private func quote() -> JSON {
        .fields([
            "from": .count(0), "to": .count(9),
            "sha256": .string(String(repeating: random.pick(["a", "b"]), count: 64)),
        ])
    }

    private func document(_ needsHeld: Bool, from day: Int) -> HistoryWorld.Document {
        let usable = world.documents.filter { $0.isHeld || !needsHeld }
        let later = usable.filter { $0.day >= day }
        return random.pick(later.isEmpty || random.chance(25) ? usable : later)
    }

    private typealias Hops = [(who: String, act: String)]

    private func chain(
        to document: HistoryWorld.Document,
        _ parties: [HistoryParty],
        _ speaker: String?
    ) -> (chain: Hops, attribution: String) {
        let last = (who: document.key, act: "reported")
        if document.isOfficial { return ([(document.key, "published")], "document") }
        let sides = parties.map(\.actor) + (speaker.map { [$0] } ?? [])
        switch random.below(12) {
        case 0...3: return ([(document.key, "stated")], "outlet_voice")
        case 4: return named(random.pick(sides + HistoryWorld.others), last)
        case 5: return named(HistoryWorld.people[random.pick(HistoryWorld.states)] ?? "", last)
        case 6: return named(HistoryWorld.offices[random.pick(HistoryWorld.states)] ?? "", last)
        case 7, 8:
            guard let handle = document.anonymous.randomElement(random) else {
                return ([(document.key, "stated")], "outlet_voice")
            }
            return ([(handle, "briefed"), last], "unnamed")
        case 9, 10: return relayed(by: document, last)
        default: return named(random.pick(sides), last)
        }
    }

    private func named(_ who: String, _ last: (String, String)) -> (chain: Hops, String) {
        let attribution =
            who.hasPrefix("person/") ? "named" : who.hasPrefix("anon/") ? "unnamed" : "institution"
        return ([(who, "said"), last], attribution)
    }

    /// Through the text of another outlet, perhaps from somebody unnamed who spoke to that one.
    private func relayed(
        by document: HistoryWorld.Document,
        _ last: (String, String)
    ) -> (chain: Hops, String) {
        let others = world.documents.filter { $0.key != document.key }
        guard let other = others.randomElement(random) else {
            return ([(document.key, "stated")], "outlet_voice")
        }
        let middle = (who: other.key, act: "reported")
        if let handle = other.anonymous.randomElement(random), random.chance(50) {
            return ([(handle, "briefed"), middle, (last.0, "relayed")], "other_outlet")
        }
        if random.chance(20) {
            let person = HistoryWorld.people[random.pick(HistoryWorld.states)] ?? ""
            return ([(person, "said"), middle, (last.0, "relayed")], "named")
        }
        return ([middle, (last.0, "relayed")], "other_outlet")
    }
}

extension Array {
    /// One of them, if there is any.
    func randomElement(_ random: SplitMix64) -> Element? { isEmpty ? nil : random.pick(self) }
}
