import ArgumentParser
import Ledger
import LedgerAPI

/// `report serve`: the page, made anew for each request, for this machine alone.
struct ReportServe: Verb {
    static let configuration = CommandConfiguration.verb(
        "serve",
        "Show the page in a browser on this machine, until you press Ctrl-C.",
        [
            "ledgerctl report serve",
            "ledgerctl report serve --port 8090 --known 2018-11-15",
        ],
        more: """
            It listens on 127.0.0.1 and prints an address that holds a random word: who does not \
            know it is not served. The page is made anew for each request.
            """
    )

    @Option(help: "The port (default: one that is free).")
    var port: Int?

    @OptionGroup var options: ReportOptions
    @OptionGroup var globals: GlobalOptions

    private static let tokenBytes = 16

    func run(in session: Session) throws(Failure) {
        guard globals.output == .table else {
            throw .usage("a report is a page; -o is for answers")
        }
        // What is wrong with the flags is said before anybody waits for a page.
        _ = try options.data(session)
        let server: LoopbackServer
        do throws(LoopbackServer.ListenFailure) {
            server = try LoopbackServer(host: "127.0.0.1", port: port ?? 0)
        } catch {
            throw Failure(
                exit: .cannotCreate,
                code: "cannot_listen",
                message: "cannot listen on port \(port ?? 0): \(error.reason)"
            )
        }
        let token = session.surroundings.random(Self.tokenBytes)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let door = ReportDoor(token: token, port: server.port)
        try session.console.line(door.address)
        try session.console.flush()
        session.remark("press Ctrl-C to end")
        try server.serve { request throws(Failure) in
            if let refusal = door.refusal(of: request) { return refusal }
            do throws(Failure) {
                return door.page(ReportPage.html(try options.data(session)))
            } catch {
                session.remark(error.message)
                return door.failed(error.message)
            }
        }
    }
}

/// Who is let in: only who knows the word, and only under the name of this machine.
struct ReportDoor {
    let token: String
    let port: Int

    /// Where the page is.
    var address: String { "http://127.0.0.1:\(port)/\(token)/" }

    /// The refusal of a request that must not see the page; nil for one that may.
    ///
    /// The name is checked, so that no other site that has its own name point here is served.
    func refusal(of request: Request) -> Reply? {
        let host = request.headers.first { $0.name == "host" }?.value
        guard host == "127.0.0.1:\(port)" || host == "localhost:\(port)" else {
            return Reply(status: 403)
        }
        guard isRight(request.target) else { return Reply(status: 404) }
        guard ["GET", "HEAD"].contains(request.method) else { return Reply(status: 405) }
        return nil
    }

    /// Compares in a time that does not tell how much is right.
    private func isRight(_ target: String) -> Bool {
        let (wanted, given) = (Array("/\(token)/".utf8), Array(target.utf8))
        guard wanted.count == given.count else { return false }
        return zip(wanted, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The page as a reply.
    func page(_ html: String) -> Reply {
        Reply(
            status: 200,
            headers: [
                (name: "content-type", value: "text/html; charset=utf-8"),
                (name: "content-security-policy", value: ReportPage.policy),
                (name: "cache-control", value: "no-store"),
                (name: "referrer-policy", value: "no-referrer"),
                (name: "x-content-type-options", value: "nosniff"),
            ],
            body: Array(html.utf8)
        )
    }

    /// That no page could be made.
    func failed(_ message: String) -> Reply {
        Reply(
            status: 503,
            headers: [(name: "content-type", value: "text/plain; charset=utf-8")],
            body: Array("\(message)\n".utf8)
        )
    }
}
