import ArgumentParser
import Ledger

/// `import FILE...`: files of events, or tables with a map.
struct Import: Verb {
    static let configuration = CommandConfiguration.verb(
        "import",
        "Record files of events or tables: all of a file or nothing.",
        [
            "ledgerctl import events.jsonl --dry-run",
            "ledgerctl import tariffs.csv --map tariffs.ini --source src/cnn-20181115",
        ],
        more: ImportHelp.text
    )

    @Option(help: "How columns become fields (see --guess).", completion: .file())
    var map: String?

    @Option(help: "Print a map for this table, to be edited.", completion: .file())
    var guess: String?

    @Option(help: "The document that the rows of a table come from.", completion: .ledger(.sources))
    var source: String?

    @Option(help: "Columns that name a row, as Case,Date (default: its line in this file).")
    var key: String?

    @Flag(help: "Record what is good, and leave out the rest.")
    var partial = false

    @Option(help: "Write what was refused to this file.", completion: .file())
    var rejects: String?

    @Option(help: "Write a signed checkpoint that covers it to this file.", completion: .file())
    var checkpoint: String?

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "Files; - is standard input.", completion: .file())
    var files: [String] = []

    @Flag(name: [.customShort("n"), .long], help: "Say what would be recorded.")
    var dryRun = false

    @Flag(help: "Leave out lines whose id is recorded already with the same content.")
    var skipKnown = false

    func run(in session: Session) throws(Failure) {
        if let guess {
            guard files.isEmpty, map == nil else {
                throw Failure.usage("--guess takes one table and imports nothing")
            }
            try session.console.write(try MapGuess.text(of: guess))
            return
        }
        guard !files.isEmpty else {
            throw Failure.usage(
                "import needs a file",
                hints: ["see:  ledgerctl import --help"]
            )
        }
        let options = try options()
        var done: [(file: String, receipt: Receipt)] = []
        for path in files {
            do throws(Failure) {
                let file = try ImportFile(path, options, session)
                for remark in file.remarks { session.remark(remark) }
                try send(file, &done, session)
            } catch {
                var failure = error
                if let last = done.last(where: { $0.file != path })?.receipt.span {
                    failure.hints.append("recorded before it: up to \(last)")
                }
                throw failure
            }
        }
        try ImportSummary.show(done, in: session)
    }

    private func options() throws(Failure) -> ImportFile.Options {
        var options = ImportFile.Options()
        if let map { options.map = try ImportMapReader.read(try Files.read(map), of: map) }
        if let key { options.key = ImportMapReader.list(key) }
        if let source { options.source = try Keys.of(.src, source, "--source") }
        return options
    }

    private func importer(_ file: ImportFile, _ session: Session, isTrial: Bool) -> Importer {
        Importer(
            session,
            isDryRun: isTrial,
            skipsKnown: skipKnown || file.skipsKnown,
            checkpoint: isTrial ? nil : checkpoint
        )
    }

    /// Sends a file, or the good part of it; what is bad is told whole before anything is sent.
    private func send(
        _ read: ImportFile,
        _ done: inout [(file: String, receipt: Receipt)],
        _ session: Session
    ) throws(Failure) {
        var file = read
        let path = file.events.name
        if partial || !file.faults.isEmpty {
            try sift(&file, session)
        }
        if file.faults.isEmpty {
            do throws(Failure) {
                let sender = importer(file, session, isTrial: dryRun)
                done += try sender.send(file.events).map { (path, $0) }
                return
            } catch {
                // Without a table there is nothing to add to what the daemon says.
                guard error.isOfLines, file.noun != "line" || rejects != nil else { throw error }
                file.reject(error.rows)
            }
        }
        var failure = file.refusal(isPartial: partial && !file.events.lines.isEmpty)
        if let rejects, !dryRun {
            try OutputFile.write(file.rejects, to: rejects)
            failure.hints.append("what was refused:  \(rejects)")
        }
        guard partial, !file.events.lines.isEmpty else {
            if !partial, !file.events.lines.isEmpty {
                let count = file.events.lines.count
                failure.hints.append("the other \(count) are good; record them alone:  --partial")
            }
            throw failure
        }
        let sender = importer(file, session, isTrial: dryRun)
        done += try sender.send(file.events).map { (path, $0) }
        try ImportSummary.show(done, in: session)
        throw failure
    }

    /// Tries what is left until the daemon takes it; what it refuses is put aside.
    private func sift(_ file: inout ImportFile, _ session: Session) throws(Failure) {
        let trial = importer(file, session, isTrial: true)
        while !file.events.lines.isEmpty {
            do throws(Failure) {
                _ = try trial.send(file.events)
                return
            } catch {
                guard error.isOfLines else { throw error }
                file.reject(error.rows)
            }
            // Without what is bad, what builds on it is bad too; only then is that asked for.
            guard partial else { return }
        }
    }
}

extension Failure {
    /// Whether it only says what is wrong with lines of a file.
    fileprivate var isOfLines: Bool {
        exit == .refused && !rows.isEmpty && rows.allSatisfy { $0.line != nil }
    }
}

/// What the help of `import` says.
enum ImportHelp {
    static let text = """
        Files of events: JSONL (one a line, as docs/http-api.md has it), a JSON list, or
        CloudEvents. Lines without an id get one from the file's bytes and the line number,
        so importing a file twice records nothing twice.

        Tables: CSV or TSV, in UTF-8 or UTF-16, with a map that says how columns become
        fields; ledgerctl import --guess FILE prints one to edit:
          date_order = dmy         how 09/11/2018 is read: dmy, mdy or ymd
          require_header = A,B     refuse a file whose header differs
          unknown_type = error     or skip: leave out rows of an unknown type
          key = A,B                columns that name a row, as --key
          [event]                  the same in every row; {Column} stands for its value
          type = tariff.imposed
          subject = measure/us-{List}
          [columns]                COLUMN = field, named as the flags of append
          Rate = rate
          [values Country]         what the words of a column stand for
          China = gov/CHN
        Rows get an id from the file's bytes and their line, or with --key from these
        columns, the type and the document: what is recorded already is left out.

        The whole file is checked first. Up to 10,000 events are one batch; a longer file
        is tried whole before the first batch is sent. Of a file with faults nothing is
        recorded, unless --partial; then the exit code is 65 all the same. Mend the file
        that --rejects wrote and import it: a changed file without a key has new ids.
        """
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
