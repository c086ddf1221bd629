import Ledger
import LedgerAPI
import Platform

/// A folder that a backup is written to: files appear whole or not at all.
///
/// A piece is written under another name, checked to its end, synced, and renamed; then the folder
/// is synced. A crash leaves the backup before, and perhaps a file that the next run removes.
final class BackupTarget {
    private let path: String
    private let lock: LockFile
    private var folder: BackupFolder
    private let leftovers: [String]

    private static let prefix = ".tmp-"
    private static let lockName = "lock"
    /// How often a backup is begun again because of a redaction.
    private static let attempts = 5

    /// Makes the folder if need be, and locks it.
    ///
    /// - Throws: a failure if another backup runs, or the folder is for something else.
    init(_ path: String) throws(Failure) {
        self.path = path
        let names: [String]
        do throws(SystemError) {
            try Directory.create(path, mode: 0o700, parents: true)
            names = try Directory.list(path)
        } catch { throw Self.cannotWrite(error) }
        folder = BackupFolder(names: names)
        leftovers = names.filter { $0.hasPrefix(Self.prefix) }
        let own = [Self.lockName, BackupFolder.texts, "lost+found"]
        let isEmpty = names.allSatisfy { own.contains($0) || $0.hasPrefix(Self.prefix) }
        guard isEmpty || !folder.chain.isEmpty else {
            throw Failure(
                exit: .cannotCreate,
                code: "no_backup",
                message: "\(path) is not empty, and what it holds is no backup",
                hints: ["name a folder of its own:  ledgerctl backup --to DIR"]
            )
        }
        do throws(LockError) {
            lock = try LockFile(path: "\(path)/\(Self.lockName)")
        } catch .held {
            throw Failure(
                exit: .busy,
                code: "busy",
                message: "another backup to \(path) is running"
            )
        } catch { throw Failure(exit: .io, code: "io", message: error.description) }
    }

    /// The end of the backup that is there; nil if there is none.
    private func last() throws(Failure) -> BackupEnd? {
        guard let piece = folder.chain.last else { return nil }
        return BackupEnd(of: try BackupFiles.head("\(path)/\(piece.name)"))
    }

    /// What was written.
    struct Made {
        var end: BackupEnd
        var from: UInt64
        var bytes: Int
        var texts: Int

        /// It as an answer.
        func answer(_ path: String) -> Answer {
            Answer(
                .object([
                    .init("schema", .string("ledger.backup/1")), .init("ok", .bool(true)),
                    .init("to", .string(path)), .init("origin", .string(end.key.name)),
                    .init("from", .count(from)), .init("size", .count(end.size)),
                    .init("root", .string(end.root.hex)), .init("key", .string(end.key.text)),
                    .init("bytes", .count(bytes)), .init("texts_new", .count(texts)),
                ])
            )
        }
    }

    /// Asks for what is new, or for everything, and writes it.
    ///
    /// What is there must be part of what comes, also where it is written anew. Where a redaction
    /// or another key is among what is new, everything is asked for: the pieces that are there
    /// hold what was redacted, or do not show how the key came about.
    func write(from session: Session, isWhole: Bool) throws(Failure) -> Made {
        try sweep(leftovers)
        let last = try last()
        var before = isWhole ? nil : last
        for _ in 1...Self.attempts {
            do throws(Retry) {
                return try once(session, last, before)
            } catch {
                switch error {
                case .whole: before = nil
                case .again: break
                case .failed(let failure): throw failure
                }
            }
        }
        throw BackupFetch.failure(.again, path)
    }

    private enum Retry: Error {
        /// With everything.
        case whole
        /// As before.
        case again
        case failed(Failure)

        init(_ failure: Failure) {
            self = failure.code == "redacted_meanwhile" ? .again : .failed(failure)
        }
    }

