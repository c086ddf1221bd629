import Testing

@testable import Ledger

struct EventPathTests {
    @Test(arguments: [
        "occurred", "body.items[0].amount", "actors[1]", "body.iso3166",
        "evidence[0].chain[12].who",
        "body.items[007]",
    ])
    func `a path is names and places`(text: String) {
        #expect(EventPath(text) != nil)
    }

    @Test(arguments: [
        "", ".", "a.", ".a", "a..b", "a b", "Body.gist", "body.legal-basis", "a[", "a]", "a[]",
        "a[-1]", "a[-0]", "a[+1]", "a[1", "a[1]]", "a[1][2]", "a[1]b", "[0]", "a[x]", "a[1.b]",
        "a[99999999999999999999]", "é", "a[٣]",
    ])
    func `anything else is no path`(text: String) {
        #expect(EventPath(text) == nil)
    }

    private static let json = """
        {"type":"offer.made","subject":"offer/a","occurred":{"edtf":"2019","basis":"stated"},\
        "actors":[{"actor":"gov/NLD","role":"by"},{"actor":"gov/BRA","role":"to","as":"Brasilia"}],\
        "issues":["wto"],"body":{"items":[{"issue":"wto","action":"lift","text":"a"},\
        {"issue":"wto","action":"open","text":"b","about":["talk/a"]}]}}
        """

    @Test(arguments: [
        ("occurred", true), ("occurred.edtf", true), ("occurred.text", false), ("note", false),
        ("actors", true), ("actors[1]", true), ("actors[1].as", true), ("actors[0].as", false),
        ("actors[2]", false), ("actors.role", true), ("issues[0]", true), ("issues[1]", false),
        ("body.items[1].about[0]", true), ("body.items[0].about", false), ("type", true),
        ("type[0]", false), ("type.name", false), ("body[0]", false), ("colour", false),
        ("body.items[1].about[0].x", false), ("body.items[9223372036854775807]", false),
    ])
    func `a path names something in an event, or nothing`(text: String, exists: Bool) throws {
        let bytes = JSONToWire.read(Array(Self.json.utf8), isLines: false).items[0].bytes
        let path = try #require(EventPath(text))
        let found = path.exists(
            in: bytes.span,
            0..<bytes.count,
            message: "Event",
            shape: Shape.current
        )
        #expect(found == exists)
    }

    @Test(arguments: [
        ("body.items[0].amount", "body", true), ("body.items[0].amount", "body.items", true),
        ("body.items[0].amount", "body.items[0]", true),
        ("body.items[0].amount", "body.items[0].amount", true),
        ("body.items[0].amount", "body.items[1]", false),
        ("body.items[0]", "body.items[0].amount", false), ("body.rates[0]", "body.rate", false),
        ("occurred", "body", false), ("body.items", "body.items[0]", false),
    ])
    func `a path is covered by itself and by what it lies in`(
        text: String,
        other: String,
        isCovered: Bool
    ) throws {
        let path = try #require(EventPath(text))
        #expect(path.isCovered(by: try #require(EventPath(other))) == isCovered)
    }
}

struct PeopleCountTests {
    @Test(
        arguments: [("1", 1, 1), ("2..", 2, nil), ("2..4", 2, 4), ("12", 12, 12)]
            as [(String, Int, Int?)]
    )
    func `a number of people is one, or from and to`(text: String, least: Int, most: Int?) throws {
        let count = try #require(PeopleCount(text))
        #expect(count.least == least && count.most == most)
    }

    @Test(arguments: [
        "", "0", "-1", "+1", "1.", "..2", "..", "4..2", "2..2", "2..x", "two", "2...4", "1 ",
    ])
    func `anything else is none`(text: String) {
        #expect(PeopleCount(text) == nil)
    }
}
