import Foundation
import Ledger
import LedgerStore
import Testing

/// A second, naive implementation of the answers agrees with the real one on random histories.
///
/// `LEDGERD_MODEL_HISTORIES` sets how many histories are tried, `LEDGERD_MODEL_FROM` where the
/// seeds begin, and `LEDGERD_MODEL_VIEW` the one view that is asked, to look at something again.
@Suite struct ModelTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let histories = number("LEDGERD_MODEL_HISTORIES") ?? 2_000
    private static let first = number("LEDGERD_MODEL_FROM") ?? 0
    private static let views =
        environment["LEDGERD_MODEL_VIEW"].map { [$0] } ?? ModelQuestion.views
    /// Parts that run beside one another.
    private static let parts = 0..<UInt64(4)
    private static let questionsEach = 4
    /// How many histories a part tells of before it says no more: one cause has many.
    private static let toldMax = 5

    private static func number(_ name: String) -> UInt64? { environment[name].flatMap(UInt64.init) }

    @Test(arguments: parts) func `a naive fold gives the same rows`(part: UInt64) async throws {
        var asked: [String: Int] = [:]
        var wrong = 0
        for seed in Self.first..<(Self.first + Self.histories) where seed % 4 == part {
            let pair = try await ModelPair(seed: seed)
            let random = SplitMix64(seed: seed &* 7_919)
            for number in 0..<Self.questionsEach {
                let view = random.pick(Self.views)
                let own = SplitMix64(seed: seed &* 1_000 + UInt64(number))
                let question = ModelQuestion(view, of: pair, own)
                guard let found = try pair.difference(question) else { continue }
                asked[view, default: 0] += 1
                guard !found.isEmpty else { continue }
                wrong += 1
                guard wrong <= Self.toldMax else { continue }
                let lines = pair.lines.map(\.line).joined(separator: "\n")
                Issue.record("seed \(seed) \(view)?\(question.query): \(found)\n\(lines)")
            }
        }
        #expect(wrong == 0, "answers that differ, in part \(part)")
        guard Self.histories >= 1_000 else { return }
        for view in Self.views {
            #expect(asked[view] ?? 0 > Int(Self.histories) / 200, "\(view) is asked often")
        }
    }

    @Test(arguments: BrokenReader.Bug.allCases)
    func `a planted bug is noticed within 60 histories`(bug: BrokenReader.Bug) async throws {
        var caught = 0
        var before = 0
        for seed in UInt64(0)..<60 {
            let pair = try await ModelPair(seed: seed)
            for number in 0..<4 {
                let random = SplitMix64(seed: seed &* 1_000 + UInt64(number))
                let view = random.pick(bug.views)
                let question = ModelQuestion(view, of: pair, random)
                if try pair.difference(question)?.isEmpty == false { before += 1 }
                if try pair.difference(question, bug)?.isEmpty == false { caught += 1 }
            }
        }
        #expect(caught >= before + 3, "\(bug.rawValue): noticed \(caught - before) times")
    }
}
