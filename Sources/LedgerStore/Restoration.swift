public import Ledger
internal import Platform

/// Where a backup is read from.
public enum BackupPlace: Sendable {
    /// A folder with its pieces.
    case folder(String)
    /// A file with all of it.
    case file(String)
    /// Standard input.
    case standardInput
}

/// What a restoration made.
public struct Restored: Sendable, Equatable {
    /// The log's name.
    public let origin: String
    /// How many records there are.
    public let size: UInt64
    /// The root over them.
    public let root: Hash
    /// How many texts are held.
    public let texts: Int
    /// The key that it signs with from here on.
    public let key: VerifierKey
    /// Whether that is another one than before.
    public let hasNewKey: Bool
}

extension LedgerFolder {
    /// Makes a ledger of a backup, where nothing is yet.
    ///
    /// It is made aside, every record is checked and the root computed, and takes its name only
    /// when all of it is right and on the disk. Without the private key it gets a new one; the
    /// checkpoint of the backup is kept with the old public key.
    ///
    /// - Parameters:
    ///   - path: the folder of the ledger; its parent must exist.
    ///   - place: the backup.
    ///   - key: the private key of the log, as its file holds it.
    ///   - mapBytes: the most that the log may grow to.
    /// - Throws: ``BackupFailure``, ``StoreError``, and what LMDB and the system say.
    /// - Returns: what was made.
    public static func restore(
        _ path: String,
        from place: BackupPlace,
        key: String? = nil,
        mapBytes: Int = mapBytesDefault
    ) throws -> Restored {
        guard !DurableFile.exists(path) else { throw StoreError.exists(path) }
        let parent = parent(of: path)
        let aside = try prepareAside(path)
        do {
            let restored = try Restoration(aside, mapBytes).run(place, key)
            for folder in ["log", "sources", "checkpoints"] {
                try Directory.sync("\(aside)/\(folder)")
            }
            try Directory.sync(aside)
            try DurableFile.rename(aside, to: path)
            return restored
        } catch {
            try? Directory.removeTree(aside, inside: parent)
            throw error
        }
    }
}

/// A restoration at work.
private final class Restoration {
    private let folder: String
    private let mapBytes: Int
    private let texts: HeldTexts
    private var log: LogFile?
    private var pending: [StoredRecord] = []
    private var count = 0

    /// Records written in one transaction.
    private static let batch = 5_000

    init(_ folder: String, _ mapBytes: Int) {
        self.folder = folder
        self.mapBytes = mapBytes
        texts = HeldTexts(path: "\(folder)/sources")
    }

    func run(_ place: BackupPlace, _ key: String?) throws -> Restored {
        let end: BackupEnd
        switch place {
        case .folder(let path):
            end = try BackupFolder(names: Directory.list(path)).walk(
                reading: { piece, take in
                    try Input.stream("\(path)/\(piece.name)", take)
                },
                use
            )
            try copyTexts(end.texts, from: "\(path)/\(BackupFolder.texts)")
        case .file(let path): end = try single { try Input.stream(path, $0) }
        case .standardInput: end = try single { try Input.stream(0, $0) }
        }
        try flush()
        guard let log, log.head.size == end.size, log.head.root == end.root,
            try log.hasWholeTree()
        else { throw StoreError.damaged("what was written is not the backup") }
        let new = try writeKeys(end, key)
        return Restored(
            origin: end.key.name,
            size: end.size,
            root: end.root,
            texts: count,
            key: new,
            hasNewKey: new != end.key
        )
    }

    private func single(_ read: (([UInt8]) throws -> Void) throws -> Void) throws -> BackupEnd {
        var reader = BackupReader()
        try read { bytes in for item in try reader.take(bytes) { try use(item) } }
        let end = try reader.finish()
        guard end.texts.isEmpty else {
            throw BackupFailure.damaged("the held texts lie beside it, in the folder it is from")
        }
        return end
    }

    private func use(_ item: BackupReader.Item) throws {
        switch item {
        case .head(let head): if log == nil { log = try makeLog(head.origin) }
        case .record(let record):
            pending.append(record)
            if pending.count >= Self.batch { try flush() }
        case .text(_, let bytes): if try texts.put(bytes).isNew { count += 1 }
        case .texts, .end: break
        }
    }

    private func makeLog(_ origin: String) throws -> LogFile {
        let path = "\(folder)/log"
        try LogFile.create(
            at: path,
            origin: origin,
            schema: Shape.descriptor,
            mapBytes: mapBytes
        )
        return try LogFile(path: path, mapBytes: mapBytes)
    }

    private func flush() throws {
        guard let log, !pending.isEmpty else { return }
        do throws(LogFailure) {
            try log.append(pending, at: log.head.size)
        } catch {
            switch error {
            case .diskFull: throw StoreError.noRoom("the disk is full")
            case .mapFull: throw StoreError.noRoom("the map is full; give a larger --map-size")
            case .headMoved: throw StoreError.damaged("the log moved under its only writer")
            case .broken(let reason): throw StoreError.damaged(reason)
            }
        }
        pending = []
    }

    /// All that is there, which may be more than the last piece lists: a text can come later than
    /// the record that names it.
    private func copyTexts(_ needed: Set<Hash>, from path: String) throws {
        let there = Directory.exists(path) ? try Directory.list(path) : []
        let digests = Set(there.compactMap { Hash(hex: $0) })
        if let missing = needed.subtracting(digests).first {
            throw BackupFailure.damaged("the held text \(missing.hex) is missing")
        }
        for digest in digests {
            let bytes = try DurableFile.read(
                "\(path)/\(digest.hex)",
                bytesMax: HeldTexts.bytesMax
            )
            guard Hash.sha256(of: bytes.span) == digest else {
                throw BackupFailure.damaged("the held text \(digest.hex) is another")
            }
            if try texts.put(bytes).isNew { count += 1 }
        }
    }

    /// The key, those before, and what they have promised.
    private func writeKeys(_ end: BackupEnd, _ given: String?) throws -> VerifierKey {
        let keys = LogKey(folder: folder, origin: end.key.name)
        let size = String(end.size)
        let name = String(repeating: "0", count: 20 - size.count) + size
        try DurableFile.write(end.checkpoint.note.bytes, to: "\(folder)/checkpoints/\(name)")
        guard let given else {
            try keys.write(former: end.former + [end.key])
            return try keys.load().verifier
        }
        try keys.write(former: end.former)
        return try keys.adopt(given, expecting: end.key)
    }
}
