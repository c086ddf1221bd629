/// One thing wrong with an input: where it lies, what is wrong, and what to write instead.
///
/// All faults of an input are collected and reported together.
public struct Fault: Error, Sendable, Equatable {
    /// Line of the input, counted from 1; nil where the input has no lines.
    public var line: Int?
    /// The field, as a path from the record's root (`body.rate.pct`); empty for the whole record.
    public var path: String
    /// What kind of fault it is.
    public var code: Code
    /// What is wrong, as a phrase that stands behind the path.
    public var message: String
    /// What to write or run instead, where there is something definite to say.
    public var hint: String?

    /// The most faults that are collected of one input: who has more has seen enough.
    public static let countMax = 1_000
    private static let messageScalarsMax = 400

    /// Makes a fault; a message that quotes a long input is cut, control characters are replaced.
    public init(
        line: Int? = nil,
        _ path: String,
        _ code: Code,
        _ message: String,
        hint: String? = nil
    ) {
        self.line = line
        self.path = path
        self.code = code
        self.message = Malformed.printable(message, scalarsMax: Self.messageScalarsMax)
        self.hint = hint
    }

    /// The kinds of fault; the raw value is stable on the wire.
    public enum Code: String, Sendable, CaseIterable {
        /// Not JSON, or not the protobuf bytes of an event.
        case syntax
        /// A field that no event has.
        case unknownField = "unknown_field"
        /// A field that this type does not have.
        case unexpectedField = "unexpected_field"
        /// A field named twice in one object.
        case duplicateField = "duplicate_field"
        /// A value of the wrong JSON type.
        case wrongType = "wrong_type"
        /// A field or role that the type needs.
        case missing
        /// An empty text, list or object: an unknown value is left out.
        case empty
        /// Text that is not of the field's form: a date, decimal, key, word or path.
        case malformed
        /// A type that is neither in the catalogue nor registered.
        case unknownType = "unknown_type"
        /// An actor that is not registered.
        case unknownActor = "unknown_actor"
        /// A source that is not registered.
        case unknownSource = "unknown_source"
        /// An issue code that is neither built in nor registered.
        case unknownIssue = "unknown_issue"
        /// A record that the ledger does not hold.
        case unknownRecord = "unknown_record"
        /// A batch-local name that no event of the batch bears, or two bear.
        case unknownReference = "unknown_reference"
        /// A key of a kind that may not stand here.
        case wrongKind = "wrong_kind"
        /// A chain that does not end at its entry's source.
        case chainEnd = "chain_end"
        /// A record resting only on sources that are cited, not held.
        case citedOnly = "cited_only"
        /// A span whose end lies before its start.
        case reversed
        /// A record that points at itself.
        case selfReference = "self_reference"
        /// Two fields that exclude each other.
        case excluded
        /// A text field in which a real name for an anonymous source was given.
        case realName = "real_name"
        /// A correction, retraction or redaction whose target has been changed since.
        case staleTarget = "stale_target"
        /// A target that may not be changed in this way.
        case wrongTarget = "wrong_target"
        /// A key that is registered already.
        case alreadyRegistered = "already_registered"
        /// A held text that has not been stored.
        case textNotStored = "text_not_stored"
        /// Larger than the limit.
        case tooLarge = "too_large"
    }
}
