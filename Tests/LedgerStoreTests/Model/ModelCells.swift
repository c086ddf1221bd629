import Ledger

/// A value that two records can agree on more or less exactly.
protocol ModelValue: Equatable {
    /// The one that says more, if the other follows from it; nil if neither follows.
    func narrower(of other: Self) -> Self?
    /// Whether both may be true.
    func isCompatible(with other: Self) -> Bool
    /// Its members in a row.
    var json: JSON { get }
    /// Whether it stands before another in a cell.
    func precedes(_ other: Self) -> Bool
}

extension Amount: ModelValue {
    func isCompatible(with other: Amount) -> Bool { compatible(with: other) }

    /// The highest first.
    func precedes(_ other: Amount) -> Bool { value > other.value }

    var json: JSON {
        .fields([
            "text": .string(display), "value": .string(value.description),
            "unit": .string(unit.code), "qual": .string(qualifier.rawValue),
        ])
    }
}

/// A rate, or the bands of one.
struct ModelRate: ModelValue {
    let bands: [Rate]

    var kind: Rate.Kind? { bands.first?.kind }

    /// Percent as an amount, so that one rule compares both.
    private var percent: Amount? {
        guard bands.count == 1, let only = bands.first else { return nil }
        return try? Amount(value: only.pct, unit: .percent, qualifier: only.qualifier)
    }

    /// Bands are one value; kinds are never mixed.
    func narrower(of other: ModelRate) -> ModelRate? {
        if bands.map(\.display) == other.bands.map(\.display) { return self }
        guard kind == other.kind, let mine = percent, let theirs = other.percent,
            let narrower = mine.narrower(of: theirs)
        else { return nil }
        return narrower == mine ? self : other
    }

    func isCompatible(with other: ModelRate) -> Bool {
        if bands.map(\.display) == other.bands.map(\.display) { return true }
        guard kind == other.kind, let mine = percent, let theirs = other.percent else {
            return false
        }
        return mine.compatible(with: theirs)
    }

    /// The lowest first.
    func precedes(_ other: ModelRate) -> Bool {
        let (first, second) = (bands.map(\.pct), other.bands.map(\.pct))
        return first.lexicographicallyPrecedes(second)
    }

    var text: String { bands.map(\.display).joined(separator: ", ") }

    var json: JSON {
        guard bands.count == 1, let only = bands.first else {
            return .fields(["text": .string(text)])
        }
        return .fields([
            "text": .string(text), "pct": .string(only.pct.description),
            "kind": .string(only.kind.rawValue), "qual": .string(only.qualifier.rawValue),
        ])
    }
}

/// What several records say of one thing: each value with the records that state it.
struct ModelCell<Value: ModelValue> {
    private(set) var values: [(value: Value, records: Set<RecordNumber>)] = []

    init() {}

    /// Takes what is stated in the order of record numbers.
    init(_ stated: [(value: Value, record: RecordNumber)]) {
        for (value, record) in stated.sorted(by: { $0.record < $1.record }) { add(value, [record]) }
    }

    var isEmpty: Bool { values.isEmpty }

    /// Every record behind it.
    var records: Set<RecordNumber> { values.reduce(into: []) { $0.formUnion($1.records) } }

    /// Takes a value in, at the end: in place of the first from which it follows or which follows
    /// from it, as the narrower of both, and so on; else beside the others.
    private mutating func add(_ value: Value, _ records: Set<RecordNumber>) {
        for index in values.indices {
            guard let narrower = values[index].value.narrower(of: value) else { continue }
            let all = records.union(values.remove(at: index).records)
            return add(narrower, all)
        }
        values.append((value, records))
    }

    /// Whether two of its values cannot both be true.
    var isContested: Bool {
        values.indices.contains { first in
            values.indices.contains {
                $0 > first && !values[$0].value.isCompatible(with: values[first].value)
            }
        }
    }

    /// The same with its values in the order in which they are shown.
    var ordered: ModelCell {
        var cell = self
        cell.values.sort { $0.value.precedes($1.value) }
        return cell
    }

    /// The values as people read them: with `≠` between them where they conflict.
    var text: String {
        ordered.values.compactMap { $0.value.json["text"]?.text }
            .joined(separator: isContested ? " ≠ " : ", ")
    }

    /// Null where nothing is stated.
    var json: JSON {
        guard !isEmpty else { return .null }
        let values = ordered.values
        let list = values.map { $0.value.json.with("records", .records($0.records)) }
        return .fields([
            "text": .string(text),
            "values": .array(list), "conflict": .bool(isContested),
        ])
    }
}

extension JSON {
    /// Records in order, `r168`.
    static func records(_ numbers: some Sequence<RecordNumber>) -> JSON {
        .texts(Set(numbers).sorted().map(\.description))
    }

    /// A span; its text is left out, because only the ends are compared.
    static func span(_ interval: DayInterval?) -> JSON {
        guard let interval else { return .null }
        return .fields([
            "lo": interval.lo.isSentinel ? .null : .string(interval.lo.description),
            "hi": interval.hi.isSentinel ? .null : .string(interval.hi.description),
        ])
    }

    /// A key, or null.
    static func key(_ key: Key?) -> JSON { .text(key?.description) }

    /// A list of keys.
    static func keys(_ keys: some Sequence<Key>) -> JSON { .texts(keys.map(\.description)) }
}
