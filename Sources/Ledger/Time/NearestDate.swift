/// What a text that is no date was meant to be, as far as one letter or one missing word goes.
struct NearestDate {
    private let words: DateWords
    private let anchor: Day

    init(_ words: DateWords, _ anchor: Day) {
        self.words = words
        self.anchor = anchor
    }

    /// The refusal with what to write instead; nil where nothing is near.
    var fault: Malformed? { withoutYear ?? distance ?? misspelt }

    /// `9 November`: a day without its year.
    private var withoutYear: Malformed? {
        let isDay = words.words.contains { CalendarNames.month($0) != nil }
        guard isDay, words.words.count <= 2 else { return nil }
        let whole = "\(words.text) \(anchor.year)"
        guard (try? DateWords(whole).edtf()) != nil else { return nil }
        return .date(words.text, "the year is missing", "write it, as in '\(whole)'")
    }

    /// `2wks`, `2 weeks`, `2w`: a distance that does not say whether it goes back or forth.
    private var distance: Malformed? {
        let joined = words.words.joined()
        let signs = joined.prefix { $0 == "-" || $0 == "+" }
        let digits = joined.dropFirst(signs.count).prefix { $0.isASCII && $0.isNumber }
        let unit = joined.dropFirst(signs.count + digits.count)
        guard signs.count <= 1, DateWords.number(digits) != nil,
            let name = NearestDate.units.first(where: { $0.spellings.contains(String(unit)) })
        else { return nil }
        let letter = name.unit.prefix(1)
        return .date(
            words.text,
            nil,
            "write -\(digits)\(letter) or '\(digits) \(name.unit)s ago', "
                + "+\(digits)\(letter) or 'in \(digits) \(name.unit)s'"
        )
    }

    private static let units: [(unit: String, spellings: [String])] = [
        ("day", ["d", "day", "days"]), ("week", ["w", "wk", "wks", "week", "weeks"]),
        ("month", ["m", "mo", "mos", "mth", "mths", "month", "months"]),
        ("year", ["y", "yr", "yrs", "year", "years"]),
    ]

    /// `firday`, `Novmeber 2018`: one word that is nearly one of ours.
    private var misspelt: Malformed? {
        for (place, word) in words.words.enumerated() where word.utf8.count > 2 {
            guard let near = Suggestion.nearest(to: word, in: NearestDate.vocabulary),
                near != word
            else { continue }
            var meant = words.words
            meant[place] = near
            let other = DateWords(meant.joined(separator: " "))
            let isDate = (try? other.edtf() ?? RelativeWords(other, from: anchor).edtf()) != nil
            if isDate { return .date(words.text, nil, "did you mean '\(other.text)'?") }
        }
        return nil
    }

    private static let vocabulary =
        [
            "today", "yesterday", "tomorrow", "last", "this", "next", "week", "month", "year",
            "days", "weeks", "months", "years", "early", "late", "earlier",
        ] + (CalendarNames.weekdays + CalendarNames.months).map { $0.lowercased() }
}
