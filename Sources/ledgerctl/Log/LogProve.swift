import ArgumentParser
import Ledger
import LedgerAPI

/// `log prove`: that a record is in the log, or that the log only grew, as a file for others.
struct LogProve: Verb {
    static let configuration = CommandConfiguration.verb(
        "prove",
        "Prove to others that a record is in the log, or that the log only grew.",
        [
            "ledgerctl log prove r168 --out r168.tlog-proof",
            "ledgerctl log prove --since monday.checkpoint",
        ],
        more: "The proof of a record holds the record. Anybody with the log's public key can check "
            + "it:  ledgerctl verify FILE --key KEY"
    )

    @Argument(help: "A record.", completion: .ledger(.records))
    var record: String?

    @Option(
        help: "A checkpoint kept earlier: prove that the log continues it.",
        completion: .file()
    )
    var since: String?

    @Option(help: "The log's public key, or a file with it (default: the one pinned here).")
    var key: String?

    @Flag(help: "Of a record: by the newest checkpoint that a witness has cosigned.")
    var witnessed = false

    @Option(help: "Write the proof to this file.", completion: .file())
    var out: String?

    @OptionGroup var globals: GlobalOptions

    static let hasOwnForm = true

    func run(in session: Session) throws(Failure) {
        switch (record, since) {
        case (let record?, nil): try inclusion(record, session)
        case (nil, let since?): try growth(since, session)
        default:
            throw .usage(
                "name a record, or an earlier checkpoint",
                hints: ["write:  log prove r168    or:  log prove --since FILE"]
            )
        }
    }

    private func inclusion(_ record: String, _ session: Session) throws(Failure) {
        let number = try Keys.record(record)
        let query = [("record", number)] + (witnessed ? [("witnessed", "true")] : [])
        let request = Request.get("/v1/log/proof", query: query, accept: .text)
        let bytes = try session.send(request).body
        try NoteOutput.show(bytes, as: "proof", to: out, in: session)
    }

    /// The file is what a witness is sent (C2SP tlog-witness): the old size, the hashes, an empty
    /// line, the new checkpoint.
    private func growth(_ since: String, _ session: Session) throws(Failure) {
        let file = try InputFile.read(since)
        let claimed = try Proving.of(since) { () throws(NoteFailure) in
            try SignedCheckpoint(unverified: file)
        }
        let key = try KeyChoice.key(key, for: claimed.checkpoint.origin, in: session)
        let old = try Proving.of(since) { () throws(NoteFailure) in
            try SignedCheckpoint(bytes: file, key: key).checkpoint
        }
        let query = [("from", "r\(old.size)")]
        let reply = try session.send(.get("/v1/log/consistency", query: query))
        let shown = try Continuation(reply.body)
        let succession = try KeySuccession(from: key, in: shown, session.daemon())
        try Proving.of("the rotation of the key") { () throws(NoteFailure) in
            try succession.verify()
        }
        if let told = succession.remark { session.remark(told) }
        let growth = try Growth(old, shown, succession.key)
        if let out {
            try OutputFile.write(growth.bytes, to: out)
            session.remark("wrote \(out)")
        }
        try Renderer(session).render(growth.answer)
    }
}

/// That the log of a checkpoint continues that of an earlier one.
private struct Growth {
    let old: Checkpoint
    let new: SignedCheckpoint
    let proof: [Hash]

    /// Verifies it, or fails.
    init(_ old: Checkpoint, _ shown: Continuation, _ key: VerifierKey) throws(Failure) {
        self.old = old
        proof = shown.proof
        new = try Proving.of("the log is not what it was") { () throws(NoteFailure) in
            let now = try SignedCheckpoint(bytes: shown.note, key: key)
            try now.continues(old, proof: shown.proof)
            return now
        }
    }

    /// What a witness is sent.
    var bytes: [UInt8] { WitnessRequest(from: old.size, proof: proof, to: new).bytes }

    var answer: Answer {
        Answer(
            .object([
                .init("schema", .string("ledger.growth/1")), .init("ok", .bool(true)),
                .init("origin", .string(old.origin)), .init("from", .count(old.size)),
                .init("from_root", .string(old.root.hex)),
                .init("to", .count(new.checkpoint.size)),
                .init("to_root", .string(new.checkpoint.root.hex)),
                .init("proof", .array(proof.map { .string($0.base64) })),
            ])
        )
    }
}
