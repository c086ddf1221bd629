/// A date as somebody typed it, and what it was read as.
public struct TypedDate: Hashable, Sendable {
    /// The words as they were typed.
    public let text: String
    /// What they mean; its text is what a record keeps.
    public let edtf: Edtf
    /// The day from which the words were counted; nil where they name the date themselves.
    public let anchor: Day?
    /// Microseconds since 1970, for a time of day with a zone.
    public let instant: Int64?

    init(_ text: String, _ edtf: Edtf, anchor: Day? = nil, instant: Int64? = nil) {
        self.text = text
        self.edtf = edtf
        self.anchor = anchor
        self.instant = instant
    }

    /// What the words were read as, for whoever typed them; nil where they are EDTF already.
    public var reading: String? { edtf.text == text ? nil : meaning(edtf.text) }

    /// The one day meant; throws where several may be.
    ///
    /// Words such as `2 weeks ago` are an approximate day in a record, but name one day when a
    /// question is asked for it.
    public func day() throws(Malformed) -> Day {
        if reading != nil, edtf.interval.isOneDay { return edtf.interval.lo }
        if edtf.text == text { return try Day.parseQuery(text) }
        throw .manyDays(text, edtf.interval)
    }

    /// What the words were read as where one day of them is meant; nil for a plain ISO day.
    public func reading(as day: Day) -> String? {
        text == day.description ? nil : meaning(day.withWeekday)
    }

    private func meaning(_ found: String) -> String {
        let day = edtf.interval.isOneDay && found == edtf.interval.lo.description
        let shown = day ? edtf.interval.lo.withWeekday : found
        return anchor.map { "\(shown), counted from \($0.withWeekday)" } ?? shown
    }
}

/// The one grammar of dates that people type, for flags of questions and of events alike.
///
/// What is EDTF is taken as it stands. Then come, in any case and never by guessing:
///
/// | typed | read as |
/// |---|---|
/// | `2018-Q3`, `2018-W45`, `2018-W45-5`, `H1 2018` | quarter, ISO week, its day, half |
/// | `9 Nov 2018`, `Nov 9, 2018`, `November 2018`, `Fri 9 Nov 2018` | English months |
/// | `2018年11月9日`, `2018年11月`, `2018年` | the same in Chinese or Japanese |
/// | `early`, `mid`, `late November 2018` | days 1-10, 11-20, 21-end, approximate |
/// | `2018-11-09T14:00:00.5Z`, `@1541772000` | an instant |
/// | `today`, `friday`, `last week`, `2 weeks ago`, `-2w`, `+10d` | counted from the anchor |
///
/// Whatever else is refused with its readings or the nearest form. The reader knows no clock:
/// whoever calls says from which day relative words count.
public struct DateReader: Sendable {
    private let anchor: Day

    /// A reader of words that count from a day.
    public init(anchor: Day) {
        precondition(!anchor.isSentinel, "words count from a calendar day")
        self.anchor = anchor
    }

    /// Whether a text is a date only by the day from which it is counted.
    public static func isRelative(_ text: String) -> Bool {
        (try? DateReader(anchor: Day(number: 0)).read(text))?.anchor != nil
    }

    /// Reads a date; throws what is wrong with it and what to write instead.
    public func read(_ text: String) throws(Malformed) -> TypedDate {
        let fault: Malformed
        do throws(Malformed) {
            return TypedDate(text, try Edtf(text), instant: InstantText(text)?.microseconds)
        } catch {
            fault = error
        }
        guard text.utf8.count <= DateReader.bytesMax else { throw fault }
        if let instant = InstantText(text) { return try instant.date(text) }
        let words = DateWords(text)
        if let edtf = try words.edtf() { return TypedDate(text, edtf) }
        if let edtf = try RelativeWords(words, from: anchor).edtf() {
            return TypedDate(text, edtf, anchor: anchor)
        }
        throw NearestDate(words, anchor).fault ?? fault
    }

    /// Longer than any date there is.
    private static let bytesMax = 64
}

extension Malformed {
    /// One day was wanted, and the date covers more.
    static func manyDays(_ text: String, _ interval: DayInterval) -> Malformed {
        let example = interval.lo.isSentinel ? interval.hi : interval.lo
        return Malformed(
            text,
            expected: "a day",
            reason: "it covers \(interval)",
            hint: "name one day of it, such as \(example)"
        )
    }
}
