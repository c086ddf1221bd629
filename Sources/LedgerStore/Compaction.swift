public import Ledger
internal import LMDB
internal import Platform

/// What a compaction did.
public struct Compacted: Sendable, Equatable {
    /// Records, the same before and after.
    public let size: UInt64
    /// Their root, the same before and after.
    public let root: Hash
    /// Bytes of the log's file before.
    public let bytesBefore: Int
    /// Bytes of the log's file after.
    public let bytesAfter: Int
}

extension LedgerFolder {
    /// Writes the log anew without its free pages, in which redacted content may still lie, and
    /// drops the views, which come back by reading it.
    ///
    /// The ledger must not be open. The new log is written beside the old one, read again and
    /// compared with it, and takes its place in one step; a crash leaves the one or the other.
    ///
    /// - Parameters:
    ///   - path: the folder of the ledger.
    ///   - mapBytes: the most that the log may grow to.
    /// - Throws: ``StoreError`` if the copy is not the log, and what LMDB and the system say.
    /// - Returns: what was gained.
    public static func compact(
        _ path: String,
        mapBytes: Int = mapBytesDefault
    ) throws -> Compacted {
        guard DurableFile.exists("\(path)/log/data.mdb") else { throw StoreError.notALedger(path) }
        let (old, new) = ("\(path)/log", "\(path)/log.compact")
        if DurableFile.exists(new) { try Directory.removeTree(new, inside: path) }
        try Directory.create(new, mode: 0o700)
        let compacted = try copy(old, to: new, mapBytes)
        try Directory.exchange(old, new)
        try Directory.removeTree(new, inside: path)
        if DurableFile.exists("\(path)/views") {
            try Directory.removeTree("\(path)/views", inside: path)
        }
        return compacted
    }

    /// Writes the copy and compares it with the log, record for record.
    private static func copy(_ old: String, to new: String, _ mapBytes: Int) throws -> Compacted {
        let log = try LogFile(path: old, mapBytes: mapBytes)
        try DurableFile.fill("\(new)/data.mdb") { try log.environment.copyCompact(to: $0) }
        let copy = try LogFile(path: new, mapBytes: mapBytes)
        var isSame = try copy.head == log.head && copy.hasWholeTree()
        var next: UInt64 = 1
        while isSame, next <= log.head.size {
            let records = try log.records(from: RecordNumber(next), limit: 1_000)
            isSame =
                try !records.isEmpty
                && copy.records(from: RecordNumber(next), limit: records.count) == records
            next += UInt64(records.count)
        }
        guard isSame else {
            throw StoreError.damaged("the copy is not the log; nothing was changed")
        }
        return Compacted(
            size: log.head.size,
            root: log.head.root,
            bytesBefore: try log.usedBytes,
            bytesAfter: try copy.usedBytes
        )
    }
}
