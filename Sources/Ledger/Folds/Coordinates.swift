/// The three coordinates of a question.
public struct Coordinates: Sendable, Hashable {
    /// The world's date: what held on it.
    public var on: Day
    /// Only what had been published by this day; nil: everything published.
    public var known: Day?
    /// Only what the ledger had recorded up to this record.
    public var asOf: RecordNumber
    /// Ignore what follows from schedules alone, and presumed joins.
    public var isStrict: Bool

    /// Makes coordinates.
    public init(on: Day, known: Day? = nil, asOf: RecordNumber, isStrict: Bool = false) {
        self.on = on
        self.known = known
        self.asOf = asOf
        self.isStrict = isStrict
    }
}

/// The version of the fold code: a change of what any answer says is a new number.
public enum Rules {
    /// Printed in every answer, so that an old one can be asked again.
    public static let version = 2
}
