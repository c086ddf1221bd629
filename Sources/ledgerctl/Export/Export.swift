import ArgumentParser
import Ledger
import LedgerAPI

/// `export`: events, in forms that other programs read; one of them is what `import` takes back.
struct Export: Verb {
    static let configuration = CommandConfiguration.verb(
        "export",
        "Events for other programs; as lines, import takes them back.",
        [
            "ledgerctl export --to events.jsonl",
            "ledgerctl export --type tariff.imposed --since 2018 -o csv --to events.csv",
        ],
        more: """
            The filters are those of record list, and so are --known and --as-of; each record \
            comes whole, with evidence that was published later too. -o json prints one list, \
            -o csv and -o md a short table; table and jsonl print lines. --format cloudevents \
            is a batch of CloudEvents 1.0, --format jsonld who said what to whom, as PROV-O. \
            Redacted records are left out.
            """
    )

    @Option(help: "A form of exchange in place of -o: cloudevents or jsonld.")
    var format: ExchangeFormat?

    @Option(help: "Write to this file, whole or not at all.", completion: .file())
    var to: String?

    @Flag(help: "With -o csv --to FILE: write datapackage.json beside it, which describes it.")
    var package = false

    @OptionGroup var choice: RecordFilters
    @OptionGroup var globals: GlobalOptions

    static let hasOwnForm = true

    /// How events go to programs that know nothing of ledgers.
    enum ExchangeFormat: String, ExpressibleByArgument, CaseIterable { case cloudevents, jsonld }

    func run(in session: Session) throws(Failure) {
        try check()
        let chosen = try ChosenRecords.find(choice, in: session)
        var writer = try writer(session)
        var kept: [UInt8] = []
        let isFile = to != nil
        let put = { (bytes: [UInt8]) throws(Failure) in
            // A file is written at once, by rename, so it is never half an export.
            if isFile { kept += bytes } else { try session.console.write(bytes) }
        }
        try put(writer.start())
        let stream = ExportStream(needsRecords: writer.needsRecords, chosen: chosen)
        try stream.run(session) { event throws(Failure) in try put(writer.add(event)) }
        try put(writer.end())
        if let chosen { session.remark(chosen.sentence) }
        guard let to else { return }
        try OutputFile.write(kept, to: to)
        let count = writer.count == 1 ? "1 event" : "\(writer.count) events"
        session.remark("wrote \(count) to \(to)")
        if package {
            let file = DataPackage(table: to, bytes: kept, chosen: chosen)
            try OutputFile.write(file.document.pretty.utf8 + [0x0a], to: file.path)
            session.remark("wrote \(file.path)")
        }
    }

    /// Throws for flags that do not go together, before anything is asked.
    private func check() throws(Failure) {
        if globals.fields != nil {
            throw Failure.usage(
                "export gives every event whole; it takes no --fields",
                hints: ["for a part:  ledgerctl record list --help"]
            )
        }
        if globals.on != nil {
            throw Failure.usage(
                "a record is not of one day of the world; export takes no --on",
                hints: ["by date:  ledgerctl export --since 2018-09 --through 2018-11"]
            )
        }
        if format != nil, globals.output != .table {
            throw Failure.usage("--format and -o both say how it looks; give one of them")
        }
        if package, to == nil || globals.output != .csv {
            throw Failure.usage(
                "--package describes a CSV file",
                hints: ["ledgerctl export -o csv --to events.csv --package"]
            )
        }
    }

    private func writer(_ session: Session) throws(Failure) -> any ExportWriter {
        switch format {
        case nil: EventWriter(format: globals.output, hasHeader: !globals.noHeader)
        case .cloudevents: CloudEventWriter(ledger: try Export.ledger(session))
        case .jsonld: ProvenanceWriter(ledger: try Export.ledger(session))
        }
    }

    /// The name of the ledger, which stands in every identifier that leaves it.
    private static func ledger(_ session: Session) throws(Failure) -> String {
        let status = try session.fetch(Question("/v1/status")).document
        guard let origin = status["ledger"]?.text else {
            throw Failure.mismatch("the daemon's status names no ledger")
        }
        return origin
    }
}

/// The records that filters and times leave, in the order of the log.
struct ChosenRecords {
    /// Their places.
    var places: Set<UInt64>
    /// Where the list holds.
    var basis: [JSON.Member]
    /// The filters, as parameters of the question.
    var filters: [(String, String)]

    private static let pageRows = 10_000

    /// Asks which records are meant; nil when nothing is left out.
    static func find(
        _ choice: RecordFilters,
        in session: Session
    ) throws(Failure) -> ChosenRecords? {
        var question = try choice.question(session.dates())
        let globals = session.globals
        let filters = question.parameters
        guard !filters.isEmpty || globals.known != nil || globals.asOf != nil else { return nil }
        if choice.limit == nil { question.parameters.append(("limit", String(pageRows))) }
        var answer = try session.ask(question)
        var found = ChosenRecords(places: [], basis: answer.basis, filters: filters)
        let asOf = JSON.object(answer.basis)["as_of"]?.text
        question.parameters += try Coordinates(globals, session.dates()).parameters
            .filter { $0.0 != "as_of" && $0.0 != "on" }
        if let asOf { question.parameters.append(("as_of", asOf)) }
        while true {
            let places = answer.rows.compactMap { $0["record"]?.text.flatMap { RecordNumber($0) } }
            found.places.formUnion(places.map(\.value))
            guard choice.limit == nil, places.count == pageRows, let last = places.last else {
                return found
            }
            var page = question
            page.parameters = question.parameters.filter { $0.0 != "after" }
            page.parameters.append(("after", last.description))
            answer = try session.fetch(page)
        }
    }

    /// What was left out, and where: `12 records (type tariff.imposed; known by …)`.
    var sentence: String {
        let count = places.count == 1 ? "1 record" : "\(places.count) records"
        return "\(count): \(CellText.cell(.string(conditions)))"
    }

    /// The filters and times in words.
    var conditions: String {
        let words = filters.map { "\($0.0) \($0.1)" }
        let times = CellText.coordinates(Answer(.object([.init("basis", .object(times))])))
        return (words + [times].compactMap(\.self)).joined(separator: ", ")
    }

    /// The times that choose records; a day of the world does not.
    private var times: [JSON.Member] { basis.filter { $0.name != "on" && $0.name != "rules" } }
}
