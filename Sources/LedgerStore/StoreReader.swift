public import Ledger
internal import LMDB

/// What questions read, over the views and the log.
///
/// Each call is one short read transaction: rows are only ever added, so a question that asks up
/// to its `as_of` sees the same whichever snapshot answers, and no reader holds pages back.
public struct StoreReader: LedgerReader {
    private let views: Views
    private let log: LogFile
    private let tables: ViewTables
    private let texts: HeldTexts
    /// The registry when the question began.
    public let registry: Registry

    /// Whether the question has taken too long; asked at each read.
    private let isExpired: @Sendable () -> Bool

    /// Reads a ledger as its views stand now.
    ///
    /// - Parameters:
    ///   - folder: the ledger.
    ///   - isExpired: when it says so, every read throws a refusal `timeout`.
    public init(_ folder: LedgerFolder, isExpired: @escaping @Sendable () -> Bool = { false }) {
        self.isExpired = isExpired
        views = folder.views
        log = folder.log
        tables = folder.views.tables
        texts = folder.texts
        registry = folder.views.current.registry
    }

    private func read<R>(_ body: (borrowing ReadTransaction) throws -> R) throws -> R {
        try checkTime()
        return try views.environment.read(body)
    }

    public func checkTime() throws {
        guard isExpired() else { return }
        throw Refusal(.timeout, "not answered: it took too long; ask for less")
    }

    public func facts(of subject: Key, through limit: RecordNumber) throws -> [Fact] {
        try read { transaction throws in
            guard
                let number = try ViewLookup.number(of: subject.description, tables, transaction)
            else { return [] }
            var found: [Fact] = []
            let start = RowKey(kind: subject.kind.code, subject: number, position: 0, entry: 0)
            try transaction.scan(tables.rows, from: start) { key, value in
                guard let key = RowKey(keyBytes: key), key.kind == subject.kind.code,
                    key.subject == number, key.position <= limit.value
                else { return false }
                let position = RecordNumber(key.position)
                if let fact = FactCodec.decode(value, position: position, entry: key.entry) {
                    found.append(fact)
                }
                return true
            }
            return found
        }
    }

    public func each(
        of kind: Kind,
        through limit: RecordNumber,
        _ body: (Key, [Fact]) throws -> Void
    ) throws {
        var subjects: [(number: NameID, facts: [Fact])] = []
        try read { transaction throws in
            let start = RowKey(kind: kind.code, subject: 0, position: 0, entry: 0)
            try transaction.scan(tables.rows, from: start) { key, value in
                guard let key = RowKey(keyBytes: key), key.kind == kind.code else { return false }
                guard key.position <= limit.value else { return true }
                let position = RecordNumber(key.position)
                guard let fact = FactCodec.decode(value, position: position, entry: key.entry)
                else { return true }
                if subjects.last?.number == key.subject {
                    subjects[subjects.count - 1].facts.append(fact)
                } else {
                    subjects.append((key.subject, [fact]))
                }
                return true
            }
        }
        for (number, facts) in subjects {
            guard let key = try? Key(name(number)) else { continue }
            try body(key, facts)
        }
    }

    public func event(at position: RecordNumber) throws -> Event? {
        try checkTime()
        guard let record = try log.record(at: position), !record.isRedacted else { return nil }
        return EventParser.parse(record.event, types: registry.types.asOf(position)).event
    }

    public func subject(of position: RecordNumber) throws -> Key? {
        try read { transaction throws in
            guard let number = try ViewLookup.subject(of: position, tables, transaction),
                let name = try ViewLookup.name(of: number, tables, transaction)
            else { return nil }
            return try? Key(name)
        }
    }

    public func record(at position: RecordNumber) throws -> StoredRecord? {
        guard position.value <= log.head.size else { return nil }
        return try log.record(at: position)
    }

    public func positions(
        _ kind: PostingKind,
        _ term: String,
        through limit: RecordNumber
    ) throws -> [RecordNumber] {
        try read { transaction throws in
            let number: UInt64?
            if kind == .reference {
                number = RecordNumber(term)?.value
            } else {
                number = try ViewLookup.number(of: term, tables, transaction).map(UInt64.init)
            }
            guard let number else { return [] }
            return try Postings.positions(
                of: .init(kind: kind, number: number),
                through: limit.value,
                in: tables.postings,
                transaction
            ).map(RecordNumber.init)
        }
    }

    public func positions(
        on days: DayInterval,
        through limit: RecordNumber,
        limit count: Int
    ) throws -> [(day: Day, position: RecordNumber)] {
        try read { transaction throws in
            var found: [(Day, RecordNumber)] = []
            var term = ViewLookup.term(of: days.lo)
            let end = ViewLookup.term(of: days.hi)
            while let next = try Postings.nextTerm(
                from: term,
                kind: .day,
                in: tables.postings,
                transaction
            ), next <= end {
                let positions = try Postings.positions(
                    of: .init(kind: .day, number: next),
                    through: limit.value,
                    in: tables.postings,
                    transaction
                )
                found += positions.map { (ViewLookup.day(of: next), RecordNumber($0)) }
                if next == .max || found.count >= count { break }
                term = next + 1
            }
            return found
        }
    }

    public func chain(of position: RecordNumber, through limit: RecordNumber) throws -> Chain {
        try read { transaction throws in
            let root = try ViewLookup.root(of: position, tables, transaction)
            let first = try log.record(at: root)
            return try ViewLookup.chain(
                root: root,
                through: limit,
                tables,
                transaction,
                recorder: first?.leaf.recorder.uid ?? 0,
                isRegistration: first?.leaf.type.hasSuffix(".registered") ?? false
            )
        }
    }

    public func position(of id: RecordID) throws -> RecordNumber? {
        try read { transaction throws in
            try ViewLookup.position(of: id, tables, transaction)
        }
    }

    public func inclusionPath(of position: RecordNumber, size: UInt64) throws -> [Hash] {
        try checkTime()
        return try log.inclusionPath(of: position, size: size)
    }

    public func holdsText(of digest: Hash) throws -> Bool { texts.has(digest) }

    public func text(of digest: Hash) throws -> [UInt8]? {
        try checkTime()
        return try texts.get(digest)
    }

    public func name(_ number: NameID) throws -> String {
        try read { transaction throws in
            try ViewLookup.name(of: number, tables, transaction) ?? ""
        }
    }
}

extension StoreReader {
    /// Keys that begin with a prefix, with how many rows each has, in order; for completion.
    public func subjects(prefix: String, limit: Int) throws -> [Key] {
        try read { transaction throws in
            var found: [Key] = []
            try transaction.scan(tables.numbers, from: prefix.isEmpty ? "a" : prefix) { key, _ in
                guard let name = String(keyBytes: key), name.hasPrefix(prefix) else {
                    return prefix.isEmpty
                }
                if let key = try? Key(name) { found.append(key) }
                return found.count < limit
            }
            return found
        }
    }
}