    private func once(
        _ session: Session,
        _ last: BackupEnd?,
        _ before: BackupEnd?
    ) throws(Retry) -> Made {
        let temporary = "\(path)/\(Self.prefix)\(SystemRandom.hexadecimal(bytes: 8))"
        var (end, bytes): (BackupEnd?, Int) = (nil, 0)
        do {
            try DurableFile.fill(temporary) { file throws in
                (end, bytes) = try Self.fetch(session, last, before, file)
            }
            guard let end else { throw Retry.again }
            let texts = try copyTexts(end.texts, session)
            let piece = BackupPiece(from: before?.size ?? 0, size: end.size)
            if before?.size == end.size, !folder.chain.isEmpty {
                try DurableFile.remove(temporary)
            } else {
                try DurableFile.rename(temporary, to: "\(path)/\(piece.name)")
            }
            folder = BackupFolder(names: try Directory.list(path))
            try sweep(folder.superseded.map(\.name))
            return Made(end: end, from: piece.from, bytes: bytes, texts: texts)
        } catch let retry as Retry {
            try? DurableFile.remove(temporary)
            throw retry
        } catch let failure as Failure {
            try? DurableFile.remove(temporary)
            throw Retry(failure)
        } catch let error as SystemError {
            try? DurableFile.remove(temporary)
            throw .failed(Self.cannotWrite(error))
        } catch {
            throw .failed(Failure(exit: .bug, code: "internal", message: "\(error)"))
        }
    }

    private static func fetch(
        _ session: Session,
        _ last: BackupEnd?,
        _ before: BackupEnd?,
        _ file: CInt
    ) throws -> (BackupEnd, Int) {
        var reader = BackupReader(continuing: before, passing: last)
        var bytes = 0
        var needsAll = false
        do throws(Failure) {
            let end = try BackupFetch(session).run(
                after: before?.size ?? 0,
                texts: .list,
                &reader,
                see: { item throws(Failure) in
                    guard before != nil else { return }
                    needsAll = needsAll || Self.needsAll(item, before)
                    // Nothing but ending the stream early: what comes is not wanted.
                    if needsAll { throw Failure(exit: .busy, code: "whole", message: "") }
                },
                put: { piece throws(Failure) in
                    do throws(SystemError) { try Output.writeAll(file, piece) } catch {
                        throw Self.cannotWrite(error)
                    }
                    bytes += piece.count
                }
            )
            return (end, bytes)
        } catch {
            if needsAll { throw Retry.whole }
            throw error
        }
    }

    private static func needsAll(_ item: BackupReader.Item, _ before: BackupEnd?) -> Bool {
        switch item {
        case .record(let record): record.leaf.type == "record.redacted"
        case .head(let head): head.key != before?.key && head.former.contains { $0 == before?.key }
        case .text, .texts, .end: false
        }
    }

    /// Held texts that are not here yet; each is kept under its digest.
    private func copyTexts(_ digests: Set<Hash>, _ session: Session) throws -> Int {
        let texts = "\(path)/\(BackupFolder.texts)"
        try Directory.create(texts, mode: 0o700)
        let missing = digests.filter { !DurableFile.exists("\(texts)/\($0.hex)") }
        for digest in missing {
            let bytes = try session.send(
                .get("/v1/sources/\(digest.hex)", accept: .bytes)
            ).body
            guard Hash.sha256(of: bytes.span) == digest else {
                throw BackupFetch.failure(
                    .damaged("the held text \(digest.hex) of the ledger is another"),
                    path
                )
            }
            try DurableFile.write(bytes, to: "\(texts)/\(digest.hex)")
        }
        return missing.count
    }

    /// Removes files that are no part of the backup any more.
    private func sweep(_ names: [String]) throws(Failure) {
        for name in names {
            do throws(SystemError) { try DurableFile.remove("\(path)/\(name)") } catch {
                throw Self.cannotWrite(error)
            }
        }
    }

    private static func cannotWrite(_ error: SystemError) -> Failure {
        Failure(exit: .cannotCreate, code: "cannot_create", message: error.description)
    }
}
