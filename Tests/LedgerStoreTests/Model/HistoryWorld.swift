import Ledger

/// Who and what a history may name: two states with offices and people, outlets and documents.
struct HistoryWorld {
    /// The first of the sixty days on which everything happens.
    static let firstDay = Day(year: 2018, month: 3, day: 1) ?? .first
    static let days = 60

    /// A document that may be evidence.
    struct Document {
        let key: String
        let outlet: String
        /// About when it appeared, in days from the first.
        let day: Int
        let isHeld: Bool
        let isOfficial: Bool
        let anonymous: [String]
    }

    static let states = ["gov/USA", "gov/CHN"]
    static let offices = ["gov/USA": "org/usa-office", "gov/CHN": "org/chn-office"]
    static let people = ["gov/USA": "person/usa-minister", "gov/CHN": "person/chn-minister"]
    static let others = ["person/expert", "org/institute", "gov/MEX"]
    static let outlets = ["org/alpha", "org/beta", "org/gamma"]
    static let issues = ["tariffs", "tariffs.autos", "ip", "purchases", "purchases.energy"]

    private(set) var documents: [Document] = []
    /// Registrations, each with the name by which it may be corrected.
    private(set) var lines: [(name: String, event: JSON)] = []

    init(_ random: SplitMix64) {
        for state in Self.states + ["gov/MEX"] { actor(state, "state") }
        for state in Self.states {
            actor(Self.offices[state] ?? "", "office", [("part_of", .string(state))])
            actor(Self.people[state] ?? "", "person", [("roles", posts(of: state, random))])
        }
        actor("person/expert", "person", [])
        actor("org/institute", "organisation")
        actor("org/wire", "outlet")
        for outlet in Self.outlets { actor(outlet, "outlet") }
        for number in 0..<(3 + random.below(4)) { document(number, random) }
        if random.chance(50) { official(random) }
        documents.sort { ($0.day, $0.key) < ($1.day, $1.key) }
    }

    private mutating func actor(_ key: String, _ kind: String, _ body: [HistoryField] = []) {
        let name = [("name", JSON.string("Name of \(key)"))].filter { _ in kind != "anonymous" }
        let members = [("kind", JSON.string(kind))] + name + body
        lines.append((key, Self.event("actor.registered", key, members)))
    }

    static func event(_ type: String, _ subject: String, _ body: [HistoryField]) -> JSON {
        .fields([
            "type": .string(type), "subject": .string(subject),
            "body": .object(body.map { JSON.Member($0.name, $0.value) }),
        ])
    }

    private func posts(of state: String, _ random: SplitMix64) -> JSON {
        let office = JSON.string(Self.offices[state] ?? "")
        let change = Self.date(20 + random.below(20))
        let first = JSON.fields([
            "title": .string("Deputy"), "at": office, "until": random.chance(50) ? change : nil,
        ])
        let second = JSON.fields(["title": .string("Head"), "at": office, "from": change])
        return .array(random.chance(50) ? [first, second] : [first])
    }

    private mutating func document(_ number: Int, _ random: SplitMix64) {
        let outlet = random.pick(Self.outlets)
        let key = "src/\(outlet.dropFirst(4))-\(number)"
        // The last documents appear late, so that most events have something to stand on.
        let day = random.chance(60) ? 25 + random.below(40) : random.below(60)
        let isHeld = number < 2 || random.chance(75)
        register(
            key,
            outlet,
            Self.published(day, random),
            held: isHeld ? random.pick(["full", "partial"]) : "cited_only",
            kind: random.chance(85) ? "news" : nil,
            wire: random.chance(35) ? "org/wire" : nil,
            hasDigest: random.chance(15)
        )
        let anonymous = (0..<random.below(3)).map { "anon/\(key.dropFirst(4))/p\($0)" }
        for handle in anonymous {
            let count = random.pick(["1", "2", "2..", "2..4", ""])
            let people = [("count", JSON.string(count))].filter { _ in !count.isEmpty }
            actor(handle, "anonymous", people + [("document", .string(key))])
        }
        documents.append(
            Document(
                key: key,
                outlet: outlet,
                day: day,
                isHeld: isHeld,
                isOfficial: false,
                anonymous: anonymous
            )
        )
    }

    private mutating func official(_ random: SplitMix64) {
        let state = random.pick(Self.states)
        let office = Self.offices[state] ?? ""
        let day = random.below(50)
        register("src/notice", office, Self.date(day), held: "full", kind: "official", wire: nil)
        documents.append(
            Document(
                key: "src/notice",
                outlet: office,
                day: day,
                isHeld: true,
                isOfficial: true,
                anonymous: []
            )
        )
    }

    private mutating func register(
        _ key: String,
        _ outlet: String,
        _ published: JSON,
        held: String,
        kind: String?,
        wire: String?,
        hasDigest: Bool = false
    ) {
        let body = JSON.fields([
            "outlet": .string(outlet), "published": published, "held": .string(held),
            "kind": kind.map(JSON.string), "wire": wire.map(JSON.string),
            "sha256": hasDigest ? .string(String(repeating: "c", count: 64)) : nil,
        ])
        let event = JSON.fields([
            "type": .string("source.registered"), "subject": .string(key), "body": body,
        ])
        lines.append((key, event))
    }

    /// When a document may have appeared: mostly a day, at times a span, or with an end unknown.
    static func published(_ day: Int, _ random: SplitMix64) -> JSON {
        switch random.below(20) {
        case 0: date("../\(Self.day(day))")
        case 1: date("\(Self.day(day))/..")
        case 2...4: date("\(Self.day(day))/\(Self.day(day + 1 + random.below(8)))")
        default: date(day)
        }
    }

    /// A day of the history, counted from its first.
    static func day(_ offset: Int) -> Day { firstDay.adding(days: offset) }

    static func date(_ offset: Int) -> JSON { date(day(offset).description) }

    static func date(_ edtf: String) -> JSON {
        .fields(["edtf": .string(edtf), "basis": .string("stated")])
    }
}
