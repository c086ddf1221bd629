import Ledger
import Platform
import Testing

@testable import LedgerStore

/// What a ledger records of itself: another key, and what its views are.
@Suite(.serialized) struct OwnRecordTests {
    private static let admin = Leaf.Recorder(uid: 7, name: "admin")

    private func ledger() async throws -> TemporaryLedger {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        return ledger
    }

    @Test func `another key signs from the record on that tells of it`() async throws {
        let ledger = try await ledger()
        let checkpoints = ledger.desk.folder.checkpoints
        let old = checkpoints.key
        try checkpoints.keep()
        let (rotation, record) = try await ledger.desk.rotateKey(recorder: Self.admin)
        #expect(record == RecordNumber(6) && rotation.old == old)
        #expect(checkpoints.key == rotation.new && rotation.new != old)
        #expect(try checkpoints.current().isSigned(by: rotation.new))
        #expect(try checkpoints[6]?.isSigned(by: rotation.new) == true, "kept at once")
        #expect(try checkpoints[5]?.isSigned(by: old) == true, "what was signed stays as it was")
        let leaf = try #require(try ledger.desk.folder.log.record(at: record)?.leaf)
        #expect(leaf.type == "key.rotated" && leaf.recorder == Self.admin)
        let folder = ledger.path
        #expect(!DurableFile.exists("\(folder)/key.next"))
        #expect(try LogKey(folder: folder, origin: "test.example/ledger").former() == [old])
        let (second, _) = try await ledger.desk.rotateKey(recorder: Self.admin)
        #expect(second.old == rotation.new)
        #expect(try checkpoints[5]?.isSigned(by: old) == true, "two keys later too")
    }

    /// How far a rotation came before the machine stopped.
    enum Step: CaseIterable { case prepared, recorded, adopted }

    @Test(arguments: Step.allCases)
    func `a rotation that was cut short is ended or given up by the next start`(
        step: Step
    ) async throws {
        let folder: TemporaryFolder
        let old: VerifierKey
        let rotation: KeyRotation
        do {
            let ledger = try await ledger()
            folder = ledger.folder
            let checkpoints = ledger.desk.folder.checkpoints
            old = checkpoints.key
            try checkpoints.keep()
            rotation = try checkpoints.prepareRotation()
            if step != .prepared {
                _ = try await ledger.desk.record([rotation.event], recorder: Self.admin)
            }
            if step == .adopted { try checkpoints.adoptRotation() }
        }
        let again = try await TemporaryLedger(reopening: folder)
        let checkpoints = again.desk.folder.checkpoints
        #expect(checkpoints.key == (step == .prepared ? old : rotation.new))
        #expect(!DurableFile.exists("\(folder.path)/key.next"))
        #expect(try checkpoints[5]?.isSigned(by: old) == true)
        #expect(try checkpoints.current().isSigned(by: checkpoints.key))
        let (next, _) = try await again.desk.rotateKey(recorder: Self.admin)
        #expect(next.old == (step == .prepared ? old : rotation.new), "and it can go on")
    }

    @Test func `one rotation at a time, and one that is refused leaves the key`() async throws {
        let ledger = try await ledger()
        let checkpoints = ledger.desk.folder.checkpoints
        let old = checkpoints.key
        _ = try checkpoints.prepareRotation()
        let busy = await #expect(throws: Refusal.self) {
            try await ledger.desk.rotateKey(recorder: Self.admin)
        }
        #expect(busy?.code == .tooBusy)
        try checkpoints.abandonRotation()
        ledger.desk.close()
        let closed = await #expect(throws: Refusal.self) {
            try await ledger.desk.rotateKey(recorder: Self.admin)
        }
        #expect(closed?.code == .shuttingDown && checkpoints.key == old)
        #expect(!DurableFile.exists("\(ledger.path)/key.next"))
    }

    @Test func `nobody else records them, and nobody takes them back`() async throws {
        let ledger = try await ledger()
        let (rotation, record) = try await ledger.desk.rotateKey(recorder: Self.admin)
        let subject = rotation.subject.description
        for (type, body) in [
            ("record.retracted", #""target":"\#(record)","reason":"no""#),
            ("record.redacted", #""target":"\#(record)","reason":"no""#),
        ] {
            for about in [subject, "gov/USA"] {
                let line = #"{"type":"\#(type)","subject":"\#(about)","body":{\#(body)}}"#
                let outcome = try await ledger.submit(line, permission: .editor)
                #expect(throws: Refusal.self, "\(type) \(about)") { try outcome.get() }
            }
        }
        let digest = String(repeating: "0", count: 64)
        let line =
            #"{"type":"view.attested","subject":"view/rows/1","body":{"size":1,"rules":2,"#
            + #""sha256":"\#(digest)"}}"#
        let outcome = try await ledger.submit(line, permission: .editor)
        let refusal = #expect(throws: Refusal.self) { try outcome.get() }
        #expect(refusal?.faults.first?.hint == "ledgerctl log attest")
    }

    @Test func `two ledgers with one log have the same digests, and others have others`()
        async throws
    {
        let folder: TemporaryFolder
        let live: [ViewDigest]
        do {
            let ledger = try await ledger()
            folder = ledger.folder
            ledger.catchUp()
            let (size, digests) = try ledger.desk.digests()
            #expect(size == 5 && digests.count == ViewTables.all.count - 1)
            let records = try await ledger.desk.attest(digests, at: size, recorder: Self.admin)
            #expect(records.first == RecordNumber(6) && records.count == digests.count)
            ledger.catchUp()
            live = try ledger.desk.digests().digests
            #expect(live != digests, "the records themselves are in the views")
        }
        // The same log, and views made anew.
        try Directory.removeTree("\(folder.path)/views", inside: folder.path)
        let again = try await TemporaryLedger(reopening: folder)
        again.catchUp()
        #expect(try again.desk.digests().digests == live)
        let answer = try again.ask("records", "type=view.attested")
        #expect(answer.rows.count == live.count)
    }
}
