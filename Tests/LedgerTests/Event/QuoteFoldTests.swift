import Testing

@testable import Ledger

/// Words of a reader, found in a text as it was set.
struct QuoteFoldTests {
    private static let text = """
        The envoy said “duties on wine\u{a0}…  will rise”,
        and later – nobody asked – that they would not.
        Duties on wine will rise.
        A tab\tand  two blanks; a soft hy\u{ad}phen.
        """

    private static func found(_ quote: String) -> [String] {
        let bytes = Array(text.utf8)
        return QuoteFold(bytes).ranges(of: quote).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(arguments: [
        ("duties on wine", ["duties on wine"]),
        ("  duties   on wine ", ["duties on wine"]),
        ("\"duties on wine ... will rise\"", ["“duties on wine\u{a0}…  will rise”"]),
        ("later - nobody asked - that", ["later – nobody asked – that"]),
        ("rise\", and later", ["rise”,\nand later"]),
        ("A tab and two blanks", ["A tab\tand  two blanks"]),
        ("soft hyphen", ["soft hy\u{ad}phen"]),
        ("Duties on wine", ["Duties on wine"]),
        ("duties on beer", []), ("dutys on wine", []), ("", []), (" \n ", []),
        ("wine", ["wine", "wine"]),
    ])
    func `a passage is found under the fold and never by likeness`(
        quote: String,
        expected: [String]
    ) {
        #expect(Self.found(quote) == expected)
    }

    @Test func `the bytes are those of the text, whatever stands before`() {
        let bytes = Array("刘鹤 said: “yes”; Łukasz too".utf8)
        let range = QuoteFold(bytes).ranges(of: "\"yes\"").first
        #expect(range.map { String(decoding: bytes[$0], as: UTF8.self) } == "“yes”")
        let broken = [0xff, 0xfe] + Array("yes".utf8)
        #expect(QuoteFold(broken).ranges(of: "yes").isEmpty, "what is no UTF-8 matches nothing")
    }

    @Test func `lines are counted from one, and the nearest is named`() {
        let bytes = Array(Self.text.utf8)
        let fold = QuoteFold(bytes)
        #expect(fold.line(of: 0) == 1)
        #expect(fold.ranges(of: "wine").map { fold.line(of: $0.lowerBound) } == [1, 3])
        #expect(fold.nearest(to: "Duties on wine will go")?.line == 1)
        #expect(fold.nearest(to: "something else entirely") == nil)
    }

    @Test func `a quote stands where its bytes are`() {
        let bytes = Array("one two three".utf8)
        let digest = Hash.sha256(of: bytes[4..<7].span).hex
        for (from, to, stands) in [(4, 7, true), (4, 8, false), (5, 7, false), (4, 99, false)] {
            let quote = Evidence.Quote(from: UInt64(from), to: UInt64(to), sha256: digest)
            #expect(quote.stands(in: bytes) == stands)
        }
    }
}
