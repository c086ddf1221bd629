/// Instants as answers print them: `2026-11-25T01:15:55.123456Z`.
enum Instant {
    static func text(_ microseconds: Int64) -> String {
        let second: Int64 = 1_000_000
        let day = Day(number: Int32(clamping: floor(microseconds, 86_400 * second)))
        let rest = microseconds - Int64(day.number) * 86_400 * second
        let seconds = rest / second
        return "\(day)T\(pad(seconds / 3_600, 2)):\(pad(seconds / 60 % 60, 2)):"
            + "\(pad(seconds % 60, 2)).\(pad(rest % second, 6))Z"
    }

    /// The UTC day of an instant.
    static func day(_ microseconds: Int64) -> Day {
        Day(number: Int32(clamping: floor(microseconds, 86_400_000_000)))
    }

    private static func floor(_ value: Int64, _ unit: Int64) -> Int64 {
        let quotient = value / unit
        return value % unit < 0 ? quotient - 1 : quotient
    }

    private static func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
