import Ledger

/// The dates in the flags of a question, counted from today; each that is not a plain day is told
/// back once, on standard error.
final class FlagDates {
    /// The day at the desk.
    let today: Day
    private let say: (String) -> Void
    private var said: Set<String> = []

    /// Reads dates that count from a day, and tells what they were read as.
    init(today: Day, say: @escaping (String) -> Void) {
        self.today = today
        self.say = say
    }

    /// The one day that a flag names.
    func day(_ text: String, of flag: String) throws(Failure) -> Day {
        let date = try read(text, of: flag)
        do throws(Malformed) {
            let day = try date.day()
            tell(flag, text, date.reading(as: day))
            return day
        } catch {
            throw Failure.date(flag, error)
        }
    }

    /// The first day of what a flag names, from which something begins.
    func start(_ text: String, of flag: String) throws(Failure) -> Day {
        try limit(text, of: flag, "from", \.lo)
    }

    /// The last day of what a flag names, with which something ends.
    func end(_ text: String, of flag: String) throws(Failure) -> Day {
        try limit(text, of: flag, "through", \.hi)
    }

    /// `A..B`: two days.
    func pair(_ text: String, of flag: String) throws(Failure) -> (from: Day, to: Day) {
        let reader = DateReader(anchor: today)
        do throws(Malformed) {
            let range = try DayRange.parse(text) { text throws(Malformed) in
                let date = try reader.read(text)
                let day = try date.day()
                tell(flag, text, date.reading(as: day))
                return day
            }
            return (range.from, range.to)
        } catch {
            throw Failure.date(flag, error)
        }
    }

    /// A record, an instant, a day, or the name of a checkpoint.
    func recorded(_ text: String) throws(Failure) -> String {
        if RecordNumber(text) != nil || InstantText(text) != nil { return text }
        // Without a zone the daemon refuses it.
        if (try? Edtf(text))?.precision == .time { return text }
        let isDate = text.first?.isNumber == true || text.first == "@" || isReadable(text)
        if isDate { return try day(text, of: "--as-of").description }
        guard Key.isSlug(text) else {
            throw Failure.usage(
                "--as-of: '\(text)' is no record, day or checkpoint",
                hints: ["write r197, 2018-11-15 or the checkpoint's name"]
            )
        }
        return text
    }

    private func isReadable(_ text: String) -> Bool {
        (try? DateReader(anchor: today).read(text)) != nil
    }

    private func limit(
        _ text: String,
        of flag: String,
        _ word: String,
        _ end: (DayInterval) -> Day
    ) throws(Failure) -> Day {
        let date = try read(text, of: flag)
        let day = end(date.edtf.interval)
        guard !day.isSentinel else {
            throw Failure.date(
                flag,
                Malformed(
                    text,
                    expected: "a limit",
                    reason: "it has an open end",
                    hint: "write one day, month or year"
                )
            )
        }
        tell(flag, text, date.reading(as: day).map { "\(word) \($0)" })
        return day
    }

    private func read(_ text: String, of flag: String) throws(Failure) -> TypedDate {
        do throws(Malformed) { return try DateReader(anchor: today).read(text) } catch {
            throw Failure.date(flag, error)
        }
    }

    private func tell(_ flag: String, _ text: String, _ reading: String?) {
        guard let reading else { return }
        let line = "\(flag) \(text): \(reading)"
        if said.insert(line).inserted { say(line) }
    }
}

extension Failure {
    /// A date of a flag that cannot be read.
    static func date(_ flag: String, _ error: Malformed) -> Failure {
        var failure = Failure.usage(flag, error)
        failure.hints.append("all forms:  ledgerctl help dates")
        return failure
    }
}
