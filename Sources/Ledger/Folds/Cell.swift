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
            if !entries[index].records.contains(record) {
                entries[index].records.append(record)
                entries[index].records.sort()
            }
            return
        }
        entries.append(Entry(value: value, records: [record]))
    }
}

extension Cell<[Rate]> {
    /// Adds bands; only the same bands are one value.
    mutating func add(_ bands: [Rate], _ record: RecordNumber) {
        add(bands, record) { a, b in a.isSame(as: b) ? a : nil }
    }

    /// Lowest first.
    var ordered: Cell { sorted { $0.least < $1.least } }
}

extension Cell<Amount> {
    /// Adds an amount; of compatible ones the narrower is kept.
    mutating func add(_ amount: Amount, _ record: RecordNumber) {
        add(amount, record) { a, b in
            guard a.compatible(with: b) else { return nil }
            return a.narrower(of: b) ?? a
        }
    }

    /// Highest first.
    var ordered: Cell { sorted { $0.value > $1.value } }

    /// The amounts of testimonies that attest one, in record order.
    init(_ testimonies: [Testimony]) {
        self.init()
        for testimony in testimonies.sorted(by: { $0.position < $1.position })
        where testimony.attests(.amount) {
            if let amount = testimony.fact.amount { add(amount, testimony.position) }
        }
    }
}
