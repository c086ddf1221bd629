/// Two days to compare, as `A..B` names them.
public struct DayRange: Hashable, Sendable, CustomStringConvertible {
    /// The earlier day.
    public let from: Day
    /// The later day, or the same one.
    public let to: Day

    /// Reads `A..B`, two days of which the second is not earlier.
    ///
    /// - Parameters:
    ///   - text: as typed.
    ///   - read: reads each of the two.
    /// - Throws: what to write instead.
    /// - Returns: the two days.
    public static func parse(
        _ text: String,
        reading read: (String) throws(Malformed) -> Day = { text throws(Malformed) in
            try Day.parseQuery(text)
        }
    ) throws(Malformed) -> DayRange {
        let bytes = Array(text.utf8)
        let dots = bytes.indices.dropLast().filter {
            bytes[$0] == UInt8(ascii: ".") && bytes[$0 + 1] == UInt8(ascii: ".")
        }
        guard dots.count == 1, let dot = dots.first, dot > 0, dot + 2 < bytes.count else {
            throw Malformed(
                text,
                expected: "a pair of days",
                hint: "write it as 2018-10-25..2018-11-15"
            )
        }
        let from = try read(String(decoding: bytes[..<dot], as: UTF8.self))
        let to = try read(String(decoding: bytes[(dot + 2)...], as: UTF8.self))
        guard from <= to else {
            throw Malformed(
                text,
                expected: "a pair of days",
                reason: "the later day comes first",
                hint: "write \(to)..\(from)"
            )
        }
        return DayRange(from: from, to: to)
    }

    /// `2018-10-25..2018-11-15`.
    public var description: String { "\(from)..\(to)" }
}
