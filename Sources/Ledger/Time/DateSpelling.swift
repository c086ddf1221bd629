/// Knows the date spellings people type that are not EDTF, to say what to type instead.
enum DateSpelling {
    /// The refusal for a well-known other spelling, or nil when the text is none of them.
    static func fault(in text: String) -> Malformed? {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= 32 else { return nil }
        let closed = text.filter { !$0.isWhitespace }
        if closed != text, (try? Edtf(closed)) != nil {
            return .date(text, "it has spaces", "write \(closed)")
        }
        if bytes.contains(where: { "xu".utf8.contains($0) }), isUnspecified(bytes) {
            return .date(text, "an unspecified digit is a capital X", "write it as 2018-11-XX")
        }
        return numeric(text, bytes)
    }

    private static func isUnspecified(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { (48...57).contains($0) || "xuX-/.~?%".utf8.contains($0) }
            && bytes.prefix(2).allSatisfy { (48...57).contains($0) }
    }

    /// Groups of digits with one kind of separator between them.
    private static func numeric(_ text: String, _ bytes: [UInt8]) -> Malformed? {
        let groups = bytes.split(omittingEmptySubsequences: false) { !(48...57).contains($0) }
        let separators = Set(bytes.filter { !(48...57).contains($0) })
        let lengths = groups.map(\.count)
        let numbers = groups.map { $0.prefix(8).reduce(0) { $0 * 10 + Int($1) - 48 } }
        if separators.isEmpty {
            guard lengths == [8], let day = day(text.prefix(4), text.dropFirst(4)) else {
                return nil
            }
            return .date(text, "it has no hyphens", "write \(day)")
        }
        guard separators.count == 1, separators.isSubset(of: "-/.".utf8) else { return nil }
        switch shape(lengths) {
        case "nnY": return readings(text, numbers)
        case "Ynn":
            guard let day = Day(year: numbers[0], month: numbers[1], day: numbers[2]),
                day.description != text
            else { return nil }
            return .date(text, nil, "write \(day)")
        case "nY": return month(text, numbers[1], numbers[0])
        case "Yn":
            guard numbers[1] <= 12 else { return nil }
            let first = Day(year: numbers[0], month: numbers[1], day: 1)
            let isWritten = first?.description.hasPrefix(text) == true
            return isWritten ? nil : month(text, numbers[0], numbers[1])
        default: return nil
        }
    }

    /// `Y` for four digits, `n` for one or two, `-` for any other count.
    private static func shape(_ lengths: [Int]) -> String {
        String(lengths.map { $0 == 4 ? "Y" : (1...2).contains($0) ? "n" : "-" })
    }

    private static func day(_ year: Substring, _ rest: Substring) -> Day? {
        Day("\(year)-\(rest.prefix(2))-\(rest.suffix(2))")
    }

    private static func month(_ text: String, _ year: Int, _ month: Int) -> Malformed? {
        guard let first = Day(year: year, month: month, day: 1) else { return nil }
        return .date(text, nil, "write \(first.description.prefix(7))")
    }

    private static func readings(_ text: String, _ numbers: [Int]) -> Malformed? {
        let dayFirst = Day(year: numbers[2], month: numbers[1], day: numbers[0])
        let monthFirst = Day(year: numbers[2], month: numbers[0], day: numbers[1])
        switch (dayFirst, monthFirst) {
        case (let a?, let b?) where a != b:
            return .date(
                text,
                "it can be read two ways, \(a) (day first) or \(b) (month first)",
                "write YYYY-MM-DD"
            )
        case (let only?, _), (nil, let only?):
            return .date(text, nil, "write \(only)")
        case (nil, nil): return nil
        }
    }
}

extension Malformed {
    /// A refused date; without a reason of its own, the forms that would be accepted.
    static func date(_ text: String, _ reason: String? = nil, _ hint: String? = nil) -> Malformed {
        let forms = "write one such as 2018-11-09, 2018-11, 2018-07/2018-11 or ../2018-11-14"
        return Malformed(
            text,
            expected: "a date",
            reason: reason,
            hint: hint ?? (reason == nil ? forms : nil)
        )
    }
}
