/// Words that name a date by its distance from another: the anchor.
///
/// Weeks run from Monday to Sunday. A weekday is the latest before the anchor, never the anchor
/// itself: a text that came out on a Friday and says "on Friday" tells of the one a week before.
struct RelativeWords {
    private let words: [String]
    private let text: String
    private let anchor: Day

    /// Words that are counted from a day.
    init(_ words: DateWords, from anchor: Day) {
        text = words.text
        self.words = words.words.first == "on" ? Array(words.words.dropFirst()) : words.words
        self.anchor = anchor
    }

    /// The date; nil where the words are none of these forms.
    func edtf() throws(Malformed) -> Edtf? {
        switch words.count {
        case 1: return try word(words[0])
        case 2: return try beside()
        case 3:
            if let date = try distance() { return date }
            return try earlier()
        case 4 where words[2...] == ["from", "now"]:
            return try at(words[0], words[1], sign: 1)
        default: return nil
        }
    }

    private func word(_ word: String) throws(Malformed) -> Edtf? {
        switch word {
        case "today", "now": return Edtf(anchor)
        case "yesterday": return try exact(anchor.adding(days: -1))
        case "tomorrow": return try exact(anchor.adding(days: 1))
        default:
            if let weekday = CalendarNames.weekday(word) { return try exact(before(weekday)) }
            return try offset(word)
        }
    }

    /// The latest day of the weekday before the anchor.
    private func before(_ weekday: Int) -> Day {
        let back = (anchor.weekday - weekday + 7) % 7
        return anchor.adding(days: back == 0 ? -7 : -back)
    }

    /// `-2w`, `+10d`, `-3m`, `+1y`: exactly so far.
    private func offset(_ word: String) throws(Malformed) -> Edtf? {
        guard let sign = word.first, sign == "-" || sign == "+", let unit = word.last,
            let number = DateWords.number(word.dropFirst().dropLast())
        else { return nil }
        let count = sign == "-" ? -number : number
        switch unit {
        case "d": return try exact(anchor.adding(days: count))
        case "w": return try exact(anchor.adding(days: 7 * count))
        case "m": return try exact(anchor.adding(months: count))
        case "y": return try exact(anchor.adding(months: 12 * count))
        default: return nil
        }
    }

    /// `last friday`, `this week`, `next month`.
    private func beside() throws(Malformed) -> Edtf? {
        guard let place = ["last", "this", "next"].firstIndex(of: words[0]) else { return nil }
        let step = place - 1
        if let weekday = CalendarNames.weekday(words[1]) {
            switch step {
            case -1: return try exact(before(weekday))
            case 0: return try exact(anchor.monday.adding(days: weekday - 1))
            default:
                let isAnchors = weekday == anchor.weekday
                return try exact(before(weekday).adding(days: isAnchors ? 14 : 7))
            }
        }
        switch words[1] {
        case "week":
            let monday = anchor.monday.adding(days: 7 * step)
            return try Edtf("\(exact(monday))/\(exact(monday.adding(days: 6)))")
        case "month":
            return try Edtf(String(anchor.firstOfMonth.adding(months: step).description.prefix(7)))
        case "year":
            return try Edtf(String(anchor.firstOfYear.adding(years: step).description.prefix(4)))
        default: return nil
        }
    }

    /// `2 weeks ago`, `in 10 days`.
    private func distance() throws(Malformed) -> Edtf? {
        if words[2] == "ago" { return try at(words[0], words[1], sign: -1) }
        return words[0] == "in" ? try at(words[1], words[2], sign: 1) : nil
    }

    /// A count of days is exact; of weeks, months and years a text gives it roughly.
    private func at(_ count: String, _ unit: String, sign: Int) throws(Malformed) -> Edtf? {
        guard let number = RelativeWords.count(count) else { return nil }
        let name = unit.hasSuffix("s") ? String(unit.dropLast()) : unit
        let steps = sign * number
        switch name {
        case "day": return try exact(anchor.adding(days: steps))
        case "week": return try Edtf("\(exact(anchor.adding(days: 7 * steps)))~")
        case "month":
            return try Edtf("\(anchor.firstOfMonth.adding(months: steps).description.prefix(7))~")
        case "year":
            return try Edtf("\(anchor.firstOfYear.adding(years: steps).description.prefix(4))~")
        default: return nil
        }
    }

    /// `earlier this week`: from its Monday to the day before the anchor.
    private func earlier() throws(Malformed) -> Edtf? {
        guard words == ["earlier", "this", "week"] else { return nil }
        guard anchor.weekday > 1 else {
            throw Malformed.date(
                text,
                "\(anchor.withWeekday), from which it counts, is the first day of its week",
                "write the date that is meant, or 'last week'"
            )
        }
        return try Edtf("\(anchor.monday)/\(exact(anchor.adding(days: -1)))")
    }

    private func exact(_ day: Day) throws(Malformed) -> Edtf {
        guard !day.isSentinel else {
            throw Malformed.date(text, "it lies outside the calendar", "write YYYY-MM-DD")
        }
        return Edtf(day)
    }

    private static func count(_ word: String) -> Int? {
        let numbers = [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve",
        ]
        if word == "a" || word == "an" { return 1 }
        return numbers.firstIndex(of: word).map { $0 + 1 } ?? DateWords.number(word[...])
    }
}
