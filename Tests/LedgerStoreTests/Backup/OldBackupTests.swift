import FoundationEssentials
import Ledger
import Testing

@testable import LedgerStore

/// Backups that earlier programs have made, which every later one must still restore.
///
/// The files are never made anew. A new format gets a file of its own beside them, and the ones
/// before stay: that is the promise to whoever has them on a shelf. `LEDGERD_RECORD=1` writes one
/// that is not there.
@Suite(.serialized) struct OldBackupTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Kept")
    private static let file = folder.appending(path: "format-1.ledger").path
    private static let root =
        "afd496efbc6b471a65072aef751432d4eee304112df6b5e98a4eba0682e88de2"

    @Test(.enabled(if: ProcessInfo.processInfo.environment["LEDGERD_RECORD"] == "1"))
    func `a backup of this format is kept`() async throws {
        guard !FileManager.default.fileExists(atPath: Self.file) else { return }
        let ledger = try await BackupLedger.make(origin: "harbour.example/desk")
        try Data(try BackupLedger.bytes(ledger)).write(to: URL(filePath: Self.file))
        #expect(!ledger.desk.folder.log.head.root.hex.isEmpty)
    }

    @Test func `format 1 is restored, verified and answered from`() async throws {
        let folder = TemporaryFolder()
        let done = try LedgerFolder.restore(
            folder.path,
            from: .file(Self.file),
            mapBytes: TemporaryLedger.mapBytes
        )
        #expect(done.size == 13 && done.texts == 1 && done.origin == "harbour.example/desk")
        #expect(done.root.hex == Self.root)
        let ledger = try await TemporaryLedger(reopening: folder)
        ledger.catchUp()
        #expect(try ledger.desk.verifyLog().problems == [])
        #expect(try ledger.desk.verifyViews().problems == [])
        let shown = try #require(try ledger.ask("records/show", "record=r11").rows.first)
        #expect(shown["standing"]?.text == "redacted" && shown["event"] == .null)
        let standing = try ledger.ask("records").rows.map { row in
            "\(row["record"]?.text ?? "") \(row["standing"]?.text ?? "")"
        }
        for line in ["r7 superseded", "r8 current", "r9 retracted", "r11 redacted", "r13 current"] {
            #expect(standing.contains(line), "\(standing)")
        }
        let source = try #require(
            try ledger.ask("sources/show", "source=src/gazette").rows.first
        )
        let digest = try #require(source["sha256"]?.text.flatMap { Hash(hex: $0) })
        #expect(try ledger.desk.folder.texts.get(digest) == BackupLedger.text)
    }
}
