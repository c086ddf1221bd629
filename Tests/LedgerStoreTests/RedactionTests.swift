import LMDB
import Ledger
import Testing

@testable import LedgerStore

/// Content that is dropped for ever: what goes, what stays, who may, and what would be noticed.
@Suite(.serialized) struct RedactionTests {
    private static let secret = "the envoy's private remark"
    private static let other = "the second wording of it"

    private static func redact(_ target: String, _ subject: String, _ records: [String]) -> String {
        let later =
            records.isEmpty
            ? ""
            : #","records":["#
                + records.map { #""\#($0)""# }
                .joined(separator: ",") + "]"
        return #"{"type":"record.redacted","subject":"\#(subject)","body":{"target":"\#(target)","#
            + #""reason":"an order of the court"\#(later)}}"#
    }

    /// r6 says the secret, r7 corrects it, r8 and r9 are about others; r9 answers r6.
    private func ledger() async throws -> TemporaryLedger {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        try await ledger.append(Lines.statement("statement/a", gist: Self.secret))
        try await ledger.append(Lines.correct("r6", "statement/a", gist: Self.other))
        try await ledger.append(Lines.statement("statement/b"))
        try await ledger.append(
            Lines.statement(
                "statement/c",
                also: #","links":[{"rel":"responds_to","to":"r6","by":"coder"}]"#
            )
        )
        ledger.catchUp()
        return ledger
    }

    private static let views: [(String, [String])] = [
        ("timeline", []), ("records", []), ("records/show", ["record=r6"]),
        ("records/show", ["record=r7"]), ("records/history", ["subject=r6"]),
        ("records/history", ["subject=statement/a"]), ("records/trace", ["record=r9"]),
        ("claims", ["subject=statement/a"]), ("subjects", []), ("check", []),
        ("claims/conflicts", []), ("issues", []), ("actors/show", ["actor=gov/USA"]),
        ("replay", ["to=2020-01-01"]),
    ]

    /// Everything that any of these answers says, at the head and before the redaction.
    private func everything(_ ledger: TemporaryLedger) throws -> String {
        var text = ""
        for (view, parameters) in Self.views {
            for point in [[], ["as_of=r9"], ["as_of=r6"]] {
                // Before the redaction its only record is not there at all.
                let query = (parameters + point).joined(separator: "&")
                let rows: [JSON]
                do { rows = try ledger.ask(view, query).rows } catch let refusal as Refusal {
                    #expect(refusal.code == .notFound && point != [], "\(view) \(query)")
                    continue
                }
                text += rows.map(\.line).joined(separator: "\n")
            }
        }
        return text
    }

    @Test func `a redacted record says nothing any more, at any coordinates`() async throws {
        let ledger = try await ledger()
        let before = try everything(ledger)
        #expect(before.contains(Self.secret) && before.contains(Self.other))
        let root = try ledger.desk.folder.log.root(at: 9)
        try await ledger.append(Self.redact("r6", "statement/a", ["r7"]), permission: .editor)
        ledger.catchUp()
        let after = try everything(ledger)
        #expect(!after.contains(Self.secret) && !after.contains(Self.other))
        #expect(after.contains(#""standing":"redacted""#))
        #expect(after.contains("an order of the court"))
        #expect(try ledger.desk.folder.log.root(at: 9) == root)
        for position in [6, 7] as [UInt64] {
            let record = try #require(
                try ledger.desk.folder.log.record(at: RecordNumber(position))
            )
            #expect(record.isRedacted && record.leaf.position.value == position)
        }
        let basis = try ledger.ask("timeline", "").basis
        #expect(basis.redacted.map(\.value) == [6, 7])
        let told = "redacted, and so in no row: r6, r7"
        for view in ["timeline", "measures/in-force", "records", "claims/conflicts"] {
            #expect(try ledger.ask(view, "").notes.contains(told), "\(view)")
        }
        let early = try ledger.ask("timeline", "as_of=r5")
        #expect(early.basis.redacted.isEmpty && early.notes.isEmpty)
        let verified = try ledger.desk.verifyLog()
        #expect(verified.problems.isEmpty && verified.records == 10)
        let views = try ledger.desk.verifyViews()
        #expect(views.problems.isEmpty, "what lives is what is built anew")
    }

