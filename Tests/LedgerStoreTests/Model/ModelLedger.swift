import Ledger

/// A ledger as an array of records, read from the first to the last for every question.
///
/// A second implementation of `docs/answers.md`, as plain as it can be, that the real answers are
/// compared with. It shares with them the values (days, amounts, rates, keys, parsed events) and
/// nothing that folds.
struct ModelLedger {
    /// A record with its place in the log.
    struct Record {
        let number: RecordNumber
        let id: RecordID
        let event: Event
        /// The event as it was written, with references as record numbers.
        let line: JSON
    }

    private(set) var records: [Record] = []
    /// Chains whose content is gone, each named by its first record: they tell nothing.
    private(set) var redacted: Set<RecordNumber> = []
    private var numbers: [RecordID: RecordNumber] = [:]

    /// Adds the next record.
    mutating func append(_ id: RecordID, _ event: Event, _ line: JSON) {
        let number = RecordNumber(UInt64(records.count + 1))
        records.append(Record(number: number, id: id, event: event, line: line))
        numbers[id] = number
    }

    /// Drops what a chain told, at all coordinates.
    mutating func redact(_ root: RecordNumber) { redacted.insert(root) }

    /// The chains that may be redacted: those that stand at the end and that more than one event
    /// could be, each with its later versions.
    var chains: [(root: Record, later: [Record])] {
        let whole = RecordNumber(UInt64(records.count))
        return lives(through: whole).keys.sorted().map { number in
            let later = records.filter { $0.number != number && root(of: $0.number) == number }
            return (records[Int(number.value) - 1], later)
        }
    }

    /// The place of a record.
    func number(of id: RecordID) -> RecordNumber? { numbers[id] }

    /// A version of a chain of corrections that stands: its own number, and what it tells.
    struct Version {
        let root: RecordNumber
        let number: RecordNumber
        let event: Event
    }

    /// What stands after the records up to `limit`: of each chain one version or none.
    func standing(through limit: RecordNumber) -> [Version] {
        let standing = lives(through: limit).compactMap { root, stands in
            stands.last.flatMap { $0 }.map { (root, $0) }
        }
        return standing.map { root, number in
            let record = records[Int(number.value) - 1]
            return Version(root: root, number: number, event: record.event.testimony)
        }.sorted { $0.number < $1.number }
    }

    /// For each chain, what stood after its first record and after each change of it.
    func lives(through limit: RecordNumber) -> [RecordNumber: [RecordNumber?]] {
        var lives: [RecordNumber: [RecordNumber?]] = [:]
        var roots: [RecordNumber: RecordNumber] = [:]
        for record in records where record.number <= limit {
            guard record.event.type.isLifecycle else {
                lives[record.number] = [record.number]
                continue
            }
            guard let target = record.event.body.record(.target).flatMap(number(of:)) else {
                continue
            }
            let root = roots[target] ?? target
            roots[record.number] = root
            let life = lives[root] ?? []
            lives[root] = life + [after(record, target, root, life)]
        }
        return lives.filter { !redacted.contains($0.key) }
    }

    /// A correction stands itself; a retraction withdraws everything, or undoes the last change.
    private func after(
        _ record: Record,
        _ target: RecordNumber,
        _ root: RecordNumber,
        _ life: [RecordNumber?]
    ) -> RecordNumber? {
        if record.event.type.name == "record.corrected" { return record.number }
        return target == root ? nil : life.dropLast().last.flatMap { $0 }
    }

    /// The chain that a record belongs to, named by its first record.
    func root(of number: RecordNumber) -> RecordNumber {
        let record = records[Int(number.value) - 1]
        guard record.event.type.isLifecycle,
            let target = record.event.body.record(.target).flatMap(self.number(of:))
        else { return number }
        return root(of: target)
    }
}
