import Testing

@testable import Ledger

/// Strings in events: escapes and UTF-8 (RFC 8259 sections 7 and 8).
struct JSONStringTests {
    private static let escapes: [(String, String)] = [
        (#"plain"#, "plain"),
        (#"\"\\\/"#, "\"\\/"),
        (#"a\b\f\n\r\tz"#, "a\u{8}\u{c}\n\r\tz"),
        (#"\u0041\u00e9\u4e2d"#, "Aé中"),
        (#"\u00E9"#, "é"),
        (#"\u0000"#, "\0"),
        (#"\uD83D\uDEA2"#, "🚢"),
        (#"\ud83d\udea2 and \ud834\udd1e"#, "🚢 and 𝄞"),
        (#"\uFFFF\uE000"#, "\u{ffff}\u{e000}"),
        (#"\uDBFF\uDFFF"#, "\u{10ffff}"),
        ("é 中 🚢", "é 中 🚢"),
        (#"back\\slash\\\\"#, #"back\slash\\"#),
    ]

    @Test(arguments: escapes)
    func `escapes mean their characters`(written: String, text: String) throws {
        let reader = JSONToWire.read(Array("{\"note\":\"\(written)\"}".utf8), isLines: false)
        #expect(reader.faults == [])
        let content = Array(text.utf8)
        #expect(reader.items.map(\.bytes) == [[0x5a, UInt8(content.count)] + content])
        #expect(try JSON(parsing: Array("\"\(written)\"".utf8)) == .string(text))
    }

    private static let fourDigits = "\\u and four hex digits that name a character"
    private static let oneOf = #"one of the escapes \" \\ \/ \b \f \n \r \t \u"#

    private static let wrong: [(String, Int, String)] = [
        (#"a\x"#, 11, oneOf),
        (#"\u12"#, 10, fourDigits),
        (#"\u12G4"#, 10, fourDigits),
        (#"\u+041"#, 10, fourDigits),
        (#"\ud83d"#, 10, fourDigits),
        (#"\ud83dx"#, 10, fourDigits),
        (#"\ud83d\u0041"#, 10, fourDigits),
        (#"\ud83d\ud83d"#, 10, fourDigits),
        (#"ok\udea2"#, 12, fourDigits),
        ("tab\there", 13, "no control character inside a string; write \\n, \\t or \\u00.."),
        ("end\\", 9, "the string to end with a double quote"),
    ]

    @Test(arguments: wrong)
    func `a wrong escape is refused where it stands`(
        written: String,
        column: Int,
        expected: String
    ) {
        let reader = JSONToWire.read(Array("{\"note\":\"\(written)\"}".utf8), isLines: false)
        let message = "not JSON at column \(column): expected \(expected)"
        #expect(reader.faults == [Fault(line: 1, "note", .syntax, message)])
        #expect(reader.items.isEmpty)
    }

    private static let notText: [[UInt8]] = [
        [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe4, 0xb8], [0x80],
    ]

    @Test(arguments: notText)
    func `text that is not UTF-8 is refused where it begins`(bytes: [UInt8]) {
        let json = Array("{\"note\":\"ab".utf8) + bytes + Array("\"}".utf8)
        let reader = JSONToWire.read(json, isLines: false)
        let message = "not JSON at column 9: expected text in UTF-8"
        #expect(reader.faults == [Fault(line: 1, "note", .syntax, message)])
    }

    @Test func `every character beyond the first plane is a pair of surrogates`() throws {
        for code in stride(from: UInt32(0x1_0000), through: 0x10_ffff, by: 0x3ff) {
            let text = String(Character(try #require(Unicode.Scalar(code))))
            let pair = text.utf16.map { "\\u" + String($0, radix: 16) }.joined()
            #expect(try JSON(parsing: Array("\"\(pair)\"".utf8)) == .string(text))
        }
    }

    @Test func `written text is read back, whatever its characters`() throws {
        for code in UInt32(0)...0x3000 {
            guard let scalar = Unicode.Scalar(code) else { continue }
            let value = JSON.string("<\(Character(scalar))>")
            #expect(try JSON(parsing: value.bytes) == value)
        }
        #expect(JSON.string("a\"b\\c\n\t\r\u{1}\u{1f}é").line == #""a\"b\\c\n\t\r\u0001\u001fé""#)
    }
}
