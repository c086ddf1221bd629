import Ledger

/// `replay --step`: one change after the other, as the reader asks for them.
struct ReplaySteps {
    private let session: Session

    /// Prints to the session's console.
    init(_ session: Session) { self.session = session }

    /// Throws where nobody can press Enter, or the answer goes to a program.
    static func check(_ session: Session) throws(Failure) {
        let surroundings = session.surroundings
        guard session.globals.output == .table else {
            throw Failure.usage(
                "--step tells changes to people; -o \(session.globals.output.rawValue) is whole",
                hints: ["leave one of the two out"]
            )
        }
        guard surroundings.isInputTerminal, surroundings.isOutputTerminal else {
            throw Failure.usage(
                "--step needs a terminal to wait for Enter",
                hints: ["without one the changes come at once:  ledgerctl replay --to DAY"]
            )
        }
    }

    /// Prints an answer, waiting behind each change; `q` and the end of the input end it.
    func show(_ answer: Answer) throws(Failure) {
        let renderer = Renderer(session)
        guard !answer.rows.isEmpty else {
            try renderer.render(answer)
            return
        }
        let console = session.console
        try renderer.coordinates(answer)
        // Standard error is not buffered, so what stands before it must be out.
        try console.flush()
        session.remark("Enter: the next change; q and Enter: no more")
        for change in ReplayReport.told(answer.rows, renderer.style) {
            for line in change { try console.line(line) }
            try console.flush()
            guard let typed = session.surroundings.readLine(), !typed.hasPrefix("q") else { return }
        }
        for line in ReplayReport.end(answer.rows, renderer.style) { try console.line(line) }
        try renderer.notes(answer)
    }
}
