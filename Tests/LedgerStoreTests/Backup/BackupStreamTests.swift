import Ledger
import Testing

@testable import LedgerStore

/// The stream of a backup: what it holds, and that nothing of it can change unnoticed.
@Suite(.serialized) struct BackupStreamTests {
    @Test func `it holds every record as the log does, and every held text`() async throws {
        let ledger = try await BackupLedger.make()
        let bytes = try BackupLedger.bytes(ledger)
        let (items, end) = try BackupLedger.read(bytes)
        let records = items.compactMap { item in
            if case .record(let record) = item { record } else { nil }
        }
        #expect(try records == ledger.desk.folder.log.records(from: RecordNumber(1), limit: 100))
        #expect(end.size == ledger.size && end.root == ledger.desk.folder.log.head.root)
        #expect(end.redacted == 1 && end.key == ledger.desk.folder.checkpoints.key)
        let texts = items.compactMap { item in
            if case .text(_, let text) = item { text } else { nil }
        }
        #expect(texts == [BackupLedger.text])
        #expect(items.last == .end)
    }

    @Test(arguments: [1, 2, 7, 100, 4_096])
    func `its pieces may end anywhere`(size: Int) async throws {
        let bytes = try BackupLedger.bytes(try await BackupLedger.make())
        let whole = try BackupLedger.read(bytes).items
        #expect(try BackupLedger.read(bytes, pieces: size).items == whole)
    }

    @Test func `no bit of it can be flipped`() async throws {
        let bytes = try BackupLedger.bytes(try await BackupLedger.make())
        var random = SystemRandomNumberGenerator()
        for at in bytes.indices {
            var changed = bytes
            changed[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            #expect(throws: BackupFailure.self, "byte \(at) became \(changed[at])") {
                _ = try BackupLedger.read(changed)
            }
        }
    }

