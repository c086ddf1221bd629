internal import Dispatch
internal import Ledger
internal import Platform
internal import Synchronization

/// The next step of views that are far behind, read while the step before it is taken in.
///
/// Reading the bytes of events is a third of what a rebuild costs, and needs no table.
final class ReadAhead: Sendable {
    /// Whole batches, and their events as far as they could be read without the registry.
    struct Step: Sendable {
        var records: [StoredRecord]
        var events: [UInt64: Event]
    }

    private final class Pending: Sendable {
        let first: UInt64
        let step = Mutex<Result<Step, any Error>?>(nil)
        let isDone = DispatchSemaphore(value: 0)

        init(first: UInt64) { self.first = first }
    }

    private let log: LogFile
    private let pending = Mutex<Pending?>(nil)

    init(_ log: LogFile) { self.log = log }

    /// Begins to read a step on a thread of its own, if the log has it whole.
    ///
    /// - Parameter first: the first record of the step.
    func begin(_ first: UInt64) {
        guard log.head.size >= first + UInt64(Views.batchRecords) else { return }
        let one = Pending(first: first)
        pending.withLock { $0 = one }
        SystemThread.start("read ahead") { [log] in
            let step = Result { try ReadAhead.read(first, log) }
            one.step.withLock { $0 = step }
            one.isDone.signal()
        }
    }

    /// The step that begins with a record, waited for; nil if none was begun there.
    func take(_ first: UInt64) throws -> Step? {
        let begun = pending.withLock { pending in
            defer { pending = nil }
            return pending
        }
        guard let begun else { return nil }
        begun.isDone.wait()
        guard begun.first == first else { return nil }
        return try begun.step.withLock { $0 }?.get()
    }

    private static func read(_ first: UInt64, _ log: LogFile) throws -> Step {
        let records = try log.wholeBatches(from: first, limit: Views.batchRecords)
        var events: [UInt64: Event] = [:]
        events.reserveCapacity(records.count)
        // An event of a desk's own type is read at its place, by the types in force there.
        for record in records where !record.isRedacted {
            let event = EventParser.parse(record.event).event
            if let event, event.isOfBuiltInTypes { events[record.leaf.position.value] = event }
        }
        return Step(records: records, events: events)
    }
}

extension Event {
    /// Whether it reads the same wherever it stands: its types are none of a desk's own.
    var isOfBuiltInTypes: Bool {
        [type, testimony.type].allSatisfy { Catalogue.type(named: $0.name) != nil }
    }
}

extension LogFile {
    /// Records from a position on that end with a batch: links may point forward within one.
    func wholeBatches(from position: UInt64, limit: Int) throws -> [StoredRecord] {
        var records = try records(from: RecordNumber(position), limit: limit)
        while let last = records.last {
            let end = last.leaf.batchFirst.value + UInt64(last.leaf.batchCount) - 1
            guard last.leaf.position.value < end else { break }
            let next = RecordNumber(last.leaf.position.value + 1)
            let more = try self.records(from: next, limit: Int(end - last.leaf.position.value))
            guard !more.isEmpty else { break }
            records += more
        }
        return records
    }
}
