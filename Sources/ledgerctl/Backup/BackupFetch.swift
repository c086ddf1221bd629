import Ledger
import LedgerAPI

/// A backup on its way from the daemon, checked as it comes.
struct BackupFetch {
    /// What the daemon does with held texts.
    enum Texts: String {
        case all, list
    }

    private let session: Session

    /// Asks the daemon of a session.
    init(_ session: Session) { self.session = session }

    /// Asks for a backup.
    ///
    /// - Parameters:
    ///   - after: how many records the one has that it continues.
    ///   - texts: whether held texts come with it.
    ///   - reader: reads it.
    ///   - see: looks at what was read; the default does nothing.
    ///   - put: takes the bytes, once they are checked as far as they go.
    /// - Throws: a failure, after which nothing that was put may be used.
    /// - Returns: the end of it.
    func run(
        after: UInt64 = 0,
        texts: Texts,
        _ reader: inout BackupReader,
        see: (BackupReader.Item) throws(Failure) -> Void = { _ in },
        put: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) -> BackupEnd {
        let request = Request.get(
            "/v1/backup",
            query: [("after", "r\(after)"), ("texts", texts.rawValue)],
            accept: .bytes
        )
        var read = reader
        let reply = try session.daemon().stream(request) { bytes throws(Failure) in
            let items = try Self.checked { () throws(BackupFailure) in try read.take(bytes) }
            for item in items {
                if case .head(let head) = item { try hold(head) }
                try see(item)
            }
            try put(bytes)
        }
        if let problem = reply.problem { throw Self.refusal(problem, after) }
        reader = read
        return try Self.checked { () throws(BackupFailure) in try reader.finish() }
    }

    /// The key must be the one that was pinned here, if one was.
    private func hold(_ head: BackupHead) throws(Failure) {
        let pins = PinStore(session.surroundings.directories)?.all ?? []
        let known = pins.map(\.key).filter { $0.name == head.origin }
        guard known.isEmpty || known.contains(head.key) else {
            throw Failure(
                exit: .integrity,
                code: "other_key",
                message: "the backup is signed by a key of '\(head.origin)' that is not known here",
                hints: ["if that is meant:  ledgerctl log forget"]
            )
        }
    }

    /// Runs a check; what does not hold ends the program with the code that pages somebody.
    static func checked<R>(
        _ what: String = "the backup",
        body: () throws(BackupFailure) -> R
    ) throws(Failure) -> R {
        do throws(BackupFailure) { return try body() } catch { throw failure(error, what) }
    }

    /// How a backup that is not accepted ends the program.
    static func failure(_ error: BackupFailure, _ what: String) -> Failure {
        let (exit, code): (Exit, String) =
            switch error {
            case .notABackup: (.refused, "no_backup")
            case .newer: (.mismatch, "newer_format")
            case .otherLedger: (.integrity, "other_ledger")
            case .again: (.busy, "redacted_meanwhile")
            case .cut, .damaged: (.integrity, "damaged_backup")
            }
        return Failure(exit: exit, code: code, message: "\(what): \(error)")
    }

    private static func refusal(_ problem: Problem, _ after: UInt64) -> Failure {
        guard problem.code == "not_found", after > 0 else {
            var failure = Failure(problem)
            if failure.exit == .notPermitted {
                failure.hints = ["ask an administrator:  sudo adduser \"$USER\" ledgerd-admin"]
            }
            return failure
        }
        return Failure(
            exit: .integrity,
            code: "ledger_shrank",
            message: "the backup has \(after) records, and the ledger has fewer: \(problem.title)",
            hints: ["keep the backup; see 'A rollback' in docs/operations.md"]
        )
    }
}
