internal import LedgerSchema

/// The schema as a table, read from the embedded descriptor: message index, then field number.
///
/// The codec is driven by this table alone, so a field added to the `.proto` file needs no change
/// here. Source: `google/protobuf/descriptor.proto`, read with our own reader because four fields
/// of it are all we need.
public struct Shape: Sendable {
    /// One field of a message.
    public struct Field: Sendable {
        /// The name in the `.proto` file, which is the name in JSON.
        public var name: String
        /// The field number.
        public var number: Int
        /// What a single value is.
        public var kind: Kind
        /// Whether it is a list.
        public var isRepeated: Bool
        /// Whether its text names a record: `r10`, `@x` or a record id (`docs/file-format.md`).
        public var isReference: Bool
        /// `"name":`, ready to be written.
        var label: [UInt8]
    }

    /// The kinds of value that our schema uses.
    public enum Kind: Sendable, Equatable {
        case string, count, flag, bytes
        case message(Int)
    }

    /// A message: its fields by number, with gaps.
    public struct Message: Sendable {
        /// The message's name without its package.
        public var name: String
        var fields: [Field?]
        /// Names of fields with their numbers, by the length of the name: where most candidates
        /// have another length, comparing bytes is far cheaper than hashing a string.
        fileprivate var names: [[(name: [UInt8], number: Int)]] = []

        /// The number of the field with a name, as it lies in JSON.
        func number(of text: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
            guard range.count < names.count else { return nil }
            candidates: for (name, number) in names[range.count] {
                for index in name.indices where name[index] != text[range.lowerBound + index] {
                    continue candidates
                }
                return number
            }
            return nil
        }

        /// The number of the field with a name.
        func number(of name: String) -> Int? {
            let bytes = Array(name.utf8)
            return number(of: bytes.span, 0..<bytes.count)
        }
    }

    /// All messages of the file, in its order.
    public let messages: [Message]
    /// Of each message and field number: 0 for none, 1 for a single field, 2 for a list.
    private let marks: [UInt8]
    /// How many marks a message has.
    private let marksEach: Int

    /// The schema this program was built with.
    public static let current = Shape(descriptorSet: SchemaDescriptor.bytes)

    /// The descriptor set of the schema, as every data file carries it.
    public static var descriptor: [UInt8] { SchemaDescriptor.bytes }

    /// Index of a message; the name must be in the schema.
    public func index(_ name: String) -> Int {
        guard let index = messages.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("no message \(name) in the schema")
        }
        return index
    }

    /// The fields of a message, ascending.
    public func fields(of message: Int) -> [Field] { messages[message].fields.compactMap(\.self) }

    /// The messages that an event is made of, so that readers need not look them up by name.
    enum Part: Int, CaseIterable {
        case event, replacement, date, actorRole, evidence, quoteRef, hop, link, amount, rate
        case place, condition, item, entryRule, observation, post, body

        /// Index in ``Shape/messages``.
        var index: Int { Self.indexes[rawValue] }

        private static let indexes = allCases.map { part in
            let name = "\(part)"
            return Shape.current.index(name.prefix(1).uppercased() + name.dropFirst())
        }
    }

    /// Whether a field is a list; nil if there is no such field.
    ///
    /// Cheaper than the field itself, which has names.
    @inline(__always)
    func isRepeated(_ message: Int, _ number: Int) -> Bool? {
        guard number < marksEach else { return nil }
        let mark = marks[message * marksEach + number]
        return mark == 0 ? nil : mark == 2
    }

    @inline(__always)
    func field(_ message: Int, _ number: Int) -> Field? {
        let fields = messages[message].fields
        return number < fields.count ? fields[number] : nil
    }
}

extension Shape {
    /// Reads a `FileDescriptorSet` of one file.
    ///
    /// - Parameter descriptorSet: what `protoc --descriptor_set_out` wrote; it is part of the
    ///   program, so a damaged one is our own bug and traps.
    public init(descriptorSet: [UInt8]) {
        let bytes = descriptorSet.span
        var names: [String] = []
        var bodies: [Range<Int>] = []
        WireReader.each(bytes, 0..<bytes.count) { file in
            WireReader.each(bytes, file.range) { field in
                guard field.number == 4 else { return true }
                bodies.append(field.range)
                names.append(Shape.text(of: 1, in: bytes, field.range) ?? "")
                return true
            }
        }
        precondition(!bodies.isEmpty, "the embedded descriptor holds the schema")
        let messages = zip(names, bodies).map { name, body in
            var message = Message(name: name, fields: [nil])
            WireReader.each(bytes, body) { part in
                guard part.number == 2 else { return true }
                let field = Shape.field(bytes, part.range, of: name, messages: names)
                message.add(field)
                return true
            }
            return message
        }
        let each = messages.map(\.fields.count).max() ?? 0
        marks = messages.flatMap { message in
            (0..<each).map { number -> UInt8 in
                guard number < message.fields.count, let field = message.fields[number] else {
                    return 0
                }
                return field.isRepeated ? 2 : 1
            }
        }
        marksEach = each
        self.messages = messages
    }

    /// Reads a `FieldDescriptorProto`: name 1, number 3, label 4, type 5, type_name 6.
    private static func field(
        _ bytes: borrowing Span<UInt8>,
        _ range: Range<Int>,
        of message: String,
        messages: [String]
    ) -> Field {
        let name = text(of: 1, in: bytes, range) ?? ""
        let type = varint(of: 5, in: bytes, range)
        let kind: Kind
        switch type {
        case 9: kind = .string
        case 4: kind = .count
        case 8: kind = .flag
        case 12: kind = .bytes
        default:
            let target = (text(of: 6, in: bytes, range) ?? "").split(separator: ".").last ?? ""
            guard type == 11, let index = messages.firstIndex(of: String(target)) else {
                preconditionFailure("the schema uses only strings, counts, flags and messages")
            }
            kind = .message(index)
        }
        let isReference =
            message == "Link" && name == "to"
            || message == "Body" && ["target", "to", "records"].contains(name)
        return Field(
            name: name,
            number: Int(varint(of: 3, in: bytes, range)),
            kind: kind,
            isRepeated: varint(of: 4, in: bytes, range) == 3,
            isReference: isReference,
            label: Array("\"\(name)\":".utf8)
        )
    }

    private static func text(
        of number: Int,
        in bytes: borrowing Span<UInt8>,
        _ range: Range<Int>
    ) -> String? {
        var found: String?
        var at = range.lowerBound
        while let field = WireReader.next(bytes, &at, range.upperBound) {
            if field.number == number { found = WireReader.text(bytes, field.range) }
        }
        return found
    }

    private static func varint(
        of number: Int,
        in bytes: borrowing Span<UInt8>,
        _ range: Range<Int>
    ) -> UInt64 {
        var found: UInt64 = 0
        var at = range.lowerBound
        while let field = WireReader.next(bytes, &at, range.upperBound) {
            if field.number == number { found = field.varint }
        }
        return found
    }
}

extension Shape.Message {
    fileprivate mutating func add(_ field: Shape.Field) {
        while fields.count <= field.number { fields.append(nil) }
        fields[field.number] = field
        let name = Array(field.name.utf8)
        while names.count <= name.count { names.append([]) }
        names[name.count].append((name, field.number))
    }
}
