import Ledger

/// A page in the language of man(7).
struct ManualPage {
    /// As in `ledgerctl-measure`.
    let name: String
    let section: Int
    private var lines: [String]

    /// Begins a page with its name and what that is, in a phrase.
    init(_ name: String, _ section: Int, _ phrase: String) {
        self.name = name
        self.section = section
        let title = ManualPage.escaped(name.uppercased())
        lines = [
            ".TH \(title) \(section) \(Version.released) \"ledgerd \(Version.current)\" ledgerd",
            ".SH NAME", "\(ManualPage.escaped(name)) \\- \(ManualPage.escaped(phrase))",
        ]
    }

    /// The page.
    var text: String { lines.map { $0 + "\n" }.joined() }

    /// A heading.
    mutating func heading(_ text: String) { lines.append(".SH \(ManualPage.escaped(text))") }

    /// A heading below one.
    mutating func subheading(_ text: String) { lines.append(".SS \(ManualPage.escaped(text))") }

    /// Paragraphs, parted by empty lines.
    mutating func prose(_ text: String) {
        for (index, paragraph) in text.split(separator: "\n\n").enumerated() {
            if index > 0 { lines.append(".PP") }
            lines += paragraph.split(separator: "\n").map { ManualPage.escaped(String($0)) }
        }
    }

    /// Lines as they stand.
    mutating func verbatim(_ text: String) {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while rows.last?.isEmpty == true { rows.removeLast() }
        // Behind a heading a paragraph has begun already.
        if lines.last?.hasPrefix(".S") != true { lines.append(".PP") }
        lines += [".EX"] + rows.map(ManualPage.escaped) + [".EE"]
    }

    /// A term and what it means.
    mutating func item(_ term: String, _ meaning: String) {
        lines += [".TP", ".B \(ManualPage.escaped(term))"]
        lines.append(meaning.isEmpty ? "\\&" : ManualPage.escaped(meaning))
    }

    /// Text that roff takes for nothing but text.
    static func escaped(_ text: String) -> String {
        var out = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        // A minus is one that can be copied; so are the two quotes.
        out = out.replacing("'", with: "\\(aq").replacing("`", with: "\\(ga")
        return out.hasPrefix(".") ? "\\&" + out : out
    }
}
