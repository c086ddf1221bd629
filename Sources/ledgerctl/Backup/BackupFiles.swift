import Ledger
import Platform

/// Backups on the disk, read without a daemon.
enum BackupFiles {
    /// The head of a file.
    static func head(_ path: String) throws(Failure) -> BackupHead {
        var front: [UInt8] = []
        var found: BackupHead?
        do {
            try Input.stream(path) { bytes in
                front += bytes
                found = try BackupReader.head(of: front)
                if found != nil { throw Enough() }
            }
        } catch is Enough {
        } catch { throw failure(error, path) }
        guard let found else { throw BackupFetch.failure(.cut, path) }
        return found
    }

    /// Ends the reading of a file.
    private struct Enough: Error {}

    /// Reads a backup and checks all of it.
    ///
    /// - Parameter path: a folder, a file, or `-` for standard input.
    /// - Throws: a failure with the exit code of integrity if it does not hold.
    /// - Returns: its end, how many files its log has, and how many texts are held with it.
    static func verify(_ path: String) throws(Failure) -> (end: BackupEnd, pieces: Int, texts: Int)
    {
        var texts = 0
        let count = { (item: BackupReader.Item) in if case .text = item { texts += 1 } }
        do {
            guard path != "-", Directory.exists(path) else {
                var reader = BackupReader()
                let take = { (bytes: [UInt8]) in try reader.take(bytes).forEach(count) }
                if path == "-" { try Input.stream(0, take) } else { try Input.stream(path, take) }
                let end = try reader.finish()
                guard end.texts.isEmpty else {
                    throw BackupFailure.damaged(
                        "it is a piece of a folder, and its texts lie there; verify the folder"
                    )
                }
                return (end, 1, texts)
            }
            let folder = BackupFolder(names: try Directory.list(path))
            let end = try folder.walk(
                reading: { piece, take in try Input.stream("\(path)/\(piece.name)", take) },
                count
            )
            texts += try verifyTexts("\(path)/\(BackupFolder.texts)", end.texts)
            return (end, folder.chain.count, texts)
        } catch { throw failure(error, path) }
    }

    /// Every text that is needed or there must be the one that its name says.
    private static func verifyTexts(_ path: String, _ needed: Set<Hash>) throws -> Int {
        guard Directory.exists(path) || !needed.isEmpty else { return 0 }
        let there = Set(try Directory.list(path).compactMap { Hash(hex: $0) })
        for digest in needed.union(there).sorted(by: { $0.hex < $1.hex }) {
            guard there.contains(digest) else {
                throw BackupFailure.damaged("the held text \(digest.hex) is missing")
            }
            let bytes = try DurableFile.read("\(path)/\(digest.hex)", bytesMax: textBytesMax)
            guard Hash.sha256(of: bytes.span) == digest else {
                throw BackupFailure.damaged("the held text \(digest.hex) is another")
            }
        }
        return there.count
    }

    private static let textBytesMax = 32 << 20

    private static func failure(_ error: any Error, _ path: String) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let error as BackupFailure: BackupFetch.failure(error, path)
        case let error as SystemError: .input(error, path: path)
        default: Failure(exit: .bug, code: "internal", message: "\(error)")
        }
    }
}
