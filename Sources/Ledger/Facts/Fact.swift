/// A name's number in the views: keys and other words, by first appearance.
public typealias NameID = UInt32

/// One evidence entry of one record, reduced to what folds decide by: a row of the views.
///
/// Nothing in it depends on the coordinates of a question, so rows are only ever added, and any
/// date costs the same as today. Long things (items, bands, texts) are read from the event.
public struct Fact: Sendable, Equatable {
    /// The record.
    public var position: RecordNumber
    /// Which of its evidence entries, from 0; 0 also where it has none.
    public var entry: UInt8 = 0
    /// Code of the type in the table of types.
    public var type: UInt16 = 0
    /// The first record of its chain of corrections; itself for a record that corrects nothing.
    public var root: RecordNumber
    /// For a lifecycle record: what it did, and the version that stands after it (0: none).
    public var lifecycle: (act: Chain.Act, stands: RecordNumber)?
    /// Whether it comes from an evidence entry.
    public var hasEvidence = false
    /// Said to be in danger.
    public var isAtRisk = false
    /// The entry's chain passes through another text before the one in hand.
    public var isRelayed = false
    /// What else of the event a fold must know of.
    public var traits: Traits = []

    public var modality: Modality = .actual
    public var stance: Stance?
    public var certainty: Certainty?
    public var isNegative = false
    public var attribution: Attribution?
    public var basis: EvidenceBasis?
    public var form: Form?

    /// The document in hand; 0: none.
    public var source: NameID = 0
    /// Who or what the chain goes back to.
    public var origin: NameID = 0
    /// The outlet credited with the first report.
    public var firstReporter: NameID = 0
    /// What of the record this entry attests.
    public var covers: FieldGroups = .all

    /// The acting side: imposer, or by, or the first party.
    public var actor: NameID = 0
    /// The other side: target, or to, or the second party.
    public var counterparty: NameID = 0

    public var occurred: DayInterval?
    public var effective: DayInterval?
    /// The last day of an effect, or the deadline of a proposal or pledge.
    public var until: DayInterval?
    /// The day for which a state is attested.
    public var stateAsOf: DayInterval?

    /// The planned step; 0: none.
    public var step: NameID = 0
    /// The rate that the record puts in force or plans.
    public var rate: Rate?
    /// Trade covered, the value of a figure, or the term of a restriction.
    public var amount: Amount?
    /// The word that decides the move: change, response, outcome, form, finding, stage, refusal,
    /// strength, scope or kind, by its code.
    public var word: UInt8 = 0

    /// Makes a fact of a record that is its own root.
    public init(position: RecordNumber, root: RecordNumber? = nil) {
        self.position = position
        self.root = root ?? position
    }

    /// Equal if they are the same row.
    public static func == (a: Fact, b: Fact) -> Bool {
        a.position == b.position && a.entry == b.entry
            && FactCodec.encode(a) == FactCodec.encode(b)
    }
}

/// Things about an event that decide how it is folded, or whether it must be read whole.
public struct Traits: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It gives several rates; the row has the first.
    public static let bands = Traits(rawValue: 1 << 0)
    /// It is about a part of its subject only.
    public static let part = Traits(rawValue: 1 << 1)
    /// It lacks a field that its type expects.
    public static let incomplete = Traits(rawValue: 1 << 2)
    /// The measure takes effect again.
    public static let resumes = Traits(rawValue: 1 << 3)
    /// It depends on a condition.
    public static let conditional = Traits(rawValue: 1 << 4)
    /// It names a range of a held text.
    public static let quoted = Traits(rawValue: 1 << 5)
    /// A link says that it supersedes or contradicts another record.
    public static let opposed = Traits(rawValue: 1 << 6)
    /// It says which goods.
    public static let goods = Traits(rawValue: 1 << 7)
}
