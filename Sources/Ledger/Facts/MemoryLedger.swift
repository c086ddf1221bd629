/// A log folded in memory: what a question reads, with no store behind it.
///
/// It lets anybody who holds the records ask them what the desk was asked. The views of the store
/// fold the same records into tables; that both give the same answers is what a test shows, and
/// what a full proof rests on.
public struct MemoryLedger: Sendable {
    /// The registry at the end of the log.
    public private(set) var registry = Registry()
    /// Size and hashes of the log.
    public private(set) var frontier = MerkleFrontier()

    private var records: [StoredRecord] = []
    private var hashes: [Hash] = []
    private var places: [RecordID: RecordNumber] = [:]
    private var numbers: [String: NameID] = [:]
    private var names: [String] = [""]
    private var rows: [Key: [Fact]] = [:]
    private var subjects: [RecordNumber: Key] = [:]
    private var roots: [RecordNumber: RecordNumber] = [:]
    private var steps: [RecordNumber: [Chain.Step]] = [:]
    /// Every subject that a version of a chain was about, once the chain has changed.
    private var changed: [RecordNumber: Set<Key>] = [:]
    private var registrations: Set<RecordNumber> = []
    private var postings: [PostingKind: [NameID: [RecordNumber]]] = [:]
    private var references: [RecordNumber: [RecordNumber]] = [:]
    private var days: [Day: [RecordNumber]] = [:]

    /// Folds a log.
    ///
    /// - Parameter records: all of it, in order from the first; what is redacted has its leaf.
    public init(_ records: [StoredRecord]) {
        self.records = records
        for record in records {
            places[record.leaf.id] = record.leaf.position
            frontier.append(record.leaf.hash) { _, hash in hashes.append(hash) }
        }
        for record in records { apply(record) }
    }

    private mutating func apply(_ record: StoredRecord) {
        guard !record.isRedacted,
            let event = EventParser.parse(record.event, types: registry.types).event
        else { return }
        let position = record.leaf.position
        if event.type.isLifecycle {
            applyLifecycle(event, at: position)
        } else {
            testimony(event, at: position, root: position)
            if Registry.concerns(event) {
                registry.apply(event, at: position, root: position)
                registrations.insert(position)
            }
        }
        for id in Set(event.references) {
            if let target = places[id] { references[target, default: []].append(position) }
        }
        _ = number(of: event.testimony.subject.description)
        subjects[position] = event.testimony.subject
    }

    /// A record about another one: its step, a row under every subject of the chain, and for a
    /// correction the new version.
    private mutating func applyLifecycle(_ event: Event, at position: RecordNumber) {
        post(.type, number(of: event.type.name), position)
        guard let target = event.body.record(.target).flatMap({ places[$0] }) else { return }
        let root = roots[target] ?? target
        guard let act = Chain.Act(type: event.type.name),
            let step = chain(root, through: position).step(act, of: target, by: position)
        else { return }
        steps[root, default: []].append(step)
        roots[position] = root
        let about = (changed[root] ?? first(root)).union([event.subject])
        changed[root] = about
        var row = FactBuilder.lifecycle(step, root: root, type: event.type.code)
        row.entry = 255
        for subject in about.sorted(by: { $0.description < $1.description }) {
            put(row, under: subject)
        }
        if let version = event.replacement { testimony(version, at: position, root: root) }
        guard registrations.contains(root) else { return }
        if let version = event.replacement { registry.add(version: version, at: position) }
        registry.apply(step, root: root)
    }

    private func first(_ root: RecordNumber) -> Set<Key> {
        guard let bytes = record(at: root)?.event,
            let event = EventParser.parse(bytes, types: registry.types.asOf(root)).event
        else { return [] }
        return [event.subject]
    }

    private mutating func testimony(_ event: Event, at position: RecordNumber, root: RecordNumber) {
        let facts = FactBuilder.facts(of: event, at: position, root: root) { name in
            switch name {
            case .key(let key): number(of: key.description)
            case .step(let step): number(of: step)
            }
        }
        for fact in facts { put(fact, under: event.subject) }
        event.eachTerm { kind, term in
            switch term {
            case .word(let word): post(kind, number(of: word), position)
            case .key(let key): post(kind, number(of: key.description), position)
            case .day(let day): days[day, default: []].append(position)
            }
        }
    }

