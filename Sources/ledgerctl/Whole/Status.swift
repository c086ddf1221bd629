import ArgumentParser
import Ledger

/// `status`: the daemon on one screen.
struct Status: Verb {
    static let configuration = CommandConfiguration.verb(
        "status",
        "The daemon: version, records, root, who you are to it.",
        ["ledgerctl status", "ledgerctl status -o json"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        var answer = try session.fetch(Question("/v1/status"))
        if let choice = SocketChoice.existing(globals, session.surroundings), !answer.rows.isEmpty {
            // How it was found is ours to say; the JSON stays the daemon's own.
            answer.rows[0].set("found", .string(choice.reason))
        }
        try Renderer(session).render(answer)
    }
}
