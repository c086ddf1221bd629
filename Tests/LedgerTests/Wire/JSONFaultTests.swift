import Testing

@testable import Ledger

/// What is wrong with the JSON of events, and where: line, path, code, message and hint.
struct JSONFaultTests {
    private static let leaveOut = "leave the field out"
    private static let unknown = "see: ledgerctl type show TYPE"
    private static let nothingKnown = "leave the field out where nothing is known"

    private func faults(_ text: String, isLines: Bool = false) -> [Fault] {
        JSONToWire.read(Array(text.utf8), isLines: isLines).faults
    }

    private static let single: [(String, String, Fault.Code, String, String?)] = [
        (
            #"{"body":{"legalBasis":"s. 232"}}"#, "body.legalBasis", .unknownField,
            "is no field", "did you mean 'legal_basis'?"
        ),
        (
            #"{"subjct":"talk/a"}"#, "subjct", .unknownField, "is no field",
            "did you mean 'subject'?"
        ),
        (#"{"colour":[1,{"a":null}]}"#, "colour", .unknownField, "is no field", unknown),
        (#"{"":1}"#, "", .unknownField, "is no field", unknown),
        (
            #"{"evidence":[{"form":"quote"},{"stnace":"asserts"}]}"#, "evidence[1].stnace",
            .unknownField, "is no field", "did you mean 'stance'?"
        ),
        (#"{"occurred":{"id":"x"}}"#, "occurred.id", .unknownField, "is no field", unknown),
        (
            #"{"type":"talks.held","type":"talks.held"}"#, "type", .duplicateField,
            "is given twice", "give it once"
        ),
        (
            #"{"body":{"items":[{"text":"a"}],"gist":"b","items":[{"text":"c"}]}}"#, "body.items",
            .duplicateField, "is given twice", "give it once"
        ),
        (#"{"note":null}"#, "note", .wrongType, "is null", nothingKnown),
        (#"{"body":null}"#, "body", .wrongType, "is null", nothingKnown),
        (#"{"issues":null}"#, "issues", .wrongType, "is not a list", "write it in [ ]"),
        (#"{"issues":["tariffs",null]}"#, "issues[1]", .wrongType, "is null", nothingKnown),
        (#"{"note":17}"#, "note", .wrongType, "is not a string", nil),
        (#"{"note":{"a":["b"]}}"#, "note", .wrongType, "is not a string", nil),
        (#"{"issues":"tariffs"}"#, "issues", .wrongType, "is not a list", "write it in [ ]"),
        (#"{"body":"x"}"#, "body", .wrongType, "is not an object", nil),
        (#"{"actors":["org/x"]}"#, "actors[0]", .wrongType, "is not an object", nil),
        (
            #"{"body":{"lines":"17"}}"#, "body.lines", .wrongType,
            "is not a whole number without quotes", nil
        ),
        (
            #"{"body":{"lines":-1}}"#, "body.lines", .wrongType,
            "is not a whole number of 0 or more", nil
        ),
        (
            #"{"body":{"lines":1.5}}"#, "body.lines", .wrongType,
            "is not a whole number of 0 or more", nil
        ),
        (
            #"{"body":{"lines":1e3}}"#, "body.lines", .wrongType,
            "is not a whole number of 0 or more", nil
        ),
        (
            #"{"body":{"lines":18446744073709551616}}"#, "body.lines", .wrongType,
            "is not a whole number of 0 or more", nil
        ),
        (#"{"body":{"refund":1}}"#, "body.refund", .wrongType, "is not true or false", nil),
        (#"{"body":{"refund":"true"}}"#, "body.refund", .wrongType, "is not true or false", nil),
        (#"{"note":""}"#, "note", .empty, "is empty", leaveOut),
        (#"{"issues":[ ]}"#, "issues", .empty, "is an empty list", leaveOut),
        (#"{"issues":["wto",""]}"#, "issues[1]", .empty, "is empty", leaveOut),
        (#"{"body":{ }}"#, "body", .empty, "is an empty object", leaveOut),
        (#"{"evidence":[{}]}"#, "evidence[0]", .empty, "is an empty object", leaveOut),
        (#"{"id":5}"#, "id", .wrongType, "is not a string", nil),
        (#"{"ref":["a"]}"#, "ref", .wrongType, "is not a string", nil),
        (
            #"{"links":[{"to":"record 5"}]}"#, "links[0].to", .malformed,
            "'record 5' names no record",
            "write r168, @name for a record of this batch, or a record id"
        ),
        (
            #"{"body":{"target":"r0"}}"#, "body.target", .malformed, "'r0' names no record",
            "write r168, @name for a record of this batch, or a record id"
        ),
    ]

    @Test(arguments: single)
    func `one thing wrong with an event is one fault at its path`(
        json: String,
        path: String,
        code: Fault.Code,
        message: String,
        hint: String?
    ) {
        #expect(faults(json) == [Fault(line: 1, path, code, message, hint: hint)])
        let reader = JSONToWire.read(Array(json.utf8), isLines: false)
        #expect(reader.items.count == 1 && reader.items.allSatisfy(\.isFaulty))
    }

    private static let value = "a value: a string, number, true, false, a list or an object"

    private static let syntax: [(String, Int, String, Int, String)] = [
        ("", 1, "", 1, "an event, as an object { ... }"),
        ("   ", 1, "", 4, "an event, as an object { ... }"),
        ("17", 1, "", 1, "an event, as an object { ... }"),
        ("\"talks.held\"", 1, "", 1, "an event, as an object { ... }"),
        ("{", 1, "", 2, "a string in double quotes"),
        ("{type:1}", 1, "", 2, "a string in double quotes"),
        ("{'type':1}", 1, "", 2, "a string in double quotes"),
        ("{\"type\" \"x\"}", 1, "", 9, "':'"),
        ("{\"type\":", 1, "type", 9, "a value, but the text ends here"),
        ("{\"type\":}", 1, "type", 9, value),
        ("{\"type\":\"x\",}", 1, "", 13, "a string in double quotes"),
        ("{\"type\":\"x\" \"a\":1}", 1, "", 13, "'}'"),
        ("{\"type\":\"x\"", 1, "", 12, "'}', but the text ends here"),
        ("{\"type\":\"x", 1, "type", 9, "the string to end with a double quote"),
        ("{\"note\":nul}", 1, "note", 9, value),
        ("{\"note\":True}", 1, "note", 9, value),
        ("{\"body\":{\"lines\":01}}", 1, "body.lines", 18, "a number such as 0, 17 or -2.5"),
        ("{\"body\":{\"lines\":1.}}", 1, "body.lines", 18, "a number such as 0, 17 or -2.5"),
        ("{\"body\":{\"lines\":-}}", 1, "body.lines", 18, "a number such as 0, 17 or -2.5"),
        ("{\"body\":{\"lines\":2e}}", 1, "body.lines", 18, "a number such as 0, 17 or -2.5"),
        ("{\"issues\":[\"wto\" \"ip\"]}", 1, "issues", 18, "']'"),
        ("{\"issues\":[\"wto\",]}", 1, "issues[1]", 18, value),
        ("{\n  \"type\": \"x\",\n  \"note\": ?\n}", 3, "note", 11, value),
        ("{} {}", 1, "", 4, "nothing more after the events"),
        ("[{}", 1, "", 4, "']', but the text ends here"),
        ("[{},]", 1, "", 5, "an event, as an object { ... }"),
        ("[{},\n5]", 2, "", 1, "an event, as an object { ... }"),
        ("[{}] x", 1, "", 6, "nothing more after the events"),
    ]

    @Test(arguments: syntax)
    func `a syntax error names its line, column and path`(
        text: String,
        line: Int,
        path: String,
        column: Int,
        expected: String
    ) throws {
        let all = faults(text)
        let found = try #require(all.last)
        #expect(all.count == 1)
        let message = "not JSON at column \(column): expected \(expected)"
        #expect(found == Fault(line: line, path, .syntax, message))
    }

    @Test func `every fault of an event is found in one walk`() {
        let text = #"{"tpye":"x","note":"","body":{"refund":"no","Lines":3},"issues":[1],"zz":{}}"#
        let found = faults(text).map { "\($0.path) \($0.code.rawValue)" }
        #expect(
            found == [
                "tpye unknown_field", "note empty", "body.refund wrong_type",
                "body.Lines unknown_field", "issues[0] wrong_type", "zz unknown_field",
            ]
        )
    }

    @Test func `in a list over several lines a fault has the line where its event begins`() {
        let text = """
            [
              {"type": "talks.held"},
              {
                "type": "talks.held",
                "note": ""
              },

              {"issues": [],
               "subjekt": "talk/a"}
            ]
            """
        let reader = JSONToWire.read(Array(text.utf8), isLines: false)
        #expect(reader.items.map(\.line) == [2, 3, 8])
        #expect(reader.items.map(\.isFaulty) == [false, true, true])
        #expect(
            reader.faults == [
                Fault(line: 3, "note", .empty, "is empty", hint: Self.leaveOut),
                Fault(line: 8, "issues", .empty, "is an empty list", hint: Self.leaveOut),
                Fault(
                    line: 8,
                    "subjekt",
                    .unknownField,
                    "is no field",
                    hint: "did you mean 'subject'?"
                ),
            ]
        )
    }

    @Test func `one event a line, with faults on lines 3 and 7, reports both`() {
        let good = #"{"type":"talks.held"}"#
        let lines = [
            good, "", #"{"type":"talks.held","note":}"#, good, "  \t", good + "\r",
            #"{"type":"talks.held","note":5}"#, good + " " + good, good,
        ]
        let text = Array(lines.joined(separator: "\n").utf8)
        let reader = JSONToWire.read(text, isLines: true)
        #expect(
            reader.faults == [
                Fault(
                    line: 3,
                    "note",
                    .syntax,
                    "not JSON at column 29: expected \(Self.value)"
                ),
                Fault(line: 7, "note", .wrongType, "is not a string"),
                Fault(line: 8, "", .syntax, "not JSON at column 23: expected one event a line"),
            ]
        )
        #expect(reader.items.map(\.line) == [1, 4, 6, 7, 8, 9])
        #expect(reader.items.map(\.isFaulty) == [false, false, false, true, true, false])
    }

    @Test func `id and ref are members of the envelope, not of the event`() {
        let text = #"{"id":"0199AAAA-0000-7000-8000-000000000001","ref":"a","type":"talks.held"}"#
        let reader = JSONToWire.read(Array(text.utf8), isLines: false)
        #expect(reader.faults == [])
        let item = reader.items[0]
        #expect(item.id == "0199AAAA-0000-7000-8000-000000000001" && item.ref == "a")
        #expect(item.bytes == [0x0a, 10] + Array("talks.held".utf8))
    }

    @Test func `escapes are resolved in names, ids and references too`() {
        let text = #"{"\u0074ype":"a","r\u0065f":"b\/c","id":"\u0030","links":[{"to":"r\u0037"}]}"#
        let reader = JSONToWire.read(Array(text.utf8), isLines: false)
        #expect(reader.faults == [])
        #expect(reader.items.map(\.ref) == ["b/c"] && reader.items.map(\.id) == ["0"])
        let places = ReferencePatch.places(in: reader.items[0].bytes)
        #expect(places.map(\.path) == ["links[0].to"])
    }

    @Test func `of a field given twice the first stands`() {
        let text = #"{"note":"one","type":"a","note":"two"}"#
        let item = JSONToWire.read(Array(text.utf8), isLines: false).items[0]
        #expect(item.isFaulty)
        #expect(item.bytes == [0x0a, 1, 0x61, 0x5a, 3] + Array("one".utf8))
    }
}
