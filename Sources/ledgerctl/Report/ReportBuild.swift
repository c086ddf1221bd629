import ArgumentParser
import Ledger

/// `report build`: the page as a file.
struct ReportBuild: Verb {
    static let configuration = CommandConfiguration.verb(
        "build",
        "Write the ledger as one page of HTML, or as Markdown.",
        [
            "ledgerctl report build --out report.html",
            "ledgerctl report build --known 2018-11-15 --issue tariffs --md --out memo.md",
        ],
        more: """
            The page asks no network for anything and holds every answer at every pair of days \
            (--on, --known) from --since to --through; it opens at those of the flags. Without \
            them it begins two months before the first publication and ends three months after \
            the last. Passages of held texts are shown unless --no-text.
            """
    )

    @Option(help: "Write to this file, whole or not at all.", completion: .file())
    var out: String

    @Flag(help: "Write Markdown, at the opening days alone.")
    var md = false

    @OptionGroup var options: ReportOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        guard globals.output == .table else {
            throw .usage("a report is a page; -o is for answers", hints: ["for Markdown:  --md"])
        }
        let data = try options.data(session)
        let text = md ? ReportMarkdown.text(data) : ReportPage.html(data)
        try OutputFile.write(Array(text.utf8), to: out)
        session.remark("wrote \(out)")
    }
}
