import Ledger

/// The documents behind the sources: where they are, what they hash to, how much of them is coded.
enum ReportSources {
    /// The section of all documents.
    static func section(_ data: ReportData) -> String {
        guard !data.documents.isEmpty else { return "" }
        let seen = Set(data.visible[data.start.publication])
        var out = "<section id=\"documents\" aria-labelledby=\"documents-h\">"
        out += "<h2 id=\"documents-h\">Documents</h2>\n<div class=\"wide\" tabindex=\"0\"><table>"
        out +=
            "<caption>The registration of each source. One that is only cited is in italics; the "
        out += "share is that of the lines which records point at.</caption><thead><tr>"
        for name in ["Source", "Title", "Held", "Language", "Coded", "Digest (SHA-256)", "Record"] {
            out += "<th scope=\"col\">\(name)</th>"
        }
        out += "</tr></thead><tbody>"
        for document in data.documents {
            let cells = [
                document.title, document.held, document.language ?? "–", document.coded ?? "–",
                document.digest ?? "–",
            ]
            let isCited = document.held == "cited only"
            out += "<tr data-record=\"\(document.record)\""
            out += seen.contains(document.record) ? "" : " hidden"
            out += "\(isCited ? " class=\"cited\"" : "")><th scope=\"row\">"
            out += "\(link(document))</th>"
            out += cells.map { "<td>\(Markup.text($0))</td>" }.joined()
            out += "<td>\(ReportTable.linked("r\(document.record)"))</td></tr>"
        }
        return out + "</tbody></table></div></section>\n"
    }

    /// Only addresses of the web become links: another scheme could run something.
    private static func link(_ document: ReportDocument) -> String {
        guard let url = document.url, url.hasPrefix("https://") || url.hasPrefix("http://") else {
            return Markup.text(document.key)
        }
        return "<a rel=\"noreferrer\" href=\"\(Markup.text(url))\">\(Markup.text(document.key))</a>"
    }
}

/// A registered document.
struct ReportDocument {
    let record: Int
    let key: String
    let title: String
    let held: String
    let language: String?
    let url: String?
    let digest: String?
    /// `12 of 27 lines`; nil where the text is not here.
    let coded: String?

    /// Every one that the page is about.
    static func all(
        _ events: ReportEvents,
        _ texts: inout ReportTexts
    ) throws(Failure) -> [ReportDocument] {
        var found: [ReportDocument] = []
        for (number, row) in events.rows.sorted(by: { $0.key < $1.key }) {
            guard let event = row["event"], event["type"]?.text == "source.registered",
                let key = event["subject"]?.text, row["standing"]?.text != "retracted"
            else { continue }
            let body = event["body"]
            let cited = events.lines(citedOf: key)
            let count = try texts.lineCount(of: key, events)
            found.append(
                ReportDocument(
                    record: number,
                    key: key,
                    title: CellText.raw(body?["title"]),
                    held: CellText.words(body?["held"]),
                    language: events.language(of: key),
                    url: body?["url"]?.text,
                    digest: body?["sha256"]?.text,
                    coded: count.map { "\(cited.count) of \($0) lines" }
                )
            )
        }
        return found
    }
}
