import Ledger

/// What random histories hardly ever make, written behind one of them: unnamed people who are
/// said to be one, to differ or to have a name, and one utterance in several wordings.
struct HistoryPeculiar {
    private let random: SplitMix64
    private let documents: [String]
    private let handles: [String]
    private let count: Int
    private(set) var lines: [JSON] = []

    /// - Parameters:
    ///   - history: the lines before; they stay as they are, so that their seed names them still.
    ///   - seed: that of the history.
    init(after history: [JSON], seed: UInt64) {
        random = SplitMix64(seed: seed &* 31 &+ 7)
        count = history.count
        func subjects(_ type: String, _ prefix: String) -> [String] {
            let registered = history.filter { line in
                line["type"]?.text == type && line["body"]?["held"]?.text != "cited_only"
            }
            let keys = registered.compactMap { $0["subject"]?.text }
            return Set(keys.filter { $0.hasPrefix(prefix) }).sorted()
        }
        documents = subjects("source.registered", "src/")
        handles = subjects("actor.registered", "anon/")
        quote()
        for _ in 0..<(2 + random.below(5)) { tell() }
        for _ in 0..<(2 + random.below(6)) { join() }
        unmask()
        if random.chance(50) { changeJoin() }
    }

    private mutating func append(_ event: JSON) {
        let name = "e\(count + lines.count + 1)"
        lines.append(event.with("ref", .string(name)))
    }

    /// One statement, as several documents have it.
    private mutating func quote() {
        for _ in 0..<(1 + random.below(4)) {
            let entries = (0..<(1 + random.below(2))).map { _ in quoted() }
            append(
                .fields([
                    "type": .string("statement.made"), "subject": .string("statement/q0"),
                    "actors": .array([HistoryParty("by", "person/expert").json]),
                    "body": .fields(["kind": .string("forecast"), "gist": .string("so it goes")]),
                    "evidence": .array(entries),
                ])
            )
        }
    }

    private func quoted() -> JSON {
        let wording = String(repeating: random.pick(["a", "b", "c"]), count: 64)
        let form = random.chance(80) ? "quote" : "paraphrase"
        return entry(from: "person/expert", "named", form).with(
            "quote_ref",
            .fields(["from": .count(0), "to": .count(9), "sha256": .string(wording)])
        )
    }

    private func entry(from origin: String?, _ attribution: String, _ form: String) -> JSON {
        let document = random.pick(documents)
        let last = JSON.fields([
            "who": .string(document), "act": .string(origin == nil ? "stated" : "reported"),
        ])
        let first = origin.map {
            JSON.fields(["who": .string($0), "act": .string("said")])
        }
        return .fields([
            "source": .string(document), "chain": .array([first, last].compactMap { $0 }),
            "attribution": .string(attribution), "form": .string(form),
            "stance": .string(random.chance(85) ? "asserts" : "denies"),
        ])
    }

    /// A series that unnamed people state, in units that may slip.
    private mutating func tell() {
        let handle = handles.randomElement(random)
        let value = random.pick(["250", "250000", "250000000", "110"])
        append(
            .fields([
                "type": .string("figure.stated"), "subject": .string("figure/trade.deficit/us"),
                "actors": .array([
                    HistoryParty("reporter", "gov/USA").json,
                    HistoryParty("partner", "gov/CHN").json,
                ]),
                "body": .fields([
                    "metric": .string("trade.deficit"),
                    "value": .fields([
                        "value": .string(value), "unit": .string("USD"), "qual": .string("eq"),
                    ]),
                ]),
                "evidence": .array([
                    entry(
                        from: handle,
                        handle == nil ? "outlet_voice" : "unnamed",
                        random.pick(["paraphrase", "narration", "headline"])
                    )
                ]),
            ])
        )
    }

    /// Two or three handles are said to be one, or to differ.
    private mutating func join() {
        guard let a = handles.randomElement(random) else { return }
        let others = handles.filter { $0 != a }
        guard !others.isEmpty else { return }
        let b = Set((0..<(1 + random.below(2))).map { _ in random.pick(others) }).sorted()
        link(
            a,
            b,
            random.pick(["same_as", "different", "different", "one_of"]),
            random.pick(["stated", "stated", "presumed", "presumed", "rejected", "unresolved"])
        )
    }

    /// A handle is said to be somebody, or not.
    private mutating func unmask() {
        guard random.chance(50), let handle = handles.randomElement(random) else { return }
        let isFirst = random.chance(50)
        let person = random.pick(["person/expert", "person/usa-minister"])
        link(
            isFirst ? handle : person,
            [isFirst ? person : handle],
            random.pick(["same_as", "one_of", "different"]),
            random.pick(["stated", "presumed", "rejected", "unresolved"])
        )
    }

    private mutating func link(_ a: String, _ b: [String], _ relation: String, _ join: String) {
        append(
            .fields([
                "type": .string("identity.linked"), "subject": .string(a),
                "body": .fields([
                    "a": .string(a), "b": .texts(b), "rel": .string(relation),
                    "join": .string(join),
                ]),
            ])
        )
    }

    /// One of these joins is read again, or withdrawn.
    private mutating func changeJoin() {
        let joins = lines.filter { $0["type"]?.text == "identity.linked" }
        guard let chosen = joins.randomElement(random), let name = chosen["ref"]?.text,
            let body = chosen["body"], let subject = chosen["subject"]
        else { return }
        let isCorrected = random.chance(70)
        let join = random.pick(["stated", "presumed", "rejected", "unresolved"])
        append(
            .fields([
                "type": .string(isCorrected ? "record.corrected" : "record.retracted"),
                "subject": subject,
                "body": .fields([
                    "target": .string("@\(name)"), "reason": .string("a mistake"),
                ]),
                "replacement": isCorrected
                    ? chosen.without("ref").with("body", body.with("join", .string(join))) : nil,
            ])
        )
    }
}
