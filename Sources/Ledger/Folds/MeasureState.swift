/// A measure as it stands on a date.
public struct MeasureState: Sendable {
    /// How its being in force, or its rate, is known.
    public enum Basis: String, Sendable, CaseIterable {
        /// A record says so.
        case attested
        /// Only a schedule says so.
        case bySchedule = "by_schedule"
        /// A later testimony disagrees with the schedule.
        case contradicted
    }

    /// threatened, announced, scheduled, in_force, suspended, lifted, cancelled ...
    public var state = "unknown"
    public var basis = Basis.attested
    /// Whether it is surely in that state on the date.
    public var likelihood = Likelihood.no
    /// Duty on top of the ordinary one, or with it; several bands are one value.
    public var rate = Cell<[Rate]>()
    /// Rates of other kinds, which are never compared with it.
    public var otherRates: [Rate] = []
    public var coverage = Cell<Amount>()
    /// When it took effect.
    public var since: DayInterval?
    /// The last day, as stated.
    public var until: DayInterval?
    public var evidenceClass: EvidenceClass?
    public var imposer: NameID = 0
    public var target: NameID = 0
    /// Planned steps, in the order in which they were first told.
    public var steps: [MeasureStep] = []
    /// The step that set the rate; 0: none.
    public var step: NameID = 0
    /// Changes of what it covers or how goods enter, since it came into force.
    public var amendments: [Testimony] = []
    /// Records of moves that the state machine does not have.
    public var anomalies: [RecordNumber] = []
    /// Why the cell shows what it shows, where that needs saying.
    public var explanation: String?
    /// Every record that it rests on.
    public var records: [RecordNumber] = []
}

/// A planned change of a measure.
public struct MeasureStep: Sendable {
    /// What it is called; 0 if it has no name.
    public let name: NameID
    /// What it does, as last said; nil for the start of the measure.
    public var change: Change?
    /// The planned day; nil if it was put off without a new one.
    public var effective: DayInterval?
    /// The last day of its effect, where the plan gives one.
    public var until: DayInterval?
    public var rate: [Rate] = []
    /// The record that gives the rate.
    public var rateRecord = RecordNumber(0)
    public var coverage: Amount?
    /// The record that gives the coverage.
    public var coverageRecord = RecordNumber(0)
    public var status = Status.scheduled
    /// The records that plan it and tell what became of it.
    public var records: [RecordNumber] = []
    /// The testimonies that plan it.
    public var plans: [Testimony] = []
    /// Attestations of a later day that give another rate, of a contradicted one.
    public var against: [Testimony] = []

    /// What has become of a step.
    public enum Status: String, Sendable {
        case scheduled, postponed, cancelled, attested
        /// Its day has passed and no record says that it was taken.
        case dueNotEvidenced = "due_not_evidenced"
        /// Its day has passed and a later record says otherwise.
        case contradicted
    }

    /// The verb of the testimony that would say that it was taken.
    var verb: String? {
        switch change {
        case nil, .resume: "imposed"
        case .raise: "raised"
        case .lower: "lowered"
        case .suspend: "suspended"
        case .lift: "lifted"
        case .amend: "amended"
        }
    }

    /// Whether it may still be moved or dropped.
    var isPending: Bool { status == .scheduled || status == .postponed }

    /// The record that plans it, in its last form.
    var planned: RecordNumber { plans.last?.position ?? records.first ?? RecordNumber(0) }

    /// Whether a name or a change means this step: one without a name is meant by its change.
    func isMeant(name: NameID, change: Change?) -> Bool {
        name == 0 ? self.name == 0 && self.change == change : self.name == name
    }
}
