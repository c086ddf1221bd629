import Ledger

/// Events as a batch of CloudEvents 1.0 (`application/cloudevents-batch+json`).
///
/// `source` and `id` together name a record for ever: the ledger, and the record's own id. The
/// extension `sequence` is its place in the log, padded so that it sorts as text.
struct CloudEventWriter: ExportWriter {
    let needsRecords = true
    private(set) var count = 0
    private let ledger: String

    /// Writes events of a ledger.
    init(ledger: String) { self.ledger = ledger }

    mutating func start() -> [UInt8] { Array("[".utf8) }

    mutating func add(_ event: ExportedEvent) -> [UInt8] {
        count += 1
        return (count > 1 ? Array(",\n".utf8) : []) + cloudEvent(event).bytes
    }

    mutating func end() -> [UInt8] { Array("]\n".utf8) }

    private func cloudEvent(_ exported: ExportedEvent) -> JSON {
        let event = exported.event
        let type = CellText.raw(event["type"])
        let record = CellText.raw(exported["record"])
        let place = record.dropFirst()
        let zeros = String(repeating: "0", count: max(0, 20 - place.count))
        var members: [JSON.Member] = [
            .init("specversion", .string("1.0")), .init("id", event["id"] ?? .null),
            .init("source", .string(LedgerIRI.of(ledger))),
            .init("type", .string("org.ledgerd.\(type).v1")),
            .init("time", exported["recorded_at"] ?? .null),
            .init("datacontenttype", .string("application/json")),
            .init("dataschema", .string("https://ledgerd.org/schema/\(type)/1")),
            .init("sequence", .string(zeros + place)), .init("record", .string(record)),
        ]
        if let subject = event["subject"] { members.append(.init("subject", subject)) }
        let data = event.members.filter { $0.name != "id" }
        return .object(members + [.init("data", .object(data))])
    }
}

/// Names of a ledger's things outside it.
enum LedgerIRI {
    /// `ledgerd:ledgerd.local/12345678`, or something below it.
    static func of(_ ledger: String, _ rest: String = "") -> String {
        let path = rest.isEmpty ? ledger : "\(ledger)/\(rest)"
        return "ledgerd:" + path.utf8.map(escaped).joined()
    }

    /// A record, by its id alone.
    static func record(_ id: String) -> String { "urn:uuid:\(id)" }

    /// What may stand in a path as it is (RFC 3986), else `%E5`.
    private static func escaped(_ byte: UInt8) -> String {
        let scalar = Character(Unicode.Scalar(byte))
        let isPlain = byte < 0x80 && (scalar.isLetter || scalar.isNumber)
        if isPlain || "-._~/:@!$&'()*+,;=".contains(scalar) { return String(scalar) }
        let digits = Array("0123456789ABCDEF")
        return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
}
