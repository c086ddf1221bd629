import Ledger
import LedgerAPI
import Testing

@testable import ledgerctl

/// The parts of the page that need no ledger.
@Suite struct ReportTests {
    private let part = ReportPart(
        id: "upcoming",
        title: "To come",
        caption: "Steps.",
        view: "measures/upcoming",
        none: "None.",
        command: "measure upcoming"
    )

    private func answer(_ rows: String) throws -> ledgerctl.Answer {
        let text = #"{"schema":"ledger.measures_upcoming/1","rows":\#(rows),"notes":[]}"#
        return try ledgerctl.Answer(Array(text.utf8))
    }

    private func step(_ left: Int, _ name: String = "a") -> String {
        #"{"date":{"text":"2019-01-01","lo":"2019-01-01","hi":"2019-01-01"},"#
            + #""measure":"measure/\#(name)","days_left":\#(left),"status":"scheduled","#
            + #""change":"raise to 25%","records":["r169"]}"#
    }

    @Test func `a row that differs in the days that are left alone is kept once`() throws {
        var grid = ReportGrid(part)
        grid.nextPublication()
        for left in [47, 46] { grid.add(try answer("[\(step(left))]"), where: { _ in true }) }
        grid.add(try answer("[\(step(1)),\(step(1, "b"))]"), where: { _ in true })
        #expect(grid.rows.count == 2 && grid.lists.count == 2 && grid.cells == [[0, 0, 1]])
        let day = try #require(Day("2018-11-15"))
        #expect(grid.rows(0, 0, on: day).first?["days_left"]?.integer == 47)
        #expect(ReportTable(grid).body(grid.rows[0]).contains(#"<span class="days"></span> d"#))
        let shown = try #require(grid.rows(0, 0, on: day).first)
        #expect(ReportTable(grid).body(shown).contains(">47 d<"))
    }

    @Test func `what rests on no record of the topic is left out`() throws {
        var grid = ReportGrid(part)
        grid.nextPublication()
        grid.add(try answer("[\(step(3))]"), where: { _ in false })
        #expect(grid.rows.isEmpty && grid.lists.count == 1)
    }

    @Test func `records in a text lead to their places, and nothing else does`() {
        let linked = ReportTable.linked("25% (r169 r1) or8 r-2 <b> r0x")
        #expect(linked.contains(##"<a href="#r169">r169</a>"##))
        #expect(linked.contains(##"<a href="#r1">r1</a>"##))
        #expect(linked.components(of: "<a").count == 3)
        #expect(linked.contains("&lt;b&gt;"))
    }

    @Test func `only who knows the word, under the name of this machine, is let in`() {
        let door = ReportDoor(token: "abc", port: 8090)
        func status(_ host: String?, _ target: String, _ method: String = "GET") -> Int? {
            let headers = host.map { [(name: "host", value: $0)] } ?? []
            return door.refusal(of: Request(method: method, target: target, headers: headers))?
                .status
        }
        #expect(door.address == "http://127.0.0.1:8090/abc/")
        #expect(status("127.0.0.1:8090", "/abc/") == nil)
        #expect(status("localhost:8090", "/abc/") == nil)
        #expect(status("evil.example:8090", "/abc/") == 403)
        #expect(status("127.0.0.1:80", "/abc/") == 403)
        #expect(status(nil, "/abc/") == 403)
        #expect(status("127.0.0.1:8090", "/abd/") == 404)
        #expect(status("127.0.0.1:8090", "/") == 404)
        #expect(status("127.0.0.1:8090", "/abc/?x") == 404)
        #expect(status("127.0.0.1:8090", "/abc/", "POST") == 405)
    }

    @Test func `the policy of the page allows its own script and style alone`() {
        let policy = ReportPage.policy
        #expect(policy.hasPrefix("default-src 'none'; script-src 'sha256-"))
        #expect(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains("*"))
        for text in [ReportScript.text, ReportStyle.text] {
            #expect(!text.contains("</") && !text.contains("http://1") && !text.contains("url(h"))
        }
    }

    @Test func `markdown holds no markup of a text`() {
        let text = ReportMarkdown.escaped("a | b <script> `x` *y* [z](http://e) # \u{202e}")
        #expect(text == ##"a \| b &lt;script&gt; \`x\` \*y\* \[z\](http://e) \# \u202e"##)
    }
}

extension String {
    fileprivate func components(of word: String) -> [Substring] {
        split(separator: word, omittingEmptySubsequences: false)
    }
}
