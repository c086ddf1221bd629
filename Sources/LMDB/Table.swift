/// A named, ordered map from keys to bytes in one environment.
///
/// Made by ``Environment/table(_:key:)``; holds no data, so it can be kept and passed about.
public struct Table<Key: TableKey>: Sendable {
    /// The name it has in the file.
    public let name: String
    /// The number liblmdb gave it when the environment opened.
    @usableFromInline let number: UInt32
    /// Which environment it belongs to: a number means another table, or none, in another one.
    @usableFromInline let environment: UInt64

    init(name: String, number: UInt32, environment: UInt64) {
        self.name = name
        self.number = number
        self.environment = environment
    }
}
