import Foundation
import Platform
import Testing

/// Sessions with a real daemon and the real client, compared whole.
///
/// A transcript is a text file: `$ command` as typed, `< ` lines for its standard input, then the
/// standard output as it is, standard error behind `! `, and `[code]` if it is not 0. What differs
/// from run to run (times, ids, hashes, paths) stands as a word in capitals.
/// `# with NAME=VALUE ...` sets variables for what follows.
/// `LEDGERD_RECORD=1 swift test --filter TranscriptTests` writes them anew: read the difference.
@Suite struct TranscriptTests {
    static let folder = Programs.checkout.appending(path: "Tests/EndToEndTests/Transcripts")
    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
        .filter { $0.hasSuffix(".txt") }.sorted() ?? []

    @Test func `there are transcripts`() { #expect(Self.names.count >= 4) }

    @Test(arguments: names) func `a session prints what its transcript says`(
        _ name: String
    ) throws {
        let file = Self.folder.appending(path: name)
        let transcript = Transcript(try String(contentsOf: file, encoding: .utf8))
        let daemon = try TestDaemon(seeded: !name.contains("empty") && !name.contains("five"))
        let seen = try transcript.run(on: daemon)
        if ProcessInfo.processInfo.environment["LEDGERD_RECORD"] == "1" {
            try seen.write(to: file, atomically: true, encoding: .utf8)
        }
        for (wanted, got) in zip(transcript.blocks, Transcript(seen).blocks) where wanted != got {
            Issue.record("\(name)\n--- expected\n\(wanted)\n--- printed\n\(got)")
        }
    }
}

extension TranscriptTests {
    /// Colour says nothing alone, and no locale takes letters away.
    @Test(arguments: [["NO_COLOR": "1", "TERM": "xterm"], ["LANG": "C", "LC_ALL": "C"]])
    func `the first five minutes say the same to every terminal`(
        _ variables: [String: String]
    ) throws {
        let file = Self.folder.appending(path: "five-minutes.txt")
        let transcript = Transcript(try String(contentsOf: file, encoding: .utf8))
        let seen = try transcript.run(on: TestDaemon(), with: variables)
        #expect(Transcript(seen).blocks == transcript.blocks)
        let colored = try transcript.run(on: TestDaemon(), with: ["TERM": "xterm"])
        #expect(colored.contains("\u{1b}["))
        let plain = colored.replacing(/\u{1b}\[[0-9;]*m/, with: "")
        #expect(Transcript(plain).blocks == transcript.blocks)
    }
}

/// A parsed transcript.
struct Transcript {
    struct Step {
        var command: String
        var input: [String] = []
        var comments: [String] = []
        var variables: [String: String] = [:]
    }

    private(set) var steps: [Step] = []
    /// The text of each step with its output, for comparing.
    private(set) var blocks: [String] = []

    init(_ text: String) {
        var comments: [String] = []
        var variables: [String: String] = [:]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("# ") {
                comments.append(line)
            } else if line.hasPrefix("$ ") {
                if let set = comments.last(where: { $0.hasPrefix("# with ") }) {
                    variables = Self.variables(set)
                }
                steps.append(
                    Step(
                        command: String(line.dropFirst(2)),
                        comments: comments,
                        variables: variables
                    )
                )
                blocks.append(line)
                comments = []
            } else {
                if !steps.isEmpty {
                    if line.hasPrefix("< ") {
                        steps[steps.count - 1].input.append(String(line.dropFirst(2)))
                    }
                    // What no command follows was no comment: it was printed.
                    blocks[blocks.count - 1] += (comments + [line]).map { "\n" + $0 }.joined()
                }
                comments = []
            }
        }
        blocks = blocks.map { $0.trimmingCharacters(in: .newlines) }
    }

    private static func variables(_ line: String) -> [String: String] {
        var found: [String: String] = [:]
        for word in line.split(separator: " ").dropFirst(2) {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            found[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
        }
        return found
    }

    /// Runs every step and writes the transcript as it came out.
    ///
    /// - Parameters:
    ///   - daemon: whom the commands ask.
    ///   - extra: variables beside those that the transcript sets.
    /// - Returns: the text of the transcript.
    /// - Throws: what starting a program throws.
    func run(on daemon: TestDaemon, with extra: [String: String] = [:]) throws -> String {
        var out = ""
        for step in steps {
            for comment in step.comments { out += comment + "\n" }
            out += "$ \(step.command)\n"
            for line in step.input { out += "< \(line)\n" }
            let words = Self.words(step.command)
            let input = step.input.map { $0 + "\n" }.joined()
            let run = try daemon.ctl(
                Array(words.dropFirst()),
                input: input,
                with: step.variables.merging(extra) { $1 }
            )
            out += Self.steady(run.output, daemon)
            if !out.hasSuffix("\n") { out += "\n" }
            for line in Self.steady(run.errors, daemon).split(separator: "\n") {
                out += "! \(line)\n"
            }
            if run.code != 0 { out += "[\(run.code)]\n" }
            out += "\n"
        }
        return out
    }

    /// Splits a command as a shell does: blanks, single and double quotes.
    static func words(_ command: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in command {
            if let open = quote {
                if character == open {
                    quote = nil
                } else {
                    word = (word ?? "") + String(character)
                }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let done = word { words.append(done) }
        return words
    }

    /// Puts words for what differs from run to run.
    static func steady(_ text: String, _ daemon: TestDaemon) -> String {
        var text = text.replacingOccurrences(of: daemon.folder, with: "DIR")
            .replacingOccurrences(of: " by \(NSUserName())", with: " by ACCOUNT")
        for (pattern, word) in [
            ("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID"),
            ("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME"), ("[0-9a-f]{64}", "HASH"),
        ] {
            text = text.replacingOccurrences(of: pattern, with: word, options: .regularExpression)
        }
        return text
    }
}