    @Test func `what is changed and sealed anew is refused, or says the same`() async throws {
        let bytes = try BackupLedger.bytes(try await BackupLedger.make())
        let told = { (items: [BackupReader.Item]) in
            items.filter { if case .head = $0 { false } else { true } }
        }
        let good = told(try BackupLedger.read(bytes).items)
        let bodyCount = bytes.count - 37
        var random = SystemRandomNumberGenerator()
        var refused = 0
        for _ in 0..<4_000 {
            var changed = Array(bytes.prefix(bodyCount))
            let at = Int.random(in: 0..<bodyCount, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: changed[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: changed.removeSubrange(at..<min(at + 9, bodyCount))
            case 2: changed.insert(contentsOf: changed[at..<min(at + 40, bodyCount)], at: at)
            default: changed[at] = .random(in: 0...255, using: &random)
            }
            // The digest at the end guards against chance; the rest must do without it.
            var seal = RunningHash()
            seal.take(changed)
            changed += [0x65, 0, 0, 0, 32] + seal.hash.bytes
            do {
                #expect(try told(BackupLedger.read(changed).items) == good)
            } catch { refused += 1 }
        }
        #expect(refused > 3_000, "\(refused) of 4,000 were refused")
    }

    @Test func `it cannot be cut short or made longer`() async throws {
        let bytes = try BackupLedger.bytes(try await BackupLedger.make())
        for count in bytes.indices {
            #expect(throws: BackupFailure.self, "\(count) bytes") {
                _ = try BackupLedger.read(Array(bytes.prefix(count)))
            }
        }
        for more in [[0], [0x65, 0, 0, 0, 0], [UInt8](repeating: 0x72, count: 500)] as [[UInt8]] {
            let failure = #expect(throws: BackupFailure.self) {
                _ = try BackupLedger.read(bytes + more)
            }
            #expect(failure == .damaged("bytes stand behind its end"))
        }
    }

    @Test func `a backup of a later program is refused with its number`() async throws {
        var bytes = try BackupLedger.bytes(try await BackupLedger.make())
        let digit = try #require(bytes.firstIndex(of: UInt8(ascii: "1")))
        bytes[digit] = UInt8(ascii: "2")
        let failure = #expect(throws: BackupFailure.self) { _ = try BackupLedger.read(bytes) }
        #expect(failure == .newer(2))
        #expect(failure?.description == "made by a newer ledgerd, format 2; this one reads 1")
        #expect(throws: BackupFailure.notABackup) {
            _ = try BackupLedger.read(Array("{\"schema\":\"ledger.proved_answer/1\"}\n".utf8))
        }
        #expect(throws: BackupFailure.notABackup) { _ = try BackupLedger.read([]) }
    }

    @Test func `a forged root, another history and another log are refused`() async throws {
        let ledger = try await BackupLedger.make()
        let other = try await BackupLedger.make(origin: "other.example/ledger")
        let twin = try await BackupLedger.make()
        let end = try BackupLedger.read(try BackupLedger.bytes(ledger)).end
        for stranger in [other, twin] {
            try await stranger.append(Lines.statement("statement/late"))
            let more = try BackupLedger.bytes(stranger, after: end.size)
            let failure = #expect(throws: BackupFailure.self) {
                _ = try BackupLedger.read(more, continuing: end)
            }
            guard case .otherLedger = failure else {
                Issue.record("it was refused as \(String(describing: failure))")
                continue
            }
        }
        // Its own writer would sign what it is given; the reader computes the root anew.
        var writer = BackupWriter()
        let log = ledger.desk.folder.log
        let signed = try ledger.desk.folder.checkpoints.signedNow()
        let head = BackupHead(
            key: signed.1,
            former: [],
            checkpoint: signed.0,
            start: MerkleFrontier()
        )
        var records = try log.records(from: RecordNumber(1), limit: 100)
        records[2].leaf.recorder.name = "somebody else"
        let forged = writer.start(head) + writer.records(records) + writer.end()
        #expect(
            throws: BackupFailure.damaged(
                "the root of its records is not the one that the log has signed"
            )
        ) { _ = try BackupLedger.read(forged) }
    }

    @Test func `content that is missing without a redaction is noticed`() async throws {
        let ledger = try await BackupLedger.make()
        var writer = BackupWriter()
        let signed = try ledger.desk.folder.checkpoints.signedNow()
        let head = BackupHead(
            key: signed.1,
            former: [],
            checkpoint: signed.0,
            start: MerkleFrontier()
        )
        var records = try ledger.desk.folder.log.records(from: RecordNumber(1), limit: 100)
        records[6].drop()
        let bytes = writer.start(head) + writer.records(records) + writer.end()
        #expect(throws: BackupFailure.damaged("r7 has no event, and no record redacts it")) {
            _ = try BackupLedger.read(bytes)
        }
    }

    @Test func `appends go on while it is made, and it ends where it began`() async throws {
        let ledger = try await BackupLedger.make()
        let size = ledger.size
        var source = try BackupSource(ledger.desk.folder, texts: .all)
        var bytes: [UInt8] = []
        var count = 0
        while let piece = try source.next() {
            bytes += piece
            count += 1
            try await ledger.append(Lines.statement("statement/more-\(count)"))
        }
        #expect(ledger.size == size + UInt64(count) && count > 3)
        #expect(try BackupLedger.read(bytes).end.size == size)
    }

    @Test func `a redaction while it is made makes it void`() async throws {
        let ledger = try await BackupLedger.make()
        var source = try BackupSource(ledger.desk.folder, texts: .all)
        var bytes = try source.next() ?? []
        bytes += try source.next() ?? []
        try await BackupLedger.redact("r13", "statement/fish", in: ledger)
        while let piece = try source.next() { bytes += piece }
        let made = bytes
        #expect(throws: BackupFailure.again) { _ = try BackupLedger.read(made) }
        let after = try BackupLedger.bytes(ledger)
        #expect(try BackupLedger.read(after).end.redacted == 2)
        #expect(after.firstRange(of: Array("no deal on fish".utf8)) == nil)
        #expect(after.firstRange(of: Array(BackupLedger.secret.utf8)) == nil)
    }

    @Test func `pieces that continue one another are one whole`() async throws {
        let ledger = try await BackupLedger.make()
        let first = try BackupLedger.bytes(ledger, texts: .list)
        let (items, end) = try BackupLedger.read(first)
        for number in 0..<600 { try await ledger.append(Lines.actor("org/n\(number)")) }
        let second = try BackupLedger.bytes(ledger, after: end.size, texts: .list)
        let more = try BackupLedger.read(second, continuing: end)
        let whole = try BackupLedger.read(try BackupLedger.bytes(ledger, texts: .list))
        let records = { (items: [BackupReader.Item]) in
            items.filter { if case .record = $0 { true } else { false } }
        }
        #expect(records(items) + records(more.items) == records(whole.items))
        #expect(more.end.root == whole.end.root && more.end.texts == whole.end.texts)
        #expect(throws: Refusal.self) { try BackupLedger.bytes(ledger, after: ledger.size + 1) }
        // The second alone is no ledger.
        #expect(throws: BackupFailure.self) { _ = try BackupLedger.read(second) }
    }

    @Test func `a folder is read along its longest chain, and a gap in it is noticed`() throws {
        let piece = { (from: UInt64, size: UInt64) in BackupPiece(from: from, size: size) }
        let names = [piece(0, 10), piece(10, 15), piece(0, 12), piece(12, 12), piece(12, 20)]
        let folder = BackupFolder(names: names.map(\.name) + ["lock", "texts", "0-3.ledger"])
        #expect(folder.chain == [piece(0, 12), piece(12, 20)])
        #expect(Set(folder.superseded) == [piece(0, 10), piece(10, 15), piece(12, 12)])
        #expect(BackupFolder(names: [piece(0, 0).name]).chain == [piece(0, 0)])
        #expect(BackupPiece(name: "x" + piece(0, 1).name) == nil)
        let gap = BackupFolder(names: [piece(5, 9).name])
        #expect(throws: BackupFailure.notABackup) {
            _ = try gap.walk(reading: { _, _ in }, { _ in })
        }
    }
}
