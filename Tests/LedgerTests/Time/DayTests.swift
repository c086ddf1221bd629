import Ledger
import Testing

struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("1970-01-02", 1, 5), ("2000-01-01", 10957, 6),
        ("2000-02-29", 11016, 2), ("2000-03-01", 11017, 3), ("1900-02-28", -25509, 3),
        ("1900-03-01", -25508, 4), ("1999-12-31", 10956, 5), ("2018-11-09", 17844, 5),
        ("2018-11-15", 17850, 4), ("2019-01-01", 17897, 2), ("2038-01-19", 24855, 2),
        ("1600-01-01", -135_140, 6), ("1582-10-15", -141_427, 5), ("0001-01-01", -719_162, 1),
        ("0000-03-01", -719_468, 3), ("0000-01-01", -719_528, 6), ("9999-12-31", 2_932_896, 5),
    ])
    func `a day has a known number and weekday`(text: String, number: Int32, weekday: Int) throws {
        let day = try #require(Day(text))
        #expect(day.number == number)
        #expect(day.weekday == weekday)
        #expect(day.description == text)
        #expect(Day(number: number) == day)
    }

    @Test func `every day from 1600 to 2400 counts on by one and round-trips`() throws {
        var expected = try #require(Day("1600-01-01"))
        var weekday = expected.weekday
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var faults: [String] = []
        for year in 1600...2400 {
            let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
            for month in 1...12 {
                let length = lengths[month - 1] + (isLeap && month == 2 ? 1 : 0)
                for date in 1...length {
                    let day = Day(year: year, month: month, day: date)
                    let isSame =
                        day == expected && expected.year == year && expected.month == month
                        && expected.day == date && expected.weekday == weekday
                    if !isSame { faults.append("\(year)-\(month)-\(date)") }
                    expected = expected.adding(days: 1)
                    weekday = weekday % 7 + 1
                }
                if Day(year: year, month: month, day: length + 1) != nil {
                    faults.append("\(year)-\(month) has a day too many")
                }
            }
        }
        #expect(faults.isEmpty)
    }

    @Test func `a spelling reads back over the whole calendar`() {
        let faults = stride(from: Day.first.number, through: Day.last.number, by: 997)
            .map(Day.init(number:)).filter { Day($0.description) != $0 }
        #expect(faults.isEmpty)
        #expect(Day.first.description == "0000-01-01")
        #expect(Day.last.description == "9999-12-31")
    }

    @Test(arguments: [
        "", "2018", "2018-11", "2018-11-9", "2018-11-099", "2018-11-00", "2018-00-09", "2018-13-01",
        "2018-11-31", "2018-02-29", "1900-02-29", "2018/11/09", "2018-11-09 ", " 2018-11-09",
        "2018-11-0X", "12018-11-09", "-018-11-09", "+018-11-09", "2018-11-09T", "20181109",
        "2018_11_09", "２018-11-09", "2018-1١-09", "aaaa-bb-cc", "----------",
    ])
    func `other spellings are not days`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test(arguments: [
        (2016, 2, 29, true), (2018, 2, 29, false), (2000, 2, 29, true), (2100, 2, 29, false),
        (2018, 0, 1, false), (2018, 13, 1, false), (2018, 1, 0, false), (2018, 1, 32, false),
        (2018, 4, 31, false), (-1, 1, 1, false), (10000, 1, 1, false), (0, 2, 29, true),
        (Int.max, Int.max, Int.max, false), (Int.min, Int.min, Int.min, false),
    ])
    func `only days of the calendar exist`(year: Int, month: Int, day: Int, exists: Bool) {
        #expect((Day(year: year, month: month, day: day) != nil) == exists)
    }

    @Test(arguments: [
        ("2018-11-09", 21, "2018-11-30"), ("2018-11-09", 22, "2018-12-01"),
        ("2018-11-09", -9, "2018-10-31"), ("2019-01-01", -1, "2018-12-31"),
        ("2016-02-28", 1, "2016-02-29"), ("2018-02-28", 1, "2018-03-01"),
        ("2016-02-29", 365, "2017-02-28"), ("2016-02-29", 1461, "2020-02-29"),
        ("2000-01-01", -36524, "1900-01-01"), ("9999-12-31", 1, ".."), ("0000-01-01", -1, ".."),
        ("2018-11-09", Int.max, ".."), ("2018-11-09", Int.min, ".."),
        ("2018-11-09", 0, "2018-11-09"),
    ])
    func `adding days crosses months, years and leap days`(
        from: String,
        days: Int,
        to: String
    ) throws {
        let day = try #require(Day(from)).adding(days: days)
        #expect(day.description == to)
    }

    @Test(arguments: [
        ("2018-11-09", "2018-11-01", "2018-11-30", "2018-01-01", "2018-12-31"),
        ("2016-02-10", "2016-02-01", "2016-02-29", "2016-01-01", "2016-12-31"),
        ("1900-02-10", "1900-02-01", "1900-02-28", "1900-01-01", "1900-12-31"),
        ("2018-12-31", "2018-12-01", "2018-12-31", "2018-01-01", "2018-12-31"),
        ("9999-12-31", "9999-12-01", "9999-12-31", "9999-01-01", "9999-12-31"),
        ("0000-01-01", "0000-01-01", "0000-01-31", "0000-01-01", "0000-12-31"),
    ])
    func `months and years have ends`(
        day: String,
        firstOfMonth: String,
        lastOfMonth: String,
        firstOfYear: String,
        lastOfYear: String
    ) throws {
        let day = try #require(Day(day))
        #expect(day.firstOfMonth.description == firstOfMonth)
        #expect(day.lastOfMonth.description == lastOfMonth)
        #expect(day.firstOfYear.description == firstOfYear)
        #expect(day.lastOfYear.description == lastOfYear)
    }

    @Test func `sentinels lie outside the calendar and stay what they are`() {
        for day in [Day.distantPast, .distantFuture] {
            #expect(day.isSentinel)
            #expect(day.adding(days: 5) == day)
            #expect(day.adding(days: .min) == day)
            #expect(Day(number: day.number) == day)
            #expect(day.firstOfMonth == day && day.lastOfYear == day)
            #expect((1...7).contains(day.weekday))
            #expect(day.description == "..")
            _ = (day.year, day.month, day.day)
        }
        #expect(Day.distantPast < Day.first && Day.last < Day.distantFuture)
        #expect(Day(number: Day.first.number - 1) == .distantPast)
        #expect(Day(number: Day.last.number + 1) == .distantFuture)
    }
}
