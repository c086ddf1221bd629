import Ledger
import Testing

struct QueryDayTests {
    @Test(arguments: [
        ("2018-11-09", "2018-11-09"), ("2018-11-09T14:00:00Z", "2018-11-09"),
        ("2018-11-09T23:00:00-05:00", "2018-11-09"), ("2018-11-09/2018-11-09", "2018-11-09"),
        ("[2018-11-09]", "2018-11-09"),
    ])
    func `a question takes one day`(text: String, day: String) throws {
        #expect(try Day.parseQuery(text).description == day)
    }

    @Test(arguments: [
        (
            "2018-11",
            "'2018-11' is not a day: it covers 2018-11-01/2018-11-30; "
                + "name one day of it, such as 2018-11-01"
        ),
        (
            "2018",
            "'2018' is not a day: it covers 2018-01-01/2018-12-31; "
                + "name one day of it, such as 2018-01-01"
        ),
        (
            "../2018-11-14",
            "'../2018-11-14' is not a day: it covers ../2018-11-14; "
                + "name one day of it, such as 2018-11-14"
        ),
        ("2018-11-09~", "'2018-11-09~' is not a day: it is not given as certain; write 2018-11-09"),
        (
            "2018-11-31",
            "'2018-11-31' is not a date: there is no day 31 in November 2018; "
                + "write a day from 01 to 30"
        ),
    ])
    func `a question refuses what leaves the day open`(text: String, sentence: String) {
        let fault = #expect(throws: Malformed.self) { try Day.parseQuery(text) }
        #expect(fault?.description == sentence)
    }

    @Test(arguments: [
        ("2018-10-25..2018-11-15", "2018-10-25", "2018-11-15"),
        ("2018-11-15..2018-11-15", "2018-11-15", "2018-11-15"),
        ("2018-11-09T14:00:00Z..2018-11-15", "2018-11-09", "2018-11-15"),
    ])
    func `a pair of days is read`(text: String, from: String, to: String) throws {
        let range = try DayRange.parse(text)
        #expect(range.from.description == from && range.to.description == to)
        #expect(range.description == "\(from)..\(to)")
    }

    @Test(arguments: [
        ("2018-11-15..2018-10-25", "write 2018-10-25..2018-11-15"),
        ("2018-11-15", "write it as 2018-10-25..2018-11-15"),
        ("..2018-11-15", "write it as 2018-10-25..2018-11-15"),
        ("2018-11-15..", "write it as 2018-10-25..2018-11-15"),
        ("..", "write it as 2018-10-25..2018-11-15"), ("", "write it as 2018-10-25..2018-11-15"),
        ("2018-10-25...2018-11-15", "write it as 2018-10-25..2018-11-15"),
        ("2018-10..2018-11-15", "name one day of it, such as 2018-10-01"),
        ("2018-10-25..09/11/2018", "write YYYY-MM-DD"),
    ])
    func `a pair of days is refused with a hint`(text: String, hint: String) {
        let fault = #expect(throws: Malformed.self) { try DayRange.parse(text) }
        #expect(fault?.hint == hint)
    }
}