    @Test func `it stays gone when the ledger is opened again, and life goes on`() async throws {
        var first: TemporaryLedger? = try await ledger()
        try await first?.append(Self.redact("r6", "statement/a", ["r7"]), permission: .editor)
        first?.catchUp()
        let folder = try #require(first).folder
        first = nil
        let again = try await TemporaryLedger(reopening: folder)
        try await again.append(Lines.statement("statement/d"))
        again.catchUp()
        #expect(!(try everything(again)).contains(Self.secret))
        #expect(try again.ask("timeline", "").basis.redacted.map(\.value) == [6, 7])
        #expect(try again.desk.verifyViews().problems.isEmpty)
        // A second one begins the views anew once more.
        try await again.append(Self.redact("r8", "statement/b", []), permission: .editor)
        again.catchUp()
        #expect(try again.ask("timeline", "").basis.redacted.map(\.value) == [6, 7, 8])
        #expect(try again.desk.verifyViews().problems.isEmpty)
    }

    @Test(
        arguments: [
            (Submission.Permission.author, "r6", "statement/a", ["r7"], "ledgerd-edit"),
            (.editor, "r7", "statement/a", [], "write r6"),
            (.editor, "r6", "statement/a", [], "write r7"),
            (.editor, "r6", "statement/a", ["r7", "r8"], "write r7"),
            (.editor, "r8", "statement/b", ["r9"], "leave it out"),
            (.editor, "r1", "gov/USA", [], "never redacted"),
        ])
    func `a redaction that does not fit is refused, and nothing is dropped`(
        permission: Submission.Permission,
        target: String,
        subject: String,
        records: [String],
        words: String
    ) async throws {
        let ledger = try await ledger()
        let outcome = try await ledger.submit(
            Self.redact(target, subject, records),
            permission: permission
        )
        guard case .failure(let refusal) = outcome else {
            Issue.record("it was admitted")
            return
        }
        let told = refusal.faults.map { "\($0.message) \($0.hint ?? "")" }.joined()
        #expect(told.contains(words), "\(told)")
        #expect(try ledger.desk.folder.log.record(at: RecordNumber(6))?.isRedacted == false)
    }

    @Test func `what is redacted can neither be changed nor redacted again`() async throws {
        let ledger = try await ledger()
        try await ledger.append(Self.redact("r6", "statement/a", ["r7"]), permission: .editor)
        for isCaughtUp in [false, true] {
            if isCaughtUp { ledger.catchUp() }
            for line in [
                Self.redact("r6", "statement/a", ["r7"]),
                Lines.correct("r6", "statement/a", gist: "again"),
                Lines.retract("r6", "statement/a"),
            ] {
                let outcome = try await ledger.submit(line, permission: .editor)
                #expect(throws: Refusal.self) { try outcome.get() }
            }
        }
    }

    @Test func `a batch may be sent again though one of it was redacted since`() async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        let line = Lines.statement("statement/a", gist: Self.secret, also: Lines.id(7))
        let first = try await ledger.append(line)
        try await ledger.append(Self.redact("r6", "statement/a", []), permission: .editor)
        ledger.catchUp()
        let second = try await ledger.append(line)
        #expect(second.records.map(\.position) == first.records.map(\.position))
        #expect(second.records.map(\.isKnown) == [true])
        #expect(ledger.size == 7)
    }

    @Test func `a redaction in the batch of its target drops it too`() async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        let batch = [
            Lines.statement("statement/a", gist: Self.secret, also: Lines.ref("s")),
            Self.redact("@s", "statement/a", []),
        ]
        try await ledger.append(batch.joined(separator: "\n"), permission: .editor)
        ledger.catchUp()
        #expect(try ledger.desk.folder.log.record(at: RecordNumber(6))?.isRedacted == true)
        #expect(try ledger.desk.verifyLog().problems.isEmpty)
        #expect(try ledger.desk.verifyViews().problems.isEmpty)
    }

    @Test func `content that is gone without a redaction, or there in spite of one, is found`()
        async throws
    {
        let log = try await ledger()
        try await log.append(Self.redact("r6", "statement/a", ["r7"]), permission: .editor)
        log.catchUp()
        let kept = try #require(try log.desk.folder.log.record(at: RecordNumber(8)))
        var dropped = kept
        dropped.drop()
        try log.desk.folder.log.overwrite(dropped)
        #expect(
            try log.desk.verifyLog().problems == ["r8 has no event, and no record redacts it"]
        )
    }
}

extension LogFile {
    /// What only somebody with root can do.
    fileprivate func overwrite(_ record: StoredRecord) throws {
        try environment.write { transaction throws in
            try transaction.put(records, record.leaf.position.value, record.bytes)
        }
    }
}
