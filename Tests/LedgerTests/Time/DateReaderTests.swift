import Testing

@testable import Ledger

/// The anchor of every row is Tuesday 2018-11-20.
@Suite struct DateReaderTests {
    private static let anchor = Day("2018-11-20") ?? .first

    private func read(_ text: String, from anchor: Day = anchor) throws(Malformed) -> TypedDate {
        try DateReader(anchor: anchor).read(text)
    }

    @Test(arguments: [
        "2018-11-09", "2018-11", "2018", "2018-11~", "2018?", "2018-11-1X", "2018-03-XX",
        "2018-07/2018-11", "2018-11-09/..", "../2018-11-09", "[2018-11-09,2018-11-16]",
        "2018-11-09T14:00:00Z", "2018-11-09T14:00:00+08:00", "2018-11-01~/2018-11-10~",
    ])
    func `what is EDTF is taken as it stands`(text: String) throws {
        let date = try read(text)
        #expect(date.edtf == (try Edtf(text)))
        #expect(date.reading == nil && date.anchor == nil)
    }

    @Test(arguments: [
        ("2018-Q3", "2018-07/2018-09"), ("2018Q3", "2018-07/2018-09"),
        ("q1 2018", "2018-01/2018-03"), ("H1 2018", "2018-01/2018-06"),
        ("2018-H2", "2018-07/2018-12"), ("2018-W45", "2018-11-05/2018-11-11"),
        ("2018W45", "2018-11-05/2018-11-11"), ("W45 2018", "2018-11-05/2018-11-11"),
        ("2018-W45-5", "2018-11-09"), ("2018-W01", "2018-01-01/2018-01-07"),
        ("2020-W53", "2020-12-28/2021-01-03"), ("2015-W01-1", "2014-12-29"),
        ("9 Nov 2018", "2018-11-09"), ("09 nov. 2018", "2018-11-09"),
        ("9th November 2018", "2018-11-09"), ("November 22nd, 2018", "2018-11-22"),
        ("Nov 9, 2018", "2018-11-09"), ("NOVEMBER 9 2018", "2018-11-09"),
        ("Nov\u{A0}9,\u{A0}2018", "2018-11-09"), ("12 Sept 2018", "2018-09-12"),
        ("November 2018", "2018-11"), ("may 2018", "2018-05"), ("29 Feb 2020", "2020-02-29"),
        ("Fri 9 Nov 2018", "2018-11-09"), ("Friday, November 9, 2018", "2018-11-09"),
        ("Fri 2018-11-09", "2018-11-09"), ("Thurs 8 Nov 2018", "2018-11-08"),
        ("early November 2018", "2018-11-01~/2018-11-10~"),
        ("mid Nov 2018", "2018-11-11~/2018-11-20~"),
        ("late February 2020", "2020-02-21~/2020-02-29~"), ("2018年11月9日", "2018-11-09"),
        ("2018年11月", "2018-11"), ("2018年", "2018"), ("2018年09月01日", "2018-09-01"),
        ("@1541772000", "2018-11-09T14:00:00Z"), ("@0", "1970-01-01T00:00:00Z"),
        ("2018-11-09T14:00:00.123456Z", "2018-11-09T14:00:00Z"),
        ("2018-11-09T14:00:00.5+08:00", "2018-11-09T14:00:00+08:00"),
    ])
    func `words that name a date themselves are read as EDTF`(text: String, edtf: String) throws {
        let date = try read(text)
        #expect(date.edtf.text == edtf)
        #expect(date.anchor == nil && date.reading != nil)
        #expect(!DateReader.isRelative(text))
    }

