import Ledger
import Testing

struct CSVTests {
    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
        ("two\nlines", "\"two\nlines\""), ("cr\rhere", "\"cr\rhere\""),
        ("crlf\r\nhere", "\"crlf\r\nhere\""), ("=SUM(A1)", "'=SUM(A1)"), ("+1", "'+1"),
        ("-5%", "'-5%"), ("@home", "'@home"), ("\tx", "'\tx"), ("=1,2", "\"'=1,2\""), ("", ""),
        (" =1", " =1"), ("é 中 🚢", "é 中 🚢"),
    ])
    func `a cell is quoted where it must be, and never a formula`(text: String, cell: String) {
        let rows = [JSON.object([.init("c", .string(text))])]
        #expect(CSV.text(rows) == "c\r\n\(cell)\r\n")
    }

    @Test func `columns are those of all rows, in order of first appearance`() {
        let rows = [
            JSON.object([.init("a", .count(1)), .init("b", .bool(true))]),
            JSON.object([.init("c", .null), .init("a", .string("x"))]),
        ]
        #expect(CSV.text(rows) == "a,b,c\r\n1,true,\r\nx,,\r\n")
        #expect(CSV.text([]) == "\r\n")
    }

    private static let cells: [(JSON, String)] = [
        (JSON.object([.init("text", .string("10%")), .init("pct", .string("10"))]), "10%"),
        (.object([.init("lo", .count(1)), .init("hi", .null)]), "lo=1 hi="),
        (.array([.string("r1"), .string("r2")]), "r1 r2"),
        (.array([.object([.init("text", .string("a"))]), .null]), "a "), (.null, ""),
        (.bool(false), "false"), (.number("1.50"), "1.50"),
    ]

    @Test(arguments: cells)
    func `a value with a text shows it, a list its elements`(value: JSON, cell: String) {
        #expect(CSV.plain(value) == cell)
    }
}
