/// A record as it is visible at the coordinates of a question: its rows, less what was not yet
/// published, corrected or retracted.
public struct Testimony: Sendable {
    /// The record; of a corrected one, the version that stands.
    public let position: RecordNumber
    /// The first record of its chain.
    public let root: RecordNumber
    /// Its visible rows, one for each evidence entry.
    public let facts: [Fact]
    /// From when on the public can have known it: the earliest publication of a visible entry.
    public let published: DayInterval?

    /// A row to read what all rows of a record share.
    public var fact: Fact { facts[0] }
    /// Its type; nil for a desk's own.
    public var type: EventType? { fact.eventType }
    /// The name of its type behind the dot, as the state machines see it.
    public var verb: String { type.map { String($0.verb) } ?? "" }

    /// The rows that attest a group of fields.
    public func attesting(_ group: FieldGroups) -> [Fact] {
        facts.filter { $0.covers.contains(group) }
    }

    /// Whether a visible entry attests a group of fields.
    public func attests(_ group: FieldGroups) -> Bool {
        facts.contains { $0.covers.contains(group) }
    }

    /// When the act took place: as dated, else when it had been published, at the latest.
    public var act: DayInterval {
        if isTalk { return published ?? fact.occurred ?? .all }
        if let occurred = fact.occurred { return occurred }
        if let effective = fact.effective { return effective }
        return DayInterval(from: .distantPast, through: published?.hi ?? .distantFuture)
    }

    /// Of talks the date is that of the talk, not that of the saying.
    private var isTalk: Bool {
        type?.machine == .talk
    }
}

/// What of a subject's rows is visible.
public struct Visibility: Sendable {
    let coordinates: Coordinates
    /// Publication of sources by their number, as dated at `as_of`.
    let publication: @Sendable (NameID) -> DayInterval?

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
        func close() {
            guard let first = open.first else { return }
            let dates = open.compactMap { publication($0.source) }
            let earliest = dates.min { ($0.hi, $0.lo) < ($1.hi, $1.lo) }
            found.append(
                Testimony(
                    position: first.position,
                    root: first.root,
                    facts: open,
                    published: earliest
                )
            )
            open = []
        }
        for fact in facts where fact.position <= coordinates.asOf && fact.lifecycle == nil {
            if let first = open.first, first.position != fact.position { close() }
            let version = stands[fact.root] ?? fact.root
            guard version == fact.position, isPublished(fact) else { continue }
            open.append(fact)
        }
        close()
        return found
    }

    /// Whether the public can surely have known an entry by the question's `known`.
    func isPublished(_ fact: Fact) -> Bool {
        guard let known = coordinates.known, fact.hasEvidence else { return true }
        guard let interval = publication(fact.source) else { return false }
        return interval.hi <= known
    }
}
