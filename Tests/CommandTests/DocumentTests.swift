import Foundation
import Testing

@testable import ledgerctl

/// What documents tell people to type is what the program takes.
@Suite struct DocumentTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let documents =
        ["README.md"]
        + (FileManager.default.enumerator(atPath: checkout.appending(path: "docs").path)?
            .compactMap { ($0 as? String).map { "docs/" + $0 } }.filter { $0.hasSuffix(".md") }
            .sorted() ?? [])

    @Test func `there are documents`() { #expect(Self.documents.count > 5) }

    @Test(arguments: documents) func `every command of a document parses`(_ path: String) throws {
        let text = try String(contentsOf: Self.checkout.appending(path: path), encoding: .utf8)
        for command in Self.commands(text) {
            do {
                _ = try Runner.parse(Hoist(command))
            } catch {
                Issue.record("\(path): ledgerctl \(command.joined(separator: " ")): \(error)")
            }
        }
    }

    /// The commands of fenced blocks, in words, as far as a shell gives them to `ledgerctl`.
    static func commands(_ text: String) -> [[String]] {
        var commands: [[String]] = []
        var isFenced = false
        let lines = text.replacing("\\\n", with: " ").split(separator: "\n")
        for line in lines.map(String.init) {
            if line.hasPrefix("```") { isFenced.toggle() }
            let typed = line.hasPrefix("$ ") ? String(line.dropFirst(2)) : line
            guard isFenced, typed.hasPrefix("ledgerctl ") else { continue }
            commands.append(Array(words(typed).dropFirst()))
        }
        return commands
    }

    /// Words up to a comment, a pipe or a redirection.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line + " " {
            if let open = quote {
                if character == open { quote = nil } else { word?.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let done = word {
                    if ["#", "|", ">", "<", "&&", "&", "||", ";"].contains(done) { return words }
                    words.append(done)
                }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words
    }

    @Test func `every test that the page of requests names exists`() throws {
        let page = try String(
            contentsOf: Self.checkout.appending(path: "docs/requests.md"),
            encoding: .utf8
        )
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.count == 40)
        let tests = Self.checkout.appending(path: "Tests")
        var source = ""
        for case let path as String in FileManager.default.enumerator(atPath: tests.path) ?? .init()
        where path.hasSuffix(".swift") {
            source += try String(contentsOf: tests.appending(path: path), encoding: .utf8)
        }
        for row in rows {
            let cells = row.split(separator: "|")
            let named = (cells.last ?? "").matches(of: /`([^`]+)`/).map(\.output.1)
            #expect(!named.isEmpty || row.contains("missing"), "\(row)")
            for name in named { #expect(source.contains("func `\(name)`"), "\(name)") }
        }
    }

    @Test func `commands are read as a shell reads them`() {
        let text = """
            ledgerctl not fenced
            ```
            $ ledgerctl search 'rare earths' \\
                --limit 3 | head   # few
            ledgerctl export > all.jsonl
            ```
            """
        #expect(
            Self.commands(text) == [["search", "rare earths", "--limit", "3"], ["export"]]
        )
    }
}
