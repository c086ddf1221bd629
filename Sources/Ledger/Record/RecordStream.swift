/// Records out of the protobuf stream of `GET /v1/events`, whose pieces end anywhere.
///
/// The inverse of ``StoredRecord/delimitedMessage``.
public struct RecordStream: Sendable {
    /// The records that are whole so far.
    public private(set) var records: [StoredRecord] = []
    private var rest: [UInt8] = []

    /// The most bytes that a message may have: leaf, salt and the largest event, with room.
    private static let messageBytesMax = 1 << 20

    /// A stream of which nothing has come yet.
    public init() {}

    /// Whether the stream may end here.
    public var isWhole: Bool { rest.isEmpty }

    /// Takes the next bytes in.
    ///
    /// - Returns: false if they are no records.
    public mutating func take(_ bytes: [UInt8]) -> Bool {
        let all = rest + bytes
        let span = all.span
        var (at, found) = (0, [StoredRecord]())
        while at < all.count {
            var start = at
            guard let length = WireReader.varint(span, &start, all.count) else {
                // A length that was cut, or none: it has five bytes at most.
                if all.count - at > 5 { return false }
                break
            }
            guard length <= UInt64(Self.messageBytesMax) else { return false }
            guard all.count - start >= Int(length) else { break }
            guard let record = Self.record(span, start..<(start + Int(length))) else {
                return false
            }
            found.append(record)
            at = start + Int(length)
        }
        records += found
        rest = Array(all[at...])
        return true
    }

    private static func record(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> StoredRecord?
    {
        var stored: [UInt8] = []
        var (at, last) = (range.lowerBound, 0)
        while at < range.upperBound {
            guard let field = WireReader.next(bytes, &at, range.upperBound),
                field.kind == .delimited, field.number == last + 1, last < 3
            else { return nil }
            last += 1
            for index in field.range { stored.append(bytes[index]) }
        }
        guard last == 1 || last == 3 else { return nil }
        return StoredRecord(bytes: stored.span)
    }
}
