import Glibc
import Testing

@testable import Platform

struct TerminalTests {
    @Test(arguments: [
        ("", 0), ("plain ASCII", 11), ("刘", 2), ("刘鹤", 4), ("한", 2),
        ("\u{1112}\u{1161}\u{11AB}", 2),
        ("e\u{301}", 1), ("é", 1), ("👨‍👩‍👧", 2), ("🇺🇸", 2), ("👍🏽", 2), ("Ａ", 2), ("ｱ", 1), ("あ", 2),
        ("…", 1), ("“25%”", 5), ("$150\u{A0}billion", 12), ("Привет", 6), ("नि", 2), ("ﷺ", 1),
        ("\u{200B}", 0), ("\u{AD}", 1), ("\u{20000}", 2), ("\u{3FFFD}", 2), ("、", 2), ("〿", 1),
        ("─", 1), ("✅", 2), ("\u{1FAE8}", 2), ("\u{4DC0}", 1), ("a\r\n", 1), ("x\u{FE0F}", 1),
    ])
    func `columns of a text`(_ text: String, _ width: Int) {
        #expect(Terminal.width(of: text) == width)
    }

    @Test(arguments: [
        ("plain 刘鹤 é 👨‍👩‍👧", "plain 刘鹤 é 👨‍👩‍👧"),
        ("\u{1B}[31mred\u{1B}[0m", "\\x1b[31mred\\x1b[0m"),
        ("a\u{9B}2Jb\u{7F}\u{0}", "a\\x9b2Jb\\x7f\\x00"),
        ("abc\u{202E}fed\u{2066}\u{200F}", "abc\\u202efed\\u2066\\u200f"),
        ("one\u{2028}two", "one\\u2028two"),
        ("a\tb\r\nc", "a\\x09b\\x0d\\x0ac"),
    ])
    func `dangerous scalars are shown, not sent`(_ text: String, _ shown: String) {
        #expect(Terminal.sanitized(text) == shown)
    }

    @Test func `a block keeps its lines and nothing else`() {
        #expect(Terminal.sanitized("a\n\tb\r\n\u{1B}", keepsLines: true) == "a\n\tb\\x0d\n\\x1b")
    }

    @Test func `no scalar of the dangerous kinds gets through`() {
        let every = (0...0x2100 as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }
        let text = String(String.UnicodeScalarView(every))
        let left = Terminal.sanitized(text).unicodeScalars.filter {
            $0.properties.generalCategory == .control || $0.properties.isBidiControl
        }
        #expect(left.isEmpty)
    }

    @Test func `what is not a terminal has no width, unless COLUMNS says so`() throws {
        let scratch = try Scratch()
        try DurableFile.write([], to: scratch("f"))
        let file = unsafe open(scratch("f"), O_RDONLY)
        defer { close(file) }
        #expect(!Terminal.isTTY(file))
        for (variable, columns) in [("", nil), ("0", nil), ("x", nil), ("132", 132)]
            as [(String, Int?)]
        {
            #expect(Terminal.columns(file, environment: ["COLUMNS": variable]) == columns)
        }
        #expect(Terminal.columns(file, environment: [:]) == nil)
    }

    @Test func `a terminal tells its width`() throws {
        let terminal = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
        try #require(terminal >= 0)
        defer { close(terminal) }
        var size = winsize(ws_row: 24, ws_col: 97, ws_xpixel: 0, ws_ypixel: 0)
        #expect(unsafe ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
        #expect(Terminal.isTTY(terminal))
        #expect(Terminal.columns(terminal, environment: [:]) == 97)
    }
}
