import ArgumentParser
import Ledger
import LedgerAPI

/// `log key rotate`: the log goes on under another key.
struct LogKeyRotate: Verb {
    static let configuration = CommandConfiguration.verb(
        "rotate",
        "Go on under another key, by a record that both keys sign (administrators).",
        ["ledgerctl log key rotate", "ledgerctl log key rotate --yes -o json"],
        more: "Whoever has pinned the old key follows by itself. Publish the new one where the "
            + "old one was published, and give it to witnesses that take no rotation. A key that "
            + "was stolen is another matter: see docs/security.md."
    )

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let shown = try session.fetch(Question("/v1/log/key")).document["key"]?.text ?? ""
        if !yes { try confirm(shown, session) }
        let reply = try session.send(.post("/v1/log/key/rotate", body: []))
        try Renderer(session).render(try Answer(reply.body))
        session.remark("publish the new key where the old one was published")
    }

    /// A rotation stays in the log for ever, so a person is asked; a script says `--yes`.
    private func confirm(_ key: String, _ session: Session) throws(Failure) {
        guard session.surroundings.isInputTerminal else {
            throw .usage(
                "a rotation cannot be undone, and nobody is there to ask",
                hints: ["if that is meant:  --yes"]
            )
        }
        session.console.remark("this ends the key \(key)\n")
        session.console.remark("it cannot be undone; type rotate to go on: ")
        guard session.surroundings.readLine() == "rotate" else {
            throw Failure(exit: .refused, code: "not_confirmed", message: "the key is as it was")
        }
    }
}

/// `log attest`: what the views are, as digests in the log.
struct LogAttest: Verb {
    static let configuration = CommandConfiguration.verb(
        "attest",
        "Record digests of the views, so that two desks with one log can compare them.",
        ["ledgerctl log attest", "ledgerctl log attest -n -o csv"],
        more: "Who holds a copy of the log compares with  -n, which records nothing. Different "
            + "digests of one size, one set of rules and one layout (the number behind the view's "
            + "name) mean that one of the two does not follow the log."
    )

    @Flag(name: [.customShort("n"), .customLong("dry-run")], help: "Show them, record nothing.")
    var dryRun = false

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        guard globals.asOf == nil, globals.on == nil, globals.known == nil else {
            throw .usage("the views are attested as they are now, not as of another day")
        }
        let query = dryRun ? [("dry_run", "true")] : []
        let reply = try session.send(.post("/v1/log/attest", query: query, body: []))
        try Renderer(session).render(try Answer(reply.body))
    }
}
