import Ledger
import Testing

struct DayIntervalTests {
    @Test(arguments: [
        // date, day: before, on or before, after, on or after
        ("2018-11-09", "2018-11-08", "no no surely surely"),
        ("2018-11-09", "2018-11-09", "no surely no surely"),
        ("2018-11-09", "2018-11-10", "surely surely no no"),
        ("2018-11", "2018-10-31", "no no surely surely"),
        ("2018-11", "2018-11-01", "no possibly possibly surely"),
        ("2018-11", "2018-11-15", "possibly possibly possibly possibly"),
        ("2018-11", "2018-11-30", "possibly surely no possibly"),
        ("2018-11", "2018-12-01", "surely surely no no"),
        ("../2018-11-14", "2018-11-13", "possibly possibly possibly possibly"),
        ("../2018-11-14", "2018-11-14", "possibly surely no possibly"),
        ("../2018-11-14", "2018-11-15", "surely surely no no"),
        ("../2018-11-14", "0000-01-01", "possibly possibly possibly possibly"),
        ("2018-05-04/..", "2018-05-03", "no no surely surely"),
        ("2018-05-04/..", "2018-05-04", "no possibly possibly surely"),
        ("2018-05-04/..", "9999-12-31", "possibly possibly possibly possibly"),
    ])
    func `a date is surely, possibly or not on a side of a day`(
        date: String,
        day: String,
        expected: String
    ) throws {
        let interval = try Edtf(date).interval
        let day = try #require(Day(day))
        let answers = [
            interval.isBefore(day), interval.isOnOrBefore(day), interval.isAfter(day),
            interval.isOnOrAfter(day),
        ]
        #expect(answers.map(\.rawValue).joined(separator: " ") == expected)
    }

    @Test func `the three answers agree with trying every day of the date`() throws {
        let start = try #require(Day("2018-11-01"))
        let days = (0..<6).map { start.adding(days: $0) }
        for lo in days {
            for hi in days where lo <= hi {
                let date = DayInterval(from: lo, through: hi)
                let members = days.filter(date.contains)
                func expected(_ holds: (Day) -> Bool) -> Likelihood {
                    let count = members.filter(holds).count
                    return count == members.count ? .surely : count > 0 ? .possibly : .no
                }
                for day in days {
                    #expect(date.isBefore(day) == expected { $0 < day })
                    #expect(date.isOnOrBefore(day) == expected { $0 <= day })
                    #expect(date.isAfter(day) == expected { $0 > day })
                    #expect(date.isOnOrAfter(day) == expected { $0 >= day })
                    for last in days where day <= last {
                        let other = DayInterval(from: day, through: last)
                        let answer = date.isWithin(other)
                        #expect(answer == expected(other.contains))
                        #expect(date.overlaps(other) == answer.isPossible)
                        #expect(other.contains(date) == (answer == .surely))
                        #expect(
                            date.intersection(other).map { $0.description }
                                == expectedIntersection(members.filter(other.contains))
                        )
                        #expect(date.hull(other).contains(date) && date.hull(other).contains(other))
                    }
                }
            }
        }
    }

    private func expectedIntersection(_ days: [Day]) -> String? {
        guard let first = days.first, let last = days.last else { return nil }
        return DayInterval(from: first, through: last).description
    }

    @Test(arguments: [
        ("2018-07/2018-11-15", "2018-07-01/2018-11-15"), ("../2018-11-14", "../2018-11-14"),
        ("2018-05-04/..", "2018-05-04/.."), ("2018-11-09", "2018-11-09"),
        ("2018-11-09/2018-11-09", "2018-11-09"), ("[..2018,2019..]", "../.."),
    ])
    func `an interval prints as EDTF`(date: String, printed: String) throws {
        let interval = try Edtf(date).interval
        #expect(interval.description == printed)
        guard interval != .all else { return }
        #expect(try Edtf(printed).interval == interval)
    }

    @Test func `ends cannot be reversed`() throws {
        let day = try #require(Day("2018-11-09"))
        #expect(DayInterval(lo: day.adding(days: 1), hi: day) == nil)
        #expect(DayInterval(lo: day, hi: day)?.isOneDay == true)
        #expect(DayInterval(lo: day, hi: .distantFuture)?.isOneDay == false)
        #expect(!DayInterval(.distantPast).isOneDay)
    }

    @Test func `answers order by sureness and have opposites`() {
        #expect(Likelihood.allCases.sorted() == [.no, .possibly, .surely])
        #expect(Likelihood.allCases.map(\.negated) == [.surely, .possibly, .no])
        #expect(min(Likelihood.surely, .possibly) == .possibly)
        #expect(Likelihood.allCases.map(\.isPossible) == [false, true, true])
    }
}
