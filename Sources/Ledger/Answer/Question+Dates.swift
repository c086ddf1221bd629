extension Question {
    /// The question with every date as a plain ISO day, and what each was read as.
    ///
    /// What is asked afterwards depends on no clock, so that an answer may be kept and proved.
    ///
    /// - Parameters:
    ///   - today: the day from which words such as `yesterday` count.
    ///   - isCheckpoint: whether a word is a checkpoint's name, which goes before a date.
    /// - Throws: ``Refusal`` with every date that cannot be read.
    /// - Returns: the question, and a note for each date that was not plain.
    public func withPlainDates(
        today: Day,
        isCheckpoint: (String) -> Bool
    ) throws(Refusal) -> (question: Question, notes: [String]) {
        var plain = self
        var notes: [String] = []
        var faults: [Fault] = []
        let reader = DateReader(anchor: today)
        for name in Question.dates {
            guard let text = parameters[name], Day(text) == nil,
                isDate(text, name, isCheckpoint)
            else { continue }
            do throws(Malformed) {
                let date = try reader.read(text)
                let day = try Question.day(date, name)
                plain.parameters[name] = day.description
                if let reading = date.reading(as: day) {
                    notes.append("\(name) '\(date.text)' is \(reading)")
                }
            } catch {
                faults.append(Fault(name, .malformed, error.statement, hint: error.hint))
            }
        }
        if let first = faults.first {
            throw Refusal(
                .badRequest,
                "not answered: \(first.path) \(first.message)",
                faults: faults
            )
        }
        return (plain, notes)
    }

    /// Parameters that hold a date, in the order in which notes tell them.
    private static let dates = ["on", "known", "as_of", "since", "through", "from", "to"]

    private func isDate(
        _ text: String,
        _ name: String,
        _ isCheckpoint: (String) -> Bool
    ) -> Bool {
        switch name {
        case "known": return text != "unbounded"
        case "from", "to":
            // Of an offer these are its parties.
            guard view == "diff" || view == "replay" else { return false }
        case "as_of": break
        default: return true
        }
        // An instant on the recorded axis is more exact than its day.
        guard RecordNumber(text) == nil, !isCheckpoint(text), InstantText(text) == nil else {
            return false
        }
        let date = try? DateReader(anchor: Day(number: 0)).read(text)
        return date.map { $0.edtf.precision != .time } ?? false
    }

    /// A stretch begins with the first day of `since` and ends with the last of `through`.
    private static func day(_ date: TypedDate, _ name: String) throws(Malformed) -> Day {
        switch name {
        case "since", "through":
            let interval = date.edtf.interval
            let day = name == "since" ? interval.lo : interval.hi
            guard !day.isSentinel else {
                throw Malformed(
                    date.text,
                    expected: "a limit",
                    reason: "it has an open end",
                    hint: "write one day, month or year"
                )
            }
            return day
        default: return try date.day()
        }
    }
}