    @Test(arguments: [
        ("today", "2018-11-20"), ("now", "2018-11-20"), ("Yesterday", "2018-11-19"),
        ("tomorrow", "2018-11-21"), ("friday", "2018-11-16"), ("on Friday", "2018-11-16"),
        ("last friday", "2018-11-16"), ("fri", "2018-11-16"), ("tuesday", "2018-11-13"),
        ("last tuesday", "2018-11-13"), ("monday", "2018-11-19"), ("wednesday", "2018-11-14"),
        ("this friday", "2018-11-23"), ("this monday", "2018-11-19"),
        ("next friday", "2018-11-23"), ("next tuesday", "2018-11-27"),
        ("next monday", "2018-11-26"), ("last week", "2018-11-12/2018-11-18"),
        ("this week", "2018-11-19/2018-11-25"), ("next week", "2018-11-26/2018-12-02"),
        ("last month", "2018-10"), ("this month", "2018-11"), ("next month", "2018-12"),
        ("last year", "2017"), ("next year", "2019"),
        ("earlier this week", "2018-11-19/2018-11-19"),
        ("3 days ago", "2018-11-17"), ("a day ago", "2018-11-19"), ("in 10 days", "2018-11-30"),
        ("3 days from now", "2018-11-23"), ("2 weeks ago", "2018-11-06~"),
        ("two weeks ago", "2018-11-06~"), ("a week ago", "2018-11-13~"),
        ("2 months ago", "2018-09~"), ("in a month", "2018-12~"), ("10 years ago", "2008~"),
        ("-2w", "2018-11-06"), ("+10d", "2018-11-30"), ("-3m", "2018-08-20"),
        ("+1y", "2019-11-20"), ("-0d", "2018-11-20"),
    ])
    func `words that are counted start from the anchor`(text: String, edtf: String) throws {
        let date = try read(text)
        #expect(date.edtf.text == edtf)
        #expect(date.anchor == Self.anchor)
        #expect(date.reading?.hasSuffix(", counted from Tue 2018-11-20") == true)
        #expect(DateReader.isRelative(text))
    }

    @Test(arguments: [
        (
            "09/11/2018",
            "it can be read two ways, 2018-11-09 (day first) or 2018-09-11 (month first)",
            "write YYYY-MM-DD"
        ),
        ("2018-13", "there is no month 13", "write a month from 01 to 12"),
        ("2018-Q5", "there is no quarter 5", "write a quarter from 1 to 4"),
        ("H3 2018", "there is no half 3", "write a half from 1 to 2"),
        ("2018-W53", "2018 has no week 53", "write a week from 01 to 52"),
        ("2018-W45-8", "a week has 7 days", "write 1 (Monday) to 7 (Sunday)"),
        ("31 Nov 2018", "there is no day 31 in November 2018", "write a day from 1 to 30"),
        ("2018年13月", "there is no month 13", "write a month from 1 to 12"),
        ("9 Nov 18", "'18' is no year of four digits", "write it as 2018"),
        (
            "Thu 9 Nov 2018", "2018-11-09 is a Friday",
            "write Fri 2018-11-09, or the day that is meant"
        ),
        ("9 November", "the year is missing", "write it, as in '9 November 2018'"),
        ("2wks", nil, "write -2w or '2 weeks ago', +2w or 'in 2 weeks'"),
        ("2w", nil, "write -2w or '2 weeks ago', +2w or 'in 2 weeks'"),
        ("10 days", nil, "write -10d or '10 days ago', +10d or 'in 10 days'"),
        ("firday", nil, "did you mean 'friday'?"),
        ("9 Novmeber 2018", nil, "did you mean '9 november 2018'?"),
        ("last wek", nil, "did you mean 'last week'?"),
        ("yesterdy", nil, "did you mean 'yesterday'?"),
    ])
    func `a refusal says what was found and what to write`(
        text: String,
        reason: String?,
        hint: String
    ) {
        let fault = #expect(throws: Malformed.self) { try read(text) }
        #expect(fault?.reason == reason)
        #expect(fault?.hint == hint)
    }

