internal import LMDB
internal import Ledger

/// Log to views: one batch of records into every table, in one transaction.
///
/// The same code follows live appends, catches up after a start and rebuilds from r1.
struct Follower {
    private let tables: ViewTables
    private(set) var registry: Registry
    /// Records whose content is gone, ascending.
    private(set) var redacted: [RecordNumber]
    /// Whether the last batch changed the registry.
    private(set) var hasChangedRegistry = false

    private var numbers: [String: NameID] = [:]
    private var keyNumbers: [Key: NameID] = [:]
    private var nextNumber: NameID
    private var postings: [Postings.Term: [UInt64]] = [:]
    /// Ids of the batch: links may point forward within it.
    private var positions: [RecordID: UInt64] = [:]

    /// Names kept in memory; beyond it the memory is dropped and filled again from the table.
    private static let numbersMax = 1_000_000

    /// A record of the log, for the first version of a chain.
    private let record: (RecordNumber) throws -> StoredRecord?

    init(
        tables: ViewTables,
        registry: Registry,
        redacted: [RecordNumber],
        nextNumber: NameID,
        record: @escaping (RecordNumber) throws -> StoredRecord?
    ) {
        self.record = record
        self.tables = tables
        self.registry = registry
        self.redacted = redacted
        self.nextNumber = nextNumber
    }

    /// Takes records in; they follow what the views hold, and hold whole batches.
    ///
    /// - Parameters:
    ///   - records: in order.
    ///   - read: their events by position, as far as somebody has read them already.
    ///   - transaction: where the tables are written.
    /// - Throws: what reading and writing throw.
    mutating func apply(
        _ records: [StoredRecord],
        read: [UInt64: Event] = [:],
        in transaction: inout WriteTransaction
    ) throws {
        hasChangedRegistry = false
        postings = [:]
        positions = [:]
        if numbers.count > Self.numbersMax { (numbers, keyNumbers) = ([:], [:]) }
        positions.reserveCapacity(records.count)
        // In the order of the table, so that neighbours meet on a page.
        let places = records.map { (id: $0.leaf.id, position: $0.leaf.position.value) }
        for place in places.sorted(by: { $0.id < $1.id }) {
            positions[place.id] = place.position
            try transaction.put(tables.ids, IDKey(place.id), Self.bytes(place.position))
        }
        let events = self.events(of: records, read)
        var hasNewTypes = false
        for (record, event) in zip(records, events) where !record.isRedacted {
            // Behind a registration of a type the events are read anew: some may be of it.
            let found =
                hasNewTypes
                ? EventParser.parse(record.event, types: registry.types).event : event
            guard let found else { continue }
            try apply(found, at: record.leaf.position, in: &transaction)
            if found.testimony.type.name == "type.registered" { hasNewTypes = true }
        }
        redacted += records.filter(\.isRedacted).map(\.leaf.position)
        try transaction.put(tables.meta, "redacted", redacted.flatMap { Self.bytes($0.value) })
        try Postings.add(postings, to: tables.postings, in: &transaction)
        try transaction.put(tables.meta, "next_number", Self.bytes(UInt64(nextNumber)))
    }

