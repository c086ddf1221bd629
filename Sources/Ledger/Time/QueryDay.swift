extension Day {
    /// Reads the one day a question is asked for: `YYYY-MM-DD`, or an EDTF date of exactly one day.
    ///
    /// Throws for months, years, intervals and qualified dates, which leave the day open.
    public static func parseQuery(_ text: String) throws(Malformed) -> Day {
        if let day = Day(text) { return day }
        let date = try Edtf(text)
        if date.isExactDay { return date.interval.lo }
        let lo = date.interval.lo
        if date.interval.isOneDay {
            throw Malformed(
                text,
                expected: "a day",
                reason: "it is not given as certain",
                hint: "write \(lo)"
            )
        }
        throw .manyDays(text, date.interval)
    }
}
