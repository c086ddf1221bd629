import Glibc

/// A calendar day in the zone of the person at the terminal (`TZ`, or the machine's).
public struct LocalDay: Hashable, Sendable {
    /// The year, such as 2026.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// The day that holds an instant, in microseconds since 1970-01-01T00:00:00Z.
    public init(at microseconds: Int64) {
        var seconds = time_t(microseconds.quotientAndRemainder(dividingBy: 1_000_000).quotient)
        if microseconds % 1_000_000 < 0 { seconds -= 1 }
        var parts = unsafe tm()
        let result = unsafe localtime_r(&seconds, &parts)
        unsafe precondition(result != nil, "the years of an Int64 of microseconds fit into an int")
        unsafe (year, month, day) = (
            Int(parts.tm_year) + 1_900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)
        )
    }
}
