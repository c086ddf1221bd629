import ArgumentParser
import Ledger
import LedgerAPI

/// `daemon accept-clock`: an administrator has looked at a clock that stepped.
struct DaemonAcceptClock: Verb {
    static let configuration = CommandConfiguration.verb(
        "accept-clock",
        "Let appends go on after the clock stepped: look at it first.",
        ["ledgerctl daemon accept-clock", "ledgerctl daemon accept-clock -o json"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let reply = try session.send(.post("/v1/clock/accept", body: []))
        let answer = try Answer(reply.body)
        guard globals.output == .table else {
            try Renderer(session).render(answer)
            return
        }
        try session.console.line("accepted: appends go on")
    }
}
