import Ledger
import LedgerAPI

/// Events on their way to `POST /v1/events`.
struct AppendRequest {
    /// The events, each with its id.
    var events: [JSON] = []
    /// Lines of JSON instead of `events`, as a file holds them.
    var lines: [UInt8]?
    /// An encoded batch instead of both.
    var batch: [UInt8]?
    /// Whether the receipt only counts the records.
    var isBrief = false
    /// `SUBJECT@rN` or `SUBJECT@new`.
    var expectations: [String] = []
    /// Admit, but record nothing.
    var isDryRun = false
    /// Where the signed checkpoint of the receipt is written.
    var checkpoint: String?
    /// Leave out what is recorded already.
    var skipsKnown = false

    /// The request.
    var request: Request {
        var query: [(String, String)] = []
        if isDryRun { query.append(("dry_run", "true")) }
        if checkpoint != nil { query.append(("checkpoint", "true")) }
        if skipsKnown { query.append(("on_known", "skip")) }
        if isBrief { query.append(("receipt", "brief")) }
        query += expectations.map { ("expect", $0) }
        if let batch {
            return .post("/v1/events", query: query, body: batch, type: .protobuf)
        }
        let json = events.count == 1 ? events[0] : .array(events)
        return .post(
            "/v1/events",
            query: query,
            body: lines ?? json.bytes,
            type: lines == nil ? .json : .lines
        )
    }
}

/// What the daemon recorded, or would record.
struct Receipt {
    /// The reply as it came.
    var document: JSON
    var batch: String
    var isDryRun: Bool
    /// How many records are new, and how many were recorded before.
    var recorded: Int
    var known: Int
    /// The first and the last of all of them; nil if there are none.
    var first: String?
    var last: String?
    /// Each of them, unless only their number was asked for.
    var records: [Record]
    var notes: [String]

    /// One record of the batch.
    struct Record {
        var number: String
        var id: String
        /// Recorded by an earlier request of the same id.
        var isKnown: Bool
    }

    /// Reads a reply.
    init(_ body: [UInt8]) throws(Failure) {
        let answer = try Answer(body)
        document = answer.document
        batch = document["batch"]?.text ?? ""
        isDryRun = document["dry_run"] == .bool(true)
        records = (document["records"]?.elements ?? []).map {
            Record(
                number: CellText.raw($0["record"]),
                id: CellText.raw($0["id"]),
                isKnown: $0["known"] == .bool(true)
            )
        }
        known = document["known"]?.integer ?? records.count(where: \.isKnown)
        recorded = document["recorded"]?.integer ?? (records.count - known)
        first = document["first"]?.text ?? records.first?.number
        last = document["last"]?.text ?? records.last?.number
        notes = answer.notes
    }

    /// The ids of what was recorded by earlier requests, where each record is listed.
    var knownIDs: [RecordID] { records.filter(\.isKnown).compactMap { RecordID($0.id) } }

    /// `r198`, or `r199..r208`; nil when nothing is new.
    var span: String? {
        guard recorded > 0, let last, let end = RecordNumber(last) else { return nil }
        // What is new lies together, behind all that was there.
        return recorded == 1 ? last : "r\(end.value - UInt64(recorded) + 1)..\(last)"
    }
}

extension Session {
    /// Sends events; `row` tells each fault of a refusal.
    func append(
        _ request: AppendRequest,
        row: (Fault) -> Failure.Row = Failure.row
    ) throws(Failure) -> Receipt {
        let reply = try sendAppend(request)
        if let problem = reply.problem { throw Failure(problem, row: row) }
        let receipt = try Receipt(reply.body)
        if let file = request.checkpoint { try keep(receipt, in: file) }
        return receipt
    }

    /// Writes the checkpoint of a receipt; what is recorded stays so if that fails.
    func keep(_ receipt: Receipt, in file: String) throws(Failure) {
        guard let note = receipt.document["checkpoint"]?.text else { return }
        try OutputFile.write(Array(note.utf8), to: file)
        remark("wrote \(file)")
    }

    /// The reply to events, refusal or receipt.
    ///
    /// When the connection breaks, nobody knows whether the batch was recorded; the ids make it
    /// safe to ask again.
    func sendAppend(_ request: AppendRequest) throws(Failure) -> Reply {
        guard globals.prove == nil, globals.proveFull == nil else {
            throw Failure.usage("--prove is for questions; this command records something")
        }
        do throws(Failure) { return try daemon().send(request.request) } catch {
            guard ["connection_lost", "timeout", "protocol_mismatch"].contains(error.code),
                !request.isDryRun
            else { throw error }
            var failure = error
            let id = request.events.count == 1 ? request.events[0]["id"]?.text : nil
            failure.hints.append(
                id.map { "the outcome is unknown; repeat the command with  --id \($0)" }
                    ?? "the outcome is unknown; the same command may be repeated safely"
            )
            throw failure
        }
    }

    /// Prints a receipt: each record with what it is about, and the command that shows it.
    ///
    /// - Parameters:
    ///   - receipt: what the daemon said.
    ///   - events: the events sent, in the same order; none for a whole file.
    ///   - extra: more to say behind the one record.
    /// - Throws: when it cannot be written.
    func show(_ receipt: Receipt, of events: [JSON], extra: String = "") throws(Failure) {
        guard globals.output == .table else {
            var answer = Answer(receipt.document)
            answer.rows = receipt.document["records"]?.elements ?? []
            try Renderer(self).render(answer)
            return
        }
        let isListed = events.count == receipt.records.count && events.count <= 20
        if isListed {
            for (record, event) in zip(receipt.records, events) {
                try console.line(line(record, event, receipt) + extra)
            }
        } else {
            try console.line(summary(receipt))
        }
        for note in receipt.notes { try console.line("  \(CellText.cell(.string(note)))") }
        if receipt.isDryRun {
            try console.line("nothing recorded (dry run)")
        } else if isListed, receipt.records.count == 1, !globals.quiet {
            try console.line("  show: ledgerctl record show \(receipt.records[0].number)")
        }
    }

    private func line(_ record: Receipt.Record, _ event: JSON, _ receipt: Receipt) -> String {
        let what = "\(CellText.raw(event["type"]))  \(CellText.raw(event["subject"]))"
        if record.isKnown { return "already recorded \(record.number)  \(what)" }
        return receipt.isDryRun ? "would record \(what)" : "recorded \(record.number)  \(what)"
    }

    private func summary(_ receipt: Receipt) -> String {
        let new = receipt.recorded
        let skipped = receipt.known == 0 ? "" : "; \(receipt.known) already present, skipped"
        guard new > 0 else { return "nothing new\(skipped)" }
        if receipt.isDryRun { return "would record \(new) events\(skipped)" }
        return "recorded \(receipt.span ?? "") (\(new)) in batch \(receipt.batch)\(skipped)"
    }
}
