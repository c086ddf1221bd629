import Ledger
import LedgerAPI
import Platform

/// Holds the ledger behind a socket against what was seen there before.
///
/// Runs before the first request of a command. A log that is shorter, has another history or
/// another key is refused, with both checkpoints, until somebody says `log forget`.
struct PinCheck {
    let socket: String
    let store: PinStore

    /// Asks for the newest checkpoint and that it continues the pinned one, and keeps it.
    ///
    /// - Throws: a failure with the exit code of integrity if it does not.
    func run(_ transport: any Transport, remark: (String) -> Void) throws(Failure) {
        let pin = try store.pin(of: socket)
        let seen = pin?.checkpoint.checkpoint.size ?? 0
        let reply = try transport.send(
            .get("/v1/log/consistency", query: [("from", "r\(seen)")])
        )
        if let problem = reply.problem { throw Failure(problem) }
        let continuation = try Continuation(reply.body)
        let known = if let pin { pin.key } else { try continuation.statedKey }
        let succession = try KeySuccession(from: known, in: continuation, transport)
        let key = succession.key
        do throws(NoteFailure) {
            let now = try SignedCheckpoint(bytes: continuation.note, key: key)
            if let pin { try now.continues(pin.checkpoint.checkpoint, proof: continuation.proof) }
            try succession.verify()
            if let told = succession.remark { remark(told) }
            guard now.checkpoint != pin?.checkpoint.checkpoint else { return }
            keep(Pin(socket: socket, key: key, checkpoint: now), remark)
        } catch { throw refusal(error, pin, continuation.note) }
    }

    private func keep(_ pin: Pin, _ remark: (String) -> Void) {
        do throws(SystemError) { try store.keep(pin) } catch {
            remark("the checkpoint of this ledger could not be remembered: \(error)")
        }
    }

    private func refusal(_ reason: NoteFailure, _ pin: Pin?, _ note: [UInt8]) -> Failure {
        var failure = Failure(
            exit: .integrity,
            code: "not_the_ledger_seen_before",
            message: "the ledger on \(socket) is not the one seen before: \(reason)"
        )
        if let pin {
            failure.rows.append(Self.row("seen before", pin.checkpoint.checkpoint))
        }
        if let now = try? SignedCheckpoint(unverified: note) {
            failure.rows.append(Self.row("shown now", now.checkpoint))
        }
        if let path = store.keepEvidence(note, against: socket) {
            failure.hints.append("kept as evidence:  \(store.file(socket))  \(path)")
        }
        failure.hints.append("if that is meant:  ledgerctl log forget")
        return failure
    }

    private static func row(_ place: String, _ checkpoint: Checkpoint) -> Failure.Row {
        Failure.Row(
            place: place,
            what: "\(checkpoint.origin), \(checkpoint.size) records, root \(checkpoint.root)"
        )
    }
}

/// What `GET /v1/log/consistency` says, not yet believed.
struct Continuation {
    /// The newest checkpoint.
    var note: [UInt8]
    /// The hashes between an earlier size and its.
    var proof: [Hash]
    private var key: String

    /// Reads a reply.
    init(_ body: [UInt8]) throws(Failure) {
        let answer = try Answer(body).document
        guard let note = answer["checkpoint"]?.text, let key = answer["key"]?.text else {
            throw .mismatch("the daemon's reply has no checkpoint")
        }
        self.note = Array(note.utf8)
        self.key = key
        proof = []
        for line in answer["proof"]?.elements ?? [] {
            guard let hash = line.text.flatMap({ Hash(base64: $0) }) else {
                throw .mismatch("the daemon's proof holds what is no hash")
            }
            proof.append(hash)
        }
    }

    /// The key that the daemon says is the log's: to be believed only the first time.
    var statedKey: VerifierKey {
        get throws(Failure) {
            do throws(Malformed) { return try VerifierKey(key) } catch {
                throw .mismatch("the daemon's key cannot be read: \(error.statement)")
            }
        }
    }
}
