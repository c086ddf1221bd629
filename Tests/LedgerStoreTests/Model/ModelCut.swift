import Ledger

/// The three times of a question, and whether schedules and presumed joins are left out.
struct ModelCut {
    var on: Day
    /// Nil: everything that was ever published.
    var known: Day?
    var asOf: RecordNumber
    var isStrict = false
}

/// How surely a date has begun by a day.
///
/// Surely if its last day is there, possibly if its first day is. An open start says nothing, so
/// such a date begins only with its last day.
func begun(_ date: DayInterval, by day: Day) -> Likelihood {
    if date.hi <= day { return .surely }
    return date.lo <= day && date.lo != .distantPast ? .possibly : .no
}

/// What a question can see: the standing records up to `as_of`, the registry they make, and which
/// testimonies count.
struct ModelWorld {
    let ledger: ModelLedger
    let cut: ModelCut
    let standing: [ModelLedger.Version]
    let registry: ModelRegistry
    let joins: ModelJoins
    /// Every testimony that counts, in the order of record numbers.
    let told: [Told]

    init(_ ledger: ModelLedger, _ cut: ModelCut) {
        let standing = ledger.standing(through: cut.asOf)
        let registry = ModelRegistry(standing)
        self.ledger = ledger
        self.cut = cut
        self.standing = standing
        self.registry = registry
        joins = ModelJoins(ledger, standing, cut)
        told = standing.compactMap { Told($0, registry, known: cut.known) }
    }

    /// The same world on another day: nothing but the day changes.
    private init(_ world: ModelWorld, on: Day) {
        ledger = world.ledger
        standing = world.standing
        registry = world.registry
        joins = world.joins
        told = world.told
        var cut = world.cut
        cut.on = on
        self.cut = cut
    }

    /// What can be seen on another day.
    func at(on: Day) -> ModelWorld { ModelWorld(self, on: on) }

    /// What can be seen by what had been published by another day.
    func at(known: Day) -> ModelWorld {
        var cut = cut
        cut.known = known
        return ModelWorld(ledger, cut)
    }

    /// What can be seen by what had been recorded by another record.
    func at(asOf: RecordNumber) -> ModelWorld {
        var cut = cut
        cut.asOf = asOf
        return ModelWorld(ledger, cut)
    }

    /// The testimonies of a subject and of every key that is joined with it.
    func told(of subject: Key) -> [Told] {
        let group = joins.group(of: subject)
        return told.filter { group.contains($0.event.subject) && $0.event.type.isTestimony }
    }

    /// Subjects of a kind that some counting testimony is about, each by the name it answers to.
    func subjects(_ kind: Kind) -> [Key] {
        let keys = told.filter { $0.event.type.isTestimony && $0.event.subject.kind == kind }
            .map { joins.name(of: $0.event.subject) }
        return Set(keys).sorted()
    }

    /// Whether a record is there to be seen: recorded, standing, and published.
    func isVisible(_ number: RecordNumber) -> Bool { visible(number) != nil }

    /// The testimony that stands in the chain of a record, if it counts.
    func visible(_ number: RecordNumber) -> Told? {
        guard number <= cut.asOf else { return nil }
        let root = ledger.root(of: number)
        return told.first { $0.root == root }
    }
}
