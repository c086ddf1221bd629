import Ledger
import Testing

@testable import ledgerctl

@Suite struct HelpTopicTests {
    @Test(arguments: HelpTopic.allCases)
    func `a topic fits a screen, and its commands parse`(topic: HelpTopic) throws {
        let outcome = ctl(["help", topic.rawValue])
        #expect(outcome.exit == .done && outcome.out == topic.text && outcome.err.isEmpty)
        for line in topic.text.split(separator: "\n") {
            #expect(line.count <= 80, "\(line)")
        }
        for command in commands(in: topic.text) { try parses(command) }
    }

    @Test func `every topic but the exit codes shows a command`() {
        let silent = HelpTopic.allCases.filter { commands(in: $0.text).isEmpty }
        #expect(silent == [.exitCodes])
    }

    @Test func `every date on the page of dates is read`() throws {
        let reader = DateReader(anchor: try #require(Day("2018-11-20")))
        var count = 0
        for line in HelpPage.dates.split(separator: "\n") where line.hasPrefix("  ") {
            let forms = line.trimmingPrefix("  ").prefix(37)
            guard !line.contains("ledgerctl"), !line.hasPrefix("      "),
                !forms.contains("A/B")
            else { continue }
            for form in forms.split(separator: "   ") {
                let words = form.drop { $0 == " " }
                for third in ["early", "mid", "late"] where words.hasPrefix("early|") {
                    _ = try reader.read("\(third) November 2018")
                }
                guard !words.hasPrefix("early|"), !words.isEmpty else { continue }
                _ = try reader.read(String(words))
                count += 1
            }
        }
        #expect(count >= 35)
    }

    /// The commands of a page, each with its continued lines; what explains them is cut off.
    private func commands(in text: String) -> [String] {
        text.replacing("\\\n", with: " ").split(separator: "\n")
            .filter { $0.hasPrefix("  ledgerctl ") }
            .map { line in
                let command = line.trimmingPrefix("  ")
                // What is continued is parted by more blanks too, and goes on with a flag.
                let cut = command.firstRange(of: "   ")?.lowerBound ?? command.endIndex
                return String(command.contains("    --") ? command : command[..<cut])
            }
    }

    private func parses(_ command: String) throws {
        let words = ShellWords.parted(command)
        guard case .verb(let verb) = try Runner.parse(Hoist(words)) else {
            Issue.record("\(command) does nothing")
            return
        }
        guard type(of: verb).takesFreeFlags else { return }
        let free = try CommandTree.resolve(Hoist(words).words).rest
        _ = try FreeWords(free, extra: ["key", "cited"])
    }
}

/// Words as a shell parts them: single quotes hold blanks together.
enum ShellWords {
    /// The words behind `ledgerctl`, up to a shell operator.
    static func parted(_ line: String) -> [String] {
        var words: [String] = []
        for (index, part) in line.split(separator: "'", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index % 2 == 1 {
                words.append(String(part))
            } else {
                words += part.split(separator: " ").map(String.init)
            }
        }
        return Array(words.dropFirst().prefix { !["||", ">", "|"].contains($0) })
    }
}
