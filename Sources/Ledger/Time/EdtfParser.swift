/// Reads one EDTF text, from the whole down to single dates; `EdtfDate` reads those.
struct EdtfParser {
    struct Compiled {
        var interval: DayInterval
        var precision: Edtf.Precision
        var isApproximate = false
        var isUncertain = false
    }

    private let text: String
    private let bytes: ArraySlice<UInt8>

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)[...]
    }

    func date() throws(Malformed) -> Compiled {
        do throws(Malformed) { return try parsed() } catch {
            throw DateSpelling.fault(in: text) ?? error
        }
    }

    private func parsed() throws(Malformed) -> Compiled {
        if bytes.first == UInt8(ascii: "[") { return try oneOf() }
        if bytes.first == UInt8(ascii: "{") {
            throw Malformed.date(
                text,
                "a list in braces means all of its dates",
                "record each on its own, or write [A,B] when one of them is meant"
            )
        }
        if bytes.contains(UInt8(ascii: "/")) { return try interval() }
        return try EdtfDate(bytes, of: text).compiled()
    }

    private func interval() throws(Malformed) -> Compiled {
        let ends = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard ends.count == 2 else {
            throw Malformed.date(text, "an interval has two ends", "write A/B, A/.. or ../B")
        }
        let start = try end(ends[0])
        let finish = try end(ends[1])
        var result = Compiled(interval: .all, precision: .interval)
        guard start != nil || finish != nil else {
            throw Malformed.date(text, "both ends are open", "name at least one, or leave it out")
        }
        let lo = start?.interval.lo ?? .distantPast
        let hi = finish?.interval.hi ?? .distantFuture
        guard let interval = DayInterval(lo: lo, hi: hi) else {
            throw Malformed.date(
                text,
                "it ends on \(hi), before it starts on \(lo)",
                "write the earlier date first"
            )
        }
        result.interval = interval
        result.isApproximate = [start, finish].contains { $0?.isApproximate == true }
        result.isUncertain = [start, finish].contains { $0?.isUncertain == true }
        return result
    }

    /// Nil for an open or unknown end.
    private func end(_ part: ArraySlice<UInt8>) throws(Malformed) -> Compiled? {
        if part.isEmpty || part.elementsEqual("..".utf8) { return nil }
        let date = try EdtfDate(part, of: text).compiled()
        guard date.precision != .time else {
            throw Malformed.date(
                text,
                "the ends of an interval are dates without a time of day",
                "leave out what follows the T"
            )
        }
        return date
    }

    private func oneOf() throws(Malformed) -> Compiled {
        guard bytes.last == UInt8(ascii: "]"), bytes.count > 2 else {
            throw Malformed.date(
                text,
                "the list is not closed or is empty",
                "write it as [2018-11-09,2018-11-16]"
            )
        }
        let members = bytes.dropFirst().dropLast()
            .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        var result: Compiled?
        for (place, member) in members.enumerated() {
            let next = try self.member(
                member,
                isFirst: place == 0,
                isLast: place == members.count - 1
            )
            guard var sum = result else {
                result = next
                continue
            }
            sum.interval = sum.interval.hull(next.interval)
            sum.isApproximate = sum.isApproximate || next.isApproximate
            sum.isUncertain = sum.isUncertain || next.isUncertain
            result = sum
        }
        guard let result else { throw Malformed.date(text, "the list is empty", nil) }
        return result
    }

    /// A date, or a run `A..B` of which the first member may lack its start and the last its end.
    private func member(
        _ part: ArraySlice<UInt8>,
        isFirst: Bool,
        isLast: Bool
    ) throws(Malformed) -> Compiled {
        let dots = part.indices.dropLast().first {
            part[$0] == UInt8(ascii: ".") && part[$0 + 1] == UInt8(ascii: ".")
        }
        guard let dots else {
            var date = try listed(part)
            date.precision = .oneOf
            return date
        }
        let before = part[..<dots]
        let after = part[(dots + 2)...]
        guard !before.isEmpty || !after.isEmpty, isFirst || !before.isEmpty,
            isLast || !after.isEmpty
        else {
            throw Malformed.date(
                text,
                "only the first of a list may be open to the past, the last to the future",
                "write it as [..A,B] or [A,B..]"
            )
        }
        let start = before.isEmpty ? nil : try listed(before)
        let finish = after.isEmpty ? nil : try listed(after)
        let lo = start?.interval.lo ?? .distantPast
        let hi = finish?.interval.hi ?? .distantFuture
        guard let interval = DayInterval(lo: lo, hi: hi) else {
            throw Malformed.date(
                text,
                "the run ends on \(hi), before it starts on \(lo)",
                "write the earlier date first"
            )
        }
        return Compiled(
            interval: interval,
            precision: .oneOf,
            isApproximate: [start, finish].contains { $0?.isApproximate == true },
            isUncertain: [start, finish].contains { $0?.isUncertain == true }
        )
    }

    private func listed(_ part: ArraySlice<UInt8>) throws(Malformed) -> Compiled {
        guard !part.isEmpty else {
            throw Malformed.date(
                text,
                "a date is missing between the commas",
                "write the list as [2018-11-09,2018-11-16]"
            )
        }
        let date = try EdtfDate(part, of: text).compiled()
        guard date.precision != .time else {
            throw Malformed.date(
                text,
                "the dates of a list have no time of day",
                "leave out what follows the T"
            )
        }
        return date
    }
}
