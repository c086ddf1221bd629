import Ledger
import LedgerStore
import Testing

/// Admission over the real store: ids, expectations, limits and permissions.
///
/// With `isCaughtUp` the views cover everything before each request, so admission reads them;
/// without, it mostly reads the engine's overlay. The answers must be the same.
@Suite(.serialized) struct AdmissionTests {
    private func ledger(isCaughtUp: Bool = false) async throws -> TemporaryLedger {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        if isCaughtUp { ledger.catchUp() }
        return ledger
    }

    private static let pair =
        Lines.statement("statement/a", also: Lines.id(1)) + "\n"
        + Lines.statement("statement/b", also: Lines.id(2))

    @Test(arguments: [false, true])
    func `a batch sent again gets its first receipts, whatever it expects`(
        isCaughtUp: Bool
    ) async throws {
        let ledger = try await ledger(isCaughtUp: isCaughtUp)
        let expect = ["statement/a@new"]
        let first = try await ledger.submit(Self.pair, expect: expect).get()
        #expect(first.records.map(\.position.value) == [6, 7])
        #expect(first.batchFirst == RecordNumber(6))
        #expect(first.records.map(\.isKnown) == [false, false])
        if isCaughtUp { ledger.catchUp() }
        try await ledger.append(Lines.statement("statement/a"))
        let again = try await ledger.submit(Self.pair, expect: expect).get()
        #expect(again.records.map(\.position) == first.records.map(\.position))
        #expect(again.records.map(\.recordedAt) == first.records.map(\.recordedAt))
        #expect(again.records.map(\.id) == first.records.map(\.id))
        #expect(again.records.map(\.isKnown) == [true, true])
        #expect(again.batchFirst == nil)
        #expect(again.head.size == 8)
    }

    @Test(arguments: [false, true])
    func `a batch partly known is refused with the list, or with skip recorded as far as new`(
        isCaughtUp: Bool
    ) async throws {
        let ledger = try await ledger(isCaughtUp: isCaughtUp)
        try await ledger.append(Self.pair)
        if isCaughtUp { ledger.catchUp() }
        let more = Self.pair + "\n" + Lines.statement("statement/c", also: Lines.id(3))
        let refusal = try #require(try await ledger.submit(more).refusal)
        #expect(refusal.code == .batchPartlyKnown)
        #expect(refusal.json["known"]?.line == #"["r6","r7"]"#)
        #expect(ledger.size == 7)
        let receipt = try await ledger.submit(more, onKnown: .skip).get()
        #expect(receipt.records.map(\.position.value) == [6, 7, 8])
        #expect(receipt.records.map(\.isKnown) == [true, true, false])
        #expect(receipt.batchFirst == RecordNumber(8))
    }

    @Test(arguments: [false, true])
    func `an id stands for one content for ever`(isCaughtUp: Bool) async throws {
        let ledger = try await ledger(isCaughtUp: isCaughtUp)
        try await ledger.append(Self.pair)
        if isCaughtUp { ledger.catchUp() }
        let fresh = Lines.statement("statement/n", also: Lines.id(9))
        let cases: [(lines: String, line: Int, code: Fault.Code)] = [
            (Lines.statement("statement/a", gist: "x", also: Lines.id(1)), 1, .alreadyRegistered),
            (
                fresh + "\n" + Lines.statement("statement/b", gist: "x", also: Lines.id(2)), 2,
                .alreadyRegistered
            ),
            (fresh + "\n" + fresh, 2, .duplicateField),
        ]
        for (lines, line, code) in cases {
            for onKnown in [Submission.OnKnown.refuse, .skip] {
                let outcome = try await ledger.submit(lines, onKnown: onKnown)
                #expect(outcome.refusal?.code == .idReused)
                #expect(outcome.faults == ["\(line) id \(code.rawValue)"])
            }
        }
        #expect(ledger.size == 7)
    }

