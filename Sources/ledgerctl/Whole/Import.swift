import ArgumentParser
import Ledger

/// `import FILE...`: files of events, one a line.
struct Import: Verb {
    static let configuration = CommandConfiguration.verb(
        "import",
        "Record files of events (JSONL): all of a file or nothing.",
        [
            "ledgerctl import events.jsonl --dry-run",
            "ledgerctl import actors.jsonl events.jsonl",
        ],
        more: """
            A line is an event as docs/http-api.md has it. Lines without an id get one from the \
            file's bytes and the line number, so importing a file twice records nothing twice. \
            Up to 10,000 lines are one batch; a longer file is checked whole before the first \
            batch is sent.
            """
    )

    @Option(help: "Write a signed checkpoint that covers it to this file.", completion: .file())
    var checkpoint: String?

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "Files; - is standard input.", completion: .file())
    var files: [String]

    @Flag(name: [.customShort("n"), .long], help: "Say what would be recorded.")
    var dryRun = false

    @Flag(help: "Leave out lines whose id is recorded already with the same content.")
    var skipKnown = false

    func run(in session: Session) throws(Failure) {
        let importer = Importer(
            session,
            isDryRun: dryRun,
            skipsKnown: skipKnown,
            checkpoint: checkpoint
        )
        var done: [(file: String, receipt: Receipt)] = []
        for path in files {
            var file = LineFile(name: path, bytes: try Files.read(path))
            file.deriveIDs()
            do throws(Failure) {
                done += try importer.send(file).map { (path, $0) }
            } catch {
                var failure = error
                if let last = done.last?.receipt.span {
                    failure.hints.append("recorded before it: up to \(last)")
                }
                throw failure
            }
        }
        try ImportSummary.show(done, in: session)
    }
}

/// What an import recorded.
enum ImportSummary {
    /// One batch is shown as any append is; several get a line each.
    static func show(
        _ done: [(file: String, receipt: Receipt)],
        in session: Session
    ) throws(Failure) {
        if done.count == 1 {
            try session.show(done[0].receipt, of: [])
            return
        }
        try Renderer(session).render(Answer(document(done)))
    }

    /// `import/1`: a row a batch.
    static func document(_ done: [(file: String, receipt: Receipt)]) -> JSON {
        let rows = done.map { file, receipt -> JSON in
            .object([
                .init("file", .string(file)), .init("batch", .string(receipt.batch)),
                .init("recorded", .count(receipt.recorded)), .init("known", .count(receipt.known)),
                .init("first", .text(receipt.first)), .init("last", .text(receipt.last)),
                .init("dry_run", .bool(receipt.isDryRun)),
            ])
        }
        return .object([.init("schema", .string("ledger.import/1")), .init("rows", .array(rows))])
    }
}
