/// An instant as it is typed or as an answer printed it: `2018-11-09T14:00:00.123456Z`, with an
/// offset instead of `Z`, or `@` and seconds since 1970.
public struct InstantText: Hashable, Sendable {
    /// Since 1970-01-01T00:00:00Z.
    public let microseconds: Int64
    /// The date with its time, without a fraction of a second: what a record keeps.
    let edtf: String

    /// Reads it; nil for any other text, and for a time of day without a zone.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "@") {
            let digits = bytes.dropFirst()
            guard (1...12).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }),
                let seconds = Int64(text.dropFirst()),
                seconds < Int64(Day.last.number + 1) * 86_400
            else { return nil }
            microseconds = seconds * 1_000_000
            edtf = String(Instant.text(microseconds).prefix(19)) + "Z"
            return
        }
        guard bytes.count > 19, bytes[10] == UInt8(ascii: "T") else { return nil }
        var rest = bytes[19...]
        guard let fraction = InstantText.fraction(&rest) else { return nil }
        let whole = String(decoding: bytes[..<19] + rest, as: UTF8.self)
        guard let date = try? Edtf(whole), date.precision == .time,
            let offset = InstantText.offset(rest)
        else { return nil }
        let clock = bytes[11..<19].split(separator: UInt8(ascii: ":"))
            .map { $0.reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) } }
        let seconds = clock[0] * 3_600 + clock[1] * 60 + clock[2] - offset
        microseconds = (Int64(date.interval.lo.number) * 86_400 + seconds) * 1_000_000 + fraction
        edtf = whole
    }

    /// The date of a text that is an instant but no EDTF.
    func date(_ text: String) throws(Malformed) -> TypedDate {
        TypedDate(text, try Edtf(edtf), instant: microseconds)
    }

    /// Takes `.123456` away: its microseconds, 0 where there is none, nil where it is none.
    private static func fraction(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix { (48...57).contains($0) }
        guard (1...9).contains(digits.count) else { return nil }
        rest = rest.dropFirst(1 + digits.count)
        let six = digits.prefix(6) + Array(repeating: 48, count: max(0, 6 - digits.count))
        return six.reduce(0) { $0 * 10 + Int64($1 - 48) }
    }

    /// Seconds by which a zone is ahead; the form was checked with the date.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
        if zone.elementsEqual("Z".utf8) { return 0 }
        guard zone.count >= 3, let sign = zone.first else { return nil }
        let parts = zone.dropFirst().split(separator: UInt8(ascii: ":"))
            .map { $0.reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) } }
        let seconds = parts[0] * 3_600 + (parts.count > 1 ? parts[1] * 60 : 0)
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }
}
