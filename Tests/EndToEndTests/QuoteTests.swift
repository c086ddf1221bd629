import Foundation
import Ledger
import LedgerAPI
import Testing

/// Passages that are quoted when something is recorded, and the texts that they are of.
@Suite struct QuoteTests {
    private let daemon: TestDaemon
    private let article: String

    private static let text = """
        Port wages rose, the union said.
        “We will pay\u{a0}10% more”, an operator’s spokesman told the Gazette – on Monday.
        We will pay when we can, another said. We will pay when we can.
        """

    init() throws {
        daemon = try TestDaemon()
        article = "\(daemon.folder)/article.txt"
        try Self.text.write(toFile: article, atomically: true, encoding: .utf8)
        let lines = """
            {"type":"actor.registered","subject":"org/gazette","body":{"kind":"outlet","name":"G"}}
            {"type":"actor.registered","subject":"org/operator","body":{"kind":"company","name":"O"}}
            """
        try #require(try daemon.ctl("append", "--file", "-", input: lines).code == 0)
        let added = try daemon.ctl(
            ["source", "add", article, "--outlet", "org/gazette", "--published", "2019-07-05"]
        )
        try #require(added.code == 0, "\(added.errors)")
    }

    private func append(_ words: String...) throws -> TestDaemon.Run {
        try daemon.ctl(
            [
                "append", "statement.made", "operator-wages", "--kind", "position", "--gist",
                "wages", "--by", "org/operator", "--source", "gazette-20190705",
            ] + words
        )
    }

    @Test func `typed words are found as they were set, and kept as a place and a digest`() throws {
        let run = try append("--quote", "\"We will pay 10% more\", an operator's spokesman")
        #expect(run.code == 0, "\(run.errors)")
        let shown = try daemon.ask("records/show", [("record", "r4")])
        let evidence = try #require(shown["rows"]?.elements.first?["event"]?["evidence"])
        let quote = try #require(evidence.elements.first?["quote_ref"])
        let bytes = Array(Self.text.utf8)
        let from = try #require(quote["from"]?.integer)
        let to = try #require(quote["to"]?.integer)
        let passage = String(decoding: bytes[Int(from)..<Int(to)], as: UTF8.self)
        #expect(passage == "“We will pay\u{a0}10% more”, an operator’s spokesman")
        #expect(evidence.elements.first?["loc"]?.text == "L2")
        let checked = try daemon.ctl("check", "quotes", "-o", "json")
        #expect(checked.code == 0 && !checked.output.contains("quote-unmatched"))
    }

    @Test func `other words are refused, with the line that is nearest`() throws {
        let other = try append("--quote", "we shall pay ten percent more, a spokesman told")
        #expect(other.code == 65 && other.errors.contains("nearest, line 2"), "\(other.errors)")
        let twice = try append("--quote", "We will pay when we can")
        #expect(twice.code == 65 && twice.errors.contains("L3 L3"), "\(twice.errors)")
        let wrong = try append("--quote", "Port wages rose", "--loc", "L3")
        #expect(wrong.code == 65 && wrong.errors.contains("it is on line 1"), "\(wrong.errors)")
        let size = try daemon.ask("status")["size"]?.integer
        #expect(size == 3, "nothing was recorded")
    }

    @Test func `a place that holds other bytes is refused at the door`() throws {
        let run = try append(
            "--set",
            "evidence[0].quote_ref.from=0",
            "--set",
            "evidence[0].quote_ref.to=4",
            "--set",
            "evidence[0].quote_ref.sha256=\(String(repeating: "0", count: 64))"
        )
        #expect(run.code == 65 && run.errors.contains("are other words"), "\(run.errors)")
        // A correction is held against the text too.
        #expect(try append("--quote", "Port wages rose").code == 0)
        let corrected = try daemon.ctl(
            ["record", "correct", "r4", "--quote", "the union said", "--reason", "line"]
        )
        #expect(corrected.code == 0, "\(corrected.errors)")
    }

    @Test func `a file is or is not the text of a source`() throws {
        let run = try daemon.ctl("source", "verify", article)
        #expect(run.code == 0 && run.output.contains("src/gazette-20190705"), "\(run.errors)")
        let named = try daemon.ctl(
            ["source", "verify", article, "--source", "gazette-20190705", "-o", "json"]
        )
        #expect(named.code == 0 && named.output.contains(#""ok":true"#))
        try (Self.text + "\n").write(toFile: article, atomically: true, encoding: .utf8)
        let other = try daemon.ctl("source", "verify", article)
        #expect(other.code == 3 && other.errors.contains("not the text of any"), "\(other.errors)")
    }
}
