import Ledger
import LedgerAPI

/// Sends files of events: all or nothing, as far as one request can hold them.
struct Importer {
    private let session: Session
    private let isDryRun: Bool
    private let skipsKnown: Bool
    private let expectations: [String]
    /// Where the signed checkpoint of the last receipt is written.
    private let checkpoint: String?
    /// The most events of a file that is one batch; a test has less patience than the daemon.
    var batchLinesMax = Submission.Limit.batchEventsMax
    /// The most events of a batch of a longer file, whose trial takes along what it needs.
    var longBatchLinesMax = Submission.Limit.batchEventsMax - EarlierEvents.neededMax

    /// Bytes of a request, below the daemon's limit of 16 MiB.
    static let requestBytesMax = 15 << 20
    /// Bytes of a batch of a longer file, before it is encoded.
    private static let longBatchBytesMax = 8 << 20

    /// Imports with these switches.
    init(
        _ session: Session,
        isDryRun: Bool = false,
        skipsKnown: Bool = false,
        checkpoint: String? = nil
    ) {
        self.session = session
        self.checkpoint = checkpoint
        self.isDryRun = isDryRun
        self.skipsKnown = skipsKnown
        expectations = []
    }

    /// Imports as the flags of `append --file` say.
    init(_ session: Session, _ words: FreeWords) {
        self.session = session
        isDryRun = words.has("dry-run")
        skipsKnown = words.has("skip-known")
        expectations = words.values("expect")
        checkpoint = words.value("checkpoint")
    }

    /// Sends a file, in one batch if it fits.
    func send(_ file: LineFile) throws(Failure) -> [Receipt] {
        guard !file.lines.isEmpty else {
            throw Failure(
                exit: .refused,
                code: "empty",
                message: "there is no event in \(file.name)"
            )
        }
        let isLong =
            file.lines.count > batchLinesMax
            || file.lines.reduce(0) { $0 + $1.bytes.count + 1 } > Importer.requestBytesMax
        return isLong ? try sendBatches(file) : [try sendWhole(file)]
    }

    /// Sends a file as one batch.
    func sendWhole(_ file: LineFile) throws(Failure) -> Receipt {
        let reply = try session.sendAppend(request(file.body, isDryRun: isDryRun))
        if let problem = reply.problem { throw Importer.refusal(Failure(problem), file) }
        let receipt = try Receipt(reply.body)
        if let checkpoint { try session.keep(receipt, in: checkpoint) }
        return receipt
    }

    /// Nothing is recorded before every batch was admitted in a dry run.
    private func sendBatches(_ file: LineFile) throws(Failure) -> [Receipt] {
        let size = (lines: longBatchLinesMax, bytes: Importer.longBatchBytesMax)
        guard let encoded = EncodedFile(file, batchLines: size.lines, batchBytes: size.bytes) else {
            let batches = file.withIDs.batches(linesMax: size.lines, bytesMax: size.bytes)
            throw Importer.refusal(Failure.refused(try faults(batches)), file)
        }
        let admitted = try admit(encoded, file)
        if isDryRun { return admitted }
        let count = encoded.batches.count
        let progress = Progress(session, "recording", of: encoded.count)
        defer { progress.end() }
        var receipts: [Receipt] = []
        for (index, events) in encoded.batches.enumerated() {
            progress.show(encoded.start(of: index))
            let reply = try session.sendAppend(request(events, isDryRun: false))
            if let problem = reply.problem {
                let found = Failure(problem) { Failure.row($0, in: events, at: 0) }
                var failure = Importer.refusal(found, file)
                failure.hints.append(
                    "\(index) of \(count) batches are recorded; import the file again"
                )
                throw failure
            }
            receipts.append(try Receipt(reply.body))
            // Over the line of the progress, where there is one.
            progress.end()
            session.remark(
                "batch \(index + 1) of \(count): \(receipts[index].span ?? "known")"
            )
        }
        if let checkpoint, let last = receipts.last { try session.keep(last, in: checkpoint) }
        return receipts
    }

    /// Tries every batch, each behind what it needs of those before it.
    private func admit(_ file: EncodedFile, _ lines: LineFile) throws(Failure) -> [Receipt] {
        var receipts: [Receipt] = []
        var rows: [Failure.Row] = []
        var earlier = EarlierEvents(file)
        let progress = Progress(session, "checking", of: file.count)
        defer { progress.end() }
        for (index, events) in file.batches.enumerated() {
            progress.show(file.start(of: index))
            let needed = earlier.needed(by: index)
            let body = needed + events
            let reply = try session.sendAppend(request(body, isDryRun: true))
            if let problem = reply.problem {
                let failure = Failure(problem) { Failure.row($0, in: events, at: needed.count) }
                guard !failure.rows.isEmpty else { throw Importer.refusal(failure, lines) }
                rows += failure.rows.filter { !$0.what.isEmpty && !earlier.explains($0) }
                earlier.add(index)
                continue
            }
            let receipt = try Receipt(reply.body).without(first: needed.count)
            receipts.append(receipt)
            // What the ledger has already needs nobody to bring it.
            if receipt.recorded > 0 { earlier.add(index) }
        }
        guard rows.isEmpty else { throw Importer.refusal(Failure.refused(rows), lines) }
        return receipts
    }

    /// What the daemon says of lines that have faults of form.
    private func faults(
        _ batches: [ArraySlice<LineFile.Line>]
    ) throws(Failure) -> [Failure.Row] {
        var faults: [Failure.Row] = []
        var earlier = EarlierLines()
        for batch in batches {
            let reply = try session.sendAppend(request(earlier.body(batch), isDryRun: true))
            if let problem = reply.problem { faults += try earlier.faults(problem, batch) }
            earlier.add(batch)
        }
        guard faults.isEmpty else { return faults }
        throw Failure(
            exit: .bug,
            code: "bug",
            message: "the daemon finds nothing wrong where ledgerctl did; please report this"
        )
    }

    private func request(_ body: [UInt8], isDryRun: Bool) -> AppendRequest {
        var request = request(isDryRun)
        request.lines = body
        return request
    }

    private func request(_ events: [EncodedEvent], isDryRun: Bool) -> AppendRequest {
        var request = request(isDryRun)
        request.batch = EncodedEvent.batch(events)
        return request
    }

    private func request(_ isDryRun: Bool) -> AppendRequest {
        AppendRequest(
            expectations: expectations,
            isDryRun: isDryRun,
            checkpoint: checkpoint,
            skipsKnown: skipsKnown
        )
    }

    /// The daemon's refusal, in the words of an import.
    private static func refusal(_ failure: Failure, _ file: LineFile) -> Failure {
        var failure = failure
        if !failure.rows.isEmpty {
            let count = failure.rows.count == 1 ? "1 problem" : "\(failure.rows.count) problems"
            failure.message = "nothing imported: \(count) in \(file.name)"
        }
        return failure
    }
}
