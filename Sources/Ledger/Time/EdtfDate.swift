/// Reads a single EDTF date: no interval, no list.
struct EdtfDate {
    private let text: String
    private let bytes: ArraySlice<UInt8>
    private let qualifier: UInt8?

    /// `text` is the whole date that `bytes` are part of; refusals name it.
    init(_ bytes: ArraySlice<UInt8>, of text: String) throws(Malformed) {
        self.text = text
        guard let last = bytes.last, EdtfDate.isQualifier(last) else {
            self.bytes = bytes
            qualifier = nil
            return
        }
        self.bytes = bytes.dropLast()
        qualifier = last
        if let other = self.bytes.last, EdtfDate.isQualifier(other) {
            throw Malformed.date(text, "it has two qualifiers", "write % for both ? and ~")
        }
    }

    func compiled() throws(Malformed) -> EdtfParser.Compiled {
        if let fault = shapeFault { throw fault }
        if let time = bytes.firstIndex(of: UInt8(ascii: "T")) {
            try checkTime(bytes[(time + 1)...])
            guard let day = Day(String(decoding: bytes[..<time], as: UTF8.self)) else {
                throw Malformed.date(
                    text,
                    "a time of day needs a full date",
                    "write it as 2018-11-09T14:00:00Z"
                )
            }
            return EdtfParser.Compiled(interval: DayInterval(day), precision: .time)
        }
        var date = try calendar()
        date.isApproximate = qualifier == UInt8(ascii: "~") || qualifier == UInt8(ascii: "%")
        date.isUncertain = qualifier == UInt8(ascii: "?") || qualifier == UInt8(ascii: "%")
        return date
    }

