import Ledger

/// The days that a drawing shows, and those among them on which an answer may change.
struct CalendarSpan {
    let first: Day
    let last: Day
    /// The first day, and every later one on which something may change, in order.
    let days: [Day]
    /// The days on which something becomes known, in order.
    let publications: [Day]

    private static let leadDays = -60
    private static let tailDays = 90
    private static let daysMax = 36_525

    /// The days of a log: as asked for, else from what its sources were published about.
    ///
    /// - Parameters:
    ///   - log: the log.
    ///   - since: the first day; nil for two months before the first publication.
    ///   - through: the last day; nil for three months after the last publication or what is asked
    ///     for.
    ///   - known: the publication asked for.
    ///   - today: what the days are about when nothing was published.
    /// - Throws: a failure if the log cannot be folded, or for too many days.
    init(
        _ log: FoldedLog,
        since: Day?,
        through: Day?,
        known: Day?,
        today: Day
    ) throws(Failure) {
        let (changes, published) = try Study.folded {
            (try log.worldDays().sorted(), try log.publicationDays().sorted())
        }
        let latest = known.map { day in published.last { $0 <= day } ?? day } ?? published.last
        let anchor = published.first ?? today
        var start = since ?? anchor.adding(days: Self.leadDays).firstOfMonth
        var end = through ?? (latest ?? anchor).adding(days: Self.tailDays).lastOfMonth
        if start > end { (start, end) = since == nil ? (end, end) : (start, start) }
        guard Int(end.number) - Int(start.number) <= Self.daysMax else {
            throw .usage(
                "from \(start) to \(end) is longer than a drawing can show",
                hints: ["a hundred years at most:  --since 2018 --through 2020"]
            )
        }
        (first, last, publications) = (start, end, published)
        days = [start] + changes.filter { $0 > start && $0 <= end }
    }
}
