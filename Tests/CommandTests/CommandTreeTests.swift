import ArgumentParser
import Testing

@testable import ledgerctl

@Suite struct CommandTreeTests {
    @Test func `every verb prints in every format`() throws {
        let verbs = CommandTree.all.filter { $0.command is any Verb.Type }
        #expect(verbs.count >= 30)
        for verb in verbs {
            let help = Ledgerctl.helpMessage(for: verb.command, columns: 400)
            #expect(help.contains("-o, --output"), "\(verb.path)")
            for format in OutputFormat.allCases {
                #expect(help.contains(format.rawValue), "\(verb.path)")
            }
        }
    }

    @Test func `every command is a noun or a verb`() {
        for place in CommandTree.all {
            let isNoun = !place.command.configuration.subcommands.isEmpty
            #expect(isNoun != (place.command is any Verb.Type), "\(place.path)")
        }
    }

    @Test func `help begins with two examples that parse and fit a screen`() throws {
        for place in CommandTree.all {
            let discussion = place.command.configuration.discussion
            let lines = discussion.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.first == "Examples:", "\(place.path)")
            let block = lines.dropFirst().prefix { !$0.isEmpty }
            let examples = block.joined(separator: "\n").replacing("\\\n", with: " ")
                .split(separator: "\n")
            #expect(examples.count == 2, "\(place.path)")
            for line in lines where !line.contains(". ") {
                #expect(line.count <= 80, "\(place.path): \(line)")
            }
            for example in examples { try parses(String(example), at: place) }
        }
    }

    /// Checks one example; what is behind a shell operator is the shell's.
    private func parses(_ example: String, at place: CommandTree.Place) throws {
        #expect(example.hasPrefix("  ledgerctl "), "\(place.path)")
        let words = ShellWords.parted(example)
        guard case .verb(let verb) = try Runner.parse(Hoist(words)) else {
            Issue.record("\(example) does nothing")
            return
        }
        guard type(of: verb).takesFreeFlags else { return }
        let free = try CommandTree.resolve(Hoist(words).words).rest
        _ = try FreeWords(free, extra: ["key", "cited"])
    }

    @Test(
        arguments: [
            (
                "mesure in-force", "there is no 'mesure'",
                "did you mean:  ledgerctl measure in-force"
            ),
            (
                "mesure in-froce", "there is no 'mesure'",
                "did you mean:  ledgerctl measure in-force"
            ),
            (
                "measure shw us-x", "'measure' has no verb 'shw'",
                "did you mean:  ledgerctl measure show us-x"
            ),
            ("conflicts", "there is no 'conflicts'", "did you mean:  ledgerctl claim conflicts"),
            ("xyzzy", "there is no 'xyzzy'", "commands:  append undo import record"),
            (
                "measure list --sate x", "Unknown option '--sate'",
                "see:  ledgerctl measure list --help"
            ),
            ("help tme", "there is no help on 'tme'", "did you mean:  ledgerctl help time"),
            ("append tariff.imposed x --rte 5%", "there is no flag --rte", "did you mean --rate?"),
            (
                "append a b --legal_bais x", "there is no flag --legal_bais",
                "did you mean --legal-basis?"
            ),
            (
                "timeline --type tarif.imposed", "'tarif.imposed' is no event type",
                "did you mean 'tariff.imposed'?"
            ),
        ])
    func `a mistyped word is told with what was meant`(line: String, message: String, hint: String)
    {
        let outcome = ctl(line)
        #expect(outcome.exit == .usage)
        #expect(outcome.err.hasPrefix("ledgerctl: \(message)"))
        #expect(outcome.err.contains("\n  \(hint)"))
        #expect(outcome.out.isEmpty)
    }

    @Test(arguments: [
        "", "measure", "help", "help measure", "measure --help", "append x --help",
        "help time", "help exit-codes", "--version", "record -o json",
    ])
    func `help is an answer`(line: String) {
        let outcome = ctl(line)
        #expect(outcome.exit == .done)
        #expect(!outcome.out.isEmpty)
        #expect(outcome.err.isEmpty)
    }
}
