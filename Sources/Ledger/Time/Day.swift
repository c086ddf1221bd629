/// A calendar day without a time zone, in the proleptic Gregorian calendar.
///
/// A day is either one of 0000-01-01 to 9999-12-31 or one of the two sentinels
/// that stand for open ends, so that every ordinary day prints with a year of four digits.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01; `Int32.min` and `Int32.max` are the sentinels.
    public let number: Int32

    /// Earlier than every calendar day: an open start.
    public static let distantPast = Day(unchecked: .min)
    /// Later than every calendar day: an open end.
    public static let distantFuture = Day(unchecked: .max)
    /// The first calendar day, 0000-01-01.
    public static let first = Day(unchecked: -719_528)
    /// The last calendar day, 9999-12-31.
    public static let last = Day(unchecked: 2_932_896)

    /// The day that many days after 1970-01-01.
    ///
    /// A number before 0000-01-01 gives `distantPast`, one after 9999-12-31 `distantFuture`;
    /// so stored numbers of sentinels come back as they were.
    public init(number: Int32) {
        if number < Day.first.number {
            self = .distantPast
        } else if number > Day.last.number {
            self = .distantFuture
        } else {
            self.number = number
        }
    }

    /// The day of a calendar date, or nil when the calendar has no such day in 0000 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.count(inMonth: month, of: year)
        else { return nil }
        self.init(unchecked: Day.number(year, month, day))
    }

    /// The day written `YYYY-MM-DD`, or nil for any other text and for days that do not exist.
    public init?(_ text: String) {
        var fields = (year: 0, month: 0, day: 0)
        var length = 0
        for byte in text.utf8 {
            let digit = Int(byte) - 48
            switch length {
            case 4, 7:
                guard byte == UInt8(ascii: "-") else { return nil }
            case 0...9:
                guard (0...9).contains(digit) else { return nil }
                if length < 4 {
                    fields.year = fields.year * 10 + digit
                } else if length < 7 {
                    fields.month = fields.month * 10 + digit
                } else {
                    fields.day = fields.day * 10 + digit
                }
            default: return nil
            }
            length += 1
        }
        guard length == 10 else { return nil }
        self.init(year: fields.year, month: fields.month, day: fields.day)
    }

    private init(unchecked number: Int32) { self.number = number }

    /// Whether this is one of the two open ends rather than a calendar day.
    public var isSentinel: Bool { self == .distantPast || self == .distantFuture }

    /// The year, 0 to 9999; without meaning for sentinels.
    public var year: Int { civil.year }
    /// The month, 1 to 12; without meaning for sentinels.
    public var month: Int { civil.month }
    /// The day of the month, 1 to 31; without meaning for sentinels.
    public var day: Int { civil.day }

    /// The ISO 8601 day of the week: 1 is Monday, 7 is Sunday; without meaning for sentinels.
    public var weekday: Int {
        // 1970-01-01 was a Thursday, day 4.
        let offset = (Int(number) + 3) % 7
        return (offset < 0 ? offset + 7 : offset) + 1
    }

    /// The day that many days later; earlier for negative counts.
    ///
    /// Sentinels stay what they are; past the calendar's ends the answer is a sentinel.
    public func adding(days: Int) -> Day {
        guard !isSentinel else { return self }
        let (sum, overflow) = Int(number).addingReportingOverflow(days)
        guard !overflow else { return days < 0 ? .distantPast : .distantFuture }
        return Day(number: Int32(clamping: sum))
    }

    /// The same day so many years later; 29 February becomes 28 February where there is none.
    public func adding(years: Int) -> Day {
        guard !isSentinel else { return self }
        let (year, month, day) = civil
        let later = year + years
        guard later >= 0, later <= 9_999 else { return years < 0 ? .first : .last }
        let least = min(day, Day.count(inMonth: month, of: later))
        return Day(year: later, month: month, day: least) ?? self
    }

    /// The first day of this day's month; a sentinel is its own.
    public var firstOfMonth: Day { within { (year: $0.year, month: $0.month, day: 1) } }
    /// The last day of this day's month; a sentinel is its own.
    public var lastOfMonth: Day {
        within { ($0.year, $0.month, Day.count(inMonth: $0.month, of: $0.year)) }
    }
    /// 1 January of this day's year; a sentinel is its own.
    public var firstOfYear: Day { within { ($0.year, 1, 1) } }
    /// 31 December of this day's year; a sentinel is its own.
    public var lastOfYear: Day { within { ($0.year, 12, 31) } }

    /// `YYYY-MM-DD`, or `..` for a sentinel.
    public var description: String {
        guard !isSentinel else { return ".." }
        let (year, month, day) = civil
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(year / 100))\(two(year % 100))-\(two(month))-\(two(day))"
    }

    /// Orders by time.
    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    /// How many days a month has; months outside 1 to 12 have none.
    public static func count(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 1, 3, 5, 7, 8, 10, 12: 31
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 0
        }
    }

    private typealias Civil = (year: Int, month: Int, day: Int)

    private func within(_ place: (Civil) -> Civil) -> Day {
        guard !isSentinel else { return self }
        let (year, month, day) = place(civil)
        return Day(unchecked: Day.number(year, month, day))
    }

    /// Years run from March here, so that the leap day is the last of its year
    /// and a month's start is a linear function of its place.
    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        let marchYear = month > 2 ? year : year - 1
        let era = floor(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    private var civil: Civil {
        let shifted = Int(number) + 719_468
        let era = Day.floor(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let place = (5 * dayOfYear + 2) / 153
        let month = place < 10 ? place + 3 : place - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * place + 2) / 5 + 1)
    }

    private static func floor(_ value: Int, _ divisor: Int) -> Int {
        (value >= 0 ? value : value - (divisor - 1)) / divisor
    }
}
