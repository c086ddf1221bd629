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
    /// The most events of a batch; a test has less patience than the daemon.
    var batchLinesMax = Submission.Limit.batchEventsMax

    /// Bytes of a request, below the daemon's limit of 16 MiB.
    static let requestBytesMax = 15 << 20

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
        let batches = file.batches(
            linesMax: batchLinesMax,
            bytesMax: Importer.requestBytesMax
        )
        if batches.count == 1 { return [try sendWhole(file)] }
        return try sendBatches(file, batches)
    }

    /// Sends a file as one batch.
    func sendWhole(_ file: LineFile) throws(Failure) -> Receipt {
        let reply = try session.sendAppend(request(file.body, isDryRun: isDryRun))
        if let problem = reply.problem { throw Importer.refusal(Failure(problem), file) }
        let receipt = try Receipt(reply.body)
        if let checkpoint { try session.keep(receipt, in: checkpoint) }
        return receipt
    }

    /// Nothing is sent before every batch was admitted in a dry run.
    private func sendBatches(
        _ file: LineFile,
        _ batches: [ArraySlice<LineFile.Line>]
    ) throws(Failure) -> [Receipt] {
        var receipts: [Receipt] = []
        var faults: [Failure.Row] = []
        var earlier = Earlier()
        for batch in batches {
            let reply = try session.sendAppend(request(earlier.body(batch), isDryRun: true))
            if let problem = reply.problem {
                faults += try earlier.faults(problem, batch)
            } else {
                receipts.append(try Receipt(reply.body))
            }
            earlier.add(batch)
        }
        guard faults.isEmpty else { throw Importer.refusal(Failure.refused(faults), file) }
        if isDryRun { return receipts }
        receipts = []
        earlier = Earlier()
        for (index, batch) in batches.enumerated() {
            let reply = try session.sendAppend(request(earlier.body(batch), isDryRun: false))
            if let problem = reply.problem {
                var failure = Importer.refusal(Failure(problem), file)
                failure.hints.append(
                    "\(index) of \(batches.count) batches are recorded; import the file again"
                )
                throw failure
            }
            receipts.append(try Receipt(reply.body))
            session.remark(
                "batch \(index + 1) of \(batches.count): \(receipts[index].span ?? "known")"
            )
            earlier.add(batch)
        }
        if let checkpoint, let last = receipts.last { try session.keep(last, in: checkpoint) }
        return receipts
    }

    private func request(_ body: [UInt8], isDryRun: Bool) -> AppendRequest {
        AppendRequest(
            lines: body,
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

/// What the batches before this one bring, when a file takes several.
private struct Earlier {
    private var ids: [String: RecordID] = [:]
    private var names: Set<String> = []

    /// Members that hold references to records.
    private static let references: Set<String> = ["target", "to", "records"]

    mutating func add(_ batch: ArraySlice<LineFile.Line>) {
        for line in batch {
            if let ref = line.ref, let id = line.id { ids[ref] = id }
            if let key = line.registered { names.insert(key) }
            if let id = line.id { names.insert(id.description) }
        }
    }

    /// The lines of a batch; `@x` of an earlier batch becomes the id that it has.
    func body(_ batch: ArraySlice<LineFile.Line>) -> [UInt8] {
        let own = Set(batch.compactMap(\.ref))
        var out: [UInt8] = []
        for line in batch {
            out += resolved(line.bytes, except: own)
            out.append(0x0a)
        }
        return out
    }

    private func resolved(_ line: [UInt8], except own: Set<String>) -> [UInt8] {
        guard !ids.isEmpty, line.contains(UInt8(ascii: "@")), let event = try? JSON(parsing: line)
        else { return line }
        return resolved(event, isReference: false, except: own).bytes
    }

    private func resolved(_ value: JSON, isReference: Bool, except own: Set<String>) -> JSON {
        switch value {
        case .string(let text) where isReference && text.hasPrefix("@"):
            let name = String(text.dropFirst())
            return own.contains(name) ? value : ids[name].map { .string($0.description) } ?? value
        case .array(let list):
            return .array(list.map { resolved($0, isReference: isReference, except: own) })
        case .object(let members):
            return .object(
                members.map {
                    let names = Earlier.references.contains($0.name)
                    return .init($0.name, resolved($0.value, isReference: names, except: own))
                }
            )
        default: return value
        }
    }

    /// The faults of a batch's dry run, with the file's line numbers.
    ///
    /// A dry run records nothing, so what earlier batches bring is missing; that is no fault.
    func faults(
        _ problem: Problem,
        _ batch: ArraySlice<LineFile.Line>
    ) throws(Failure) -> [Failure.Row] {
        let failure = Failure(problem) { fault in
            var fault = fault
            fault.line = fault.line.flatMap { line in batch.dropFirst(line - 1).first?.number }
            return Failure.row(fault)
        }
        guard !failure.rows.isEmpty else { throw failure }
        return failure.rows.filter { row in
            let words = row.what.split { " '\",;()".contains($0) }
            return !words.contains { names.contains(String($0)) }
        }
    }
}
