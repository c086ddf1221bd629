/// What a field of the dictionary holds.
public enum Format: Sendable, Equatable {
    /// Own words.
    case text
    /// `true`; absent means "not said".
    case flag
    /// A whole number of things counted.
    case count
    /// `[a-z0-9][a-z0-9._/-]{0,95}`.
    case slug
    /// A key of one of these kinds.
    case key(KindSet)
    /// A record: `r168`, `@x` or its id.
    case record
    /// A place in a record, from its root: `body.items[0].amount`.
    case path
    /// A word of a vocabulary.
    case word([String])
    /// A word of the vocabulary that the event type brings: only `kind`.
    case wordOfType
    /// A number of people: `1`, `2..`, `2..4`.
    case range
    /// 64 hex digits.
    case digest
    /// A field of the dictionary, by name.
    case fieldName
    case date, amount, rate, place, condition, item, entryRule, observation, post

    /// Which kinds of key may stand in a field.
    public enum KindSet: Sendable, Equatable {
        case subject, actor, source, any

        /// Whether a kind belongs to the set.
        public func contains(_ kind: Kind) -> Bool {
            switch self {
            case .subject: !kind.isRegistered
            case .actor: kind.isActor
            case .source: kind == .src
            case .any: true
            }
        }
    }

    /// What it is called in help and in `type show`.
    public var name: String {
        switch self {
        case .text: "text"
        case .flag: "flag"
        case .count: "count"
        case .slug: "name"
        case .key(.subject): "subject key"
        case .key(.actor): "actor key"
        case .key(.source): "source key"
        case .key(.any): "key"
        case .record: "record"
        case .path: "path"
        case .word(let words): words.joined(separator: " | ")
        case .wordOfType: "word"
        case .range: "number of people"
        case .digest: "SHA-256"
        case .fieldName: "field name"
        case .date: "date"
        case .amount: "amount"
        case .rate: "rate"
        case .place: "place"
        case .condition: "condition"
        case .item: "item"
        case .entryRule: "entry rule"
        case .observation: "observation"
        case .post: "post"
        }
    }
}
