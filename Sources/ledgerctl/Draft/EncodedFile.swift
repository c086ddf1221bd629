import Dispatch
import Ledger
import LedgerAPI
import Synchronization

/// A long file of events, encoded and parted into batches.
///
/// Every reference by name is an id here, so that a batch may refer to one before it.
struct EncodedFile {
    /// The events of each batch, each with its id.
    private(set) var batches: [[EncodedEvent]] = []

    /// How many events there are.
    var count: Int { start(of: batches.count) }

    /// How many events lie before a batch.
    func start(of batch: Int) -> Int { batches[..<batch].reduce(0) { $0 + $1.count } }

    /// Encodes a file on every processor; nil if a line has a fault of form.
    ///
    /// - Parameters:
    ///   - file: the lines, and the ids of those that bring none.
    ///   - batchLines: the most events of a batch.
    ///   - batchBytes: the most bytes of a batch, as JSON.
    init?(_ file: LineFile, batchLines: Int, batchBytes: Int) {
        let parts = file.batches(linesMax: batchLines, bytesMax: batchBytes)
        let ids = file.derivedIDs
        let encoded = Mutex([[EncodedEvent]?](repeating: nil, count: parts.count))
        DispatchQueue.concurrentPerform(iterations: parts.count) { index in
            let events = EncodedFile.encode(parts[index], ids)
            encoded.withLock { $0[index] = events }
        }
        var names: [String: RecordID] = [:]
        for events in encoded.withLock({ $0 }) {
            guard let events, let resolved = EncodedFile.resolved(events, &names) else {
                return nil
            }
            batches.append(resolved)
        }
    }

    /// A refusal of a batch as one of the file: without what lies before the batch, and with the
    /// lines of the file.
    ///
    /// - Parameters:
    ///   - problem: what the daemon says.
    ///   - events: those of the batch.
    ///   - count: how many others were sent before them.
    /// - Returns: the refusal, and which events of the batch have faults.
    static func own(
        _ problem: Problem,
        of events: [EncodedEvent],
        behind count: Int
    ) -> (problem: Problem, faulty: Set<RecordID>) {
        var own = problem
        var faulty: Set<RecordID> = []
        own.faults = problem.faults.compactMap { fault in
            guard let item = fault.line else { return fault }
            guard item > count, let event = events.dropFirst(item - count - 1).first else {
                return nil
            }
            if let id = event.id { faulty.insert(id) }
            var fault = fault
            fault.line = event.line
            return fault
        }
        return (own, faulty)
    }

    private static func encode(
        _ lines: ArraySlice<LineFile.Line>,
        _ ids: LineFile.DerivedIDs?
    ) -> [EncodedEvent]? {
        var events: [EncodedEvent] = []
        events.reserveCapacity(lines.count)
        for line in lines {
            guard var found = EncodedEvent.encode(lines: Array(line.bytes), after: line.number - 1),
                found.count == 1
            else { return nil }
            found[0].id = found[0].id ?? ids?.id(line: line.number)
            guard found[0].id != nil else { return nil }
            events.append(found[0])
        }
        return events
    }

    /// A batch with ids for names: its own names first, then those of batches before it.
    ///
    /// - Returns: nil if a name stands for nothing, or for two events of the batch.
    private static func resolved(
        _ events: [EncodedEvent],
        _ names: inout [String: RecordID]
    ) -> [EncodedEvent]? {
        var own: Set<String> = []
        for event in events {
            guard let ref = event.ref, let id = event.id else { continue }
            guard own.insert(ref).inserted else { return nil }
            names[ref] = id
        }
        guard !names.isEmpty || events.contains(where: { !$0.names.isEmpty }) else { return events }
        var resolved = events
        for index in resolved.indices {
            let unknown = resolved[index].resolve { names[$0] }
            guard unknown.isEmpty else { return nil }
        }
        return resolved
    }
}
