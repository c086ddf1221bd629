/// The body of an event: typed values by field.
public struct Body: Sendable {
    /// Fields present, in the order of their numbers.
    public private(set) var entries: [(field: BodyField, value: BodyValue)] = []

    mutating func append(_ field: BodyField, _ value: BodyValue) {
        entries.append((field, value))
    }

    /// The body with some of its fields.
    func filtered(_ isKept: (BodyField) -> Bool) -> Body {
        var body = Body()
        body.entries = entries.filter { isKept($0.field) }
        return body
    }

    /// The value of a field; nil if it is absent.
    public subscript(field: BodyField) -> BodyValue? {
        entries.first { $0.field == field }?.value
    }

    /// Whether a field is present.
    public func has(_ field: BodyField) -> Bool { self[field] != nil }

    /// A text or word; nil if absent.
    public func text(_ field: BodyField) -> String? {
        guard case .text(let text)? = self[field] else { return nil }
        return text
    }

    /// A word of a vocabulary; nil if absent.
    public func word<W: Word>(_ field: BodyField, as type: W.Type = W.self) -> W? {
        text(field).flatMap(W.init(rawValue:))
    }

    /// A flag; false if absent.
    public func flag(_ field: BodyField) -> Bool {
        guard case .flag(let flag)? = self[field] else { return false }
        return flag
    }

    /// A date; nil if absent.
    public func date(_ field: BodyField) -> EventDate? {
        guard case .date(let date)? = self[field] else { return nil }
        return date
    }

    /// An amount; nil if absent.
    public func amount(_ field: BodyField) -> Amount? {
        guard case .amount(let amount)? = self[field] else { return nil }
        return amount
    }

    /// A rate; nil if absent.
    public func rate(_ field: BodyField) -> Rate? {
        guard case .rate(let rate)? = self[field] else { return nil }
        return rate
    }

    /// A record; nil if absent.
    public func record(_ field: BodyField) -> RecordID? {
        guard case .record(let record)? = self[field] else { return nil }
        return record
    }

    /// A key; nil if absent.
    public func key(_ field: BodyField) -> Key? {
        guard case .key(let key)? = self[field] else { return nil }
        return key
    }

    /// A list of texts or words; empty if absent.
    public func texts(_ field: BodyField) -> [String] {
        list(field).compactMap {
            guard case .text(let text) = $0 else { return nil }
            return text
        }
    }

    /// A list of keys; empty if absent.
    public func keys(_ field: BodyField) -> [Key] {
        list(field).compactMap {
            guard case .key(let key) = $0 else { return nil }
            return key
        }
    }

    /// A list of records; empty if absent.
    public func records(_ field: BodyField) -> [RecordID] {
        list(field).compactMap {
            guard case .record(let record) = $0 else { return nil }
            return record
        }
    }

    /// A list of rates; empty if absent.
    public func rates(_ field: BodyField) -> [Rate] {
        list(field).compactMap {
            guard case .rate(let rate) = $0 else { return nil }
            return rate
        }
    }

    /// The things offered, demanded or pledged.
    public var items: [Item] {
        list(.items).compactMap {
            guard case .item(let item) = $0 else { return nil }
            return item
        }
    }

    /// Offices held.
    public var posts: [Post] {
        list(.roles).compactMap {
            guard case .post(let post) = $0 else { return nil }
            return post
        }
    }

    private func list(_ field: BodyField) -> [BodyValue] {
        guard case .list(let values)? = self[field] else { return [] }
        return values
    }
}

/// A value of a body field.
public indirect enum BodyValue: Sendable {
    case text(String)
    case flag(Bool)
    case count(UInt64)
    case key(Key)
    case record(RecordID)
    case date(EventDate)
    case amount(Amount)
    case rate(Rate)
    case place(Location)
    case condition(Condition)
    case item(Item)
    case entryRule(EntryRule)
    case observation(Observation)
    case post(Post)
    case list([BodyValue])
}

/// A place: free name and ISO 3166-1 alpha-3 country.
public struct Location: Sendable, Hashable {
    public let name: String?
    public let country: String?
}

/// What something depends on.
public enum Condition: Sendable, Hashable {
    case `if`(String)
    case unless(String)

    /// `if …` or `unless …`.
    public var sentence: String {
        switch self {
        case .if(let text): "if \(text)"
        case .unless(let text): "unless \(text)"
        }
    }
}

/// One thing offered, demanded or pledged.
public struct Item: Sendable {
    public let issue: String
    public let action: Action
    public let text: String
    public let amount: Amount?
    public let deadline: EventDate?
    public let period: EventDate?
    /// Subject of the figure that the amount is measured from.
    public let baseline: Key?
    public let about: [Key]
}

/// Goods exported before a day pay a rate, if they also enter before a day.
public struct EntryRule: Sendable, Hashable {
    public let exportedBefore: EventDate
    public let rate: Rate
    public let enteredBefore: EventDate?
}

/// Another value of the same series.
public struct Observation: Sendable, Hashable {
    public let value: Amount
    public let period: EventDate
}

/// An office held.
public struct Post: Sendable, Hashable {
    public let title: String
    /// Where, if the body is a registered actor.
    public let at: ActorKey?
    /// Where, if it is not.
    public let atName: String?
    public let from: EventDate?
    public let until: EventDate?
}
