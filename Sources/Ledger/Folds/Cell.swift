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

    /// Whether values stand against each other, and do not only bound one number differently.
    public private(set) var isConflict = false

    /// Every record behind the cell, ascending.
    public var records: [RecordNumber] { Set(entries.flatMap(\.records)).sorted() }

    /// The values with `≠` between them where they conflict.
    func text(_ display: (Value) -> String) -> String {
        entries.map { display($0.value) }.joined(separator: isConflict ? " ≠ " : ", ")
    }

    /// The cell with its values in another order.
    func sorted(by isBefore: (Value, Value) -> Bool) -> Cell {
        var cell = self
        cell.entries.sort { isBefore($0.value, $1.value) }
        return cell
    }

    /// Adds a value.
    ///
    /// - Parameters:
    ///   - value: what is stated.
    ///   - record: the record that states it.
    ///   - merge: the narrower of two values of which one follows from the other; nil for others.
    ///   - agree: whether two values that stay side by side may both be true.
    mutating func add(
        _ value: Value,
        _ record: RecordNumber,
        merge: (Value, Value) -> Value?,
        agree: (Value, Value) -> Bool
    ) {
        var entry = Entry(value: value, records: [record])
        let before = entries.count
        // What has become narrower may now stand for another value as well.
        while let index = entries.firstIndex(where: { merge($0.value, entry.value) != nil }) {
            let other = entries.remove(at: index)
            entry.value = merge(other.value, entry.value) ?? entry.value
            entry.records = Set(entry.records + other.records).sorted()
        }
        if entries.count == before {
            // Nothing has gone, so those before agree or do not as they did.
            isConflict = isConflict || entries.contains { !agree($0.value, entry.value) }
            entries.append(entry)
            return
        }
        entries.append(entry)
        isConflict = entries.indices.contains { first in
            entries[..<first].contains { !agree($0.value, entries[first].value) }
        }
    }
}

extension Cell<[Rate]> {
    /// Adds bands: the same ones are one value, and of two single rates the narrower is kept.
    mutating func add(_ bands: [Rate], _ record: RecordNumber) {
        add(
            bands,
            record,
            merge: { a, b in
                if a.isSame(as: b) { return a }
                guard let x = a.percent, let y = b.percent, let less = x.narrower(of: y) else {
                    return nil
                }
                return less == x ? a : b
            },
            agree: { a, b in
                guard let x = a.percent, let y = b.percent else { return false }
                return x.compatible(with: y)
            }
        )
    }

    /// Lowest first, band by band.
    var ordered: Cell {
        sorted { a, b in a.map(\.pct).lexicographicallyPrecedes(b.map(\.pct)) }
    }
}

extension Cell<Amount> {
    /// Adds an amount; of compatible ones the narrower is kept.
    mutating func add(_ amount: Amount, _ record: RecordNumber) {
        add(
            amount,
            record,
            merge: { a, b in a.narrower(of: b) },
            agree: { a, b in a.compatible(with: b) }
        )
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
