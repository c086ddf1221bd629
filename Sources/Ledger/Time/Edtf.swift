/// A date as a source gives it: the text as written and the days on which it may lie.
///
/// The grammar is the Extended Date/Time Format of ISO 8601-2, in the profile of the
/// Library of Congress: level 0, level 1 without long and negative years, and of level 2
/// the one-of list and unspecified digits at the end of a month or day.
///
/// | written | lies in |
/// |---|---|
/// | `2018-11-09`, `2018-11`, `2018` | that day, month, year |
/// | `2018-11-09T14:00:00+08:00` | the day as written; the offset does not move it |
/// | `2018-11-1X`, `2018-11-XX`, `2018-1X`, `2018-XX`, `201X`, `20XX` | every day it can mean |
/// | `2018-21` to `2018-24` | spring 03-05, summer 06-08, autumn 09-11, winter 12 to next 02 |
/// | `A/B` | the first day of A to the last of B |
/// | `A/..`, `../B`, `A/`, `/B` | open or unknown end, both treated as open |
/// | `[A,B]`, `[A..B]`, `[..A,B..]` | one of these; lies between the first and the last of them |
///
/// `?` (uncertain), `~` (approximate) and `%` (both) may follow each date. They are kept as
/// flags and never widen the interval: an approximate end of `A/B` counts as its own days only.
/// Seasons are those of the northern hemisphere.
public struct Edtf: Hashable, Sendable, CustomStringConvertible {
    /// The date as it was written.
    public let text: String
    /// The days on which the date may lie.
    public let interval: DayInterval
    /// The kind of date, by its smallest part that is known.
    public let precision: Precision
    /// Whether any part carries `~` or `%`.
    public let isApproximate: Bool
    /// Whether any part carries `?` or `%`.
    public let isUncertain: Bool

    /// The kinds of date, by the smallest part that is known.
    public enum Precision: String, CaseIterable, Hashable, Sendable {
        /// Date and time of day.
        case time
        /// One day.
        case day
        /// A run of days in a month: `2018-11-1X`.
        case days
        /// One month, also as `2018-11-XX`.
        case month
        /// A run of months in a year: `2018-1X`.
        case months
        /// Three months: `2018-21`.
        case season
        /// One year, also as `2018-XX` and `2018-XX-XX`.
        case year
        /// Ten years: `201X`.
        case decade
        /// A hundred years: `20XX`.
        case century
        /// A pair of dates or open ends.
        case interval
        /// A list of which one is meant.
        case oneOf = "one_of"
    }

    /// Reads a date; throws what is wrong with it and what to write instead.
    public init(_ text: String) throws(Malformed) {
        self.text = text
        if let day = Day(text) {
            interval = DayInterval(day)
            precision = .day
            isApproximate = false
            isUncertain = false
            return
        }
        let date = try EdtfParser(text).date()
        interval = date.interval
        precision = date.precision
        isApproximate = date.isApproximate
        isUncertain = date.isUncertain
    }

    /// The date of one calendar day; a sentinel is not a date.
    public init(_ day: Day) {
        precondition(!day.isSentinel, "an open end is not a date")
        text = day.description
        interval = DayInterval(day)
        precision = .day
        isApproximate = false
        isUncertain = false
    }

    /// Whether it names one day and without qualification.
    public var isExactDay: Bool { interval.isOneDay && !isApproximate && !isUncertain }

    /// The text as written.
    public var description: String { text }
}
