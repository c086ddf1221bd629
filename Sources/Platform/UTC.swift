/// Instants as text.
public enum UTC {
    /// The instant in the form of RFC 3339 with six decimals: `2026-11-25T01:15:55.123456Z`.
    ///
    /// It counts from 1970-01-01T00:00:00Z. Any value has a form: years beyond 0 to 9999 get the
    /// sign or the digits they need.
    public static func format(microseconds: Int64) -> String {
        let (days, rest) = floorDivision(microseconds, 86_400_000_000)
        let (year, month, day) = civil(daysSince1970: days)
        let seconds = rest / 1_000_000
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
            .map { padded($0, 2) }.joined(separator: ":")
        return "\(date)T\(time).\(padded(rest % 1_000_000, 6))Z"
    }

    /// The proleptic Gregorian date of a day.
    ///
    /// Years are counted from March, so that the leap day is the last of its year, within eras of
    /// 400 years, which all have 146,097 days; 1970-01-01 is day 719,468 of that count.
    static func civil(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floorDivision(days + 719_468, 146_097)
        let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        // The months from March have 31, 30, 31, 30, 31 days and again: 153 in five.
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * march + 2) / 5 + 1)
    }

    private static func floorDivision(_ value: Int64, _ by: Int64) -> (Int64, Int64) {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: by)
        return rest < 0 ? (quotient - 1, rest + by) : (quotient, rest)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        return (value < 0 ? "-" : "") + zeros + digits
    }
}
