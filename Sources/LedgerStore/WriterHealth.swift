/// What the writer says of itself when it is asked whether it works.
public struct WriterHealth: Sendable, Equatable {
    /// The size of the log, whose last record it has read back.
    public var size: UInt64
    /// Whether it would append by the clock as it stands.
    public var believesClock: Bool
}
