import Testing

@testable import Ledger

/// JSON as a value: answers, problems, configuration.
struct JSONValueTests {
    private static let values: [(String, JSON)] = [
        ("null", JSON.null), ("true", .bool(true)), (" false\n", .bool(false)),
        ("0", .number("0")), ("-0", .number("-0")), ("17.50", .number("17.50")),
        ("-2.5e-10", .number("-2.5e-10")), ("1E+400", .number("1E+400")),
        ("123456789012345678901234567890", .number("123456789012345678901234567890")),
        ("\"\"", .string("")), ("[]", .array([])), ("{}", .object([])),
        ("[ 1 , \"a\" ]", .array([.number("1"), .string("a")])),
        (
            "{\"b\":1,\"a\":[{}],\"b\":null}",
            .object([
                .init("b", .number("1")), .init("a", .array([.object([])])), .init("b", .null),
            ])
        ),
    ]

    @Test(arguments: values)
    func `a value keeps the order of its members and the text of its numbers`(
        text: String,
        value: JSON
    ) throws {
        #expect(try JSON(parsing: Array(text.utf8)) == value)
        #expect(try JSON(parsing: value.bytes) == value)
        #expect(try JSON(parsing: Array(value.pretty.utf8)) == value)
    }

    private static let syntax: [(String, Int, Int, String?)] = [
        ("", 1, 1, "a value"), ("  \n ", 2, 2, "a value"), ("[1,]", 1, 4, nil),
        ("{\"a\":1,}", 1, 8, "a string in double quotes"), ("[1 2]", 1, 4, "']'"),
        ("{\"a\"}", 1, 5, "':'"), ("1 2", 1, 3, "nothing more after the value"),
        ("[\n1,\n x]", 3, 2, nil), ("nul", 1, 1, nil), ("\"a", 1, 1, nil),
        ("[1", 1, 3, "']', but the text ends here"), ("\u{feff}1", 1, 1, nil),
    ]

    @Test(arguments: syntax)
    func `a syntax error has its line and column`(
        text: String,
        line: Int,
        column: Int,
        expected: String?
    ) throws {
        let error = try #require(
            #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: Array(text.utf8)) }
        )
        #expect(error.line == line && error.column == column)
        if let expected { #expect(error.expected == expected) }
    }

    @Test func `members are read without being unpacked`() {
        let value = JSON.object([
            .init("n", .count(UInt64.max)), .init("t", .text("x")), .init("none", .text(nil)),
            .init("list", .array([.count(1), .bool(true)])),
        ])
        #expect(value["t"]?.text == "x" && value["none"] == .null && value["absent"] == nil)
        #expect(value["list"]?.elements.count == 2 && value["t"]?.elements == [])
        #expect(value.members.map(\.name) == ["n", "t", "none", "list"] && JSON.null.members == [])
        #expect(value["n"]?.integer == nil, "it does not fit")
        #expect(JSON.count(-5).integer == -5 && JSON.number("1.0").integer == nil)
        #expect(JSON.string("5").integer == nil && JSON.number("5").text == nil)
        #expect(JSON.null["a"] == nil)
    }

    @Test func `it is written on one line, or indented`() {
        let value = JSON.object([
            .init("a", .array([.count(1), .object([])])), .init("b", .array([])), .init("c", .null),
        ])
        #expect(value.line == #"{"a":[1,{}],"b":[],"c":null}"#)
        #expect(
            value.pretty == """
                {
                  "a": [
                    1,
                    {}
                  ],
                  "b": [],
                  "c": null
                }
                """
        )
    }
}
