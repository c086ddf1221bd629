import Ledger

/// A file on its way into the ledger: its events, and what is wrong with the rest.
struct ImportFile {
    /// What can be sent.
    private(set) var events: LineFile
    /// What is wrong, as far as it is known here.
    private(set) var faults: [Failure.Row] = []
    /// How many rows, lines or events the file has.
    private(set) var count: Int
    /// What they are called.
    private(set) var noun = "line"
    /// Whether what is recorded already is left out, because the ids say what it is.
    private(set) var skipsKnown = false
    /// What the reader should know.
    private(set) var remarks: [String] = []

    private var table: TableFile?
    private let whole: LineFile

    /// How a file is to be read.
    struct Options {
        var map: ImportMap?
        var key: [String]?
        var source: String?
    }

    /// Reads a file of any form.
    init(_ path: String, _ options: Options, _ session: Session) throws(Failure) {
        let bytes = try Files.read(path)
        let format = ImportFormat(path, bytes, hasMap: options.map != nil)
        guard format == .table || (options.key == nil && options.source == nil) else {
            throw Failure.usage("--key and --source are for tables; \(path) holds whole events")
        }
        switch format {
        case .lines:
            let decoded = try DecodedText(bytes, of: path)
            // Ids follow from the bytes of the file as it is, so a plain one keeps its ids.
            events = LineFile(name: path, bytes: decoded.note == nil ? bytes : decoded.bytes)
            if let note = decoded.note { remarks.append(note) }
            count = events.lines.count
        case .document:
            let decoded = try DecodedText(bytes, of: path)
            (events, faults) = try ImportDocument.read(path, decoded.bytes)
            if let note = decoded.note { remarks.append(note) }
            count = events.lines.count + Set(faults.compactMap(\.line)).count
            noun = "event"
        case .table:
            guard let map = options.map else { throw Self.unmapped(path) }
            let read = try TableFile(
                name: path,
                raw: bytes,
                delimiter: map.delimiter,
                hasHeader: map.hasHeader
            )
            events = LineFile(name: path, lines: [], digest: read.digest)
            count = read.rows.count
            whole = events
            noun = "row"
            table = read
            remarks = read.remarks
            skipsKnown = true
            try fill(read, map, options, session)
            events.deriveIDs()
            return
        }
        whole = events
        events.deriveIDs()
    }

    private static func unmapped(_ path: String) -> Failure {
        let name = Files.name(path).prefix { $0 != "." }
        return .usage(
            "\(path) is a table; say with --map how its columns become fields",
            hints: ["write a map to edit:  ledgerctl import --guess \(path) > \(name).ini"]
        )
    }

    /// Makes the events of a table.
    private mutating func fill(
        _ read: TableFile,
        _ map: ImportMap,
        _ options: Options,
        _ session: Session
    ) throws(Failure) {
        let dates = DraftDates(session)
        var mapper = try TableMapper(
            map,
            read,
            source: options.source,
            key: options.key,
            dates: dates
        )
        var lines: [LineFile.Line] = []
        var places: [Int: Int] = [:]
        var skipped = 0
        for (index, row) in read.rows.enumerated() {
            switch mapper.outcome(row) {
            case .event(let event):
                places[row.line] = index
                lines.append(.init(number: row.line, bytes: event.bytes[...]))
            case .faults(let found): faults += found
            case .skipped: skipped += 1
            }
        }
        try dates.check()
        events = LineFile(name: read.name, lines: lines, digest: read.digest)
        let told = mapper
        let sent = Dictionary(
            lines.map { ($0.number, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        events.row = { fault in
            guard let line = fault.line, let index = places[line], let event = sent[line]?.event
            else { return Failure.row(fault) }
            return told.told(FlagPlace.row(fault, in: event), read.rows[index])
        }
        if !mapper.ignored.isEmpty {
            let names = mapper.ignored.map { "'\($0)'" }.joined(separator: ", ")
            remarks.append("not in the map, and left out: \(names)")
        }
        if skipped > 0 {
            remarks.append("rows of a type that nobody knows, and left out: \(skipped)")
        }
    }

    /// Takes lines with faults out.
    mutating func reject(_ found: [Failure.Row]) {
        faults += found
        events = events.without(Set(found.compactMap(\.line)))
    }

    /// The lines that have faults.
    var faulty: Set<Int> { Set(faults.compactMap(\.line)) }

    /// What was refused, to be mended and imported again.
    var rejects: [UInt8] {
        table.map { RejectsFile.table($0, faults) } ?? RejectsFile.lines(whole.lines, faults)
    }

    /// The refusal of the whole file, or of what stays behind.
    ///
    /// - Parameter isPartial: whether the rest was imported.
    /// - Returns: what to tell.
    func refusal(isPartial: Bool) -> Failure {
        let sorted = faults.enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }
        var failure = Failure.refused(sorted.map(\.element))
        let problems = faults.count == 1 ? "1 problem" : "\(faults.count) problems"
        let bad = "\(faulty.count) of \(count) \(noun)s"
        let header = table?.headerLine.map { " (the header is line \($0))" } ?? ""
        failure.message =
            isPartial
            ? "not imported: \(bad) of \(events.name), \(problems)\(header)"
            : "nothing imported: \(problems) in \(bad) of \(events.name)\(header)"
        return failure
    }
}
