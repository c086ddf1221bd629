/// A record as the log keeps it: leaf ‖ salt ‖ event bytes.
public struct StoredRecord: Sendable, Equatable {
    /// What is hashed.
    public var leaf: Leaf
    /// 16 random bytes; empty once the record is redacted.
    public var salt: [UInt8]
    /// The event's canonical bytes; empty once the record is redacted.
    public var event: [UInt8]

    /// Bytes of a salt.
    public static let saltBytes = 16

    /// Makes a record of its parts.
    public init(leaf: Leaf, salt: [UInt8], event: [UInt8]) {
        precondition(
            salt.count == Self.saltBytes || salt.isEmpty && event.isEmpty,
            "salt is 16 bytes"
        )
        self.leaf = leaf
        self.salt = salt
        self.event = event
    }

    /// Reads a stored value; nil if it is damaged.
    public init?(bytes: borrowing Span<UInt8>) {
        guard let (leaf, count) = Leaf.read(bytes) else { return nil }
        self.leaf = leaf
        let rest = bytes.count - count
        if rest == 0 {
            salt = []
            event = []
            return
        }
        guard rest > Self.saltBytes else { return nil }
        let middle = count + Self.saltBytes
        salt = Array(bytes, count..<middle)
        event = Array(bytes, middle..<bytes.count)
    }

    /// Whether salt and event have been dropped.
    public var isRedacted: Bool { salt.isEmpty }

    /// Drops salt and event; the leaf stays, and with it every hash.
    public mutating func drop() {
        salt = []
        event = []
    }

    /// The bytes to store.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(192 + event.count)
        leaf.append(to: &out)
        out.append(contentsOf: salt)
        out.append(contentsOf: event)
        return out
    }

    /// A `ledger.v1.StoredRecord` message behind its length as a varint, for protobuf streams.
    public var delimitedMessage: [UInt8] {
        var message: [UInt8] = []
        WireWriter.delimited(1, leaf.bytes, &message)
        if !isRedacted {
            WireWriter.delimited(2, salt, &message)
            WireWriter.delimited(3, event, &message)
        }
        var out: [UInt8] = []
        WireWriter.varint(UInt64(message.count), &out)
        return out + message
    }

    /// Whether the event is the one that the leaf commits to; a redacted record cannot be checked.
    public var isCommitted: Bool {
        isRedacted || Leaf.commitment(salt: salt, event: event) == leaf.commitment
    }
}

extension Array where Element == UInt8 {
    /// A copy of a part of a span.
    init(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
        self.init()
        reserveCapacity(range.count)
        for at in range { append(bytes[at]) }
    }
}
