internal import LMDB
internal import Ledger

/// Reading single things from the views, in a read or a write transaction alike.
enum ViewLookup {
    static func position(
        of id: RecordID,
        _ tables: ViewTables,
        _ transaction: borrowing Transaction<some TransactionAccess>
    ) throws -> RecordNumber? {
        try transaction.get(tables.ids, IDKey(id)) {
            RecordNumber($0.bigEndian(UInt64.self, at: 0))
        }
    }

    static func number(
        of name: String,
        _ tables: ViewTables,
        _ transaction: borrowing Transaction<some TransactionAccess>
    ) throws -> NameID? {
        // No name has more bytes than a key of the table may have.
        guard !name.isEmpty, name.utf8.count < 500 else { return nil }
        return try transaction.get(tables.numbers, name) { $0.bigEndian(UInt32.self, at: 0) }
    }

    static func name(
        of number: NameID,
        _ tables: ViewTables,
        _ transaction: borrowing Transaction<some TransactionAccess>
    ) throws -> String? {
        try transaction.get(tables.names, number).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The subject of a record, as numbers; nil for one that the views do not know.
    static func subject(
        of position: RecordNumber,
        _ tables: ViewTables,
        _ transaction: borrowing Transaction<some TransactionAccess>
    ) throws -> NameID? {
        try transaction.get(tables.subjects, position.value) { $0.bigEndian(UInt32.self, at: 0) }
    }

    /// The root of the chain that a record belongs to: itself, unless it is a lifecycle record.
    static func root(
        of position: RecordNumber,
        _ tables: ViewTables,
        _ transaction: borrowing Transaction<some TransactionAccess>
    ) throws -> RecordNumber {
        let root = try transaction.get(tables.roots, position.value) {
            $0.bigEndian(UInt64.self, at: 0)
        }
        return root.map(RecordNumber.init) ?? position
    }

    /// A chain with its steps up to a position.
    static func chain(
        root: RecordNumber,
        through limit: RecordNumber,
        _ tables: ViewTables,
        _ transaction: borrowing Transaction<some TransactionAccess>,
        recorder: UInt32,
        isRegistration: Bool
    ) throws -> Chain {
        var chain = Chain(root: root, recorder: recorder, isRegistration: isRegistration)
        let start = ChainKey(root: root.value, position: 0)
        try transaction.scan(tables.chains, from: start) { key, value in
            guard let key = ChainKey(keyBytes: key), key.root == root.value,
                key.position <= limit.value, value.count == 9,
                let act = Chain.Act(rawValue: value[0])
            else { return false }
            let stands = value.bigEndian(UInt64.self, at: 1)
            chain.append(
                .init(
                    position: RecordNumber(key.position),
                    act: act,
                    stands: stands == 0 ? nil : RecordNumber(stands)
                )
            )
            return true
        }
        return chain
    }

    /// The last record about a subject.
    static func head(
        of subject: Key,
        _ tables: ViewTables,
        _ transaction: borrowing Transaction<some TransactionAccess>
    ) throws -> RecordNumber? {
        guard let number = try number(of: subject.description, tables, transaction) else {
            return nil
        }
        let end = RowKey(kind: subject.kind.code, subject: number, position: .max, entry: .max)
        var found: RecordNumber?
        try transaction.scan(tables.rows, from: end, reverse: true) { key, _ in
            guard let key = RowKey(keyBytes: key), key.subject == number,
                key.kind == subject.kind.code
            else { return false }
            found = RecordNumber(key.position)
            return false
        }
        return found
    }

    /// The key in `meta` under which the subjects of a changed chain are kept.
    static func subjectsKey(_ root: RecordNumber) -> String { "subjects/\(root)" }

    /// Every subject that a version of a chain was about.
    static func subjects(
        ofChain root: RecordNumber,
        _ tables: ViewTables,
        _ transaction: borrowing Transaction<some TransactionAccess>
    ) throws -> [String] {
        guard let kept = try transaction.get(tables.meta, subjectsKey(root)) else { return [] }
        return String(decoding: kept, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// The posting term of a day: days before 1970 sort before those after.
    static func term(of day: Day) -> UInt64 { UInt64(bitPattern: Int64(day.number)) ^ 1 << 63 }

    static func day(of term: UInt64) -> Day {
        Day(number: Int32(clamping: Int64(bitPattern: term ^ 1 << 63)))
    }
}
