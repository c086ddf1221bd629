import Ledger
import Testing

@testable import LedgerStore

/// The end of a ledger's work.
@Suite(.serialized) struct ClosingTests {
    @Test func `a ledger closes at once, also in the second after a checkpoint was kept`()
        async throws
    {
        let ledger = try await TemporaryLedger()
        let lines = (0..<Checkpoints.recordsMax).map { Lines.actor("org/n\($0)") }
        try await ledger.append(lines.joined(separator: "\n"))
        let checkpoints = ledger.desk.folder.checkpoints
        for _ in 0..<1_000 where try checkpoints.sizes.isEmpty {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try checkpoints.sizes == [Checkpoints.recordsMax])
        // The thread rests now, and passes over what it is told meanwhile.
        try await Task.sleep(for: .milliseconds(50))
        let start = ContinuousClock.now
        ledger.desk.close()
        #expect(ContinuousClock.now - start < .seconds(20))
    }
}
