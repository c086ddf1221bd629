import Ledger
import LedgerAPI

/// One event on its way out of the ledger.
struct ExportedEvent {
    /// The event as `import` takes it: its id, then what it says; references are ids.
    var line: [UInt8]
    /// Record, batch, time and recorder; empty where nobody needs them.
    var envelope: [JSON.Member] = []

    /// The event, read.
    var event: JSON { (try? JSON(parsing: line)) ?? .null }
    /// A member of the envelope.
    subscript(name: String) -> JSON? { JSON.object(envelope)[name] }
}

/// Turns events into a form; what it writes is printed as it comes.
protocol ExportWriter {
    /// Whether it tells where and when each event was recorded.
    var needsRecords: Bool { get }
    /// How many events have passed.
    var count: Int { get }
    /// What stands before the first event.
    mutating func start() -> [UInt8]
    /// One event.
    mutating func add(_ event: ExportedEvent) -> [UInt8]
    /// What stands behind the last event.
    mutating func end() -> [UInt8]
}

/// The events that were chosen, as the daemon streams them.
struct ExportStream {
    let needsRecords: Bool
    let chosen: ChosenRecords?

    /// Reads them, one after the other.
    func run(
        _ session: Session,
        to take: (ExportedEvent) throws(Failure) -> Void
    ) throws(Failure) {
        if let chosen, chosen.places.isEmpty { return }
        let isPlain = !needsRecords && chosen == nil
        let request = isPlain ? Request.get("/v1/export", accept: .lines) : records
        var lines = ExportLines()
        func use(_ line: [UInt8]) throws(Failure) {
            if isPlain { return try take(ExportedEvent(line: line)) }
            if let event = try event(line) { try take(event) }
        }
        let reply = try session.daemon().stream(request) { chunk throws(Failure) in
            for line in lines.add(chunk) { try use(line) }
        }
        if let problem = reply.problem { throw Failure(problem) }
        // A last line without its end is an event too.
        if let line = lines.rest { try use(line) }
    }

    /// The stream of the log, as far as records are wanted.
    private var records: Request {
        var query = [("references", "id")]
        if let places = chosen?.places, let first = places.min(), let last = places.max() {
            query += [("after", "r\(first - 1)"), ("limit", String(last - first + 1))]
        }
        return .get("/v1/events", query: query, accept: .lines)
    }

    /// The event of a record; nil for one that is not wanted, or has been redacted.
    private func event(_ line: [UInt8]) throws(Failure) -> ExportedEvent? {
        guard let record = try? JSON(parsing: line),
            let number = record["record"]?.text.flatMap({ RecordNumber($0) })
        else { throw Failure.mismatch("a record came without its number") }
        if let chosen, !chosen.places.contains(number.value) { return nil }
        guard case .object(let members)? = record["event"] else { return nil }
        let event = JSON.object([.init("id", record["id"] ?? .null)] + members)
        return ExportedEvent(
            line: event.bytes,
            envelope: record.members.filter { $0.name != "event" }
        )
    }
}

/// Lines out of the pieces in which the network brings them.
struct ExportLines {
    private var partial: [UInt8] = []

    /// The lines that a piece completes; empty ones are none.
    mutating func add(_ chunk: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        partial += chunk
        var start = 0
        while let end = partial[start...].firstIndex(of: 0x0a) {
            if end > start { lines.append(Array(partial[start..<end])) }
            start = end + 1
        }
        partial.removeFirst(start)
        return lines
    }

    /// What stands behind the last line end; nil for nothing.
    var rest: [UInt8]? { partial.isEmpty ? nil : partial }
}
