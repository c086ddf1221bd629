import Ledger

/// Events as `-o` prints them: lines, a list, or a table with the few things that all have.
struct EventWriter: ExportWriter {
    let needsRecords = false
    private(set) var count = 0
    private let format: OutputFormat
    private let hasHeader: Bool

    /// The columns of the table, and what is in them.
    static let columns: KeyValuePairs<String, String> = [
        "id": "the event's id, the same in every ledger",
        "type": "the event type",
        "subject": "what it is about, as kind/name",
        "occurred": "when it happened, in EDTF",
        "modality": "whether it is told as fact, plan or guess",
        "issues": "topic codes, parted by blanks",
        "sources": "the documents that attest it, parted by blanks",
        "gist": "what it says, in the coder's words",
        "note": "the coder's remark",
    ]

    /// Writes a format.
    init(format: OutputFormat, hasHeader: Bool) {
        self.format = format
        self.hasHeader = hasHeader
    }

    private static var names: [String] { columns.map(\.key) }

    mutating func start() -> [UInt8] {
        switch format {
        case .json: Array("[".utf8)
        case .csv: hasHeader ? Array(CSV.record(EventWriter.names).utf8) : []
        case .md:
            hasHeader
                ? Markdown.header(EventWriter.names).flatMap { Array("\($0)\n".utf8) } : []
        case .table, .jsonl, .ics: []
        }
    }

    mutating func add(_ event: ExportedEvent) -> [UInt8] {
        count += 1
        switch format {
        case .table, .jsonl, .ics: return event.line + [0x0a]
        case .json: return (count > 1 ? [UInt8(ascii: ",")] : []) + event.line
        case .csv: return Array(CSV.record(EventWriter.cells(event.event)).utf8)
        case .md:
            let cells = EventWriter.cells(event.event).map { CellText.cell(.string($0)) }
            return Array((Markdown.row(cells) + "\n").utf8)
        }
    }

    mutating func end() -> [UInt8] { format == .json ? Array("]\n".utf8) : [] }

    private static func cells(_ event: JSON) -> [String] {
        let sources = (event["evidence"]?.elements ?? []).compactMap { $0["source"] }
        return names.map { name in
            switch name {
            case "occurred": CellText.raw(event["occurred"]?["edtf"])
            case "gist": CellText.raw(event["body"]?["gist"])
            case "sources": CellText.raw(.array(sources))
            default: CellText.raw(event[name])
            }
        }
    }
}
