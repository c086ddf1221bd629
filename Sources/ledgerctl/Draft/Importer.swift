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
        if let problem = reply.problem {
            throw Importer.refusal(Failure(problem, row: file.row), file.name)
        }
        let receipt = try Receipt(reply.body)
        if let checkpoint { try session.keep(receipt, in: checkpoint) }
        return receipt
    }

    /// Nothing is recorded before every batch was admitted in a dry run.
    private func sendBatches(_ file: LineFile) throws(Failure) -> [Receipt] {
        let size = (lines: longBatchLinesMax, bytes: Importer.longBatchBytesMax)
        guard let encoded = EncodedFile(file, batchLines: size.lines, batchBytes: size.bytes) else {
            let batches = file.withIDs.batches(linesMax: size.lines, bytesMax: size.bytes)
            throw Importer.refusal(Failure.refused(try faults(batches, file.row)), file.name)
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
                let own = EncodedFile.own(problem, of: events, behind: 0)
                var failure = Importer.refusal(
                    Failure(own.problem, row: file.row),
                    file.name
                )
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
                guard !problem.faults.isEmpty else {
                    throw Importer.refusal(Failure(problem), lines.name)
                }
                let own = EncodedFile.own(problem, of: events, behind: needed.count)
                let sent = Set(needed.compactMap(\.id))
                rows += Failure(own.problem, row: lines.row).rows.filter {
                    !earlier.explains($0, sent: sent)
                }
                // What is wrong once would hide what is wrong behind it.
                earlier.add(index, faulty: own.faulty)
                continue
            }
            var receipt = try Receipt(reply.body)
            receipt.recorded -= needed.count
            // Its place depends on the batches before it, which a trial does not record.
            if index > 0 { (receipt.batch, receipt.first, receipt.last) = ("", nil, nil) }
            receipts.append(receipt)
            // What the ledger has already needs nobody to bring it.
            let known = receipt.recorded == 0 ? events.compactMap(\.id) : receipt.knownIDs
            earlier.add(index, known: Set(known))
        }
        guard rows.isEmpty else { throw Importer.refusal(Failure.refused(rows), lines.name) }
        return receipts
    }

    /// What the daemon says of lines that have faults of form.
    private func faults(
        _ batches: [ArraySlice<LineFile.Line>],
        _ row: (Fault) -> Failure.Row
    ) throws(Failure) -> [Failure.Row] {
        var faults: [Failure.Row] = []
        var earlier = EarlierLines()
        for batch in batches {
            let reply = try session.sendAppend(request(earlier.body(batch), isDryRun: true))
            if let problem = reply.problem { faults += try earlier.faults(problem, batch, row) }
            earlier.add(batch)
        }
        guard faults.isEmpty else { return faults }
        throw Failure.mismatch("the daemon takes lines that this ledgerctl cannot encode")
    }

    private func request(_ body: [UInt8], isDryRun: Bool) -> AppendRequest {
        var request = request(isDryRun)
        request.lines = body
        return request
    }

    private func request(_ events: [EncodedEvent], isDryRun: Bool) -> AppendRequest {
        var request = request(isDryRun)
        request.batch = EncodedEvent.batch(events)
        // In a trial that skips what is known, somebody must say what that is.
        request.isBrief = !(isDryRun && skipsKnown)
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
    static func refusal(_ failure: Failure, _ file: String) -> Failure {
        var failure = failure
        if !failure.rows.isEmpty {
            let count = failure.rows.count == 1 ? "1 problem" : "\(failure.rows.count) problems"
            failure.message = "nothing imported: \(count) in \(file)"
        }
        return failure
    }
}
