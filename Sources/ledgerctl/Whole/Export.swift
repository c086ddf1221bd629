import ArgumentParser
import Ledger
import LedgerAPI

/// `export`: every event, in the form that `import` takes back.
struct Export: Verb {
    static let configuration = CommandConfiguration.verb(
        "export",
        "All events, one a line, as import takes them back.",
        ["ledgerctl export > events.jsonl", "ledgerctl export --to events.jsonl"],
        more: "-o json prints one list, -o csv a short table; table and jsonl print lines."
    )

    @Option(help: "Write to this file, whole or not at all.", completion: .file())
    var to: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let unmet = [
            ("--on", globals.on), ("--known", globals.known), ("--as-of", globals.asOf),
            ("--fields", globals.fields),
        ].filter { $0.1 != nil }.map(\.0)
        guard unmet.isEmpty else {
            throw Failure.usage(
                "export gives every event whole; it takes no \(unmet.joined(separator: ", "))",
                hints: ["for a part:  ledgerctl record list --help"]
            )
        }
        var writer = ExportWriter(format: globals.output, hasHeader: !globals.noHeader)
        var kept: [UInt8] = []
        let isFile = to != nil
        let put = { (bytes: [UInt8]) throws(Failure) in
            // A file is written at once, by rename, so it is never half an export.
            if isFile { kept += bytes } else { try session.console.write(bytes) }
        }
        try put(writer.start())
        let request = Request.get("/v1/export", accept: .lines)
        let reply = try session.daemon().stream(request) { chunk throws(Failure) in
            try put(writer.add(chunk))
        }
        if let problem = reply.problem { throw Failure(problem) }
        try put(writer.end())
        guard let to else { return }
        try OutputFile.write(kept, to: to)
        session.remark("wrote \(writer.count) events to \(to)")
    }
}

/// Lines of JSON on their way to another format.
struct ExportWriter {
    /// How many lines have passed.
    private(set) var count = 0
    private let format: OutputFormat
    private let hasHeader: Bool
    private var partial: [UInt8] = []

    private static let columns = [
        "id", "type", "subject", "occurred", "modality", "issues", "sources", "gist", "note",
    ]

    /// Writes a format.
    init(format: OutputFormat, hasHeader: Bool) {
        self.format = format
        self.hasHeader = hasHeader
    }

    /// What stands before the first event.
    func start() -> [UInt8] {
        switch format {
        case .json: Array("[".utf8)
        case .csv: hasHeader ? Array(CSV.record(ExportWriter.columns).utf8) : []
        case .table, .jsonl: []
        }
    }

    /// What stands behind the last event; a last line without its end is an event too.
    mutating func end() -> [UInt8] {
        let rest = partial.isEmpty ? [] : line(partial)
        partial = []
        return format == .json ? rest + Array("]\n".utf8) : rest
    }

    /// The lines that a piece of the stream completes.
    mutating func add(_ chunk: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        partial += chunk
        var start = 0
        while let end = partial[start...].firstIndex(of: 0x0a) {
            out += line(Array(partial[start..<end]))
            start = end + 1
        }
        partial.removeFirst(start)
        return out
    }

    private mutating func line(_ line: [UInt8]) -> [UInt8] {
        guard !line.isEmpty else { return [] }
        count += 1
        switch format {
        case .table, .jsonl: return line + [0x0a]
        case .json: return (count > 1 ? [UInt8(ascii: ",")] : []) + line
        case .csv:
            guard let event = try? JSON(parsing: line) else { return [] }
            return Array(CSV.record(ExportWriter.cells(event)).utf8)
        }
    }

    private static func cells(_ event: JSON) -> [String] {
        let sources = (event["evidence"]?.elements ?? []).compactMap { $0["source"] }
        return columns.map { name in
            switch name {
            case "occurred": CellText.raw(event["occurred"]?["edtf"])
            case "gist": CellText.raw(event["body"]?["gist"])
            case "sources": CellText.raw(.array(sources))
            default: CellText.raw(event[name])
            }
        }
    }
}
