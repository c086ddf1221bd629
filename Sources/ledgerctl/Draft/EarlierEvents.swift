import Ledger
import LedgerAPI

/// What earlier batches of a long file bring, for the trial of a later one.
///
/// A trial records nothing, so each batch is tried behind the registrations and the targets that
/// it may need of those before it.
struct EarlierEvents {
    private let file: EncodedFile
    /// The registrations of types, which no key of an event names.
    private var types: [RecordID] = []
    private var places: [RecordID: (batch: Int32, index: Int32)] = [:]
    /// What registers a key.
    private var keys: [String: RecordID] = [:]
    /// Events with faults: sent along, they would hide what is wrong behind them.
    private var faulty: Set<RecordID> = []
    /// Events that the ledger has already.
    private var known: Set<RecordID> = []

    /// The most events that are sent along, and the most bytes of them.
    static let neededMax = 2_000
    private static let neededBytesMax = 4 << 20

    /// Begins before the first batch of a file.
    init(_ file: EncodedFile) { self.file = file }

    /// Adds a batch.
    ///
    /// - Parameters:
    ///   - batch: its place in the file.
    ///   - faulty: those of its events that have faults.
    ///   - known: those that the ledger has already.
    mutating func add(_ batch: Int, faulty: Set<RecordID> = [], known: Set<RecordID> = []) {
        self.faulty.formUnion(faulty)
        self.known.formUnion(known)
        for (index, event) in file.batches[batch].enumerated() {
            guard let id = event.id else { continue }
            places[id] = (Int32(batch), Int32(index))
            guard let key = event.registered else { continue }
            keys[key] = id
            if key.hasPrefix(Kind.type.rawValue + "/") { types.append(id) }
        }
    }

    /// The events of earlier batches that a batch may need, in their order: what registers its
    /// keys, what it refers to, and what those need in turn.
    func needed(by batch: Int) -> [EncodedEvent] {
        guard batch > 0 else { return [] }
        var found: [RecordID: EncodedEvent] = [:]
        var bytes = 0
        var open = types
        for event in file.batches[batch] { open += needs(of: event) }
        while let id = open.popLast(), found.count < Self.neededMax, bytes < Self.neededBytesMax {
            guard found[id] == nil, !faulty.contains(id), !known.contains(id),
                let place = places[id]
            else { continue }
            let event = file.batches[Int(place.batch)][Int(place.index)]
            found[id] = event
            bytes += event.bytes.count
            open += needs(of: event)
        }
        return found.values.sorted { $0.line < $1.line }
    }

    private func needs(of event: EncodedEvent) -> [RecordID] {
        event.targets + event.keys.compactMap { keys[$0] }
    }

    /// Whether a fault only says that something of an earlier batch is missing, which was not sent
    /// along and is not in the ledger either.
    func explains(_ row: Failure.Row, sent: Set<RecordID>) -> Bool {
        row.what.split { " '\",;()".contains($0) }.contains { word in
            guard let id = keys[String(word)] ?? RecordID(String(word)), places[id] != nil else {
                return false
            }
            return !sent.contains(id) && !known.contains(id)
        }
    }
}
