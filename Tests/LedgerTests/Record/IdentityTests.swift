import Testing

@testable import Ledger

extension RecordID {
    /// The test macros cannot take the span of an array.
    fileprivate static func reading(_ bytes: [UInt8]) -> RecordID? { RecordID(bytes: bytes.span) }
}

struct RecordIDTests {
    private static let text = "0199c0de-0000-7abc-8def-0000000000ff"

    @Test func `an id is 16 bytes and 36 characters`() throws {
        let id = try #require(RecordID(Self.text))
        #expect(id.description == Self.text && RecordID(Self.text.uppercased()) == id)
        let stored = id.bytes
        #expect(stored == bytes(hex: Self.text.replacing("-", with: "")))
        #expect(RecordID.reading(stored) == id)
        let short = Array(stored.dropLast())
        #expect(RecordID.reading(short) == nil)
        let long = stored + [0]
        #expect(RecordID.reading(long) == nil)
    }

    @Test(arguments: [
        "", "0199c0de00007abc8def0000000000ff", "{\(text)}", "urn:uuid:\(text)", " \(text)",
        "0199c0de-0000-7abc-8def-0000000000f", "0199c0de-0000-7abc-8def-0000000000ffa",
        "0199c0de-0000-7abc-8def-0000000000fg", "0199c0de_0000-7abc-8def-0000000000ff",
        "0199c0d-e0000-7abc-8def-0000000000ff", "0199c0de-0000-7abc-8def-00000000éff",
    ])
    func `any other spelling is no id`(text: String) {
        #expect(RecordID(text) == nil)
    }

    @Test func `ids sort as their bytes do`() {
        let ids = [(0, 1), (0, 2), (1, 0), (.max, 0), (.max, .max)] as [(UInt64, UInt64)]
        let made = ids.map { RecordID(high: $0.0, low: $0.1) }
        #expect(made.shuffled().sorted() == made)
        #expect(made.map(\.description).sorted() == made.map(\.description))
    }

