import ArgumentParser
import Ledger
import LedgerAPI

/// `log witness`: has a witness elsewhere cosign the newest checkpoint (C2SP tlog-witness).
struct LogWitness: Verb {
    static let configuration = CommandConfiguration.verb(
        "witness",
        "Have a witness elsewhere cosign the log, and keep its cosignature.",
        [
            "ledgerctl log witness https://witness.example.org --key witness.key",
            "ledgerctl log witness http://127.0.0.1:8080 --key witness.key -o json",
        ],
        more: "Run it from cron. It sends the newest checkpoint with a proof that the log only "
            + "grew since the witness saw it, as https://c2sp.org/tlog-witness has it, checks the "
            + "cosignature and hands it in. The ledger keeps it if the key of the witness stands "
            + "in the file 'witnesses' of its folder. It needs the program curl."
    )

    @Argument(help: "Where the witness is asked, without /add-checkpoint.")
    var url: String

    @Option(help: "The public key of the witness, or a file with it.")
    var key: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let witness = try KeyChoice.read(key, "--key")
        guard witness.kind == .cosignature else {
            throw .usage("--key: '\(witness.name)' is the key of a log, not of a witness")
        }
        let place = try place()
        let (request, reply) = try ask(place, try lastSize(of: witness, session), session)
        guard reply.status == 200 else { throw Self.refused(reply, request) }
        let note: SignedNote
        do throws(NoteFailure) { note = try request.cosigned(reply.body, by: witness) } catch {
            throw Failure(
                exit: .integrity,
                code: "not_witnessed",
                message: "what the witness sent is no cosignature of it: \(error)"
            )
        }
        let handIn = Request.post("/v1/log/cosignatures", body: note.bytes, type: .text)
        let taken = try session.daemon().send(handIn)
        try Renderer(session).render(
            Witnessed.answer(request.checkpoint, witness, attached: taken.problem == nil)
        )
        if let problem = taken.problem { throw Self.notKept(problem, witness) }
    }

    /// The witness did its part, and nobody will see it.
    private static func notKept(_ problem: Problem, _ witness: VerifierKey) -> Failure {
        guard problem.status == 400 else { return Failure(problem) }
        return Failure(
            exit: .configuration,
            code: "not_attached",
            message: "cosigned, but \(problem.title)",
            hints: ["write its key there, a line; no restart is needed:  \(witness.text)"]
        )
    }

    private func place() throws(Failure) -> String {
        let scheme = url.lowercased()
        guard scheme.hasPrefix("http://") || scheme.hasPrefix("https://") else {
            throw .usage(
                "'\(url)' is no address of a witness",
                hints: ["write https://witness.example.org, or http://127.0.0.1:8080"]
            )
        }
        return (url.hasSuffix("/") ? String(url.dropLast()) : url) + "/add-checkpoint"
    }

    /// What this ledger knows that the witness has seen; 0 if it kept nothing of it.
    ///
    /// A guess that is wrong costs one more request.
    private func lastSize(of witness: VerifierKey, _ session: Session) throws(Failure) -> UInt64 {
        let query = [("record", "r1"), ("witnessed", "true")]
        let request = Request.get("/v1/log/proof", query: query, accept: .text)
        let reply = try session.daemon().send(request)
        guard reply.problem == nil, let kept = try? LogProof(bytes: reply.body).checkpoint,
            let found = try? kept.witnesses(among: [witness]), !found.isEmpty
        else { return 0 }
        return kept.checkpoint.size
    }

    /// Asks; when the witness has seen another size, once more from there.
    private func ask(
        _ place: String,
        _ size: UInt64,
        _ session: Session
    ) throws(Failure) -> (request: WitnessRequest, reply: Curl.Reply) {
        let first = try offer(from: size, session)
        let reply = try Curl.post(first.bytes, to: place, session)
        guard reply.status == 409, let seen = WitnessRefusal.size(in: reply.body) else {
            return (first, reply)
        }
        var head = first.checkpoint.size
        // The log may have grown since, and another have asked the witness for that.
        if seen > head { head = try offer(from: 0, session).checkpoint.size }
        guard seen <= head else { throw Self.shrank(from: seen, to: head) }
        let second = try offer(from: seen, session)
        return (second, try Curl.post(second.bytes, to: place, session))
    }

    /// The newest checkpoint, as a request.
    private func offer(from size: UInt64, _ session: Session) throws(Failure) -> WitnessRequest {
        let reply = try session.send(.get("/v1/log/consistency", query: [("from", "r\(size)")]))
        let shown = try Continuation(reply.body)
        let signed = try Proving.of("the daemon's checkpoint") { () throws(NoteFailure) in
            try SignedCheckpoint(unverified: shown.note)
        }
        return WitnessRequest(from: size, proof: shown.proof, to: signed)
    }

    private static func shrank(from seen: UInt64, to head: UInt64) -> Failure {
        Failure(
            exit: .integrity,
            code: "not_witnessed",
            message: "not cosigned: the witness has seen \(seen) records, and the log has \(head)",
            hints: ["an older copy, or another log: keep it as it is, and see docs/operations.md"]
        )
    }

    /// The refusal of a witness, which is the end of it: 422 pages somebody.
    private static func refused(_ reply: Curl.Reply, _ request: WitnessRequest) -> Failure {
        let said = String(decoding: reply.body.prefix(300), as: UTF8.self)
        let (exit, what): (Exit, String) =
            switch reply.status {
            case 403: (.refused, "the witness knows another key of this log")
            case 404: (.notFound, "the witness does not know '\(request.checkpoint.origin)'")
            case 409: (.busy, "others ask the same witness: try again")
            case 422: (.integrity, "the log does not continue what the witness has seen")
            case 429, 500...599: (.busy, "the witness cannot answer now")
            default: (.mismatch, "the witness answered \(reply.status)")
            }
        let line = said.split(separator: "\n").first.map(String.init) ?? ""
        return Failure(
            exit: exit,
            code: "not_witnessed",
            message: "not cosigned: \(what)",
            hints: line.isEmpty ? [] : ["it says:  \(line)"]
        )
    }
}
