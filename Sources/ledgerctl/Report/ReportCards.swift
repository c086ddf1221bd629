import Ledger

/// The records of the page, each with a place of its own: `#r169`.
enum ReportCards {
    /// The section of all records; those of which the opening knows nothing yet are hidden.
    static func section(_ data: ReportData) -> String {
        let seen = Set(data.visible[data.start.publication])
        let shown = data.records.filter { seen.contains($0.number) }.count
        var out =
            "<section id=\"records\" aria-labelledby=\"records-h\"><h2 id=\"records-h\">Records "
        out += "<span class=\"count\" id=\"records-count\">\(shown)</span></h2>\n"
        for record in data.records {
            out += card(record, isHidden: !seen.contains(record.number), data)
        }
        return out + "</section>\n"
    }

    private static func card(_ record: ReportRecord, isHidden: Bool, _ data: ReportData) -> String {
        let name = "r\(record.number)"
        var out = "<article id=\"\(name)\" data-record=\"\(record.number)\""
        out += "\(isHidden ? " hidden" : "")><h3><a href=\"#\(name)\">"
        out += "\(Markup.text(record.heading))</a>"
        if record.standing != "current" { out += " <em>\(Markup.text(record.standing))</em>" }
        out += "</h3>\n<dl>"
        for (title, text) in record.pairs {
            let linked = title == "link" ? ReportTable.linked(text) : Markup.text(text)
            out += "<dt>\(Markup.text(title))</dt><dd>\(linked)</dd>"
        }
        out += "</dl>\n"
        for quote in record.quotes {
            let language = quote.language.map { " lang=\"\(Markup.text($0))\"" } ?? ""
            out += "<blockquote dir=\"auto\"\(language)>\(Markup.lines(quote.text))</blockquote>"
            out += "<p class=\"cite\">\(Markup.text(quote.source)), as the held text has it</p>\n"
        }
        out += "<p class=\"cite\">Cite as: \(Markup.text(record.citation)), ledger "
        out += "\(Markup.text(data.seal.origin)), root "
        out += "\(Markup.text(CellText.raw(data.basis["root"])))</p>\n"
        return out + proof(record.proof) + "</article>\n"
    }

    private static func proof(_ proof: JSON) -> String {
        guard proof != .null else { return "" }
        let path = (proof["path"]?.elements ?? []).compactMap(\.text)
        let leaf = (proof["index"]?.integer ?? 0) + 1
        let lines =
            [
                "leaf \(leaf) of \(CellText.raw(proof["size"]))",
                "leaf hash \(CellText.raw(proof["leaf_hash"]))",
            ] + path.map { "path      \($0)" } + ["root      \(CellText.raw(proof["root"]))"]
        return "<details><summary>Proof</summary><pre>"
            + "\(Markup.lines(lines.joined(separator: "\n")))</pre></details>\n"
    }
}
