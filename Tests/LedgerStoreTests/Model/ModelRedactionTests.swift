import Ledger
import LedgerStore
import Testing

/// What is left of random histories when some of their records are redacted: the answers are those
/// of a naive fold that never heard of these records, at any coordinates.
@Suite struct ModelRedactionTests {
    /// Views that list the log itself show that something was there.
    private static let listings = ["records", "records/show", "records/history", "records/trace"]
    private static let views = ModelQuestion.views.filter { !listings.contains($0) }

    @Test func `a naive fold without them gives the same rows`() async throws {
        var redactions = 0
        var compared = 0
        for seed in UInt64(0)..<150 {
            var pair = try await ModelPair(seed: seed)
            let random = SplitMix64(seed: seed &* 104_729)
            redactions += try await pair.redact(random)
            for number in 0..<6 {
                let own = SplitMix64(seed: seed &* 1_000 + UInt64(number))
                let question = ModelQuestion(random.pick(Self.views), of: pair, own)
                guard let found = try pair.difference(question) else { continue }
                compared += 1
                guard !found.isEmpty else { continue }
                let lines = pair.lines.map(\.line).joined(separator: "\n")
                let gone = pair.model.redacted.sorted()
                Issue.record(
                    "\(seed) \(question.view)?\(question.query) \(gone): \(found)\n\(lines)"
                )
            }
        }
        #expect(redactions > 200 && compared > 600, "\(redactions) redactions, \(compared) answers")
    }

    @Test func `no row of any view rests on what is gone, and live views are those built anew`()
        async throws
    {
        for seed in UInt64(0)..<25 {
            var pair = try await ModelPair(seed: seed)
            let random = SplitMix64(seed: seed &* 104_729)
            guard try await pair.redact(random) > 0 else { continue }
            #expect(try pair.real.desk.verifyViews().problems.isEmpty, "seed \(seed)")
            let gone = Set(pair.model.records.map(\.number)).filter {
                pair.model.redacted.contains(pair.model.root(of: $0))
            }
            for view in Self.views {
                let question = ModelQuestion(view, of: pair, random)
                guard let rows = try? pair.real.ask(view, question.query).rows else { continue }
                for row in rows {
                    let cited = (row["records"]?.elements ?? []).compactMap(\.text)
                    let found = gone.filter { cited.contains($0.description) }
                    #expect(found.isEmpty, "seed \(seed) \(view)?\(question.query): \(row.line)")
                }
            }
        }
    }
}
