import Ledger
import LedgerStore
import Testing

/// Words are found in what is visible at the three times, and nowhere else.
@Suite struct SearchTests {
    private static let article = "Steel first.\nSoybeans and rare earths\nThe end, of soybeans\n"

    /// r1 to r5 the base, r6 a source with its text, r7 and on what a test appends.
    private func ledger(_ lines: String...) async throws -> TemporaryLedger {
        let ledger = try await TemporaryLedger()
        let bytes = Array(Self.article.utf8)
        let digest = try ledger.desk.folder.texts.put(bytes).digest.hex
        try await ledger.append(Lines.base)
        try await ledger.append(
            #"{"type":"source.registered","subject":"src/text","body":{"outlet":"org/reuters","#
                + #""published":{"edtf":"2018-11-15","basis":"stated"},"held":"full","#
                + #""kind":"news","title":"Soybeans","sha256":"\#(digest)"}}"#
        )
        for line in lines { try await ledger.append(line) }
        ledger.catchUp()
        return ledger
    }

    /// Hits as `r7 gist`, in order.
    private func found(
        _ ledger: TemporaryLedger,
        _ words: String,
        _ query: String = ""
    ) throws -> [String] {
        let rows = try ledger.ask("search", "words=\(words)" + (query.isEmpty ? "" : "&\(query)"))
            .rows
        return rows.map { "\($0["record"]?.text ?? "") \($0["place"]?.text ?? "")" }
    }

    private func statement(_ name: String, _ gist: String, also: String = "") -> String {
        Lines.statement("statement/\(name)", gist: gist, also: also)
    }

    @Test func `a gist, a note and the lines of a text`() async throws {
        let ledger = try await ledger(
            statement("a", "more soybeans"),
            statement("b", "gas", also: #","note":"not Soybéans""#),
            statement("c", "steel")
        )
        #expect(
            try found(ledger, "soybean") == ["r6 gist", "r7 gist", "r8 note", "r6 L2", "r6 L3"]
        )
        #expect(try found(ledger, "soybean rare") == ["r6 L2"])
        #expect(try found(ledger, "gas not") == ["r8 gist"], "words of two pieces of one record")
        #expect(try found(ledger, "\"rare earths\"") == ["r6 L2"])
        #expect(try found(ledger, "earths soybeans", "type=statement.made").isEmpty)
        let rows = try ledger.ask("search", "words=rare").rows
        #expect(rows.first?["text"]?.text == "Soybeans and rare earths")
        #expect(rows.first?["source"]?.text == "src/text")
    }

    @Test func `the three times cut, and a type or a source`() async throws {
        let ledger = try await ledger(statement("a", "soybeans"), statement("b", "soybeans"))
        #expect(try found(ledger, "soybeans", "as_of=r7&type=statement.made") == ["r7 gist"])
        #expect(try found(ledger, "soybeans", "known=2018-03-26") == ["r6 gist"])
        #expect(try found(ledger, "soybeans", "known=2018-03-27&type=statement.made").count == 2)
        #expect(try found(ledger, "soybeans", "known=2018-11-15").count == 5)
        #expect(try found(ledger, "soybeans", "source=src/held") == ["r7 gist", "r8 gist"])
        #expect(try found(ledger, "soybeans", "source=src/text") == ["r6 L2", "r6 L3"])
    }

    @Test func `what was corrected is found as it was said, and marked`() async throws {
        let ledger = try await ledger(
            statement("a", "soybeans"),
            Lines.correct("r7", "statement/a", gist: "maize")
        )
        let rows = try ledger.ask("search", "words=soybeans&type=statement.made").rows
        #expect(rows.map { $0["standing"]?.text } == ["superseded"])
        #expect(try found(ledger, "maize") == ["r8 gist"])
    }

    @Test func `a redacted record has no words`() async throws {
        let ledger = try await ledger(statement("a", "secret", also: #","note":"hidden""#))
        #expect(try found(ledger, "secret") == ["r7 gist"])
        try await ledger.append(
            #"{"type":"record.redacted","subject":"statement/a","#
                + #""body":{"target":"r7","reason":"order"}}"#,
            permission: .editor
        )
        ledger.catchUp()
        for words in ["secret", "hidden"] {
            for cut in ["", "as_of=r7"] { #expect(try found(ledger, words, cut).isEmpty) }
        }
    }

    @Test func `a quoted passage is found with its record`() async throws {
        let ledger = try await ledger()
        let range = Self.article.utf8.count - "The end, of soybeans\n".utf8.count
        let passage = Array("The end".utf8)
        try await ledger.append(
            #"{"type":"statement.made","subject":"statement/q","actors":[{"actor":"gov/USA","#
                + #""role":"by"}],"issues":["tariffs"],"body":{"kind":"expectation","gist":"g"},"#
                + #""evidence":[{"source":"src/text","chain":[{"who":"gov/USA","act":"said"},"#
                + #"{"who":"src/text","act":"reported"}],"attribution":"institution","#
                + #""form":"quote","stance":"asserts","quote_ref":{"from":\#(range),"#
                + #""to":\#(range + passage.count),"sha256":"\#(Hash.sha256(of: passage.span).hex)"}}]}"#
        )
        ledger.catchUp()
        #expect(try found(ledger, "\"the end\"") == ["r7 quote", "r6 L3"])
    }

    @Test func `hits are counted by what was asked, months in order with their gaps`() async throws
    {
        func dated(_ name: String, _ date: String) -> String {
            statement(name, "maize", also: #","occurred":{"edtf":"\#(date)","basis":"stated"}"#)
        }
        let ledger = try await ledger(
            dated("a", "2018-11-09"),
            dated("b", "2019-01"),
            dated("c", "2018-11"),
            statement("d", "maize")
        )
        func counts(_ facet: String) throws -> [String] {
            try ledger.ask("search", "words=maize&limit=1&count_by=\(facet)").rows
                .map { "\($0["key"]?.text ?? "") \($0["count"]?.integer ?? -1)" }
        }
        #expect(
            try counts("month") == ["2018-11 2", "2018-12 0", "2019-01 1", "unknown 1"]
        )
        #expect(try counts("type") == ["statement.made 4"])
        #expect(try counts("actor") == ["gov/USA 4"])
        #expect(try counts("source") == ["src/held 4"])
    }

    @Test func `a limit says that there is more, and words must be there`() async throws {
        let ledger = try await ledger(statement("a", "maize"), statement("b", "maize"))
        let answer = try ledger.ask("search", "words=maize&limit=1")
        #expect(answer.rows.count == 1)
        #expect(answer.notes == ["the first 1; raise limit, or say more words"])
        #expect(throws: Refusal.self) { try ledger.ask("search", "") }
        #expect(throws: Refusal.self) { try ledger.ask("search", "words=!") }
    }
}
