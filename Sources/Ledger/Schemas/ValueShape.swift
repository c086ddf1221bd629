/// What a value of JSON holds, as the tables of answers and events tell it.
indirect enum ValueShape: Sendable {
    /// Text; it may be empty.
    case text
    /// Text with at least one character.
    case filled
    /// Text that a regular expression matches.
    case pattern(String)
    /// One word alone.
    case constant(String)
    /// One of these words.
    case words([String])
    /// `true` or `false`.
    case flag
    /// A whole number of 0 or more.
    case count
    /// A whole number.
    case number
    /// Any object: what it holds is described elsewhere.
    case anyObject
    /// A list of at least so many.
    case list(ValueShape, least: Int)
    /// An object.
    case object(ObjectShape)
    /// One of several objects, told apart by their constants or by what they need.
    case oneOf([ObjectShape])
    /// Any of several shapes.
    case anyOf([ValueShape])
    /// A shape that stands once in a document.
    case shared(SharedShape)
    /// The shape, or null.
    case orNull(ValueShape)

    /// The shape, or null where nothing is known.
    var orNull: ValueShape { .orNull(self) }

    /// A list of the shape; it may be empty.
    var list: ValueShape { .list(self, least: 0) }

    /// An object of members that must all be there.
    static func members(_ members: MemberShape...) -> ValueShape { .object(ObjectShape(members)) }
}

/// An object: its members, and what else must hold.
struct ObjectShape: Sendable {
    var members: [MemberShape]
    /// Whether unknown members are refused whoever reads; they always are in what comes in.
    var isClosed = false
    /// Whether at least one member must be there.
    var isFilled = false
    /// Further keywords of the schema.
    var rules: [JSON.Member] = []

    init(_ members: [MemberShape]) { self.members = members }

    /// An object of an event: closed, and never empty.
    static func given(_ members: [MemberShape]) -> ObjectShape {
        var object = ObjectShape(members)
        object.isClosed = true
        object.isFilled = members.allSatisfy(\.isOptional)
        return object
    }
}

/// A member of an object.
struct MemberShape: Sendable {
    let name: String
    let shape: ValueShape
    /// What it means, as a phrase.
    let meaning: String
    let isOptional: Bool

    init(_ name: String, _ shape: ValueShape, _ meaning: String, isOptional: Bool = false) {
        self.name = name
        self.shape = shape
        self.meaning = meaning
        self.isOptional = isOptional
    }

    /// A member that may be left out.
    static func optional(_ name: String, _ shape: ValueShape, _ meaning: String) -> MemberShape {
        MemberShape(name, shape, meaning, isOptional: true)
    }
}

/// The shapes that many tables use.
extension ValueShape {
    static let record = ValueShape.shared(.record)
    static let records = ValueShape.shared(.records)
    static let day = ValueShape.shared(.day)
    static let instant = ValueShape.shared(.instant)
    static let digest = ValueShape.shared(.digest)
    static let key = ValueShape.shared(.key)
    static let span = ValueShape.shared(.span)
    static let amount = ValueShape.shared(.amount)
    static let rate = ValueShape.shared(.rate)
    static let bands = ValueShape.shared(.bands)
    static let rates = ValueShape.shared(.rates)
    static let amounts = ValueShape.shared(.amounts)
    static let evidenceClass = ValueShape.shared(.evidenceClass)

    /// A key or a record.
    static let keyOrRecord = ValueShape.pattern(Pattern.keyOrRecord)

    /// A key of one of some kinds, as answers print it.
    static func key(_ kinds: Kind...) -> ValueShape { .pattern(Pattern.key(kinds)) }

    /// The key of an actor.
    static let actor = ValueShape.pattern(Pattern.key(Kind.allCases.filter(\.isActor)))

    /// The words of a vocabulary.
    static func words<W: Word>(_ type: W.Type) -> ValueShape { .words(W.words) }

    /// The states that testimony can lead to, and those that are only computed.
    static func states(_ machines: Machine..., and computed: [String] = []) -> ValueShape {
        .words(Set(machines.flatMap(\.states.keys) + computed).sorted())
    }
}
