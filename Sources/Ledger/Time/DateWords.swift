/// The words of a date, and the dates that they name without counting from another day.
struct DateWords {
    /// The whole, as typed.
    let text: String
    /// In lower case, without commas and blanks.
    let words: [String]

    init(_ text: String) {
        self.text = text
        let isEdged = text.first?.isWhitespace == true || text.last?.isWhitespace == true
        // A comma belongs to the word before it: `Nov 9, 2018`.
        words =
            isEdged
            ? []
            : text.lowercased().split(whereSeparator: \.isWhitespace)
                .map { String($0.hasSuffix(",") ? $0.dropLast() : $0) }
    }

    private init(_ text: String, _ words: [String]) {
        self.text = text
        self.words = words
    }

    /// The date; nil where the words are none of these forms.
    func edtf() throws(Malformed) -> Edtf? {
        if words.count > 1, let weekday = CalendarNames.weekday(words[0]) {
            return try onWeekday(weekday)
        }
        switch words.count {
        case 1:
            if let date = try chinese() { return date }
            return try part(words[0])
        case 2:
            if let date = try monthAndYear() { return date }
            return try reversedPart()
        case 3:
            if let date = try dayOfMonth() { return date }
            return try thirdOfMonth()
        default: return nil
        }
    }

    /// `fri 9 nov 2018`: the weekday has to be that of the day.
    private func onWeekday(_ weekday: Int) throws(Malformed) -> Edtf? {
        let rest = DateWords(text, Array(words.dropFirst()))
        let plain = rest.words.count == 1 ? Day(rest.words[0]).map { Edtf($0) } : nil
        let found = if let plain { plain } else { try rest.edtf() }
        guard let edtf = found, edtf.interval.isOneDay else { return nil }
        let day = edtf.interval.lo
        guard day.weekday == weekday else {
            throw Malformed.date(
                text,
                "\(day) is a \(CalendarNames.weekdays[day.weekday - 1])",
                "write \(day.withWeekday), or the day that is meant"
            )
        }
        return edtf
    }

    // MARK: - Parts of a year

    /// `2018-q3`, `2018q3`, `2018-h1`, `2018-w45`, `2018-w45-5`.
    private func part(_ word: String) throws(Malformed) -> Edtf? {
        let bytes = Array(word.utf8)
        guard bytes.count > 5, let year = DateWords.year(word.prefix(4)) else { return nil }
        let rest = word.dropFirst(bytes[4] == UInt8(ascii: "-") ? 5 : 4)
        return try part(rest, of: year)
    }

    /// `q3 2018`, `h1 2018`, `w45 2018`.
    private func reversedPart() throws(Malformed) -> Edtf? {
        guard let year = DateWords.year(words[1][...]) else { return nil }
        return try part(words[0][...], of: year)
    }

    private func part(_ part: Substring, of year: Int) throws(Malformed) -> Edtf? {
        let digits = part.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
        guard let letter = part.first, let number = digits.first.flatMap(DateWords.number),
            digits.count == 1 || (letter == "w" && digits.count == 2)
        else { return nil }
        switch letter {
        case "q": return try months(of: year, number, each: 3, "quarter")
        case "h": return try months(of: year, number, each: 6, "half")
        case "w":
            guard digits.count == 2 else { return try week(of: year, number, weekday: nil) }
            return try DateWords.number(digits[1]).flatMap { weekday throws(Malformed) in
                try week(of: year, number, weekday: weekday)
            }
        default: return nil
        }
    }

    private func months(
        of year: Int,
        _ number: Int,
        each count: Int,
        _ name: String
    ) throws(Malformed) -> Edtf {
        guard (1...12 / count).contains(number),
            let first = Day(year: year, month: (number - 1) * count + 1, day: 1)
        else {
            throw Malformed.date(
                text,
                "there is no \(name) \(number)",
                "write a \(name) from 1 to \(12 / count)"
            )
        }
        let last = first.adding(months: count - 1)
        return try Edtf("\(first.description.prefix(7))/\(last.description.prefix(7))")
    }

