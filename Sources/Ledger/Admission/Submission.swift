/// An event on its way into the log: its form is checked, its place not yet known.
public struct Draft: Sendable {
    /// Its identity and idempotency key.
    public let id: RecordID
    /// What it says.
    public let event: Event
    /// Line of the input on which it stood, for faults.
    public let line: Int
}

/// What one request asks to record.
public struct Submission: Sendable {
    /// The events, in the order of the input.
    public var drafts: [Draft]
    /// What must hold of the log just before this batch.
    public var expectations: [Expectation]
    /// What to do when some of the ids are recorded already.
    public var onKnown: OnKnown
    /// The account that asks.
    public var recorder: Leaf.Recorder
    /// What the account may do.
    public var permission: Permission
    /// Admit and say what would be recorded, but record nothing.
    public var isDryRun: Bool

    /// Makes a submission.
    public init(
        drafts: [Draft],
        expectations: [Expectation] = [],
        onKnown: OnKnown = .refuse,
        recorder: Leaf.Recorder,
        permission: Permission = .editor,
        isDryRun: Bool = false
    ) {
        self.drafts = drafts
        self.expectations = expectations
        self.onKnown = onKnown
        self.recorder = recorder
        self.permission = permission
        self.isDryRun = isDryRun
    }

    /// What to do when some of a batch's ids are recorded already.
    public enum OnKnown: String, Sendable { case refuse, skip }

    /// What an account may do; each level includes the ones before it.
    public enum Permission: Int, Comparable, Sendable {
        case reader, author, editor
        public static func < (a: Permission, b: Permission) -> Bool { a.rawValue < b.rawValue }
    }

    /// "The last record about this subject is `last`", or, with nil, "it is new".
    public struct Expectation: Sendable, Equatable {
        /// The subject, which need not be written.
        public let subject: Key
        /// The record expected to be its last; nil expects none.
        public let last: RecordNumber?

        /// Makes an expectation.
        public init(subject: Key, last: RecordNumber?) {
            self.subject = subject
            self.last = last
        }

        /// Reads `measure/us-301-list3@r168` or `measure/x@new`.
        public init(_ text: String) throws(Malformed) {
            let refusal = Malformed(
                text,
                expected: "an expectation",
                hint: "write SUBJECT@r168, or SUBJECT@new"
            )
            guard let cut = text.lastIndex(of: "@") else { throw refusal }
            let word = String(text[text.index(after: cut)...])
            subject = try Key(String(text[..<cut]))
            last = RecordNumber(word)
            if last == nil, word != "new" { throw refusal }
        }
    }

    /// The limits of a batch (design: nothing is unbounded).
    public enum Limit {
        /// Events in one batch.
        public static let batchEventsMax = 10_000
        /// Canonical bytes of one event.
        public static let eventBytesMax = 64 * 1024
    }
}
