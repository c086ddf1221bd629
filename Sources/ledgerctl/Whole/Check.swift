import ArgumentParser
import Ledger

/// `check`: what is odd, stale, incomplete or does not match its text.
struct Check: Verb {
    static let configuration = CommandConfiguration.verb(
        "check",
        "What in the ledger wants a second look.",
        [
            "ledgerctl check stale --on 2019-03-28",
            "ledgerctl check --exit-code -q > /dev/null || echo 'see ledgerctl check'",
        ],
        more: """
            anomalies: moves without a plan, contradictions, odd dates and units; stale: what was \
            due and is not told; incomplete: missing fields, captions, undated sources; quotes: \
            stored texts and ranges. A finding is no error: a wrong claim was still made.
            """
    )

    @Argument(help: "anomalies, stale, incomplete or quotes (default: all of them).")
    var only: Group?

    @Flag(help: "End with 1 if there is a finding.")
    var exitCode = false

    @OptionGroup var globals: GlobalOptions

    /// A sort of finding.
    enum Group: String, ExpressibleByArgument, CaseIterable {
        case anomalies, stale, incomplete, quotes
    }

    func run(in session: Session) throws(Failure) {
        let answer = try session.ask(Question("/v1/check", ["only": only?.rawValue]))
        let renderer = Renderer(session)
        guard answer.rows.isEmpty, globals.output == .table else {
            try renderer.render(answer)
            guard exitCode, !answer.rows.isEmpty else { return }
            // What was found is the answer, and no error message: the number alone tells.
            throw Failure(exit: .findings, code: "findings", message: "")
        }
        try renderer.coordinates(answer)
        try renderer.notes(answer)
        let count = JSON.object(answer.basis)["size"]
        try session.console.line("ok: \(CellText.cell(count)) records read")
    }
}
