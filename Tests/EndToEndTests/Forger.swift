import Foundation
import LMDB
import Ledger
import LedgerStore

/// Somebody with root on the ledger's host, our own code, and the ledger's key.
struct Forger {
    /// The folder of the ledger; no daemon runs on it.
    let ledger: String

    private static let mapBytes = 1 << 28

    /// Every record.
    func records() throws -> [StoredRecord] {
        try LogFile(path: "\(ledger)/log", mapBytes: Self.mapBytes)
            .records(from: RecordNumber(1), limit: .max)
    }

    /// Writes a record over the one in its place and leaves the tree as it is.
    func overwrite(_ record: StoredRecord) throws {
        let environment = try Environment(
            .init(
                path: "\(ledger)/log",
                mapBytes: Self.mapBytes,
                tables: ["records", "tree", "meta"]
            )
        )
        let table = environment.table("records", key: UInt64.self)
        try environment.write { transaction throws in
            try transaction.put(table, record.leaf.position.value, record.bytes)
        }
    }

    /// Makes a new log of these records, with a tree that fits them, and drops the views.
    func rewrite(_ records: [StoredRecord]) throws {
        let files = FileManager.default
        let old = try LogFile(path: "\(ledger)/log", mapBytes: Self.mapBytes)
        let aside = "\(ledger)/forged"
        try files.createDirectory(atPath: aside, withIntermediateDirectories: false)
        try LogFile.create(at: aside, origin: old.origin, schema: [], mapBytes: Self.mapBytes)
        let new = try LogFile(path: aside, mapBytes: Self.mapBytes)
        try new.append(records, at: 0)
        for name in ["log", "views"] { try files.removeItem(atPath: "\(ledger)/\(name)") }
        try files.moveItem(atPath: aside, toPath: "\(ledger)/log")
    }

    /// Drops what the log has promised.
    func forgetCheckpoints() throws {
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: "\(ledger)/checkpoints") {
            try files.removeItem(atPath: "\(ledger)/checkpoints/\(name)")
        }
    }
}

extension StoredRecord {
    /// The same place in the log with another event, committed to as if it had been appended.
    func telling(_ event: [UInt8]) -> StoredRecord {
        var forged = self
        forged.event = event
        forged.leaf.commitment = Leaf.commitment(salt: salt, event: event)
        return forged
    }
}
