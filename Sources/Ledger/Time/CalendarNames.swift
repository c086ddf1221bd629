/// English names of months and weekdays, as people write and as answers print them.
enum CalendarNames {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    /// 1 to 12 for a month written out or cut to three letters, in any case; `Sept` too.
    static func month(_ word: String) -> Int? {
        let name = word.hasSuffix(".") ? String(word.dropLast()) : word
        return name.lowercased() == "sept" ? 9 : place(of: name, in: months)
    }

    /// 1 (Monday) to 7 for a weekday written out or cut, in any case; `Tues` and `Thurs` too.
    static func weekday(_ word: String) -> Int? {
        switch word.lowercased() {
        case "tues": 2
        case "thur", "thurs": 4
        default: place(of: word, in: weekdays)
        }
    }

    private static func place(of word: String, in names: [String]) -> Int? {
        let word = word.lowercased()
        return names.firstIndex { $0.lowercased() == word || $0.prefix(3).lowercased() == word }
            .map { $0 + 1 }
    }
}

extension Day {
    /// The day with its weekday: `Fri 2018-11-09`.
    public var withWeekday: String {
        isSentinel ? description : "\(CalendarNames.weekdays[weekday - 1].prefix(3)) \(self)"
    }

    /// The Monday of the day's week.
    var monday: Day { adding(days: 1 - weekday) }

    /// The same day so many months later, or the last of a month that is too short.
    func adding(months: Int) -> Day {
        guard !isSentinel else { return self }
        guard abs(months) <= 120_000 else { return months < 0 ? .first : .last }
        let count = year * 12 + month - 1 + months
        guard (0..<120_000).contains(count) else { return months < 0 ? .first : .last }
        let first = Day(year: count / 12, month: count % 12 + 1, day: 1) ?? self
        return first.adding(days: min(day, first.lastOfMonth.day) - 1)
    }
}
