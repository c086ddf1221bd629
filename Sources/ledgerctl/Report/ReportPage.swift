import Ledger

/// The page: one file of HTML that asks no network for anything.
///
/// Without its script it shows the state with which it opens. The script only looks up what stands
/// in the data and puts it in place; every number was computed before.
struct ReportPage {
    private let data: ReportData
    private let tables: [ReportTable]
    private var out = ""

    /// The whole page.
    static func html(_ data: ReportData) -> String {
        var page = ReportPage(data)
        page.write()
        return page.out
    }

    private init(_ data: ReportData) {
        self.data = data
        tables = data.grids.map(ReportTable.init)
    }

    /// The day of publication in words.
    static func words(_ known: Day?) -> String { known?.description ?? "all sources" }

    private mutating func write() {
        out += """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(ReportPage.policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="ledgerctl \(Version.current)">
            <title>\(Markup.text("\(data.seal.origin): negotiations"))</title>
            <style>\(ReportStyle.text)</style>
            </head>
            <body>
            <a class="skip" href="#in-force">To the tables</a>

            """
        header()
        bar()
        out += "<main>\n"
        figures()
        for (index, grid) in data.grids.enumerated() where !grid.part.isMatrix {
            section(index)
        }
        matrices()
        documents()
        records()
        out += "</main>\n"
        footer()
        out += "<script type=\"application/json\" id=\"data\">"
        out += Markup.script(ReportScriptData.json(data, tables)) + "</script>\n"
        out += "<script>\(ReportScript.text)</script>\n</body>\n</html>\n"
    }

    /// Nothing may be loaded, and nothing may run but the page's own script.
    static var policy: String {
        func digest(_ text: String) -> String { Hash.sha256(of: Array(text.utf8).span).base64 }
        return "default-src 'none'; script-src 'sha256-\(digest(ReportScript.text))'; "
            + "style-src 'sha256-\(digest(ReportStyle.text))'; base-uri 'none'; form-action 'none'"
    }

    private var openingDay: Day { data.request.on }

    private mutating func header() {
        let counts = ReportSentence(data)
        out += "<header><h1>\(Markup.text(data.seal.origin))</h1>\n"
        if let issue = data.request.issue {
            out +=
                "<p>Only what rests on a record under the topic <b>\(Markup.text(issue))</b>.</p>\n"
        }
        out += "<p id=\"sentence\" aria-live=\"polite\">\(Markup.text(counts.opening))</p>\n"
        out += "<p class=\"place\" id=\"place\">\(Markup.text(counts.place))</p></header>\n"
    }

    private mutating func bar() {
        let (first, last) = (data.span.first, data.span.last)
        func slider(_ id: String, _ name: String, _ value: Day?, extra: Int32) -> String {
            let number = value?.number ?? last.number + extra
            return "<div class=\"axis\"><label for=\"\(id)\">\(name)</label>"
                + "<input type=\"range\" id=\"\(id)\" min=\"\(first.number)\" step=\"1\""
                + " max=\"\(last.number + extra)\" value=\"\(number)\">"
                + "<input type=\"text\" id=\"\(id)-text\" aria-label=\"\(name), as a date\""
                + " size=\"11\" spellcheck=\"false\" autocomplete=\"off\""
                + " value=\"\(ReportPage.words(value))\"></div>\n"
        }
        out += "<form class=\"bar\" id=\"bar\" aria-label=\"Which day\">\n"
        out += slider("on", "In the world on", openingDay, extra: 0)
        out += slider("known", "Known by", data.start.known, extra: 1)
        out += "<label class=\"tick\"><input type=\"checkbox\" id=\"linked\"> move both</label>\n"
        for (kind, name) in [("actor", "Actor"), ("issue", "Topic"), ("source", "Source")] {
            out += "<label>\(name) <select id=\"\(kind)\"><option value=\"\">all</option>"
            for term in data.terms where term.kind == kind {
                out +=
                    "<option value=\"\(Markup.text(term.key))\">\(Markup.text(term.name))</option>"
            }
            out += "</select></label>\n"
        }
        out += "<p id=\"fault\" role=\"alert\"></p></form>\n"
    }

    private mutating func figures() {
        let place = data.start.publication
        var lanes = data.lanes[place]
        var steps = data.steps[place]
        (lanes.on, steps.on) = (openingDay, openingDay)
        for (id, title, inner) in [
            ("timeline", "Measures over time", ReportFigure.lanes(lanes)),
            ("trade", "Covered trade over time", ReportFigure.steps(steps)),
        ] {
            out +=
                "<section id=\"\(id)\" aria-labelledby=\"\(id)-h\">"
            out += "<h2 id=\"\(id)-h\">\(title)</h2>\n"
            out += "<figure class=\"figure\" id=\"\(id)-figure\">\(inner)</figure></section>\n"
        }
    }

