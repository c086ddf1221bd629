import Ledger
import LedgerStore
import Testing

/// Many tasks on one desk: group commit takes them as they come.
@Suite(.serialized) struct ConcurrencyTests {
    @Test func `eight tasks append fifty batches each, and none is lost`() async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        let receipts = try await withThrowingTaskGroup(of: [Desk.Writer.Receipt].self) { group in
            for task in 0..<8 {
                group.addTask {
                    var receipts: [Desk.Writer.Receipt] = []
                    var actor = "gov/USA"
                    for number in 0..<50 {
                        // Each batch names the actor that the one before registered.
                        let lines = Lines.statement("statement/s\(task)-\(number)", by: actor)
                        actor = "org/o\(task)-\(number)"
                        receipts.append(try await ledger.append(lines + "\n" + Lines.actor(actor)))
                    }
                    return receipts
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let places = receipts.flatMap { $0.records.map(\.position.value) }
        #expect(places.sorted() == Array(6...805))
        #expect(
            receipts.allSatisfy { $0.records[1].position.value == $0.records[0].position.value + 1 }
        )
        ledger.catchUp()
        for receipt in receipts {
            for record in receipt.records {
                let stored = try ledger.desk.folder.log.record(at: record.position)
                #expect(stored?.leaf.id == record.id)
                #expect(stored?.leaf.recordedAt == record.recordedAt)
            }
        }
        #expect(try ledger.desk.verifyLog().problems == [])
        #expect(try ledger.desk.verifyViews().problems == [])
    }

    @Test func `nobody overwrites what another has not seen`() async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        let subject = "statement/counter"
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var last = "new"
                    var left = 10
                    while left > 0 {
                        let outcome = try await ledger.submit(
                            Lines.statement(subject),
                            expect: ["\(subject)@\(last)"]
                        )
                        switch outcome {
                        case .success(let receipt):
                            last = try #require(receipt.batchFirst).description
                            left -= 1
                        case .failure(let refusal):
                            try #require(refusal.code == .expectationFailed)
                            let failed = refusal.json["failed"]?.elements.first
                            last = try #require(failed?["last"]?.text)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(ledger.size == 5 + 40)
    }

    @Test func `the same batch sent by many at once is recorded once`() async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        let batch =
            Lines.statement("statement/a", also: Lines.id(1)) + "\n"
            + Lines.statement("statement/b", also: Lines.id(2))
        let receipts = try await withThrowingTaskGroup(of: Desk.Writer.Receipt.self) { group in
            for _ in 0..<20 { group.addTask { try await ledger.append(batch) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(ledger.size == 7)
        #expect(Set(receipts.map { $0.records.map(\.position.value) }) == [[6, 7]])
        #expect(receipts.filter { $0.batchFirst != nil }.count == 1)
    }

    @Test func `a desk that is closed refuses, and closing twice is harmless`() async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        ledger.desk.close()
        let outcome = try await ledger.submit(Lines.statement("statement/a"))
        #expect(outcome.refusal?.code == .shuttingDown)
        #expect(ledger.size == 5)
        ledger.desk.close()
    }
}
