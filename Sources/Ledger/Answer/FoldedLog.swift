/// A log folded once, to be asked many times: what a drawing over two calendars needs.
///
/// It asks the pure answers what the desk asks them, so a number that is drawn and the desk's
/// answer at the same coordinates are one computation. Texts are no records: what rests on them
/// cannot be asked here.
public struct FoldedLog: Sendable {
    /// The last record.
    public let asOf: RecordNumber

    private let reader: RememberedEvents
    private let basis: Basis

    /// Folds a log.
    ///
    /// - Parameter records: all of it, in order from the first.
    public init(_ records: [StoredRecord]) {
        let ledger = MemoryLedger(records)
        asOf = RecordNumber(UInt64(records.count))
        reader = RememberedEvents(ledger, through: asOf)
        basis = Basis(
            coordinates: Coordinates(on: .last, asOf: asOf),
            size: UInt64(records.count),
            root: ledger.frontier.root,
            redacted: records.lazy.filter(\.isRedacted).map(\.leaf.position)
        )
    }

    /// A place in the three times, where several questions share what was read.
    public struct Moment: Sendable {
        fileprivate let answers: Answers

        /// Answers a question at these coordinates.
        ///
        /// - Parameters:
        ///   - view: such as `measures/in-force`.
        ///   - parameters: those of the view.
        /// - Throws: ``Refusal`` for a question that no view takes.
        /// - Returns: the answer, as the desk gives it.
        public func answer(
            _ view: String,
            _ parameters: [(name: String, value: String)] = []
        ) throws -> Answer {
            try answers.answer(Question(view: view, items: parameters))
        }
    }

    /// The place at a day of the world and a day of publication.
    ///
    /// - Parameters:
    ///   - day: what held in the world on it.
    ///   - known: only what had been published by it; nil for everything.
    ///   - isStrict: whether effects by schedule and presumed joins are ignored.
    /// - Returns: the place, to ask at.
    public func at(on day: Day, known: Day?, isStrict: Bool = false) -> Moment {
        var basis = basis
        basis.coordinates = Coordinates(on: day, known: known, asOf: asOf, isStrict: isStrict)
        return Moment(answers: Answers(reader: reader, basis: basis))
    }

    /// The days on which an answer may become another as `on` moves on.
    ///
    /// Every rule holds `on` against an end of a date, or asks whether that end is past. So it is
    /// the ends of every date in every record, the days after them, and the ends of terms.
    public func worldDays() throws -> Set<Day> {
        var days: Set<Day> = []
        func add(_ interval: DayInterval) {
            days.formUnion([interval.lo, interval.hi])
            if !interval.hi.isSentinel { days.insert(interval.hi.adding(days: 1)) }
        }
        func walk(_ value: JSON) {
            if let text = value["edtf"]?.text, let date = try? Edtf(text) { add(date.interval) }
            for member in value.members { walk(member.value) }
            for element in value.elements { walk(element) }
        }
        let moment = at(on: .last, known: nil)
        for number in 0..<asOf.value {
            let record = RecordNumber(number + 1).description
            for row in try moment.answer("records/show", [("record", record)]).rows { walk(row) }
        }
        for kind in Answers.kinds {
            try reader.each(of: kind, through: asOf) { _, facts in
                for fact in facts {
                    for date in [fact.effective, fact.occurred, fact.until] {
                        if let date { add(date) }
                    }
                    guard let term = fact.amount, term.unit == .year,
                        let years = term.value.whole, let start = fact.effective
                    else { continue }
                    let (lo, hi) = (start.lo.adding(years: years), start.hi.adding(years: years))
                    if let end = DayInterval(lo: lo, hi: hi) { add(end) }
                }
            }
        }
        return days.filter { !$0.isSentinel }
    }

    /// The days on which something becomes known: the last on which a source can have appeared.
    public func publicationDays() throws -> Set<Day> {
        let rows = try at(on: .last, known: nil).answer("sources").rows
        let keys = rows.compactMap { $0["source"]?.text }.compactMap { try? Key($0) }
        let days = keys.compactMap { reader.registry.publication(of: $0, at: asOf)?.hi }
        return Set(days.filter { !$0.isSentinel })
    }
}

/// A log in memory whose events are parsed once: a parse costs more than all that is asked of it.
private struct RememberedEvents: LedgerReader {
    private let ledger: MemoryLedger
    private let events: [Event?]

    init(_ ledger: MemoryLedger, through last: RecordNumber) {
        self.ledger = ledger
        events = (0..<last.value).map { ledger.event(at: RecordNumber($0 + 1)) }
    }

    var registry: Registry { ledger.registry }

    func event(at position: RecordNumber) -> Event? {
        guard position.value >= 1, position.value <= UInt64(events.count) else { return nil }
        return events[Int(position.value) - 1]
    }

    func facts(of subject: Key, through limit: RecordNumber) -> [Fact] {
        ledger.facts(of: subject, through: limit)
    }

    func each(
        of kind: Kind,
        through limit: RecordNumber,
        _ body: (Key, [Fact]) throws -> Void
    ) throws {
        try ledger.each(of: kind, through: limit, body)
    }

    func subject(of position: RecordNumber) -> Key? { ledger.subject(of: position) }

    func record(at position: RecordNumber) -> StoredRecord? { ledger.record(at: position) }

    func positions(
        _ kind: PostingKind,
        _ term: String,
        through limit: RecordNumber
    ) -> [RecordNumber] {
        ledger.positions(kind, term, through: limit)
    }

    func positions(
        on days: DayInterval,
        through limit: RecordNumber,
        limit count: Int
    ) -> [(day: Day, position: RecordNumber)] {
        ledger.positions(on: days, through: limit, limit: count)
    }

    func chain(of position: RecordNumber, through limit: RecordNumber) -> Chain {
        ledger.chain(of: position, through: limit)
    }

    func position(of id: RecordID) -> RecordNumber? { ledger.position(of: id) }

    func inclusionPath(of position: RecordNumber, size: UInt64) -> [Hash] {
        ledger.inclusionPath(of: position, size: size)
    }

    func holdsText(of digest: Hash) -> Bool { false }

    func text(of digest: Hash) -> [UInt8]? { nil }

    func name(_ number: NameID) -> String { ledger.name(number) }
}
