import Foundation
import Testing

/// Findings: for each rule a story that it finds, and one next to it that it lets pass.
@Suite struct UpkeepScenarioTests {
    static let all = UpkeepStories.anomalies + UpkeepStories.dates + UpkeepStories.gaps

    @Test(arguments: all) func `a rule finds what it should, and nothing beside it`(
        _ scenario: Scenario
    ) async throws {
        try await scenario.play()
    }

    /// Rules by whether some story expects a finding, or none.
    private func rules(findingNothing: Bool) -> Set<String> {
        var rules: Set<String> = []
        for line in Self.all.flatMap(\.lines) where line.text.hasPrefix("finds ") {
            let words = line.text.split(separator: " ").map(String.init)
            let isNothing = words.last == "nothing"
            if words.count > 1, isNothing == findingNothing { rules.insert(words[1]) }
        }
        return rules
    }

    @Test func `every documented rule has a story, and one that it lets pass`() throws {
        let documented = try Self.documentedRules()
        #expect(documented.count > 20, "the table of the manual is found")
        #expect(rules(findingNothing: false) == documented)
        #expect(rules(findingNothing: true) == documented)
    }

    /// The rules in the table under the heading on upkeep.
    private static func documentedRules() throws -> Set<String> {
        let path = Seeds.folder.deletingLastPathComponent().appending(path: "docs/answers.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let lines = text.split(separator: "\n")
        let start = lines.firstIndex { $0.hasPrefix("## Upkeep") } ?? lines.endIndex
        let section = lines[start...].dropFirst().prefix { !$0.hasPrefix("## ") }
        let rows = section.filter { $0.hasPrefix("| `") }
        return Set(rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) })
    }
}
