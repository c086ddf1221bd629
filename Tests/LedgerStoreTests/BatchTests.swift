import Ledger
import LedgerStore
import Testing

/// What it takes to withdraw a batch, and that it takes no more.
@Suite struct BatchTests {
    private func ledger(_ lines: String...) async throws -> TemporaryLedger {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        for line in lines { try await ledger.append(line) }
        return ledger
    }

    /// A batch's records to retract and those against it.
    private func row(
        _ ledger: TemporaryLedger,
        _ batch: String
    ) throws -> (undo: [String], against: [String]) {
        ledger.catchUp()
        let row = try #require(try ledger.ask("batches", "batch=\(batch)").rows.first)
        return (texts(row["undo"]), texts(row["against"]))
    }

    private func texts(_ list: JSON?) -> [String] { (list?.elements ?? []).compactMap(\.text) }

    private func statement(_ name: String) -> String { Lines.statement("statement/\(name)") }

    @Test func `a batch is withdrawn from its end`() async throws {
        let ledger = try await ledger([statement("a"), statement("b")].joined(separator: "\n"))
        #expect(try row(ledger, "b6").undo == ["r7", "r6"])
        try await ledger.append(Lines.retract("r6", "statement/a"))
        #expect(try row(ledger, "b6").undo == ["r7"])
        #expect(try row(ledger, "b8").undo == ["r8"])
    }

    @Test func `an undo of an undo brings back what was there`() async throws {
        let ledger = try await ledger([statement("a"), statement("b")].joined(separator: "\n"))
        var batch = "b6"
        for stands in [false, true, false, true] {
            let lines = try row(ledger, batch).undo.map { target in
                Lines.retract(target, "statement/\(isAbout(target, ledger))")
            }
            let receipt = try await ledger.append(lines.joined(separator: "\n"))
            batch = "b\(receipt.batchFirst?.value ?? 0)"
            ledger.catchUp()
            for record in ["r6", "r7"] {
                let shown = try ledger.ask("records/show", "record=\(record)").rows.first
                #expect(shown?["standing"]?.text == (stands ? "current" : "retracted"))
            }
        }
    }

    private func isAbout(_ record: String, _ ledger: TemporaryLedger) -> String {
        let shown = try? ledger.ask("records/history", "subject=statement/a").rows
        return shown?.contains { $0["record"]?.text == record } == true ? "a" : "b"
    }

    @Test func `a correction is withdrawn alone, and not twice with its record`() async throws {
        let ledger = try await ledger(
            statement("a"),
            Lines.correct("r6", "statement/a", gist: "h")
        )
        #expect(try row(ledger, "b7").undo == ["r7"])
        #expect(try row(ledger, "b6").undo == ["r6"])
        try await ledger.append(Lines.correct("r7", "statement/a", gist: "i"))
        #expect(try row(ledger, "b7").undo.isEmpty, "it is not the last word any more")
    }

    @Test func `a record that was corrected in its own batch is retracted once`() async throws {
        let ledger = try await ledger(
            Lines.statement("statement/a", also: Lines.ref("one")) + "\n"
                + Lines.correct("@one", "statement/a", gist: "h")
        )
        #expect(try row(ledger, "b6").undo == ["r6"])
        try await ledger.append(Lines.retract("r6", "statement/a"))
        #expect(try row(ledger, "b6").undo.isEmpty)
        try await ledger.append(Lines.retract("r8", "statement/a"))
        #expect(try row(ledger, "b6").undo == ["r6"])
    }

    @Test func `what others build on it is named, until they withdraw it`() async throws {
        let ledger = try await ledger(statement("a"))
        try await ledger.append(Lines.query("r6", "statement/a"))
        #expect(try row(ledger, "b6").against.isEmpty, "one's own records are not in the way")
        try await ledger.append(Lines.query("r6", "statement/a"), uid: 1_001)
        #expect(try row(ledger, "b6").against == ["r8"])
        try await ledger.append(Lines.retract("r8", "statement/a"), uid: 1_001)
        #expect(try row(ledger, "b6").against.isEmpty)
    }

    @Test func `an editor's correction is in the way`() async throws {
        let ledger = try await ledger(statement("a"))
        try await ledger.append(
            Lines.correct("r6", "statement/a", gist: "h"),
            uid: 1_001,
            permission: .editor
        )
        #expect(try row(ledger, "b6").against == ["r7"])
    }

    @Test func `batches of one account are listed newest first`() async throws {
        let ledger = try await ledger(statement("a"))
        try await ledger.append(statement("b"), uid: 1_001)
        try await ledger.append(statement("c"))
        ledger.catchUp()
        let mine = try ledger.ask("batches", "recorder=1000").rows
        #expect(mine.map { $0["batch"]?.text } == ["b8", "b6", "b1"])
        #expect(mine.map { $0["count"]?.integer } == [1, 1, 5])
        let all = try ledger.ask("batches", "limit=2").rows
        #expect(all.map { $0["batch"]?.text } == ["b8", "b7"])
        #expect(all.last?["recorder"]?["name"]?.text == "tester1001")
        #expect(try ledger.ask("batches", "recorder=7").rows.isEmpty)
        #expect(
            try ledger.ask("batches", "as_of=r6").rows.map { $0["batch"]?.text } == ["b6", "b1"]
        )
        #expect(throws: Refusal.self) { try ledger.ask("batches", "batch=b7&as_of=r6") }
        #expect(throws: Refusal.self) { try ledger.ask("batches", "batch=b2") }
    }
}
