import Foundation
import Testing

/// A story in lines, told to a real ledger: an event a line, an expectation a line.
///
///     today 2030-01-01                 the day that a question without one is about
///     source a published 2018-03-01    a document; further: official, cited, wire:org/x, ...
///     actor person/ana part_of:NZL     somebody; who is not registered so is, when first named
///     measure wine NZL on CHL          who imposes it on whom
///     2018-03-05 tariff.announced wine 25% on $50bn @a #plan
///     correct #plan: 2018-03-05 tariff.announced wine 20% on $50bn @a #fix
///     retract #fix
///     link #x responds_to #y by source
///     query #x
///     join measure/wine same_as measure/red-wine stated
///     explain #x,#y scope_difference "one counts the whole list"
///     refused unknown_actor: 2018-03-05 ...
///     ask in-force on 2018-07-06 known 2018-06-20 → wine 25% $50bn attested
///     finds unannounced → wine
///
/// `ScenarioEvent` has the words of an event and `ScenarioQuestion` those of a question. A line
/// that begins with a space goes on with the line before, and `//` begins a remark.
struct Scenario: Sendable, CustomTestStringConvertible {
    let title: String
    let text: String
    private let fileID: String
    private let filePath: String
    private let line: Int

    init(
        _ title: String,
        _ text: String,
        fileID: String = #fileID,
        filePath: String = #filePath,
        line: Int = #line
    ) {
        self.title = title
        self.text = text
        self.fileID = fileID
        self.filePath = filePath
        self.line = line
    }

    var testDescription: String { title }

    /// A line with its place in the text, from 0.
    struct Line: Sendable {
        var text: String
        let number: Int
    }

    /// Lines with their continuations, without remarks.
    var lines: [Line] {
        var lines: [Line] = []
        let all = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, whole) in all.enumerated() {
            let words = whole.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)
            let line = String(words.first ?? "")
            guard line.contains(where: { $0 != " " }) else { continue }
            if line.hasPrefix(" "), !lines.isEmpty {
                lines[lines.count - 1].text += line
            } else {
                lines.append(Line(text: line, number: number))
            }
        }
        return lines
    }

    /// The place of a line in the file that holds the story.
    func location(of line: Line) -> SourceLocation {
        let file = (try? String(contentsOfFile: filePath, encoding: .utf8)) ?? ""
        let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
        let quotes = lines.indices.first { $0 >= self.line - 1 && lines[$0].hasSuffix("\"\"\"") }
        return SourceLocation(
            fileID: fileID,
            filePath: filePath,
            line: (quotes ?? self.line) + 2 + line.number,
            column: 1
        )
    }

    /// Tells the story to a new ledger; what does not come out as written is an issue of its line.
    func play() async throws {
        let run = ScenarioRun(try await TemporaryLedger())
        var asked = 0
        for line in lines {
            do {
                try await run.take(line.text)
            } catch {
                let words = "\(title): '\(line.text)': \(error)"
                Issue.record("\(words)", sourceLocation: location(of: line))
            }
            if run.isExpectation(line.text) { asked += 1 }
        }
        #expect(asked > 0, "\(title) expects nothing")
    }
}

/// What is wrong with a line, or with what came of it.
struct ScenarioFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
