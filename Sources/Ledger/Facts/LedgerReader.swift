/// What a question reads: rows, events and posting lists, all of them up to a position.
///
/// The seam between the pure answers and the store. Every call may see a longer log than the one
/// before; that does not matter, because rows are only ever added and callers ask up to `as_of`.
public protocol LedgerReader: Sendable {
    /// The registry; ask it with the question's `as_of`.
    var registry: Registry { get }

    /// The rows of a subject with positions up to `limit`, in order.
    func facts(of subject: Key, through limit: RecordNumber) throws -> [Fact]

    /// Every subject of a kind with its rows, up to `limit`.
    func each(
        of kind: Kind,
        through limit: RecordNumber,
        _ body: (Key, [Fact]) throws -> Void
    ) throws

    /// The event of a record, of a correction the record as it stands; nil if it is redacted or
    /// of a type that this program does not know.
    func event(at position: RecordNumber) throws -> Event?

    /// The subject of a record, of a correction that of the record as it stands; nil for one that
    /// is redacted or of a type that this program does not know.
    func subject(of position: RecordNumber) throws -> Key?

    /// The record itself; nil beyond the head.
    func record(at position: RecordNumber) throws -> StoredRecord?

    /// Positions of the records of a term, ascending, up to `limit`.
    func positions(
        _ kind: PostingKind,
        _ term: String,
        through limit: RecordNumber
    ) throws -> [RecordNumber]

    /// Positions of the records whose date begins in a span of days, with that day, up to `limit`.
    ///
    /// A record without a date, or with an open start, is filed under its earliest other date.
    /// Whole days are given until there are `count` or more.
    func positions(
        on days: DayInterval,
        through limit: RecordNumber,
        limit count: Int
    ) throws -> [(day: Day, position: RecordNumber)]

    /// The chain that a record belongs to, with its steps up to `limit`.
    func chain(of position: RecordNumber, through limit: RecordNumber) throws -> Chain

    /// Where a record id is recorded; nil if it is not.
    func position(of id: RecordID) throws -> RecordNumber?

    /// The path that proves a record in the tree of a size (RFC 9162, 2.1.3.1).
    func inclusionPath(of position: RecordNumber, size: UInt64) throws -> [Hash]

    /// Whether the text of a digest is kept here.
    func holdsText(of digest: Hash) throws -> Bool

    /// The bytes of a held text; nil if it is not kept here.
    func text(of digest: Hash) throws -> [UInt8]?

    /// The name of a number given by the views.
    func name(_ number: NameID) throws -> String

    /// Throws a refusal `timeout` when the question has taken too long; long folds ask between
    /// two of their steps, since only reads ask by themselves.
    func checkTime() throws
}

extension LedgerReader {
    /// A reader without a clock lets every question take its time.
    public func checkTime() throws {}
}

/// The kinds of posting list; the raw value is part of the views' layout.
public enum PostingKind: UInt8, Sendable, CaseIterable {
    /// Records of an event type.
    case type = 1
    /// Records in which an actor plays a part, or stands in a chain.
    case actor
    /// Records whose evidence comes from a source, or passes through it.
    case source
    /// Records on a topic.
    case issue
    /// Records that name a subject besides their own.
    case mention
    /// Records that point at a record; the term is its number, `r168`.
    case reference
    /// Records whose date begins on a day.
    case day
    /// Records with a date that counts from a source.
    case anchor
}