    @Test(arguments: [
        "nonsense", "", " ", "friday friday", "Friday Friday Friday", "2xyz", "last", "ago",
        "early 2018", "9 Nov", "the 9th", "2018-q", "2018-Q", "Q 2018", "2018-W", "2018-W45-",
        "q3", "11th", "9st Nov 2018", "@", "@-1", "@1e9", "@99999999999999", "年", "11月9日",
        "2018年11月9日 ", " today", "today ", "-w", "-2", "--2w", "-2x", "99999d", "-99999d",
        "9 Nov 2018 BC", "Nov 9 2018 14:00", "2018-11-09T14:00:00.Z", "2018-11-09T14:00:00.1",
        "in days", "2 fortnights ago", "next", "this", "-", "+", "monday week", "०९ Nov 2018",
        "２０１８年", "9/11", "2018-11-09..2018-11-10",
    ])
    func `what is no date is refused`(text: String) {
        #expect(throws: Malformed.self) { try read(text) }
    }

    @Test func `no long or strange text makes the reader trap`() {
        var random = SystemRandomNumberGenerator()
        let parts = [
            "friday", "last", "9", "Nov", "2018", "ago", "weeks", "-", "+", "9999", "年", "W53",
            "Q", "@", " ", "early", "next", "in", "y", "0000", "🂡", "~", "/", "T00:00:00Z",
        ]
        for anchor in [Day.first, Self.anchor, Day.last] {
            for _ in 0..<20_000 {
                let text = (0..<Int.random(in: 1...5, using: &random))
                    .map { _ in parts.randomElement(using: &random) ?? "" }
                    .joined(separator: Bool.random(using: &random) ? " " : "")
                guard let date = try? read(text, from: anchor) else { continue }
                #expect((try? Edtf(date.edtf.text)) == date.edtf, "\(text)")
            }
        }
    }

    @Test(arguments: ["-9999y", "-9999w", "last year", "yesterday", "last week", "friday"])
    func `before the first day there is no date`(text: String) {
        let date = try? read(text, from: .first)
        #expect(date.map { !$0.edtf.interval.lo.isSentinel } ?? true)
    }

    @Test func `earlier this week is nothing on a Monday`() throws {
        let monday = try #require(Day("2018-11-19"))
        let fault = #expect(throws: Malformed.self) {
            try read("earlier this week", from: monday)
        }
        #expect(fault?.reason?.contains("Mon 2018-11-19") == true)
    }

    @Test(arguments: [
        ("2018-11-09T14:00:00Z", 1_541_772_000_000_000),
        ("2018-11-09T14:00:00.000001Z", 1_541_772_000_000_001),
        ("2018-11-09T14:00:00.25Z", 1_541_772_000_250_000),
        ("2018-11-09T22:00:00+08:00", 1_541_772_000_000_000),
        ("2018-11-09T09:30:00-04:30", 1_541_772_000_000_000),
        ("2018-11-09T14:00:00-00", 1_541_772_000_000_000), ("@1541772000", 1_541_772_000_000_000),
        ("1969-12-31T23:59:59Z", -1_000_000),
    ])
    func `an instant is exact`(text: String, microseconds: Int64) {
        #expect(InstantText(text)?.microseconds == microseconds)
    }

    @Test func `what an answer prints is read back`() throws {
        for microseconds: Int64 in [0, 1, 1_541_772_000_123_456, 4_102_444_800_000_000] {
            #expect(InstantText(Instant.text(microseconds))?.microseconds == microseconds)
        }
        for number in stride(from: Int32(0), to: 40_000, by: 371) {
            let day = Day(number: number)
            #expect(try read(day.withWeekday).edtf.interval == DayInterval(day))
        }
    }

    @Test func `words about weeks name one day of a question`() throws {
        #expect(try read("2 weeks ago").day().description == "2018-11-06")
        #expect(try read("9 Nov 2018").day().description == "2018-11-09")
        for text in ["last week", "2018-11", "2018-11-09~", "November 2018"] {
            #expect(throws: Malformed.self, "\(text)") { try read(text).day() }
        }
    }
}