    private static func isQualifier(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "?") || byte == UInt8(ascii: "~") || byte == UInt8(ascii: "%")
    }

    /// Forms that other levels or older drafts of EDTF have and this ledger does not read.
    private var shapeFault: Malformed? {
        guard let first = bytes.first else { return .date(text) }
        let rest = "write a year from 0000 to 9999 in four digits"
        if first == UInt8(ascii: "Y") || first == UInt8(ascii: "y") {
            return .date(text, "years of more than four digits are not read", rest)
        }
        if first == UInt8(ascii: "-") { return .date(text, "negative years are not read", rest) }
        if bytes.contains(where: EdtfDate.isQualifier) {
            return .date(
                text,
                "a qualifier stands at the end of a date and covers all of it",
                "write it as 2018-11~"
            )
        }
        if bytes.contains(UInt8(ascii: "T")), qualifier != nil {
            return .date(text, "a time of day takes no qualifier", "write the date alone")
        }
        return nil
    }

    // MARK: - Calendar dates

    /// Two or four digits of which the last ones may be `X`: the numbers they can stand for.
    private struct Field {
        let text: String
        let lo: Int
        let hi: Int
        let unknown: Int
    }

    private func field(_ part: ArraySlice<UInt8>, digits: Int) throws(Malformed) -> Field {
        var lo = 0
        var hi = 0
        var unknown = 0
        for byte in part {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard unknown == 0 else { throw knownAfterUnknown }
                lo = lo * 10 + Int(byte - 48)
                hi = hi * 10 + Int(byte - 48)
            case UInt8(ascii: "X"):
                lo *= 10
                hi = hi * 10 + 9
                unknown += 1
            default: throw Malformed.date(text)
            }
            // A longer part is refused below; stop before it could overflow.
            guard hi <= 99_999 else { break }
        }
        guard part.count == digits else { throw Malformed.date(text) }
        return Field(
            text: String(decoding: part, as: UTF8.self),
            lo: lo,
            hi: hi,
            unknown: unknown
        )
    }

    private var knownAfterUnknown: Malformed {
        .date(
            text,
            "a known digit follows an unspecified one",
            "write X for every digit after the first X"
        )
    }

    private func calendar() throws(Malformed) -> EdtfParser.Compiled {
        let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count) else { throw Malformed.date(text) }
        let year = try field(parts[0], digits: 4)
        let month = parts.count > 1 ? try field(parts[1], digits: 2) : nil
        let day = parts.count > 2 ? try field(parts[2], digits: 2) : nil
        guard year.unknown <= 2 else {
            throw Malformed.date(
                text,
                "not even the century is known",
                "write at least 20XX, or leave it out"
            )
        }
        if year.unknown > 0, (month?.unknown ?? 2) < 2 || (day?.unknown ?? 2) < 2 {
            throw knownAfterUnknown
        }
        if let month, month.unknown > 0, let day, day.unknown < 2 { throw knownAfterUnknown }
        if let month, month.unknown == 0, month.lo > 12 {
            return try season(month.lo, of: year.lo, hasDay: day != nil)
        }
        return try span(year, month, day)
    }

    private func span(
        _ year: Field,
        _ month: Field?,
        _ day: Field?
    ) throws(Malformed) -> EdtfParser.Compiled {
        let months = (max(month?.lo ?? 1, 1), min(month?.hi ?? 12, 12))
        guard months.0 <= months.1 else {
            throw Malformed.date(
                text,
                "there is no month \(month?.text ?? "")",
                "write a month from 01 to 12"
            )
        }
        let length = Day.count(inMonth: months.1, of: year.hi)
        let days = (max(day?.lo ?? 1, 1), min(day?.hi ?? length, length))
        guard days.0 <= days.1,
            let lo = Day(year: year.lo, month: months.0, day: days.0),
            let hi = Day(year: year.hi, month: months.1, day: days.1)
        else {
            let name = CalendarNames.months[months.1 - 1]
            throw Malformed.date(
                text,
                "there is no day \(day?.text ?? "") in \(name) \(year.text)",
                "write a day from 01 to \(length)"
            )
        }
        return EdtfParser.Compiled(
            interval: DayInterval(from: lo, through: hi),
            precision: EdtfDate.precision(year, month, day)
        )
    }

    private static func precision(_ year: Field, _ month: Field?, _ day: Field?) -> Edtf.Precision {
        switch (year.unknown, month?.unknown ?? 2, day?.unknown ?? 2) {
        case (2..., _, _): .century
        case (1, _, _): .decade
        case (_, 2..., _): .year
        case (_, 1, _): .months
        case (_, _, 2...): .month
        case (_, _, 1): .days
        default: .day
        }
    }

    /// Level 1 seasons, 21 to 24, as whole months of the northern hemisphere.
    private func season(
        _ code: Int,
        of year: Int,
        hasDay: Bool
    ) throws(Malformed) -> EdtfParser.Compiled {
        guard (21...24).contains(code), !hasDay else {
            if (21...41).contains(code), !hasDay {
                throw Malformed.date(
                    text,
                    "the part of the year \(code) is not read",
                    "write the months, as 2018-04/2018-06"
                )
            }
            throw Malformed.date(
                text,
                "there is no month \(code)",
                "write a month from 01 to 12"
            )
        }
        let first = 3 * (code - 20)
        let next = first + 2
        guard let lo = Day(year: year, month: first, day: 1) else { throw Malformed.date(text) }
        // The winter of 9999 ends with the calendar.
        let hi =
            (next <= 12
            ? Day(year: year, month: next, day: 1)
            : Day(year: year + 1, month: next - 12, day: 1))?.lastOfMonth ?? .last
        return EdtfParser.Compiled(
            interval: DayInterval(from: lo, through: hi),
            precision: .season
        )
    }

    // MARK: - Time of day

    /// `hh:mm:ss`, then nothing, `Z`, or an offset `+hh`, `+hh:mm` (level 0, "Date and Time").
    private func checkTime(_ time: ArraySlice<UInt8>) throws(Malformed) {
        let clock = time.prefix(8)
        var zone = time.dropFirst(8)
        guard EdtfDate.matches(clock, "00:00:00", [23, 59, 59]) else {
            throw Malformed.date(
                text,
                "there is no such time of day",
                "write hh:mm:ss, as 2018-11-09T14:00:00Z"
            )
        }
        if zone.isEmpty || zone.elementsEqual("Z".utf8) { return }
        let sign = zone.removeFirst()
        if sign == UInt8(ascii: ".") || sign == UInt8(ascii: ",") {
            throw Malformed.date(text, "fractions of a second are not read", "leave them out")
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            EdtfDate.matches(zone, "00", [23]) || EdtfDate.matches(zone, "00:00", [23, 59])
        else {
            throw Malformed.date(
                text,
                "the time zone is not an offset",
                "end with Z, +hh:mm or -hh:mm"
            )
        }
    }

    /// Whether the bytes have the form, a digit for each `0`, and pairs of digits up to the bounds.
    private static func matches(
        _ bytes: ArraySlice<UInt8>,
        _ form: String,
        _ bounds: [Int]
    ) -> Bool {
        guard bytes.count == form.utf8.count else { return false }
        let isShaped = zip(bytes, form.utf8).allSatisfy { byte, expected in
            expected == UInt8(ascii: "0") ? (48...57).contains(byte) : byte == expected
        }
        guard isShaped else { return false }
        let pairs = bytes.split(separator: UInt8(ascii: ":"))
        return zip(pairs, bounds).allSatisfy { pair, bound in
            pair.reduce(0) { $0 * 10 + Int($1) - 48 } <= bound
        }
    }
}
