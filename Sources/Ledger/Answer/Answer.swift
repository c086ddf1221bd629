/// What a question gets: rows, and the basis on which they can be asked for again.
public struct Answer: Sendable {
    /// `ledger.measures_in_force/1`.
    public var schema: String
    /// Resolved coordinates and the state of the log.
    public var basis: Basis
    /// One object a row; every row lists its `records`.
    public var rows: [JSON]
    /// Remarks for people.
    public var notes: [String]

    /// Makes an answer.
    public init(schema: String, basis: Basis, rows: [JSON], notes: [String] = []) {
        self.schema = schema
        self.basis = basis
        self.rows = rows
        self.notes = notes
    }

    /// The whole answer as JSON.
    public var json: JSON {
        .object([
            .init("schema", .string(schema)), .init("basis", basis.json),
            .init("rows", .array(rows)), .init("notes", .array(notes.map(JSON.string))),
        ])
    }

    /// One row as an object that stands alone, with schema and basis.
    public func line(_ row: JSON) -> JSON {
        .object([.init("schema", .string(schema))] + row.members + [.init("basis", basis.json)])
    }
}

/// What an answer was computed from.
public struct Basis: Sendable {
    /// The question's coordinates, resolved.
    public var coordinates: Coordinates
    /// Size of the log at `as_of`.
    public var size: UInt64
    /// Merkle root at that size.
    public var root: Hash
    /// The records at that size whose content was redacted since, in order.
    public var redacted: [RecordNumber]

    /// Makes a basis.
    public init(coordinates: Coordinates, size: UInt64, root: Hash, redacted: [RecordNumber] = []) {
        self.coordinates = coordinates
        self.size = size
        self.root = root
        self.redacted = redacted
    }

    /// What an answer says to its readers about content that is gone; nil if none is.
    var redactionNote: String? {
        guard !redacted.isEmpty else { return nil }
        let named = redacted.prefix(Self.namedAtMost).map(\.description).joined(separator: ", ")
        let others = redacted.count - Self.namedAtMost
        return "redacted, and so in no row: \(named)" + (others > 0 ? " and \(others) more" : "")
    }

    private static let namedAtMost = 20

    /// The basis as an object.
    public var json: JSON {
        .object([
            .init("on", .string(coordinates.on.description)),
            .init("known", .string(coordinates.known?.description ?? "unbounded")),
            .init("as_of", .string(coordinates.asOf.description)), .init("size", .count(size)),
            .init("root", .string(root.hex)), .init("rules", .count(Rules.version)),
            .init("redactions", .count(redacted.count)),
            .init("strict", .bool(coordinates.isStrict)),
        ])
    }
}

/// Values as rows show them.
extension JSON {
    static func records(_ records: some Sequence<RecordNumber>) -> JSON {
        .array(records.map { .string($0.description) })
    }

    static func recorder(_ recorder: Leaf.Recorder) -> JSON {
        .object([
            .init("uid", .count(recorder.uid)), .init("name", .string(recorder.name)),
        ])
    }

    static func key(_ key: Key?) -> JSON { text(key?.description) }

    /// `{"text","lo","hi"}`; null for none.
    static func span(_ interval: DayInterval?) -> JSON {
        guard let interval else { return .null }
        return .object([
            .init("text", .string(interval.description)), .init("lo", day(interval.lo)),
            .init("hi", day(interval.hi)),
        ])
    }

    static func span(_ date: EventDate?) -> JSON {
        guard let date else { return .null }
        return .object([
            .init("text", .string(date.edtf.text)), .init("lo", day(date.interval.lo)),
            .init("hi", day(date.interval.hi)),
        ])
    }

    private static func day(_ day: Day) -> JSON {
        day.isSentinel ? .null : .string(day.description)
    }

    static func amount(_ amount: Amount?) -> JSON {
        guard let amount else { return .null }
        return .object(members(amount))
    }

    static func members(_ amount: Amount) -> [Member] {
        [
            .init("text", .string(amount.display)),
            .init("value", .string(amount.value.description)),
            .init("unit", .string(amount.unit.code)),
            .init("qual", .string(amount.qualifier.rawValue)),
        ]
    }

    static func members(_ rate: Rate) -> [Member] {
        [
            .init("text", .string(rate.display)), .init("pct", .string(rate.pct.description)),
            .init("kind", .string(rate.kind.rawValue)),
            .init("qual", .string(rate.qualifier.rawValue)),
        ] + (rate.lines.map { [.init("lines", .count($0))] } ?? [])
            + (rate.fromPct.map { [.init("from_pct", .string($0.description))] } ?? [])
    }

    /// A value that several records state; null where none does.
    static func cell<Value>(
        _ cell: Cell<Value>,
        _ members: (Value) -> [Member],
        display: (Value) -> String
    ) -> JSON {
        guard !cell.entries.isEmpty else { return .null }
        let values = cell.entries.map { entry -> JSON in
            .object(members(entry.value) + [.init("records", records(entry.records))])
        }
        return .object([
            .init("text", .string(cell.text(display))), .init("values", .array(values)),
            .init("conflict", .bool(cell.isConflict)),
        ])
    }

    /// Rates that several records state: one rate with its members, or bands.
    static func cell(_ cell: Cell<[Rate]>) -> JSON {
        self.cell(cell, { bands($0) }, display: \.display)
    }

    /// One rate with its members; several as `{"text", "bands"}`.
    static func bands(_ rates: [Rate]) -> [Member] {
        if rates.count == 1 { return members(rates[0]) }
        return [
            .init("text", .string(rates.display)),
            .init("bands", .array(rates.map { .object(members($0)) })),
        ]
    }

    static func cell(_ cell: Cell<Amount>) -> JSON {
        self.cell(cell, members, display: \.display)
    }
}
