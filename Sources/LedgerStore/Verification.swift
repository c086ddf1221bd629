public import Ledger
internal import LMDB
internal import Platform

/// What a verification found.
public struct VerificationReport: Sendable {
    /// Records read.
    public var records: UInt64 = 0
    /// Root recomputed over them.
    public var root = MerkleTree.emptyRoot
    /// Held texts read again.
    public var texts = 0
    /// Registered texts that this ledger does not have.
    public var textsMissing = 0
    /// Rows compared, for the views.
    public var rows = 0
    /// What is wrong, one sentence each; at most 100.
    public var problems: [String] = []

    mutating func problem(_ text: String) {
        if problems.count < 100 { problems.append(text) }
    }
}

extension Desk {
    /// Reads the whole log again: every leaf, commitment, hash and the root; and every held text.
    public func verifyLog() throws -> VerificationReport {
        var report = VerificationReport()
        let head = folder.log.head
        var check = RecordCheck()
        var redactions = RedactionCheck()
        while report.records < head.size {
            let next = RecordNumber(report.records + 1)
            let records: [StoredRecord]
            do {
                records = try folder.log.records(from: next, limit: 1_000)
            } catch let error as StoreError {
                report.problem("\(error)")
                break
            }
            guard !records.isEmpty else {
                report.problem("\(next) is missing")
                break
            }
            var hashes: [(place: UInt64, hash: Hash)] = []
            for record in records where record.leaf.position.value <= head.size {
                redactions.take(record)
                for problem in check.take(record, emit: { hashes.append(($0, $1)) }) {
                    report.problem(problem)
                }
                report.records += 1
            }
            for place in try folder.log.mismatches(hashes) {
                report.problem("hash \(place) of the tree is not that of the records")
            }
        }
        let reader = StoreReader(folder)
        for problem in try redactions.problems(named: { try reader.position(of: $0)?.description })
        {
            report.problem(problem)
        }
        report.root = check.frontier.root
        if check.frontier.root != head.root {
            report.problem("the root is not the one that is stored")
        }
        if try !folder.log.hasWholeTree() { report.problem("the tree has not the records' size") }
        try verifyTexts(&report)
        return report
    }

    private func verifyTexts(_ report: inout VerificationReport) throws {
        for digest in try folder.texts.all {
            report.texts += 1
            guard let bytes = try folder.texts.get(digest) else { continue }
            if Hash.sha256(of: bytes.span) != digest {
                report.problem("held text \(digest.hex) has been altered")
            }
        }
        let registry = folder.views.current.registry
        let named = registry.sources(at: RecordNumber(.max)).compactMap(\.sha256)
            .compactMap { Hash(hex: $0) }
        report.textsMissing = Set(named).filter { !folder.texts.has($0) }.count
    }

    /// Rebuilds every view from r1 in a scratch environment and compares row for row.
    public func verifyViews() throws -> VerificationReport {
        var report = VerificationReport()
        let head = folder.log.head.size
        _ = folder.views.wait(for: head, milliseconds: 5_000)
        let size = folder.views.current.position
        let scratch = "\(folder.path)/views.check"
        if DurableFile.exists(scratch) { try Directory.removeTree(scratch, inside: folder.path) }
        try Directory.create(scratch, mode: 0o700)
        defer { try? Directory.removeTree(scratch, inside: folder.path) }
        let rebuilt = try Views(
            path: scratch,
            log: folder.log,
            mapBytes: LedgerFolder.mapBytesDefault
        )
        try rebuilt.catchUp(through: size)
        report.records = size
        report.root = try folder.log.root(at: size)
        guard folder.views.current.position == size, rebuilt.current.position == size else {
            report.problem("records were appended meanwhile; verify again")
            return report
        }
        for name in ViewTables.all where name != "meta" {
            try compare(name, folder.views, rebuilt, &report)
        }
        return report
    }

    private func compare(
        _ name: String,
        _ live: Views,
        _ rebuilt: Views,
        _ report: inout VerificationReport
    ) throws {
        let both = Parts.onAllProcessors.map(2) { side in
            Result { try Desk.content(name, side == 0 ? live : rebuilt) }
        }
        let (a, b) = (try both[0].get(), try both[1].get())
        report.rows += a.rows
        if a.rows != b.rows {
            report.problem("\(name) has \(a.rows) rows, rebuilt \(b.rows)")
        } else if a.digest != b.digest {
            report.problem("\(name) differs from its rebuilt self")
        }
    }

    private static let pieceBytes = 64 << 10

    /// How many rows a table has, and a digest of them all, made piece by piece.
    private static func content(
        _ name: String,
        _ views: Views
    ) throws -> (rows: Int, digest: Hash) {
        let table = views.environment.table(name, key: [UInt8].self)
        var rows = 0
        var digest = Hash.sha256(of: [UInt8]().span)
        var piece: [UInt8] = []
        piece.reserveCapacity(2 * pieceBytes)
        try views.environment.read { transaction throws in
            try transaction.scan(table) { key, value in
                rows += 1
                piece += Follower.bytes(UInt64(key.count) << 32 | UInt64(value.count))
                for at in 0..<key.count { piece.append(key[at]) }
                for at in 0..<value.count { piece.append(value[at]) }
                if piece.count >= pieceBytes {
                    digest = Hash.sha256(of: (digest.bytes + piece).span)
                    piece.removeAll(keepingCapacity: true)
                }
                return true
            }
        }
        return (rows, Hash.sha256(of: (digest.bytes + piece).span))
    }
}
