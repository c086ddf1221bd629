import FoundationEssentials
import Ledger
import Testing

@testable import LedgerStore

/// A ledger that was made of a backup.
@Suite(.serialized) struct RestorationTests {
    private static func restore(
        _ bytes: [UInt8],
        into folder: TemporaryFolder,
        key: String? = nil
    ) throws -> Restored {
        let file = folder.path + ".ledger"
        try Data(bytes).write(to: URL(filePath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try LedgerFolder.restore(
            folder.path,
            from: .file(file),
            key: key,
            mapBytes: TemporaryLedger.mapBytes
        )
    }

    @Test func `it has the same root and answers every question alike`() async throws {
        let ledger = try await BackupLedger.make()
        let before = try BackupLedger.everything(ledger)
        let folder = TemporaryFolder()
        let done = try Self.restore(try BackupLedger.bytes(ledger), into: folder)
        #expect(done.size == ledger.size && done.root == ledger.desk.folder.log.head.root)
        #expect(done.texts == 1 && done.origin == "test.example/ledger")
        let restored = try await TemporaryLedger(reopening: folder)
        restored.catchUp()
        #expect(try BackupLedger.everything(restored) == before)
        #expect(try restored.desk.verifyLog().problems == [])
        #expect(try restored.desk.verifyViews().problems == [])
        try await restored.append(Lines.statement("statement/later"))
        #expect(restored.size == ledger.size + 1)
    }

    @Test func `it goes on under its key if that is given, and under a new one if not`()
        async throws
    {
        let ledger = try await BackupLedger.make()
        let bytes = try BackupLedger.bytes(ledger)
        let key = try String(contentsOfFile: ledger.path + "/key", encoding: .utf8)
        let old = ledger.desk.folder.checkpoints.key
        let (same, fresh) = (TemporaryFolder(), TemporaryFolder())
        let kept = try Self.restore(bytes, into: same, key: key)
        #expect(kept.key == old && !kept.hasNewKey)
        let new = try Self.restore(bytes, into: fresh)
        #expect(new.key != old && new.hasNewKey && new.key.name == old.name)
        for folder in [same, fresh] {
            let restored = try await TemporaryLedger(reopening: folder)
            // What the log promised is held against it at the start, under the key of then.
            let promised = try #require(try restored.desk.folder.checkpoints[ledger.size])
            #expect(promised.isSigned(by: old))
        }
        let wrong = try SignerKey(
            name: old.name,
            kind: .note,
            seed: [UInt8](repeating: 9, count: 32)
        )
        for text in [wrong.text, "nonsense", ""] {
            let folder = TemporaryFolder()
            #expect(throws: StoreError.self) {
                try Self.restore(bytes, into: folder, key: text)
            }
            #expect(!FileManager.default.fileExists(atPath: folder.path))
        }
    }

    @Test func `a backup across a rotation of the key leads from the old key to the new`()
        async throws
    {
        let ledger = try await BackupLedger.make()
        let old = ledger.desk.folder.checkpoints.key
        let first = try BackupLedger.read(try BackupLedger.bytes(ledger)).end
        _ = try await ledger.desk.rotateKey(recorder: .init(uid: 0, name: "root"))
        let new = ledger.desk.folder.checkpoints.key
        let whole = try BackupLedger.read(try BackupLedger.bytes(ledger)).end
        #expect(whole.key == new && whole.former == [old])
        #expect(whole.isSigned(for: old) && whole.isSigned(for: new))
        #expect(!first.isSigned(for: new))
        let more = try BackupLedger.bytes(ledger, after: first.size)
        #expect(try BackupLedger.read(more, continuing: first).end.key == new)
    }

    @Test func `what is damaged leaves nothing behind`() async throws {
        let bytes = try BackupLedger.bytes(try await BackupLedger.make())
        let folder = TemporaryFolder()
        for at in stride(from: 3, to: bytes.count, by: 97) {
            var changed = bytes
            changed[at] ^= 4
            #expect(throws: BackupFailure.self) { try Self.restore(changed, into: folder) }
            let cut = Array(bytes.prefix(at))
            #expect(throws: BackupFailure.self) { try Self.restore(cut, into: folder) }
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        #expect(!FileManager.default.fileExists(atPath: LedgerFolder.aside(folder.path)))
        _ = try Self.restore(bytes, into: folder)
        #expect(throws: StoreError.exists(folder.path)) { try Self.restore(bytes, into: folder) }
    }

    @Test func `an empty ledger is restored too`() async throws {
        let ledger = try await TemporaryLedger()
        let folder = TemporaryFolder()
        let done = try Self.restore(try BackupLedger.bytes(ledger), into: folder)
        #expect(done.size == 0 && done.root == MerkleTree.emptyRoot)
        let restored = try await TemporaryLedger(reopening: folder)
        try await restored.append(Lines.base)
        #expect(restored.size == 5)
    }

    @Test func `more records than one transaction takes are restored`() async throws {
        let ledger = try await TemporaryLedger()
        for batch in 0..<6 {
            let lines = (0..<1_000).map { Lines.actor("org/n\(batch)-\($0)") }
            try await ledger.append(lines.joined(separator: "\n"))
        }
        let folder = TemporaryFolder()
        let done = try Self.restore(try BackupLedger.bytes(ledger), into: folder)
        #expect(done.size == 6_000 && done.root == ledger.desk.folder.log.head.root)
    }
}
