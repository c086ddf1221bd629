import Ledger
import Testing

@testable import ledgerctl

/// How a table is parted into rows and fields, and what is said of one that is not well formed.
@Suite struct TableReaderTests {
    private func rows(_ text: String, _ delimiter: Character = ",") -> [TableReader.Row] {
        TableReader.rows(Array(text.utf8), delimiter: delimiter.asciiValue ?? 0x2c)
    }

    private func table(_ text: String, name: String = "t.csv") throws -> TableFile {
        try TableFile(name: name, raw: Array(text.utf8))
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("\"a,\"\"b\"\"\",c", [["a,\"b\"", "c"]]),
        ("\"two\nlines\",c\nx,y", [["two\nlines", "c"], ["x", "y"]]),
        ("a,,\n,,b", [["a", "", ""], ["", "", "b"]]), ("5\" pipe,b", [["5\" pipe", "b"]]),
        ("\"\",x", [["", "x"]]), ("a\n\n\nb", [["a"], ["b"]]), ("刘鹤,b", [["刘鹤", "b"]]),
    ])
    func `fields are what RFC 4180 says`(text: String, cells: [[String]]) {
        let rows = rows(text)
        #expect(rows.map(\.cells) == cells)
        #expect(rows.allSatisfy { $0.fault == nil })
    }

    @Test func `a row has the line on which it begins and the one on which it ends`() {
        let rows = rows("h,i\n\"a\nb\nc\",1\n\nd,2\n")
        #expect(rows.map(\.line) == [1, 2, 6])
        #expect(rows.map(\.lastLine) == [1, 4, 6])
    }

    @Test func `a quote that never closes is told at the line on which it opens`() throws {
        let table = try table("a,b\n1,2\n3,\"four\n5,6\n7,8\n")
        #expect(table.rows.count == 2)
        let fault = try #require(table.fault(of: table.rows[1]))
        #expect(fault.place == "t.csv:3  b")
        #expect(fault.what == "a quote opens here and never closes; what follows was not read")
        #expect(fault.line == 3)
    }

    @Test func `text behind a closing quote spoils its row alone`() throws {
        let table = try table("a,b\n\"x\"y,2\n3,4\n")
        #expect(table.fault(of: table.rows[0])?.what == "there is text behind a closing quote")
        #expect(table.rows[1].cells == ["3", "4"])
        #expect(table.fault(of: table.rows[1]) == nil)
    }

    @Test func `a row with too few or too many fields is a fault, and nothing is padded`() throws {
        let table = try table("a,b,c\n1,2\n1,2,3,4\n\"1\n\",2\n")
        let faults = table.rows.compactMap { table.fault(of: $0) }
        #expect(
            faults.map(\.what) == [
                "has 2 fields, the header has 3", "has 4 fields, the header has 3",
                "has 2 fields, the header has 3",
            ]
        )
        #expect(faults.map(\.place) == ["t.csv:2", "t.csv:3", "t.csv:4"])
        #expect(faults[2].hint == "a quoted field goes on to line 5")
    }

    @Test(arguments: [
        ("t.csv", "a,b\n1,2", "a b"), ("t.csv", "a;b\n1,5;2", "a b"),
        ("t.csv", "a\tb\n1\t2", "a b"),
        ("t.tsv", "a,b\tc\n1\t2", "a,b c"), ("t.txt", "\"a;x\",b\n", "a;x b"),
        ("t.csv", "one\n", "one"),
    ])
    func `the mark between columns is found, and said where it is no comma`(
        name: String,
        text: String,
        columns: String
    ) throws {
        let table = try table(text, name: name)
        #expect(table.columns.joined(separator: " ") == columns)
        #expect(table.remarks.isEmpty == (table.delimiter == UInt8(ascii: ",")))
    }

    @Test func `UTF-16 is read either way round and said`() throws {
        let text = "a,b\n刘鹤,2\n"
        for isBig in [true, false] {
            let units = ([0xfeff] + Array(text.utf16)).flatMap { unit -> [UInt8] in
                let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
                return isBig ? [high, low] : [low, high]
            }
            let table = try TableFile(name: "t.csv", raw: units)
            #expect(table.rows[0].cells == ["刘鹤", "2"])
            #expect(table.remarks == ["t.csv is UTF-16 (\(isBig ? "big" : "little")-endian)"])
            let plain = try DecodedText(Array(units.dropFirst(2)), of: "t.csv")
            #expect(plain.bytes == Array(text.utf8))
        }
    }

    @Test func `a byte order mark is no part of the first column`() throws {
        let table = try TableFile(name: "t.csv", raw: [0xef, 0xbb, 0xbf] + Array("a,b\n1,2".utf8))
        #expect(table.columns == ["a", "b"])
        #expect(table.remarks == ["t.csv begins with a byte order mark"])
    }

    @Test func `bytes of another encoding are refused with their line`() {
        let bytes = Array("a,b\n1,caf".utf8) + [0xe9, 0x0a]
        let failure = #expect(throws: Failure.self) {
            try TableFile(name: "t.csv", raw: bytes)
        }
        #expect(failure?.message == "nothing imported: t.csv:2 is not UTF-8")
        #expect(failure?.exit == .refused)
    }

    @Test(arguments: [
        ("09/11/2018", DateOrder.dmy, "2018-11-09"), ("09/11/2018", .mdy, "2018-09-11"),
        ("9.1.2018", .dmy, "2018-01-09"), ("2018/1/9", .ymd, "2018-01-09"),
        ("2018-11-09", .ymd, "2018-11-09"), ("2018-11-09", .dmy, "2018-11-09"),
        ("early November 2018", .dmy, "early November 2018"), ("9/1/18", .dmy, "9/1/18"),
        ("2018-07/2018-11", .dmy, "2018-07/2018-11"),
    ])
    func `numbers are a date in the order that the map says`(
        text: String,
        order: DateOrder,
        iso: String
    ) {
        #expect(order.iso(text) == iso)
    }
}
