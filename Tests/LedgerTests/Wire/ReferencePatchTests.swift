import Testing

@testable import Ledger

struct ReferencePatchTests {
    private static let id = "0199c0de-0000-7000-8000-00000000002a"

    private static func target(_ bytes: [UInt8]) -> ReferencePatch.Target {
        ReferencePatch.target(bytes.span, 0..<bytes.count)
    }

    private static let tokens: [(String, String, [String])] = [
        ("r168", "r00000000000000000000000000000000168", []),
        ("r1", "r00000000000000000000000000000000001", []),
        ("r18446744073709551615", "r00000000000000018446744073709551615", []),
        ("@call", "@00000000000000000000000000000000000", ["call"]),
        ("@a/b-2.c_d", "@00000000000000000000000000000000000", ["a/b-2.c_d"]),
        (id, id, []),
        (id.uppercased(), id, []),
    ]

    @Test(arguments: tokens)
    func `a reference becomes a token of 36 bytes`(
        written: String,
        token: String,
        names: [String]
    ) {
        var locals: [String] = []
        #expect(ReferencePatch.token(for: written, locals: &locals) == Array(token.utf8))
        #expect(locals == names)
        #expect(token.utf8.count == ReferencePatch.byteCount)
    }

    @Test(arguments: [
        "", "r", "r0", "r01", "r-1", "r+1", "R5", "5", "r18446744073709551616", "@", "@Call",
        "@a b",
        "@@a", "0199c0de-0000-7000-8000-00000000002", "0199c0de00007000800000000000002a",
    ])
    func `anything else is no reference`(written: String) {
        var locals: [String] = []
        #expect(ReferencePatch.token(for: written, locals: &locals) == nil)
        #expect(locals.isEmpty)
    }

    @Test func `tokens of a batch's names count up, and say again what was written`() throws {
        var locals = ["first"]
        for (text, target) in [
            ("r168", ReferencePatch.Target.number(RecordNumber(168))), ("@x", .local(1)),
            ("@first", .local(2)), (Self.id, .id),
        ] {
            let token = try #require(ReferencePatch.token(for: text, locals: &locals))
            #expect(Self.target(token) == target)
        }
        #expect(locals == ["first", "x", "first"])
    }

    @Test(arguments: [
        "", "r", "@", "r168", "@0", "rubbish", "r" + String(repeating: "x", count: 35),
        "@" + String(repeating: "9", count: 35), "r" + String(repeating: "9", count: 35),
        "@0000000000000000018446744073709551615",
    ])
    func `text from outside that is no token is left to the parser`(text: String) {
        let bytes = Array(text.utf8)
        #expect(Self.target(bytes) == .id)
    }

    @Test func `a token beyond every batch names nothing, and does not trap`() {
        let bytes = Array("@00000000000000018446744073709551615".utf8)
        #expect(Self.target(bytes) == .local(.max))
    }

    @Test func `every reference of an event is found, with its path`() throws {
        let json = """
            {"type":"record.corrected","subject":"talk/a","body":{"target":"r1","to":"r2",\
            "records":["r3","@a"],"gist":"r9"},"links":[{"rel":"repeats","to":"r4","by":"coder"},\
            {"rel":"repeats","to":"r5","by":"coder"}],"note":"r9","replacement":{"body":\
            {"target":"r6","records":["r7"]},"links":[{"to":"r8"}]}}
            """
        let reader = JSONToWire.read(Array(json.utf8), isLines: false)
        #expect(reader.faults == [])
        let bytes = reader.items[0].bytes
        let found = ReferencePatch.places(in: bytes)
        #expect(
            found.map(\.path) == [
                "body.target", "body.to", "body.records[0]", "body.records[1]", "links[0].to",
                "links[1].to", "replacement.body.target", "replacement.body.records[0]",
                "replacement.links[0].to",
            ]
        )
        let targets = found.map { Self.target(Array(bytes[$0.range])) }
        let numbers: [UInt64] = [1, 2, 3, 0, 4, 5, 6, 7, 8]
        #expect(
            targets == numbers.map { $0 == 0 ? .local(0) : .number(RecordNumber($0)) }
        )
        #expect(found.allSatisfy { $0.range.count == ReferencePatch.byteCount })
    }

    @Test func `references print as the caller wants them`() {
        let json = #"{"type":"a","links":[{"rel":"repeats","to":"\#(Self.id)","by":"coder"}]}"#
        let bytes = JSONToWire.read(Array(json.utf8), isLines: false).items[0].bytes
        #expect(String(decoding: WireToJSON.event(bytes), as: UTF8.self) == json)
        let short = WireToJSON.event(bytes) { $0 == Self.id ? "r42" : "?" }
        let wanted = json.replacing(Self.id, with: "r42")
        #expect(String(decoding: short, as: UTF8.self) == wanted)
    }
}