    static func bytes(_ value: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) }
    }

    /// The event of each record, by the types in force before the first.
    private func events(of records: [StoredRecord], _ read: [UInt64: Event]) -> [Event?] {
        var events = records.map { read[$0.leaf.position.value] }
        let open = records.indices.filter { events[$0] == nil && !records[$0].isRedacted }
        let parsed = EventParser.parse(
            open.map { records[$0].event },
            types: registry.types,
            in: .onAllProcessors
        )
        for (index, found) in zip(open, parsed) { events[index] = found.event }
        return events
    }

    private mutating func apply(
        _ event: Event,
        at position: RecordNumber,
        in transaction: inout WriteTransaction
    ) throws {
        if event.type.isLifecycle {
            try applyLifecycle(event, at: position, in: &transaction)
        } else {
            try testimony(event, at: position, root: position, in: &transaction)
            if Registry.concerns(event) {
                registry.apply(event, at: position, root: position)
                try note(position, in: &transaction)
            }
        }
        try references(event, at: position, in: transaction)
        let subject = try intern(event.testimony.subject, in: &transaction)
        let number = (0..<4).map { UInt8(truncatingIfNeeded: subject >> (24 - 8 * $0)) }
        try transaction.append(tables.subjects, position.value, number)
    }

    private mutating func note(
        _ position: RecordNumber,
        in transaction: inout WriteTransaction
    ) throws {
        hasChangedRegistry = true
        try transaction.put(tables.registry, position.value, [1])
    }

    /// A correction or retraction: its step, a row under every subject of the chain, and for a
    /// correction the new version.
    private mutating func applyLifecycle(
        _ event: Event,
        at position: RecordNumber,
        in transaction: inout WriteTransaction
    ) throws {
        // Under its own type too, so that a list can be of corrections.
        post(.type, UInt64(try intern(event.type.name, in: &transaction)), position)
        guard let id = event.body.record(.target),
            let target = try number(of: id, in: transaction)
        else { return }
        let root = try ViewLookup.root(of: RecordNumber(target), tables, transaction)
        let chain = try ViewLookup.chain(
            root: root,
            through: position,
            tables,
            transaction,
            recorder: 0,
            isRegistration: false
        )
        guard let act = Chain.Act(type: event.type.name),
            let step = chain.step(act, of: RecordNumber(target), by: position)
        else { return }
        try transaction.put(
            tables.chains,
            ChainKey(root: root.value, position: position.value),
            [step.act.rawValue] + Self.bytes(step.stands?.value ?? 0)
        )
        try transaction.put(tables.roots, position.value, Self.bytes(root.value))
        var subjects: Set<String> = [event.subject.description]
        subjects.formUnion(try self.subjects(ofChain: root, in: transaction))
        let row = FactBuilder.lifecycle(step, root: root, type: event.type.code)
        for subject in subjects.sorted() {
            guard let key = try? Key(subject) else { continue }
            try put(row, under: key, entry: 255, in: &transaction)
        }
        if let version = event.replacement {
            try testimony(version, at: position, root: root, in: &transaction)
        }
        try remember(subjects, ofChain: root, in: &transaction)
        if try transaction.contains(tables.registry, root.value) {
            if let version = event.replacement {
                registry.add(version: version, at: position)
            }
            registry.apply(step, root: root)
            try note(position, in: &transaction)
        }
    }

    /// Every subject that a version of the chain was about.
    private func subjects(
        ofChain root: RecordNumber,
        in transaction: borrowing WriteTransaction
    ) throws -> [String] {
        let kept = try ViewLookup.subjects(ofChain: root, tables, transaction)
        guard kept.isEmpty, let first = try record(root) else { return kept }
        let event = EventParser.parse(first.event, types: registry.types.asOf(root)).event
        return event.map { [$0.subject.description] } ?? []
    }

    private mutating func remember(
        _ subjects: Set<String>,
        ofChain root: RecordNumber,
        in transaction: inout WriteTransaction
    ) throws {
        let text = subjects.sorted().joined(separator: "\n")
        try transaction.put(tables.meta, ViewLookup.subjectsKey(root), Array(text.utf8))
    }

    /// Rows and postings of a testimony, or of any other event.
    private mutating func testimony(
        _ event: Event,
        at position: RecordNumber,
        root: RecordNumber,
        in transaction: inout WriteTransaction
    ) throws {
        let facts = try FactBuilder.facts(of: event, at: position, root: root) { name in
            switch name {
            case .key(let key): try intern(key, in: &transaction)
            case .step(let step): try intern(step, in: &transaction)
            }
        }
        for fact in facts {
            try put(fact, under: event.subject, entry: fact.entry, in: &transaction)
        }
        try post(event, at: position, in: &transaction)
    }

    private mutating func put(
        _ fact: Fact,
        under subject: Key,
        entry: UInt8,
        in transaction: inout WriteTransaction
    ) throws {
        let number = try intern(subject, in: &transaction)
        let key = RowKey(
            kind: subject.kind.code,
            subject: number,
            position: fact.position.value,
            entry: entry
        )
        try transaction.put(tables.rows, key, FactCodec.encode(fact))
    }

    /// By the key first: its text is made only on first sight.
    private mutating func intern(
        _ key: Key,
        in transaction: inout WriteTransaction
    ) throws -> NameID {
        if let number = keyNumbers[key] { return number }
        let number = try intern(key.description, in: &transaction)
        keyNumbers[key] = number
        return number
    }

    private mutating func intern(
        _ name: String,
        in transaction: inout WriteTransaction
    ) throws -> NameID {
        if let number = numbers[name] { return number }
        if let found = try ViewLookup.number(of: name, tables, transaction) {
            numbers[name] = found
            return found
        }
        let number = nextNumber
        nextNumber += 1
        numbers[name] = number
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
        try transaction.put(tables.numbers, name, bytes)
        try transaction.append(tables.names, number, Array(name.utf8))
        return number
    }

    private mutating func post(
        _ event: Event,
        at position: RecordNumber,
        in transaction: inout WriteTransaction
    ) throws {
        try event.eachTerm { kind, term in
            switch term {
            case .word(let word):
                post(kind, UInt64(try intern(word, in: &transaction)), position)
            case .key(let key):
                post(kind, UInt64(try intern(key, in: &transaction)), position)
            case .day(let day): post(kind, ViewLookup.term(of: day), position)
            }
        }
    }

    private mutating func post(_ kind: PostingKind, _ term: UInt64, _ position: RecordNumber) {
        postings[.init(kind: kind, number: term), default: []].append(position.value)
    }

    private mutating func references(
        _ event: Event,
        at position: RecordNumber,
        in transaction: borrowing WriteTransaction
    ) throws {
        for id in Set(event.references) {
            guard let target = try number(of: id, in: transaction) else { continue }
            post(.reference, target, position)
        }
    }

    private func number(
        of id: RecordID,
        in transaction: borrowing WriteTransaction
    ) throws -> UInt64? {
        if let position = positions[id] { return position }
        return try ViewLookup.position(of: id, tables, transaction)?.value
    }
}