    /// The ISO 8601 week: week 1 is the one with 4 January in it.
    private func week(
        of year: Int,
        _ number: Int,
        weekday: Int?
    ) throws(Malformed) -> Edtf {
        let start = Day(year: year, month: 1, day: 4)?.monday ?? .first
        let next = Day(year: year + 1, month: 1, day: 4)?.monday ?? .last
        let monday = start.adding(days: 7 * (number - 1))
        guard number >= 1, monday < next, !monday.adding(days: 6).isSentinel else {
            throw Malformed.date(
                text,
                "\(year) has no week \(number)",
                "write a week from 01 to \((Int(next.number) - Int(start.number)) / 7)"
            )
        }
        guard let weekday else { return try Edtf("\(monday)/\(monday.adding(days: 6))") }
        guard (1...7).contains(weekday) else {
            throw Malformed.date(text, "a week has 7 days", "write 1 (Monday) to 7 (Sunday)")
        }
        return Edtf(monday.adding(days: weekday - 1))
    }

    // MARK: - Months by name

    private func monthAndYear() throws(Malformed) -> Edtf? {
        guard let month = CalendarNames.month(words[0]) else { return nil }
        let year = try neededYear(words[1])
        return Day(year: year, month: month, day: 1).flatMap { first in
            try? Edtf(String(first.description.prefix(7)))
        }
    }

    /// `9 nov 2018`, `nov 9 2018`, `9th november 2018`.
    private func dayOfMonth() throws(Malformed) -> Edtf? {
        let isDayFirst = DateWords.dayNumber(words[0]) != nil
        guard let number = DateWords.dayNumber(words[isDayFirst ? 0 : 1]),
            let month = CalendarNames.month(words[isDayFirst ? 1 : 0])
        else { return nil }
        return Edtf(try day(neededYear(words[2]), month, number))
    }

    /// `early november 2018`: ten days, or what is left of the month.
    private func thirdOfMonth() throws(Malformed) -> Edtf? {
        guard let third = ["early", "mid", "late"].firstIndex(of: words[0]),
            let month = CalendarNames.month(words[1]),
            let first = Day(year: try neededYear(words[2]), month: month, day: 1)
        else { return nil }
        let start = first.adding(days: third * 10)
        let end = third == 2 ? first.lastOfMonth : start.adding(days: 9)
        return try Edtf("\(start)~/\(end)~")
    }

    /// `2018年11月9日` and its beginnings.
    private func chinese() throws(Malformed) -> Edtf? {
        var rest = words[0][...]
        var numbers: [Int] = []
        for mark in ["年", "月", "日"] as [Character] {
            if rest.isEmpty { break }
            guard let end = rest.firstIndex(of: mark),
                let number = DateWords.number(rest[..<end])
            else { return nil }
            numbers.append(number)
            rest = rest[rest.index(after: end)...]
        }
        guard rest.isEmpty, let year = numbers.first, (0...9_999).contains(year),
            words[0].utf8.prefix(4).allSatisfy({ (48...57).contains($0) })
        else { return nil }
        let day = try day(
            year,
            numbers.count > 1 ? numbers[1] : 1,
            numbers.count > 2 ? numbers[2] : 1
        )
        return try Edtf(String(day.description.prefix([0, 4, 7, 10][numbers.count])))
    }

    // MARK: - Numbers

    private func day(_ year: Int, _ month: Int, _ number: Int) throws(Malformed) -> Day {
        if let day = Day(year: year, month: month, day: number) { return day }
        guard (1...12).contains(month) else {
            throw Malformed.date(text, "there is no month \(month)", "write a month from 1 to 12")
        }
        throw Malformed.date(
            text,
            "there is no day \(number) in \(CalendarNames.months[month - 1]) \(year)",
            "write a day from 1 to \(Day.count(inMonth: month, of: year))"
        )
    }

    private func neededYear(_ word: String) throws(Malformed) -> Int {
        if let year = DateWords.year(word[...]) { return year }
        throw Malformed.date(text, "'\(word)' is no year of four digits", "write it as 2018")
    }

    static func year(_ word: Substring) -> Int? {
        word.utf8.count == 4 ? number(word) : nil
    }

    /// One to four digits.
    static func number(_ word: Substring) -> Int? {
        let isNumber =
            (1...4).contains(word.utf8.count) && word.utf8.allSatisfy { (48...57).contains($0) }
        return isNumber ? Int(word) : nil
    }

    /// `9`, `09` or `9th`.
    static func dayNumber(_ word: String) -> Int? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        guard (1...2).contains(digits.count), let number = number(digits) else { return nil }
        let suffix = word[digits.endIndex...]
        let isTeen = (11...13).contains(number)
        let ordinal = isTeen ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
        return suffix.isEmpty || suffix == ordinal ? number : nil
    }
}
