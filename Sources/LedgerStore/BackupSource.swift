internal import Ledger
internal import LMDB

/// A backup of a ledger at work, made step by step.
///
/// Each step is one short transaction and returns what it has copied out of it, so that whoever
/// takes the bytes may be as slow as he likes. The end is fixed at the start, by a signed
/// checkpoint: appends go on behind it.
public struct BackupSource: Sendable {
    /// What becomes of the held texts.
    public enum Texts: String, Sendable, CaseIterable {
        /// They are part of the backup.
        case all
        /// Their digests are: whoever keeps them asks for those that he lacks.
        case list
    }

    private enum State {
        case head, records(after: UInt64), texts([Hash]), ended
    }

    private let folder: LedgerFolder
    private let texts: Texts
    private let head: BackupHead
    private var state = State.head
    private var writer = BackupWriter()

    /// Records taken from the log in one transaction.
    private static let chunk = 500

    /// Begins a backup.
    ///
    /// - Parameters:
    ///   - folder: the ledger, which may be at work.
    ///   - after: how many records the one that it continues has; 0 for a whole one.
    ///   - texts: what becomes of the held texts.
    /// - Throws: ``Refusal`` if there are not so many records, and what LMDB says.
    public init(_ folder: LedgerFolder, after: UInt64 = 0, texts: Texts) throws {
        let (checkpoint, key, former) = try folder.checkpoints.signedNow()
        let size = checkpoint.checkpoint.size
        guard after <= size else {
            throw Refusal(.notFound, "r\(after) is not recorded; the ledger ends at r\(size)")
        }
        self.folder = folder
        self.texts = texts
        head = BackupHead(
            key: key,
            former: former,
            checkpoint: checkpoint,
            start: try folder.log.frontier(at: after)
        )
    }

    /// How many records there are with those of the backup.
    public var size: UInt64 { head.size }

    /// The next bytes; nil behind the end.
    ///
    /// - Throws: ``StoreError`` for what is damaged, and what LMDB and the system say.
    public mutating func next() throws -> [UInt8]? {
        switch state {
        case .head:
            state = .records(after: head.from)
            return writer.start(head)
        case .records(let after):
            guard after < head.size else {
                // Every text that one of the records names was held before the record was.
                let held = try folder.texts.all
                state = .texts(texts == .all ? held : [])
                return texts == .list ? writer.texts(held) : []
            }
            let count = Int(min(head.size - after, UInt64(Self.chunk)))
            let records = try folder.log.records(from: RecordNumber(after + 1), limit: count)
            guard !records.isEmpty else { throw StoreError.damaged("r\(after + 1) is missing") }
            state = .records(after: after + UInt64(records.count))
            return writer.records(records)
        case .texts(let held):
            guard let digest = held.first else {
                state = .ended
                // What was read before the redaction is what the redaction is to do away with.
                return try folder.log.redacts(after: head.size) ? writer.again() : writer.end()
            }
            state = .texts(Array(held.dropFirst()))
            return try folder.texts.get(digest).map { writer.text(digest, $0) } ?? []
        case .ended: return nil
        }
    }
}

extension LogFile {
    /// The right edge of the tree over the first records.
    func frontier(at size: UInt64) throws -> MerkleFrontier {
        try environment.read { transaction throws in
            try MerkleFrontier(size: size) { (index: UInt64) throws in
                try Self.hash(transaction, tree, index)
            }
        }
    }

    /// Whether a record behind the first ones redacts others.
    ///
    /// It asks the file, not ``head``, which trails it for an instant: a record that was read
    /// without its content has its redaction here.
    func redacts(after size: UInt64) throws -> Bool {
        var found = false
        try environment.read { transaction throws in
            try transaction.scan(records, from: size + 1) { _, value in
                found = StoredRecord(bytes: value)?.leaf.type == "record.redacted"
                return !found
            }
        }
        return found
    }
}