    @Test(arguments: [false, true])
    func `what is expected must hold just before the batch`(isCaughtUp: Bool) async throws {
        let ledger = try await ledger(isCaughtUp: isCaughtUp)
        try await ledger.append(
            Lines.statement("statement/a") + "\n" + Lines.statement("statement/b") + "\n"
                + Lines.statement("statement/a")
        )
        try await ledger.append(Lines.query("r7", "statement/b"))
        if isCaughtUp { ledger.catchUp() }
        let cases: [(expect: [String], failed: [String])] = [
            (["statement/a@r8"], []), (["statement/a@r6"], ["statement/a: r8"]),
            (["statement/a@new"], ["statement/a: r8"]), (["statement/b@r9"], []),
            (["statement/b@r7"], ["statement/b: r9"]), (["statement/z@new"], []),
            (["statement/z@r1"], ["statement/z: null"]), (["gov/USA@r1"], []),
            (["gov/USA@new"], ["gov/USA: r1"]), (["src/held@r4", "statement/a@r8"], []),
            (
                ["statement/a@r8", "statement/b@r1", "org/reuters@new"],
                ["statement/b: r9", "org/reuters: r3"]
            ),
        ]
        for (expect, failed) in cases {
            // A dry run, so that every case meets the same log.
            let outcome = try await ledger.submit(
                Lines.statement("statement/other"),
                expect: expect,
                isDryRun: true
            )
            let found = outcome.refusal?.json["failed"]?.elements.map { check in
                "\(check["subject"]?.text ?? ""): \(check["last"]?.text ?? "null")"
            }
            #expect(found ?? [] == failed, "\(expect)")
            #expect(outcome.refusal.map(\.code) == (failed.isEmpty ? nil : .expectationFailed))
        }
        let wrong = try await ledger.submit(
            Lines.statement("statement/a"),
            expect: ["statement/a@new"]
        )
        #expect(wrong.refusal?.code == .expectationFailed)
        #expect(ledger.size == 9)
    }

    @Test func `a dry run says what would be recorded, and records nothing`() async throws {
        let ledger = try await ledger()
        let head = ledger.desk.folder.log.head
        let receipt = try await ledger.submit(Self.pair, isDryRun: true).get()
        #expect(receipt.isDryRun)
        #expect(receipt.records.map(\.position.value) == [6, 7])
        #expect(receipt.batchFirst == RecordNumber(6))
        #expect(ledger.desk.folder.log.head == head)
        let bad = try await ledger.submit(
            Lines.statement("statement/a", by: "gov/FRA"),
            isDryRun: true
        )
        #expect(bad.refusal?.code == .badReference)
        let real = try await ledger.append(Self.pair)
        #expect(real.records.map(\.position.value) == [6, 7])
        #expect(real.records.map(\.isKnown) == [false, false])
    }

    @Test func `a reader may not append, and learns nothing else`() async throws {
        let ledger = try await ledger()
        let outcome = try await ledger.submit(
            Lines.statement("statement/a", by: "gov/FRA"),
            permission: .reader
        )
        #expect(outcome.refusal?.code == .notPermitted)
        #expect(outcome.faults == [])
        #expect(ledger.size == 5)
    }

    @Test func `a batch has at most 10,000 events, an event at most 64 KiB`() async throws {
        let ledger = try await ledger()
        let line = Lines.query("r1", "gov/USA")
        let batch = [String](repeating: line, count: 10_001).joined(separator: "\n")
        let many = try await ledger.submit(batch)
        #expect(many.refusal?.code == .tooLarge)
        let long = String(repeating: "x", count: 64 * 1_024)
        let outcome = try await ledger.submit(
            line + "\n" + Lines.statement("statement/a", gist: long)
        )
        #expect(outcome.refusal?.code == .invalidEvent)
        #expect(outcome.faults == ["2  too_large"])
        let largest = String(repeating: "x", count: 63 * 1_024)
        try await ledger.append(Lines.statement("statement/a", gist: largest))
        #expect(ledger.size == 6)
        let none = try await ledger.submit("")
        #expect(none.refusal?.code == .invalidEvent)
    }
}

extension Result where Failure == Refusal {
    /// The refusal; nil if there is none.
    var refusal: Refusal? {
        guard case .failure(let refusal) = self else { return nil }
        return refusal
    }

    /// `3 body.rate malformed` for each fault.
    var faults: [String] {
        refusal?.faults.map { "\($0.line ?? 0) \($0.path) \($0.code.rawValue)" } ?? []
    }

    /// The hints of the faults.
    var hints: [String] { refusal?.faults.compactMap(\.hint) ?? [] }
}
