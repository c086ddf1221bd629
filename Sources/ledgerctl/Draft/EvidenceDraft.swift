import Ledger

/// The evidence entry that flags describe: one chain, from its origin to the document in hand.
struct EvidenceDraft {
    /// The entry so far.
    private(set) var json: JSON
    /// What is wrong with the flags.
    private(set) var problems: [Failure.Row] = []
    /// Whether a flag was about evidence.
    private(set) var isTouched = false

    private let isNew: Bool
    private let type: EventType?

    /// Starts from the entry of a recorded event, or from nothing.
    init(_ old: JSON?, of type: EventType?) {
        json = old ?? .object([])
        isNew = old == nil
        self.type = type
    }

    /// Adds what flags say; `form` may be the body's in some types, `evidence-form` never is.
    mutating func apply(_ words: FreeWords, formIsField: Bool) {
        let source = words.value("source").map { Keys.hasKind($0) ? $0 : "src/\($0)" }
        let hops = words.values("via")
        if let source, let key = key(source, "--source") {
            isTouched = true
            json.set("source", .string(key.description))
        }
        if source != nil || !hops.isEmpty { setChain(hops) }
        set("loc", words.value("loc").map(EvidenceDraft.lines))
        word("form", "--evidence-form", words.value("evidence-form"), Form.words)
        if !formIsField { word("form", "--form", words.value("form"), Form.words) }
        word("stance", "--stance", words.value("stance"), Stance.words)
        word("certainty", "--certainty", words.value("certainty"), Certainty.words)
        word("attribution", "--attribution", words.value("attribution"), Attribution.words)
        word("basis", "--evidence-basis", words.value("evidence-basis"), EvidenceBasis.words)
        word("polarity", "--polarity", words.value("polarity"), Polarity.words)
        if let reporter = words.value("first-reporter") {
            let key = key(Keys.expandedActor(reporter), "--first-reporter")
            set("first_reporter", key?.description)
        }
        let covers = words.values("covers").flatMap { $0.split(separator: ",") }
        if !covers.isEmpty {
            isTouched = true
            json.set("covers", .array(covers.map { .string(String($0)) }))
        }
        if isTouched, isNew { fillIn() }
    }

    private mutating func set(_ name: String, _ text: String?) {
        guard let text else { return }
        isTouched = true
        json.set(name, .string(text))
    }

    private mutating func word(
        _ name: String,
        _ flag: String,
        _ text: String?,
        _ words: [String]
    ) {
        guard let text else { return }
        do throws(Malformed) { set(name, try FieldValue.word(text, of: words)) } catch {
            problems.append(.init(place: flag, what: error.statement, hint: error.hint))
        }
    }

    private mutating func key(_ text: String, _ flag: String) -> Key? {
        do throws(Malformed) { return try Key(text) } catch {
            problems.append(.init(place: flag, what: error.statement, hint: error.hint))
            return nil
        }
    }

    /// `L47` for `47`, so that both may be typed.
    private static func lines(_ text: String) -> String {
        text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            part.split(separator: "-", omittingEmptySubsequences: false)
                .map { Int($0) == nil ? String($0) : "L\($0)" }.joined(separator: "-")
        }.joined(separator: ",")
    }

    /// The chain: hops as given, the source last; and the attribution that follows from it.
    private mutating func setChain(_ hops: [String]) {
        isTouched = true
        guard let source = json["source"]?.text.flatMap({ try? Key($0) }) else {
            if problems.isEmpty {
                problems.append(
                    .init(
                        place: "--source",
                        what: "is needed with --via",
                        hint: "name the document in hand"
                    )
                )
            }
            return
        }
        var chain: [(who: Key, act: String)] = []
        for hop in hops {
            let parts = hop.split(separator: ",", maxSplits: 1).map(String.init)
            guard let name = parts.first, let who = key(Keys.expandedActor(name), "--via") else {
                continue
            }
            chain.append((who, act(parts.dropFirst().first) ?? EvidenceDraft.act(of: who)))
        }
        let attribution =
            EventParser.attribution(of: chain.map(\.who), in: source) ?? .outletVoice
        if chain.last?.who != source {
            let isRelay = chain.contains { $0.who.kind == .src }
            let last: Act = chain.isEmpty ? .stated : isRelay ? .relayed : .reported
            chain.append((source, last.rawValue))
        }
        json.set(
            "chain",
            .array(
                chain.map {
                    .object([
                        .init("who", .string($0.who.description)), .init("act", .string($0.act)),
                    ])
                }
            )
        )
        json.set("attribution", .string(attribution.rawValue))
    }

    private mutating func act(_ text: String?) -> String? {
        guard let text else { return nil }
        do throws(Malformed) { return try FieldValue.word(text, of: Act.words) } catch {
            problems.append(.init(place: "--via", what: error.statement, hint: error.hint))
            return nil
        }
    }

    /// People say, documents report.
    private static func act(of who: Key) -> String {
        (who.kind == .src ? Act.reported : Act.said).rawValue
    }

    /// What is left unsaid: the outlet tells it in its own voice, or repeats what somebody says.
    ///
    /// Under a coder's reading the passage bears on it, and the outlet asserts nothing.
    private mutating func fillIn() {
        let isReading = ["identity.linked", "record.linked", "conflict.explained"]
            .contains(type?.name)
        if json["form"] == nil {
            let isOwnVoice = json["attribution"]?.text == Attribution.outletVoice.rawValue
            json.set("form", .string((isOwnVoice ? Form.narration : .paraphrase).rawValue))
        }
        if json["stance"] == nil {
            json.set("stance", .string((isReading ? Stance.comments : .asserts).rawValue))
        }
        if isReading, json["certainty"] == nil {
            json.set("certainty", .string(Certainty.unstated.rawValue))
        }
    }
}
