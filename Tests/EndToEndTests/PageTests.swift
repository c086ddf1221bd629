import Foundation
import Ledger
import LedgerAPI
import Testing

/// The page and the drawings, against a daemon: every number on them is the daemon's.
@Suite struct PageTests {
    private let daemon: TestDaemon

    init() throws { daemon = try TestDaemon(seeded: true) }

    private func file(_ name: String) -> String { "\(daemon.folder)/\(name)" }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: file(name), encoding: .utf8)
    }

    private func build(_ words: String...) throws -> String {
        let run = try daemon.ctl(["report", "build", "--out", file("r.html")] + words)
        try #require(run.code == 0, "\(run.errors)")
        return try text("r.html")
    }

    /// What the script of a page looks up.
    private func data(_ page: String) throws -> JSON {
        let open = try #require(
            page.firstRange(of: "<script type=\"application/json\" id=\"data\">")
        )
        let rest = page[open.upperBound...]
        let close = try #require(rest.firstRange(of: "</script>"))
        return try JSON(parsing: Array(rest[..<close.lowerBound].utf8))
    }

    /// The rows of a part on a day, as the script finds them.
    private func rows(_ part: JSON, _ data: JSON, _ on: Day, _ known: Day?) -> [JSON] {
        let days = data["on"]?.elements.compactMap(\.integer) ?? []
        let publications = data["known"]?.elements.map(\.integer) ?? []
        let place = days.lastIndex { $0 <= Int(on.number) } ?? 0
        let publication =
            known.map { day in
                publications.lastIndex { $0.map { $0 <= Int(day.number) } ?? false } ?? 0
            } ?? publications.count - 1
        let cells = part["cells"]?.elements[publication].elements ?? []
        let list = cells[min(place, cells.count - 1)].integer ?? 0
        let names = part["lists"]?.elements[list].elements.first?.elements ?? []
        return names.compactMap(\.integer).compactMap { part["rows"]?.elements[$0] }.map { row in
            guard row["days_left"]?.integer != nil else { return row }
            let left = row["date"]?["lo"]?.text.flatMap { Day($0) }
                .map { Int($0.number) - Int(on.number) }
            return row.setting("days_left", left.map { JSON.count($0) } ?? .null)
        }
    }

    private static let views: [String: (String, [(String, String)])] = [
        "in-force": ("measures/in-force", []), "measures": ("measures", []),
        "upcoming": ("measures/upcoming", []), "exposure": ("measures/exposure", []),
        "talks": ("talks", []), "commitments": ("commitments", []),
        "conflicts": ("claims/conflicts", []), "stale": ("check", [("only", "stale")]),
        "incomplete": ("check", [("only", "incomplete")]), "sources": ("sources", []),
    ]

    @Test func `at any pair of days the page holds what the daemon answers there`() throws {
        let data = try data(try build())
        let first = try #require(data["first"]?.integer)
        let last = try #require(data["last"]?.integer)
        var pairs: [(Day, Day?)] = [
            ("2018-11-15", "2018-11-15"), ("2019-03-28", "2019-03-29"), ("2018-05-04", nil),
        ].map { (Day($0.0) ?? .first, $0.1.flatMap { Day($0) }) }
        // Days without any meaning, so that those between two changes are among them.
        for step in 0..<10 {
            let on = Day(number: Int32(first + (last - first) * step / 10 + step))
            let known = Day(number: Int32(first + (last - first) * ((step * 7 + 3) % 10) / 10))
            pairs.append((on, step == 4 ? nil : known))
        }
        for (on, known) in pairs {
            let query = [("on", on.description)] + (known.map { [("known", $0.description)] } ?? [])
            for part in data["parts"]?.elements ?? [] {
                let id = part["id"]?.text ?? ""
                let issue = id.hasPrefix("matrix-") ? String(id.dropFirst(7)) : nil
                let (view, own) =
                    issue.map { ("claims/matrix", [("issue", $0)]) } ?? Self.views[id]
                    ?? ("", [])
                let said = try daemon.ask(view, query + own)["rows"]?.elements
                #expect(
                    rows(part, data, on, known) == said,
                    "\(id) on \(on), known \(known as Any)"
                )
            }
        }
    }

    @Test func `between two days of change no answer is another one`() throws {
        let data = try data(try build("--since", "2018-10-20", "--through", "2018-12-05"))
        let first = try #require(data["first"]?.integer)
        for known in ["2018-05-04", "2018-11-15"] {
            for number in first...first + 46 {
                let on = Day(number: Int32(number))
                for part in data["parts"]?.elements ?? [] {
                    guard let (view, own) = Self.views[part["id"]?.text ?? ""] else { continue }
                    let query = [("on", on.description), ("known", known)] + own
                    let said = try daemon.ask(view, query)["rows"]?.elements
                    #expect(rows(part, data, on, Day(known)) == said, "\(view) on \(on)")
                }
            }
        }
    }

    @Test func `hostile words stay words`() throws {
        let hostile =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'\u{202e}tfel"
        let event = JSON.object([
            .init("type", .string("statement.made")),
            .init("subject", .string("statement/hostile")),
            .init("actors", .array([actor])), .init("modality", .string("actual")),
            .init(
                "body",
                .object([.init("kind", .string("position")), .init("gist", .string(hostile))])
            ),
            .init("issues", .array([.string("tariffs")])), .init("evidence", .array([evidence])),
            .init("note", .string(hostile)),
        ])
        let appended = try daemon.ctl("append", "--file", "-", input: event.line + "\n")
        try #require(appended.code == 0, "\(appended.errors)")
        try daemon.waitForViews()
        let page = try build()
        #expect(page.contains("alert(1)"), "the words are shown")
        #expect(page.ranges(of: "<script").count == 2 && page.ranges(of: "</script").count == 2)
        #expect(!page.contains("<img") && !page.unicodeScalars.contains { $0.value == 0x202e })
        let parsed = try data(page)
        #expect(parsed["parts"]?.elements.isEmpty == false)
        let memo = try daemon.ctl("report", "build", "--md", "--out", file("r.md"))
        #expect(memo.code == 0, "\(memo.errors)")
        #expect(!(try text("r.md")).contains("<script"))
    }

    private let actor = JSON.object([
        .init("actor", .string("person/ross-wilbur")), .init("role", .string("by")),
    ])

    private let evidence = JSON.object([
        .init("source", .string("src/cnn-20181115")),
        .init(
            "chain",
            .array([
                .object([
                    .init("who", .string("src/cnn-20181115")), .init("act", .string("stated")),
                ])
            ])
        ),
        .init("attribution", .string("outlet_voice")), .init("form", .string("narration")),
        .init("stance", .string("asserts")),
    ])

    @Test func `a passage is shown as the held text has it, in its language, or not at all`() throws
    {
        try "Der Zoll\u{a0}kommt <bald>.\r\nMehr nicht.\n".write(
            toFile: file("text.txt"),
            atomically: true,
            encoding: .utf8
        )
        let added = try daemon.ctl(
            "source",
            "add",
            file("text.txt"),
            "--key",
            "src/zeitung-20181101",
            "--outlet",
            "org/cnn",
            "--published",
            "2018-11-01",
            "--language",
            "de"
        )
        try #require(added.code == 0, "\(added.errors)")
        let run = try daemon.ctl(
            "append",
            "statement.made",
            "ross-toll",
            "--kind",
            "position",
            "--gist",
            "a duty",
            "--by",
            "person/ross-wilbur",
            "--source",
            "src/zeitung-20181101",
            "--quote",
            "Der Zoll kommt <bald>."
        )
        try #require(run.code == 0, "\(run.errors)")
        try daemon.waitForViews()
        let quote = "lang=\"de\">Der Zoll\u{a0}kommt &lt;bald&gt;.</blockquote>"
        let page = try build()
        #expect(page.contains(quote))
        #expect(page.contains("1 of 2 lines"), "how much of the text is coded")
        let bare = try build("--no-text")
        #expect(!bare.contains("<blockquote") && !bare.contains("Der Zoll"))
    }

    @Test func `an empty ledger has a page and drawings that say so`() throws {
        let empty = try TestDaemon()
        for words in [
            ["report", "build", "--out", file("e.html")], ["chart", "measures"],
            ["chart", "exposure", "--out", file("e.svg")],
        ] {
            let run = try empty.ctl(words)
            #expect(run.code == 0, "\(words): \(run.errors)")
        }
        #expect(try text("e.html").contains("knew of 0 of the 0 measures"))
        let long = try empty.ctl("chart", "measures", "--since", "1800", "--out", file("l.svg"))
        #expect(long.code == 64 && long.errors.contains("a hundred years at most"))
    }

    @Test func `the page loads nothing, and each drawing has a table behind it`() throws {
        let page = try build()
        #expect(page.contains("default-src 'none'"))
        for word in ["src=\"", "@import", "url(http", "<link", "<iframe", " style=\"", " onclick"] {
            #expect(!page.contains(word), "\(word)")
        }
        let body = page.prefix(
            upTo: page.firstRange(of: "id=\"data\"")?.lowerBound ?? page.endIndex
        )
        #expect(body.ranges(of: "role=\"img\"").count == 2)
        #expect(body.ranges(of: "</svg>").count == 2)
        #expect(body.contains("id=\"r169\"") && body.contains("ledgerctl report") == false)
    }

    @Test func `a topic leaves out what does not rest on it, and one that is none is refused`()
        throws
    {
        let all = try data(try build())
        let some = try data(try build("--issue", "tech-transfer"))
        func count(_ data: JSON) -> Int {
            (data["parts"]?.elements ?? []).reduce(0) { $0 + ($1["rows"]?.elements.count ?? 0) }
        }
        #expect(count(some) > 0 && count(some) * 2 < count(all))
        let refused = try daemon.ctl(
            ["report", "build", "--out", file("n.html"), "--issue", "no-such-topic"]
        )
        #expect(refused.code == 64 && refused.errors.contains("ledgerctl issue list"))
        #expect(!FileManager.default.fileExists(atPath: file("n.html")))
    }

    @Test func `a chart shows the rate known on the day, and no end that was learned later`() throws
    {
        let then = try daemon.ctl("chart", "measures", "--known", "2018-11-15", "--width", "110")
        #expect(then.code == 0, "\(then.errors)")
        let list3 = try #require(
            then.output.split(separator: "\n").first { $0.hasPrefix("us-301-list3") }
        )
        #expect(list3.contains("in force 10%") && list3.contains("25%") && !list3.contains("≠"))
        let later = try daemon.ctl("chart", "measures", "--known", "2019-03-29", "--width", "110")
        #expect(later.output.contains("≠"))
        let rows = try daemon.ctl(
            ["chart", "measures", "--known", "2018-11-15", "-o", "json"]
        )
        let asked = try daemon.ctl(
            ["measure", "list", "--known", "2018-11-15", "--on", "2018-11-15", "-o", "json"]
        )
        #expect(rows.output == asked.output)
    }

    @Test(arguments: [
        ["measures"], ["exposure"], ["talks"], ["claims", "statement/navarro-2018-11-csis"],
        ["claims", "tariffs"],
    ])
    func `every chart is drawn in letters and in SVG`(words: [String]) throws {
        let letters = try daemon.ctl(["chart"] + words + ["--width", "90"])
        #expect(letters.code == 0 && !letters.output.isEmpty, "\(letters.errors)")
        let drawn = try daemon.ctl(["chart"] + words + ["--out", file("c.svg")])
        #expect(drawn.code == 0, "\(drawn.errors)")
        let svg = try text("c.svg")
        #expect(svg.contains("<title") && svg.contains("<desc") && svg.hasSuffix("</svg>\n"))
        #expect(try XMLDocumentCheck.isWellFormed(svg))
        let other = try daemon.ctl(["chart"] + words + ["--out", file("c.gif")])
        #expect(other.code == 64 && other.errors.contains(".svg, .png or .txt"))
    }

    @Test func `a PNG is made where the program is there, and else it is said what to install`()
        throws
    {
        let has = FileManager.default.isExecutableFile(atPath: "/usr/bin/rsvg-convert")
        let run = try daemon.ctl("chart", "measures", "--out", file("c.png"))
        if has {
            #expect(run.code == 0, "\(run.errors)")
            let bytes = try Data(contentsOf: URL(filePath: file("c.png")))
            #expect(bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) && bytes.count > 5_000)
        } else {
            #expect(run.code == 78 && run.errors.contains("apt-get install librsvg2-bin"))
        }
    }
}

extension JSON {
    /// The same object with another value of a member.
    fileprivate func setting(_ name: String, _ value: JSON) -> JSON {
        .object(members.map { $0.name == name ? Member(name, value) : $0 })
    }
}

/// Whether elements are closed in the order in which they were opened.
private enum XMLDocumentCheck {
    static func isWellFormed(_ text: String) throws -> Bool {
        var open: [Substring] = []
        for part in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
            guard let end = part.firstIndex(of: ">") else { return false }
            let tag = part[..<end]
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return false }
            } else if !tag.hasSuffix("/") {
                open.append(tag.prefix { $0 != " " })
            }
        }
        return open.isEmpty
    }
}