    @Test func `a version 7 id begins with the time and has its bits set`() {
        let zeros = RecordID(
            milliseconds: 0x0123_4567_89ab,
            random: [UInt8](repeating: 0, count: 10)
        )
        #expect(zeros.description == "01234567-89ab-7000-8000-000000000000")
        let ones = RecordID(milliseconds: 0, random: [UInt8](repeating: 0xff, count: 10))
        #expect(ones.description == "00000000-0000-7fff-bfff-ffffffffffff")
        let counted = RecordID(milliseconds: 1, random: [0xfa, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(counted.description == "00000000-0001-7a01-8203-040506070809")
    }

    @Test func `a version 8 id is the front of a digest with its bits set`() {
        let digest = sha256(Array("import".utf8))
        let id = RecordID(derivedFrom: digest)
        #expect(id.description == "d942f648-8657-8d87-8731-2e368ed92d9f")
        #expect(RecordID(derivedFrom: digest) == id)
    }
}

struct RecordNumberTests {
    private static let numbers: [(String, UInt64)] = [
        ("r1", 1), ("r168", 168), ("r18446744073709551615", .max),
    ]

    @Test(arguments: numbers)
    func `a record is written r and its place`(text: String, value: UInt64) {
        #expect(RecordNumber(text)?.value == value)
        #expect(RecordNumber(value).description == text)
    }

    @Test(arguments: [
        "", "r", "r0", "r01", "r+1", "r-1", "R1", "1", "r1 ", " r1", "r1.0", "r٣", "b1",
        "r18446744073709551616", "rr1",
    ])
    func `anything else is no record`(text: String) {
        #expect(RecordNumber(text) == nil)
    }

    @Test func `records are ordered by place`() {
        #expect(RecordNumber(9) < RecordNumber(10) && !(RecordNumber(9) < RecordNumber(9)))
    }
}

struct KeyTests {
    private static let keys: [(String, Kind, String)] = [
        ("measure/steel-2019", Kind.measure, "steel-2019"), ("talk/a", .talk, "a"),
        ("figure/trade.deficit/nld-deu/cheese_1", .figure, "trade.deficit/nld-deu/cheese_1"),
        ("gov/NLD", .gov, "NLD"), ("person/0", .person, "0"),
        ("type/x.hearing.held", .type, "x.hearing.held"),
        ("anon/src/port-gazette/official-1", .anon, "src/port-gazette/official-1"),
    ]

    @Test(arguments: keys)
    func `a key is kind and name`(text: String, kind: Kind, slug: String) throws {
        let key = try Key(text)
        #expect(key.kind == kind && key.slug == slug && key.description == text)
        #expect(try Key(text.replacing("/", with: ":", maxReplacements: 1)) == key)
    }

    private static let letters = "a name has small letters, digits and . _ / -"

    private static let malformed: [(String, String, String?)] = [
        ("", "an empty text is not a key", "write kind/name"),
        ("steel", "'steel' is not a key", "write kind/name"),
        ("mesure/a", "'mesure' is not a kind of key", "did you mean 'measure/...'?"),
        ("Talk/a", "'Talk' is not a kind of key", "did you mean 'talk/...'?"),
        ("/a", "an empty text is not a kind of key", nil),
        ("cartel/a", "'cartel' is not a kind of key", nil),
        ("talk/", "'talk/' is not a key: \(letters)", ""),
        ("talk/Port Said", "'talk/Port Said' is not a key: \(letters)", "write talk/port-said"),
        ("talk/-a", "'talk/-a' is not a key: \(letters)", "write talk/a"),
        ("talk/São", "'talk/São' is not a key: \(letters)", "write talk/so"),
        ("talk/日", "'talk/日' is not a key: \(letters)", ""),
        (
            "gov/Holland",
            "'gov/Holland' is not a key: behind gov/ stands an ISO 3166-1 alpha-3 code",
            "write gov/USA"
        ),
    ]

    @Test(arguments: malformed)
    func `a malformed key says what to write instead`(
        text: String,
        statement: String,
        hint: String?
    ) throws {
        let error = try #require(#expect(throws: Malformed.self) { try Key(text) })
        #expect(error.statement == statement)
        switch hint {
        case "": #expect(error.hint == nil)
        case let hint?: #expect(error.hint == hint)
        case nil: #expect(error.hint?.hasPrefix("kinds: measure restriction offer") == true)
        }
    }

    @Test func `a name has at most 96 bytes`() throws {
        let longest = String(repeating: "a", count: Key.slugBytesMax)
        #expect(Key.isSlug(longest) && !Key.isSlug(longest + "a"))
        #expect(throws: Malformed.self) { try Key("talk/\(longest)a") }
        #expect(!Key.isSlug("") && !Key.isSlug(".a") && !Key.isSlug("aB") && !Key.isSlug("a\0"))
    }

    @Test func `kinds have numbers that lead back to them`() {
        for kind in Kind.allCases { #expect(Kind(code: kind.code) == kind) }
        #expect(Kind(code: 0) == nil && Kind(code: UInt8(Kind.allCases.count) + 1) == nil)
        #expect(Set(Kind.allCases.map(\.code)).count == Kind.allCases.count)
        #expect(
            Kind.measure.code == 1 && Kind.checkpoint.code == 23 && Kind.view.code == 25,
            "stored: never renumber"
        )
    }

    @Test func `actors are registered, subjects exist by being mentioned`() {
        let actors: Set<Kind> = [.gov, .org, .group, .person, .anon]
        let others: Set<Kind> = [
            .src, .type, .issue, .query, .checkpoint, .key, .view,
        ]
        for kind in Kind.allCases {
            #expect(kind.isActor == actors.contains(kind))
            #expect(kind.isRegistered == (actors.contains(kind) || others.contains(kind)))
        }
    }
}
