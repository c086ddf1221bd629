import Glibc
import Ledger
import LedgerAPI
import Platform

/// Follows the log: asks for what matches, prints it, and waits for the next record.
///
/// The daemon filters, with the same question as `record list`. The stream of the log is only
/// what wakes the watch, so nothing is missed and nothing is told twice.
struct Watcher {
    let session: Session
    /// The records wanted, without a place.
    let question: Question
    let file: CursorFile?
    /// What is run for each record.
    let command: String?
    /// The last record that is done with.
    private(set) var position: RecordNumber
    private var hasPrinted = false

    /// A watch that goes on behind a record.
    init(
        session: Session,
        question: Question,
        file: CursorFile?,
        command: String?,
        position: RecordNumber
    ) {
        self.session = session
        self.question = question
        self.file = file
        self.command = command
        self.position = position
    }

    private static let pageRows = 500
    /// A daemon says something every 15 s.
    private static let silenceMax = Duration.seconds(45)
    private static let retryMicroseconds: UInt32 = 100_000

    /// Watches until something ends it that waiting does not mend.
    mutating func run() throws(Failure) -> Never {
        var head = try session.head()
        var isAway = false
        while true {
            do throws(Failure) {
                if isAway { head = try greeted() }
                if isAway { session.remark("the daemon answers again") }
                isAway = false
                if position < head { try drain(to: head) }
                head = try awaited() ?? head
            } catch {
                guard error.isPassing else { throw error }
                let isSlow = error.code == "views_behind"
                if !isAway, !isSlow { session.remark("\(error.message); waiting for it") }
                isAway = isAway || !isSlow
                usleep(Watcher.retryMicroseconds)
            }
        }
    }

    /// The head after a pause: it must still be the ledger that was watched.
    private func greeted() throws(Failure) -> RecordNumber {
        try session.daemon().greet(session)
        let head = try session.head()
        guard position <= head else { throw Watcher.shrunk(head, position) }
        return head
    }

    /// The ledger ends before a record that it had.
    static func shrunk(_ head: RecordNumber, _ position: RecordNumber) -> Failure {
        Failure(
            exit: .notFound,
            code: "not_found",
            message: "\(position) is not recorded; the ledger ends at \(head)",
            hints: ["is it another ledger?  ledgerctl status"]
        )
    }

    /// Handles everything wanted up to a record.
    private mutating func drain(to head: RecordNumber) throws(Failure) {
        while true {
            var page = question
            page.parameters += [
                ("limit", String(Watcher.pageRows)), ("min", head.description),
            ]
            // A question knows no r0.
            if position.value > 0 { page.parameters.append(("after", position.description)) }
            let answer = try session.fetch(page)
            for row in answer.rows {
                guard let record = row["record"]?.text.flatMap({ RecordNumber($0) }) else {
                    throw Failure.mismatch("a record came without its number")
                }
                try handle(row, record, of: answer)
            }
            guard answer.rows.count < Watcher.pageRows else { continue }
            let end = JSON.object(answer.basis)["as_of"]?.text.flatMap { RecordNumber($0) }
            try move(to: max(position, end ?? position))
            return
        }
    }

    /// Prints a record and runs the command; only then is it done with.
    private mutating func handle(
        _ row: JSON,
        _ record: RecordNumber,
        of answer: Answer
    ) throws(Failure) {
        try Renderer(session).follow(row, of: answer, isFirst: !hasPrinted)
        hasPrinted = true
        try session.console.flush()
        if let command { try run(command, record) }
        try move(to: record)
    }

    private mutating func move(to record: RecordNumber) throws(Failure) {
        guard record > position else { return }
        try file?.write(record)
        position = record
    }

    /// The command gets the record as the log has it, event and all.
    private func run(_ command: String, _ record: RecordNumber) throws(Failure) {
        let before = RecordNumber(record.value - 1)
        let line = try session.send(
            .get(
                "/v1/events",
                query: [("after", before.description), ("limit", "1")],
                accept: .lines
            )
        ).body
        let status: ExitStatus
        do throws(SystemError) {
            status = try Spawn.foreground(
                ["/bin/sh", "-c", command],
                environment: session.surroundings.variables,
                input: line
            )
        } catch {
            throw Failure(exit: .io, code: "io", message: "the command: \(error)")
        }
        if status.isSuccess { return }
        if status == .killed(signal: SIGINT) {
            throw Failure(exit: .interrupted, code: "interrupted", message: "")
        }
        throw Failure(
            exit: .io,
            code: "command_failed",
            message: "the command failed at \(record): \(status.words)",
            hints: [
                file == nil
                    ? "go on before it:  --after \(before)"
                    : "the cursor stands before it; the same command goes on there"
            ]
        )
    }

    /// Waits for a record behind the place; nil when the stream ended without one.
    private func awaited() throws(Failure) -> RecordNumber? {
        var request = Request.get(
            "/v1/events",
            query: [("after", position.description), ("limit", "1"), ("follow", "true")],
            accept: .lines
        )
        request.timeout = Watcher.silenceMax
        var text: [UInt8] = []
        let reply = try session.daemon().stream(request) { text += $0 }
        if let problem = reply.problem { throw Failure(problem) }
        for line in text.split(separator: 0x0a) {
            let record = (try? JSON(parsing: Array(line)))?["record"]?.text
            if let number = record.flatMap({ RecordNumber($0) }) { return number }
        }
        // A daemon that is told to stop ends its streams.
        throw Failure(exit: .busy, code: "stream_ended", message: "the daemon is stopping")
    }
}

extension Failure {
    /// Whether waiting mends it: no daemon, or one that has too much to do.
    fileprivate var isPassing: Bool { exit == .noDaemon || exit == .busy }
}

extension ExitStatus {
    /// How a command ended, in words.
    fileprivate var words: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .killed(let signal): "signal \(signal)"
        }
    }
}