    private mutating func section(_ index: Int) {
        let grid = data.grids[index]
        let rows = grid.rows(data.start.publication, data.start.day, on: openingDay)
        let id = grid.part.id
        out += "<section id=\"\(id)\" aria-labelledby=\"\(id)-h\">"
        out += "<h2 id=\"\(id)-h\">\(Markup.text(grid.part.title)) <span class=\"count\""
        out += " id=\"\(id)-count\">\(ReportExport.count(rows))</span></h2>\n"
        out += table(index, rows) + "</section>\n"
    }

    private mutating func matrices() {
        let wanted = data.grids.indices.filter {
            data.grids[$0].part.isMatrix && !data.grids[$0].rows.isEmpty
        }
        guard !wanted.isEmpty else { return }
        out += "<section id=\"claims\" aria-labelledby=\"claims-h\">"
        out += "<h2 id=\"claims-h\">Who says what</h2>\n"
        for index in wanted {
            let grid = data.grids[index]
            let rows = grid.rows(data.start.publication, 0, on: openingDay)
            out += "<details id=\"\(grid.part.id)\"\(wanted.count == 1 ? " open" : "")><summary>"
            out += "<span>\(Markup.text(grid.part.title))</span> <span class=\"count\""
            out += " id=\"\(grid.part.id)-count\">\(ReportExport.count(rows))</span></summary>\n"
            out += table(index, rows) + "</details>\n"
        }
        out += "</section>\n"
    }

    private func table(_ index: Int, _ rows: [JSON]) -> String {
        let part = data.grids[index].part
        var text = "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\""
        text += "\(Markup.text(part.title))\"><table id=\"\(part.id)-table\"><caption>"
        text += "\(Markup.text(part.caption))</caption>\(tables[index].head)"
        text += rows.map { body($0, index) }.joined()
        text += "</table></div>\n<p class=\"none\" id=\"\(part.id)-none\""
        text += "\(rows.isEmpty ? "" : " hidden")>\(Markup.text(part.none))</p>\n"
        text += "<p class=\"notes\" id=\"\(part.id)-notes\">"
        let list = data.grids[index].list(data.start.publication, data.start.day)
        text += Markup.text(list.notes.joined(separator: " · ")) + "</p>\n"
        return text + links(index, rows)
    }

    private func body(_ row: JSON, _ index: Int) -> String { tables[index].body(row) }

    /// The rows as they are shown, to be saved.
    private func links(_ index: Int, _ rows: [JSON]) -> String {
        let grid = data.grids[index]
        let document = ReportExport.document(grid, rows, data)
        var text = "<p class=\"data\">This data as "
        for (kind, type, content) in [
            ("csv", "text/csv", ReportExport.csv(grid, rows)),
            ("json", "application/json", document.line),
        ] {
            text += "<a download=\"\(grid.part.id).\(kind)\" data-part=\"\(index)\""
            text += " data-as=\"\(kind)\" href=\"data:\(type);charset=utf-8,"
            text += "\(Markup.percent(content))\">\(kind.uppercased())</a> "
        }
        return text
            + "<span class=\"same\">· the same: <code>ledgerctl \(Markup.text(grid.part.command))"
            + " <span class=\"flags\">\(ReportExport.flags(openingDay, data.start.known))"
            + "</span></code></span></p>\n"
    }

    private mutating func documents() { out += ReportSources.section(data) }

    private mutating func records() { out += ReportCards.section(data) }

    private mutating func footer() {
        let basis = data.basis
        let facts: [(String, String)] = [
            ("Coordinates", ReportSentence(data).place),
            ("Ledger", "\(data.seal.origin), \(CellText.raw(basis["size"])) records"),
            ("Root", CellText.raw(basis["root"])), ("Key", data.seal.key),
            ("Rules", "version \(CellText.raw(basis["rules"]))"),
            ("Made by", "ledgerctl \(Version.current)"),
            (
                "Rights",
                "the wording of records is the recorder's; quoted passages are their publishers'"
            ),
        ]
        out += "<footer id=\"seal\"><h2>What this page was made of</h2><dl>\n"
        for (index, fact) in facts.enumerated() {
            let id = index == 0 ? " id=\"place-again\"" : ""
            out += "<dt>\(fact.0)</dt><dd\(id)>\(Markup.text(fact.1))</dd>\n"
        }
        out += "</dl>\n"
        if let note = data.seal.checkpoint {
            out += "<details><summary>The signed checkpoint</summary>"
            out += "<pre>\(Markup.lines(note))</pre></details>\n"
        }
        out +=
            "<p>Each record has its proof: the leaf hash and the path lead to the root. With the "
        out += "ledger at hand: <code>ledgerctl log prove r1 --out F</code>, then "
        out += "<code>ledgerctl verify F --key KEY</code>.</p></footer>\n"
    }
}
