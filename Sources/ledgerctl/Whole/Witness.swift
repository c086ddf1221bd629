import ArgumentParser
import Glibc
import Ledger
import LedgerAPI
import Platform

/// `witness`: somebody else who remembers what the log promised, and says so.
struct Witness: Verb {
    static let configuration = CommandConfiguration.verb(
        "witness",
        "Watch a log as an independent witness: check that it only grows, and cosign.",
        [
            "ledgerctl witness --state ~/witness --name witness.example.org/desk",
            "ledgerctl witness --state ~/witness --listen 127.0.0.1:8080 --key desk.key",
        ],
        more: "It looks once, again and again (--every 60s), or waits to be asked over HTTP by "
            + "'ledgerctl log witness' (--listen), as https://c2sp.org/tlog-witness has it. Run it "
            + "under an account that the desk's administrators do not control, best on another "
            + "host. It refuses a log that shrank or has another history, keeps the evidence, and "
            + "ends with 3; one that is asked goes on. Its public key goes into the file "
            + "'witnesses' of the ledger's folder."
    )

    @Option(help: "The folder of its key and of the last checkpoint it saw; made if needed.")
    var state: String

    @Option(help: "Its name, as a URL without scheme; needed the first time.")
    var name: String?

    @Option(help: "The log's public key, or a file with it (default: what the log shows first).")
    var key: String?

    @Option(help: "Look again after so long, for ever: 60s, 5m.")
    var every: Timeout?

    @Option(help: "Be asked over HTTP here, on a loopback address; port 0 is any that is free.")
    var listen: ListenAddress?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        guard listen == nil || every == nil else {
            throw .usage("a witness looks (--every), or is asked (--listen)")
        }
        let memory = WitnessMemory(folder: state)
        let lock = try memory.claim()
        defer { withExtendedLifetime(lock) {} }
        let signer = try memory.signer(name, session)
        if let listen { try serve(on: listen, memory, signer, session) }
        while true {
            let answer = try look(memory, signer, session)
            try Renderer(session).render(answer)
            guard let every else { return }
            try session.console.flush()
            let (seconds, attoseconds) = every.duration.components
            usleep(UInt32(clamping: seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
        }
    }

    /// Asks once: verifies, remembers, and only then signs and hands in.
    private func look(
        _ memory: WitnessMemory,
        _ signer: SignerKey,
        _ session: Session
    ) throws(Failure) -> Answer {
        let last = try memory.last()
        let query = [("from", "r\(last?.checkpoint.size ?? 0)")]
        let reply = try session.send(.get("/v1/log/consistency", query: query))
        let shown = try Continuation(reply.body)
        let succession = try KeySuccession(
            from: try logKey(memory, shown),
            in: shown,
            session.daemon()
        )
        let logKey = succession.key
        let new: SignedCheckpoint
        do throws(NoteFailure) {
            let now = try SignedCheckpoint(bytes: shown.note, key: logKey)
            if let last { try now.continues(last.checkpoint, proof: shown.proof) }
            try succession.verify()
            if let told = succession.remark { session.remark(told) }
            new = now
        } catch { throw memory.refusal(error, shown.note, last) }
        var note = new.withoutCosignatures.note
        note.cosign(with: signer, seconds: UInt64(max(0, session.surroundings.now() / 1_000_000)))
        try memory.keep(note.bytes, logKey)
        let request = Request.post("/v1/log/cosignatures", body: note.bytes, type: .text)
        let taken = try session.daemon().send(request)
        if let problem = taken.problem { session.remark("not attached: \(problem.title)") }
        return Witnessed.answer(new.checkpoint, signer.verifier, attached: taken.problem == nil)
    }

    /// Waits to be asked, for ever; what it knows is on the disk whenever it is killed.
    private func serve(
        on address: ListenAddress,
        _ memory: WitnessMemory,
        _ signer: SignerKey,
        _ session: Session
    ) throws(Failure) -> Never {
        var service = try WitnessService(
            memory: memory,
            signer: signer,
            key: key.map { given throws(Failure) in try KeyChoice.read(given, "--key") }
        )
        let server: LoopbackServer
        do throws(LoopbackServer.ListenFailure) {
            server = try LoopbackServer(host: address.host, port: address.port)
        } catch {
            throw Failure(
                exit: .cannotCreate,
                code: "cannot_listen",
                message: "cannot listen on \(address.text): \(error.reason)"
            )
        }
        let url = "http://\(ListenAddress(host: address.host, port: server.port).text)"
        try Renderer(session).render(service.announcement(url))
        try session.console.flush()
        try server.serve { request throws(Failure) in
            let seconds = session.surroundings.now() / 1_000_000
            let (reply, line) = service.answer(request, seconds: UInt64(max(1, seconds)))
            session.remark(line)
            return reply
        }
    }

    private func logKey(
        _ memory: WitnessMemory,
        _ shown: Continuation
    ) throws(Failure) -> VerifierKey {
        if let key { return try KeyChoice.read(key, "--key") }
        if let known = try memory.logKey() { return known }
        return try shown.statedKey
    }
}

/// What is told of a cosignature, whoever asked for it.
enum Witnessed {
    /// The answer: what was cosigned, by whom, and whether the ledger keeps it.
    static func answer(
        _ checkpoint: Checkpoint,
        _ witness: VerifierKey,
        attached: Bool
    ) -> Answer {
        Answer(
            .object([
                .init("schema", .string("ledger.witnessed/1")),
                .init("origin", .string(checkpoint.origin)),
                .init("size", .count(checkpoint.size)),
                .init("root", .string(checkpoint.root.hex)),
                .init("witness", .string(witness.text)),
                .init("attached", .bool(attached)),
            ])
        )
    }
}
