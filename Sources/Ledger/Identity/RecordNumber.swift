/// The place of a record in the log, counted from 1 and written `r168`.
///
/// rN is index N-1 of the Merkle tree, and N is the size of the tree that ends with it.
public struct RecordNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The position, 1 or more; 0 stands for "before the first record".
    public let value: UInt64

    /// The record at a position.
    public init(_ value: UInt64) { self.value = value }

    /// Reads `r168`; nil for anything else.
    public init?(_ text: String) {
        guard text.first == "r", let value = UInt64(text.dropFirst()), value > 0,
            text.dropFirst().first != "0", text.dropFirst().first != "+"
        else { return nil }
        self.value = value
    }

    public static func < (a: RecordNumber, b: RecordNumber) -> Bool { a.value < b.value }

    /// `r168`.
    public var description: String { "r\(value)" }
}
