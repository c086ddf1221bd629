/// A record as it is visible at the coordinates of a question: its rows, less what was not yet
/// published, corrected or retracted.
///
/// A class, because folds sort and keep many of them, and it is large.
public final class Testimony: Sendable {
    /// The record; of a corrected one, the version that stands.
    public let position: RecordNumber
    /// The first record of its chain.
    public let root: RecordNumber
    /// Its visible rows, one for each evidence entry.
    public let facts: [Fact]
    /// From when on the public can have known it: the earliest publication of a visible entry.
    public let published: DayInterval?
    /// Its type; nil for one that this program does not know.
    public let type: EventType?
    /// What the state machines see of the type; empty if it moves none.
    public let verb: String
    /// The code of the word that decides the move.
    public let word: UInt8

    /// What all rows of the record share, less the fields that no visible entry attests.
    public let fact: Fact

    init(_ facts: [Fact], published: DayInterval?, type: EventType?) {
        self.facts = facts
        self.published = published
        self.type = type
        fact = facts[0].attested(by: facts.reduce(into: FieldGroups()) { $0.formUnion($1.covers) })
        position = facts[0].position
        root = facts[0].root
        verb = type?.move?.verb ?? ""
        word = type?.move?.word ?? facts[0].word
    }

    /// Whether a visible entry attests a group of fields.
    public func attests(_ group: FieldGroups) -> Bool {
        facts.contains { $0.covers.contains(group) }
    }

    /// Whether a visible entry attests the record as a whole.
    var isWhole: Bool { facts.contains { $0.covers == .all } }

    /// The evidence entries of its event that are visible.
    func entries(of event: Event) -> [Evidence] {
        facts.filter(\.hasEvidence).map { event.evidence[Int($0.entry)] }
    }

    /// Everybody and every document that it shows.
    func names(of event: Event) -> Set<Key> { event.names(in: entries(of: event)) }

    /// When the act took place: as dated, else when it had been published, at the latest.
    public var act: DayInterval {
        // Of talks the date is that of the talk, not that of the saying.
        if type?.machine == .talk { return published ?? fact.occurred ?? .all }
        if let occurred = fact.occurred { return occurred }
        // A plan is not made on the day for which it is made.
        if let effective = fact.effective, isEffect { return effective }
        return DayInterval(from: .distantPast, through: published?.hi ?? .distantFuture)
    }

    /// Whether it tells of a tariff or restriction that took effect, and not of a plan for one.
    private var isEffect: Bool {
        guard let machine = type?.machine, machine == .measure || machine == .restriction else {
            return false
        }
        return ["imposed", "raised", "lowered", "amended", "suspended", "lifted"].contains(verb)
    }

    /// Whether it moves its subject: somebody asserts it, and as something that is so.
    ///
    /// Statements and the like are made in any modality. A plan is one even if only intended.
    public var moves: Bool {
        guard let type, type.isTestimony else { return false }
        guard facts.contains(where: { !$0.hasEvidence || $0.isAssertion }) else { return false }
        switch fact.modality {
        case .actual: return true
        case .intended, .conditional: return type.isPlan || Self.isSpeech(type)
        case .predicted: return type.name == "talks.scheduled" || Self.isSpeech(type)
        case .possible: return Self.isSpeech(type)
        }
    }

    private static func isSpeech(_ type: EventType) -> Bool {
        type.machine == .statement || type.machine == .comment
    }
}

extension Fact {
    /// Whether the source asserts what the record says.
    var isAssertion: Bool { stance == .asserts && !isNegative }

    /// The row without the fields of groups that are not attested.
    func attested(by groups: FieldGroups) -> Fact {
        guard groups != .all else { return self }
        var fact = self
        if !groups.contains(.occurred) { fact.occurred = nil }
        if !groups.contains(.effective) { fact.effective = nil }
        if !groups.contains(.until) {
            fact.until = nil
            fact.stateAsOf = nil
        }
        if !groups.contains(.rate) { fact.rate = nil }
        if !groups.contains(.amount) { fact.amount = nil }
        if !groups.contains(.step) { fact.step = 0 }
        return fact
    }
}

/// What of a subject's rows is visible.
public struct Visibility: Sendable {
    let coordinates: Coordinates
    /// Publication of sources by their number, as dated at `as_of`.
    let publication: @Sendable (NameID) -> DayInterval?
    /// The type of a code.
    var type: @Sendable (UInt16) -> EventType? = Catalogue.type(code:)

    /// The testimonies of a subject that are visible, in the order of the log.
    ///
    /// Order of the cuts: `as_of` (positions, then the version of each chain that stands), then
    /// `known` on the evidence entries of the version chosen. Lifecycle records act at every
    /// `known`: they correct us, not the source.
    public func testimonies(_ facts: [Fact]) -> [Testimony] {
        var stands: [RecordNumber: RecordNumber] = [:]
        for fact in facts where fact.position <= coordinates.asOf {
            if let lifecycle = fact.lifecycle { stands[fact.root] = lifecycle.stands }
        }
        var found: [Testimony] = []
        var open: [Fact] = []
        for fact in facts where fact.position <= coordinates.asOf && fact.lifecycle == nil {
            if let first = open.first, first.position != fact.position {
                found.append(testimony(open))
                open = []
            }
            let version = stands[fact.root] ?? fact.root
            guard version == fact.position, isPublished(fact) else { continue }
            open.append(fact)
        }
        if !open.isEmpty { found.append(testimony(open)) }
        return found
    }

    private func testimony(_ rows: [Fact]) -> Testimony {
        let dates = rows.compactMap { publication($0.source) }
        let earliest = dates.min { ($0.hi, $0.lo) < ($1.hi, $1.lo) }
        return Testimony(rows, published: earliest, type: type(rows[0].type))
    }

    /// Whether the public can surely have known an entry by the question's `known`.
    func isPublished(_ fact: Fact) -> Bool {
        guard let known = coordinates.known, fact.hasEvidence else { return true }
        guard let interval = publication(fact.source) else { return false }
        return interval.hi <= known
    }
}
