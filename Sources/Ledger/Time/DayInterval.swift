/// An unbroken run of days, both ends included; open ends are the sentinels of `Day`.
///
/// Used for two things that must not be mixed: the days on which one date may lie,
/// which the three-valued questions are about, and a stretch of days to look into.
public struct DayInterval: Hashable, Sendable, CustomStringConvertible {
    /// The first day, or `Day.distantPast` when the start is open.
    public let lo: Day
    /// The last day, or `Day.distantFuture` when the end is open.
    public let hi: Day

    /// Every day there is: open at both ends.
    public static let all = DayInterval(from: .distantPast, through: .distantFuture)

    /// The interval between two days, or nil when they are reversed.
    public init?(lo: Day, hi: Day) {
        guard lo <= hi else { return nil }
        self.lo = lo
        self.hi = hi
    }

    /// The interval between two days that the caller has ordered.
    public init(from lo: Day, through hi: Day) {
        precondition(lo <= hi, "the caller orders the ends")
        self.lo = lo
        self.hi = hi
    }

    /// The interval of one day.
    public init(_ day: Day) { self.init(from: day, through: day) }

    /// Whether it is one calendar day.
    public var isOneDay: Bool { lo == hi && !lo.isSentinel }

    /// Whether the day lies in it.
    public func contains(_ day: Day) -> Bool { lo <= day && day <= hi }

    /// Whether all of another interval lies in it.
    public func contains(_ other: DayInterval) -> Bool { lo <= other.lo && other.hi <= hi }

    /// Whether the two have a day in common.
    public func overlaps(_ other: DayInterval) -> Bool { lo <= other.hi && other.lo <= hi }

    /// The days the two have in common, or nil when there are none.
    public func intersection(_ other: DayInterval) -> DayInterval? {
        DayInterval(lo: max(lo, other.lo), hi: min(hi, other.hi))
    }

    /// The shortest interval that holds both, with any gap between them.
    public func hull(_ other: DayInterval) -> DayInterval {
        DayInterval(from: min(lo, other.lo), through: max(hi, other.hi))
    }

    /// Whether a date that lies somewhere in this interval is earlier than the day.
    public func isBefore(_ day: Day) -> Likelihood {
        hi < day ? .surely : lo < day ? .possibly : .no
    }

    /// Whether a date that lies somewhere in this interval is the day or earlier.
    public func isOnOrBefore(_ day: Day) -> Likelihood {
        hi <= day ? .surely : lo <= day ? .possibly : .no
    }

    /// Whether a date that lies somewhere in this interval is later than the day.
    public func isAfter(_ day: Day) -> Likelihood { isOnOrBefore(day).negated }

    /// Whether a date that lies somewhere in this interval is the day or later.
    public func isOnOrAfter(_ day: Day) -> Likelihood { isBefore(day).negated }

    /// Whether a date that lies somewhere in this interval lies in the other.
    public func isWithin(_ other: DayInterval) -> Likelihood {
        other.contains(self) ? .surely : overlaps(other) ? .possibly : .no
    }

    /// `2018-11-09` for one day, else `2018-07-01/2018-11-15`, with `..` for an open end.
    public var description: String { isOneDay ? lo.description : "\(lo)/\(hi)" }
}
