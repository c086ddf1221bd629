import Foundation
import Testing

/// Documents that show a session: what they print is what the programs print.
///
/// Each fenced block that begins with `$ ` is run, one after the other, against one daemon that
/// begins empty, in a terminal of 80 columns. `LEDGERD_RECORD=1` writes the blocks anew.
@Suite struct DocumentTranscriptTests {
    @Test(arguments: ["docs/tutorial.md"])
    func `a session in a document prints what it says`(_ path: String) throws {
        let file = Programs.checkout.appending(path: path)
        let text = try String(contentsOf: file, encoding: .utf8)
        let daemon = try TestDaemon()
        var seen = ""
        var blocks = 0
        for part in Self.parts(text) {
            guard part.hasPrefix("$ ") else {
                seen += part
                continue
            }
            blocks += 1
            let printed = try Transcript(part).run(
                on: daemon,
                with: ["LEDGERCTL_FORCE_TTY": "80", "TERM": "dumb"]
            )
            let plain =
                printed.replacing("\n! ", with: "\n")
                .trimmingCharacters(in: .newlines) + "\n"
            seen += plain
            #expect(plain == part, "\(path)")
        }
        #expect(blocks >= 10)
        if ProcessInfo.processInfo.environment["LEDGERD_RECORD"] == "1" {
            try seen.write(to: file, atomically: true, encoding: .utf8)
        }
    }

    /// The text in turn: what stands around a fenced block with its fences, and what stands in it.
    private static func parts(_ text: String) -> [String] {
        var parts = [""]
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let isFence = line.hasPrefix("```")
            if isInside, isFence { parts.append("") }
            parts[parts.count - 1] += line + "\n"
            if !isInside, isFence { parts.append("") }
            if isFence { isInside.toggle() }
        }
        return parts
    }
}
