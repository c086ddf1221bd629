import ArgumentParser
import Ledger
import Platform

/// `watch`: records as they are appended, for ever.
struct Watch: Verb {
    static let configuration = CommandConfiguration.verb(
        "watch",
        "Print records as they are appended, until you press Ctrl-C.",
        [
            "ledgerctl watch --type tariff.imposed -o jsonl",
            "ledgerctl watch --cursor desk.cursor --exec 'mail -s ledger desk@example.org'",
        ],
        more: """
            Filters are those of record list. It begins with what comes next, or behind --after, \
            or where the cursor file says; history is never dropped, so any place will do. The \
            cursor is written after each record that was printed, and after its command has \
            ended well. When the daemon stops, the watch waits for it.
            """
    )

    @OptionGroup var filters: Filters

    @Option(help: "Begin behind this record; r0 is the beginning.", completion: .ledger(.records))
    var after: String?

    @Option(help: "Where the last record handled is kept, to go on there.", completion: .file())
    var cursor: String?

    @Option(help: "Run this for each record, which it reads as JSON; a failure ends the watch.")
    var exec: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        guard globals.asOf == nil else {
            throw Failure.usage(
                "--as-of is in the past, and a watch waits for what comes",
                hints: ["begin behind a record:  --after r197"]
            )
        }
        var question = Question("/v1/records")
        try filters.add(to: &question, session.dates())
        question.parameters += try Coordinates(globals, session.dates()).parameters
        let file = cursor.map(CursorFile.init)
        var watcher = Watcher(
            session: session,
            question: question,
            file: file,
            command: exec,
            position: try start(file, session)
        )
        session.surroundings.endWhenReaderLeaves()
        try watcher.run()
    }

    /// The last record that is not wanted any more.
    private func start(_ file: CursorFile?, _ session: Session) throws(Failure) -> RecordNumber {
        let head = try session.head()
        var start = head
        if let after {
            guard let number = after == "r0" ? RecordNumber(0) : RecordNumber(after) else {
                throw Failure.usage("--after: '\(after)' is no record", hints: ["write r168"])
            }
            start = number
        } else if let kept = try file?.read() {
            start = kept
        }
        guard start <= head else { throw Watcher.shrunk(head, start) }
        // What is appended while nobody watches is not lost: the place is kept from the start.
        try file?.write(start)
        return start
    }
}

extension Session {
    /// The last record of the log.
    func head() throws(Failure) -> RecordNumber {
        let status = try fetch(Question("/v1/status")).document
        guard let size = status["size"]?.integer, size >= 0 else {
            throw Failure.mismatch("the daemon's status has no size")
        }
        return RecordNumber(UInt64(size))
    }
}

/// The file that says which record was handled last: `r198`, and nothing else.
struct CursorFile {
    let path: String

    /// The record; nil where there is no file yet.
    func read() throws(Failure) -> RecordNumber? {
        guard DurableFile.exists(path) else { return nil }
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        let word = text.split(whereSeparator: \.isWhitespace)
        guard word.count == 1, let first = word.first,
            let number = first == "r0" ? RecordNumber(0) : RecordNumber(String(first))
        else {
            throw Failure(
                exit: .configuration,
                code: "bad_cursor",
                message: "\(path) holds no record, as r198",
                hints: ["begin anew:  rm \(path)"]
            )
        }
        return number
    }

    /// Puts a record in the place of the one before; a crash leaves one of the two.
    func write(_ record: RecordNumber) throws(Failure) {
        try OutputFile.write(Array("\(record)\n".utf8), to: path)
    }
}
