/// An event of a text in canonical bytes, as a client sends one of very many.
///
/// What the words mean is not looked at: the daemon does that, whoever encoded them.
public struct EncodedEvent: Sendable {
    /// The line of the text, counted from 1.
    public let line: Int
    /// The id that the text gives, or that it was given since.
    public var id: RecordID?
    /// The name by which other events may refer to it, without `@`.
    public let ref: String?
    /// The names that it refers to by `@`, in the order of its tokens.
    public let names: [String]
    /// Its canonical bytes; references are tokens until ``resolve(_:)``.
    public private(set) var bytes: [UInt8]

    init(_ item: JSONToWire.Item, id: RecordID?) {
        line = item.line
        self.id = id
        ref = item.ref
        names = item.locals
        bytes = item.bytes
    }

    /// The key that exists because of it; nil if it is no registration.
    public var registered: String? {
        var type = "", subject = ""
        WireReader.each(bytes.span, 0..<bytes.count) { field in
            switch field.number {
            case Self.typeNumber: type = WireReader.text(bytes.span, field.range)
            case Self.subjectNumber: subject = WireReader.text(bytes.span, field.range)
            default: return field.number < max(Self.typeNumber, Self.subjectNumber)
            }
            return true
        }
        return type.hasSuffix(".registered") ? subject : nil
    }

    private static let typeNumber = number("type")
    private static let subjectNumber = number("subject")

    private static func number(_ name: String) -> Int {
        let shape = Shape.current
        return shape.messages[shape.index("Event")].number(of: name) ?? 0
    }

    /// The records that it refers to by their ids.
    public var targets: [RecordID] {
        ReferencePatch.places(in: bytes).compactMap {
            RecordID(WireReader.text(bytes.span, $0.range))
        }
    }

    /// Whatever text of it may be a key, written with a slash; for clients that ask what it needs.
    public var keys: Set<String> {
        var found: Set<String> = []
        Self.keys(bytes.span, 0..<bytes.count, Shape.current.index("Event"), &found)
        return found
    }

    private static func keys(
        _ bytes: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ message: Int,
        _ found: inout Set<String>
    ) {
        var at = range.lowerBound
        while let part = WireReader.next(bytes, &at, range.upperBound) {
            guard let field = Shape.current.field(message, part.number) else { continue }
            if case .message(let child) = field.kind {
                keys(bytes, part.range, child, &found)
            } else if field.kind == .string, part.range.count <= keyBytesMax,
                let cut = part.range.first(where: { isCut(bytes[$0]) })
            {
                let kind = WireReader.text(bytes, part.range.lowerBound..<cut)
                let slug = WireReader.text(bytes, (cut + 1)..<part.range.upperBound)
                found.insert(kind + "/" + slug)
            }
        }
    }

    private static let keyBytesMax = Key.slugBytesMax + 16

    private static func isCut(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":")
    }

    /// Puts record ids where the event says `@name`.
    ///
    /// - Parameter id: the id of the event that has a name; nil if none has.
    /// - Returns: the names that none has.
    public mutating func resolve(_ id: (String) -> RecordID?) -> [String] {
        guard !names.isEmpty else { return [] }
        var unknown: [String] = []
        for (range, _) in ReferencePatch.places(in: bytes) {
            guard case .local(let index) = ReferencePatch.target(bytes.span, range),
                names.indices.contains(index)
            else { continue }
            if let found = id(names[index]) {
                bytes.replaceSubrange(range, with: found.description.utf8)
            } else {
                unknown.append(names[index])
            }
        }
        return unknown
    }
}

extension EncodedEvent {
    /// Encodes a text of one event a line.
    ///
    /// - Parameters:
    ///   - text: the lines; their numbers are counted from the first of them.
    ///   - before: how many lines stand before them.
    /// - Returns: the events in order; nil if a line has a fault of form, which the daemon tells
    ///   better, beside everything else that is wrong.
    public static func encode(lines text: [UInt8], after before: Int = 0) -> [EncodedEvent]? {
        let read = JSONToWire.read(text, isLines: true, after: before)
        guard read.faults.isEmpty else { return nil }
        var events: [EncodedEvent] = []
        events.reserveCapacity(read.items.count)
        for item in read.items {
            let id = item.id.flatMap { RecordID($0) }
            if item.isFaulty || (item.id != nil && id == nil) { return nil }
            events.append(EncodedEvent(item, id: id))
        }
        return events
    }

    /// A `ledger.v1.AppendBatch` of events that have ids.
    public static func batch(_ events: some Sequence<EncodedEvent>) -> [UInt8] {
        var out: [UInt8] = []
        for event in events {
            guard let id = event.id else { preconditionFailure("an event without an id") }
            // An id field of 18 bytes, and a tag and a length of up to three bytes each.
            var length: [UInt8] = []
            WireWriter.varint(UInt64(event.bytes.count), &length)
            WireWriter.tag(1, .delimited, &out)
            WireWriter.varint(UInt64(18 + 1 + length.count + event.bytes.count), &out)
            WireWriter.delimited(1, id.bytes, &out)
            WireWriter.tag(2, .delimited, &out)
            out += length
            out += event.bytes
        }
        return out
    }
}