    /// Rows of a subject go by record, those of one record by entry.
    private mutating func put(_ fact: Fact, under subject: Key) {
        _ = number(of: subject.description)
        let list = rows[subject] ?? []
        let place = list.lastIndex { ($0.position, $0.entry) < (fact.position, fact.entry) }
        rows[subject, default: []].insert(fact, at: place.map { $0 + 1 } ?? 0)
    }

    private mutating func number(of name: String) -> NameID {
        if let number = numbers[name] { return number }
        let number = NameID(names.count)
        numbers[name] = number
        names.append(name)
        return number
    }

    private mutating func post(_ kind: PostingKind, _ term: NameID, _ position: RecordNumber) {
        let list = postings[kind]?[term]
        // A version may stand under what its own record stands under.
        if list?.last != position {
            postings[kind, default: [:]][term, default: []].append(position)
        }
    }

    private func chain(_ root: RecordNumber, through limit: RecordNumber) -> Chain {
        let leaf = record(at: root)?.leaf
        var chain = Chain(
            root: root,
            recorder: leaf?.recorder.uid ?? 0,
            isRegistration: leaf?.type.hasSuffix(".registered") ?? false
        )
        for step in steps[root] ?? [] where step.position <= limit { chain.append(step) }
        return chain
    }
}

extension MemoryLedger: LedgerReader {
    public func facts(of subject: Key, through limit: RecordNumber) -> [Fact] {
        (rows[subject] ?? []).filter { $0.position <= limit }
    }

    public func each(
        of kind: Kind,
        through limit: RecordNumber,
        _ body: (Key, [Fact]) throws -> Void
    ) rethrows {
        let keys = rows.keys.filter { $0.kind == kind }.map { (numbers[$0.description] ?? 0, $0) }
        for (_, key) in keys.sorted(by: { $0.0 < $1.0 }) {
            let facts = facts(of: key, through: limit)
            if !facts.isEmpty { try body(key, facts) }
        }
    }

    public func event(at position: RecordNumber) -> Event? {
        guard let record = record(at: position), !record.isRedacted else { return nil }
        return EventParser.parse(record.event, types: registry.types.asOf(position)).event
    }

    public func subject(of position: RecordNumber) -> Key? { subjects[position] }

    public func record(at position: RecordNumber) -> StoredRecord? {
        guard position.value >= 1, position.value <= UInt64(records.count) else { return nil }
        return records[Int(position.value) - 1]
    }

    public func positions(
        _ kind: PostingKind,
        _ term: String,
        through limit: RecordNumber
    ) -> [RecordNumber] {
        let found =
            kind == .reference
            ? RecordNumber(term).flatMap { references[$0] }
            : numbers[term].flatMap { postings[kind]?[$0] }
        return (found ?? []).filter { $0 <= limit }
    }

    public func positions(
        on span: DayInterval,
        through limit: RecordNumber,
        limit count: Int
    ) -> [(day: Day, position: RecordNumber)] {
        var found: [(Day, RecordNumber)] = []
        for day in days.keys.sorted() where span.lo <= day && day <= span.hi {
            found += (days[day] ?? []).filter { $0 <= limit }.map { (day, $0) }
            if found.count >= count { break }
        }
        return found
    }

    public func chain(of position: RecordNumber, through limit: RecordNumber) -> Chain {
        chain(roots[position] ?? position, through: limit)
    }

    public func position(of id: RecordID) -> RecordNumber? { places[id] }

    public func inclusionPath(of position: RecordNumber, size: UInt64) -> [Hash] {
        MerkleTree.inclusionProof(index: position.value - 1, size: size) { hashes[Int($0)] }
    }

    /// Texts are not records, so there are none here.
    public func holdsText(of digest: Hash) -> Bool { false }

    public func text(of digest: Hash) -> [UInt8]? { nil }

    public func name(_ number: NameID) -> String {
        Int(number) < names.count ? names[Int(number)] : ""
    }
}
