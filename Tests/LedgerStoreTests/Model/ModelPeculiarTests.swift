import Foundation
import Ledger
import LedgerStore
import Testing

/// Claims, conflicts and findings about what random histories hardly ever make.
///
/// `LEDGERD_PECULIAR_HISTORIES` sets how many are tried, `LEDGERD_PECULIAR_FROM` where the seeds
/// begin.
@Suite struct ModelPeculiarTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let first = number("LEDGERD_PECULIAR_FROM") ?? 0
    private static let histories = number("LEDGERD_PECULIAR_HISTORIES") ?? 150
    private static let views = ["claims", "claims/conflicts", "claims/matrix", "check"]
    private static let toldMax = 3

    private static func number(_ name: String) -> UInt64? { environment[name].flatMap(UInt64.init) }

    @Test func `a naive fold gives the same rows of peculiar histories`() async throws {
        var wrong = 0
        for seed in Self.first..<(Self.first + Self.histories) {
            let pair = try await ModelPair(seed: seed, isPeculiar: true)
            for (number, view) in (Self.views + Self.views).enumerated() {
                let random = SplitMix64(seed: seed &* 1_000 + UInt64(number))
                let question = Self.question(view, pair, random)
                guard let found = try pair.difference(question), !found.isEmpty else { continue }
                wrong += 1
                guard wrong <= Self.toldMax else { continue }
                let lines = pair.lines.map(\.line).joined(separator: "\n")
                Issue.record("seed \(seed) \(view)?\(question.query): \(found)\n\(lines)")
            }
        }
        #expect(wrong == 0, "answers that differ")
    }

    /// The subjects that these histories are about, as often as any others.
    private static func question(
        _ view: String,
        _ pair: ModelPair,
        _ random: SplitMix64
    ) -> ModelQuestion {
        let drawn = ModelQuestion(view, of: pair, random)
        guard view.hasPrefix("claims"), view != "claims/conflicts", random.chance(70) else {
            return drawn
        }
        let subject = random.pick(["statement/q0", "figure/trade.deficit/us"])
        return ModelQuestion(view: view, parameters: [("subject", subject)], cut: drawn.cut)
    }

    @Test func `every rule of check and every kind of conflict occurs`() async throws {
        var seen: [String: Int] = [:]
        for seed in UInt64(0)..<100 {
            let pair = try await ModelPair(seed: seed, isPeculiar: true)
            let size = RecordNumber(UInt64(pair.lines.count))
            let cut = ModelCut(on: HistoryWorld.day(60), asOf: size)
            let world = ModelWorld(pair.model, cut)
            func ask(_ view: String) -> [JSON] {
                world.rows(ModelQuestion(view: view, parameters: [], cut: cut)) ?? []
            }
            for row in ask("check") { seen[row["rule"]?.text ?? "", default: 0] += 1 }
            for row in ask("claims/conflicts") {
                let name = "\(row["kind"]?.text ?? "") of \(row["field"]?.text ?? "")"
                seen[name, default: 0] += 1
                let isExplained = row["explained_by"]?.elements.isEmpty == false
                if isExplained { seen["explained", default: 0] += 1 }
            }
        }
        // No history holds the text of a source, so no stored range can be held against it.
        let rules = ModelFinding.groups.flatMap(\.rules).filter { $0 != "quote-unmatched" }
        let conflicts = [
            "value of value", "value of rate", "value of coverage", "value of deadline",
            "state of state", "place of place", "polarity of whole", "quote of quote",
            "authority of authority", "explained",
        ]
        for name in rules + conflicts {
            #expect(seen[name, default: 0] > 0, "\(name) occurs")
        }
    }
}
