/// What several records say of one field: every value that is not merely another wording of a
/// narrower one, with the records that state it.
public struct Cell<Value: Sendable>: Sendable {
    /// One value and who states it.
    public struct Entry: Sendable {
        /// The value.
        public var value: Value
        /// The records that state it, ascending.
        public var records: [RecordNumber]
    }

    /// The values, in the order they were added.
    public private(set) var entries: [Entry] = []

    /// Nothing is stated.
    public init() {}

    /// Whether values stand against each other.
    public var isConflict: Bool { entries.count > 1 }

    /// Every record behind the cell, ascending.
    public var records: [RecordNumber] { Set(entries.flatMap(\.records)).sorted() }

    /// The cell with its values in another order.
    func sorted(by isBefore: (Value, Value) -> Bool) -> Cell {
        var cell = self
        cell.entries.sort { isBefore($0.value, $1.value) }
        return cell
    }

    /// Adds a value; `merge` gives the narrower of two compatible values, nil for a conflict.
    mutating func add(_ value: Value, _ record: RecordNumber, merge: (Value, Value) -> Value?) {
        for index in entries.indices {
            guard let narrower = merge(entries[index].value, value) else { continue }
            entries[index].value = narrower
            if !entries[index].records.contains(record) { entries[index].records.append(record) }
            return
        }
        entries.append(Entry(value: value, records: [record]))
    }
}

extension Cell<Rate> {
    mutating func add(_ rate: Rate, _ record: RecordNumber) {
        add(rate, record) { a, b in
            a.pct == b.pct && a.kind == b.kind && a.qualifier == b.qualifier ? a : nil
        }
    }
}

extension Cell<Amount> {
    mutating func add(_ amount: Amount, _ record: RecordNumber) {
        add(amount, record) { a, b in
            guard a.compatible(with: b) else { return nil }
            return a.narrower(of: b) ?? a
        }
    }
}
