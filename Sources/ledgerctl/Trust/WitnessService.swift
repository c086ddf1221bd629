import Ledger
import LedgerAPI
import Platform

/// A witness that is asked over HTTP (C2SP tlog-witness): a request in, a reply out.
///
/// One log, one request at a time. It reads what it has seen from the disk each time, and what it
/// signs is durable before anybody gets the signature.
struct WitnessService {
    private let memory: WitnessMemory
    private let signer: SignerKey
    private let logKey: VerifierKey
    /// A write that failed may still have happened; what the disk shows then may not last.
    private var isInDoubt = false

    /// Takes up what the folder holds.
    ///
    /// - Parameters:
    ///   - memory: its folder, claimed.
    ///   - signer: its key.
    ///   - key: the log's; needed the first time, and when the log has another.
    /// - Throws: a failure of usage without a key of a log, or for that of another log.
    init(memory: WitnessMemory, signer: SignerKey, key: VerifierKey?) throws(Failure) {
        let known = try memory.logKey()
        guard let logKey = key ?? known else {
            throw .usage(
                "a witness that is asked must be told which log it watches",
                hints: ["give the key that the desk has published:  --key KEY"]
            )
        }
        guard logKey.kind == .note else {
            throw .usage("--key: '\(logKey.name)' is the key of a witness, not of a log")
        }
        let seen = try memory.last()?.checkpoint.origin ?? known?.name ?? logKey.name
        guard seen == logKey.name else {
            throw .usage(
                "this witness watches the log '\(seen)'",
                hints: ["a witness of another log has another folder:  --state DIR"]
            )
        }
        try memory.settle()
        if known != logKey { try memory.keep(logKey) }
        self.memory = memory
        self.signer = signer
        self.logKey = logKey
    }

    /// What is said at the start.
    func announcement(_ url: String) throws(Failure) -> Answer {
        Answer(
            .object([
                .init("schema", .string("ledger.witnessing/1")),
                .init("url", .string(url)),
                .init("origin", .string(logKey.name)),
                .init("size", .count(try memory.last()?.checkpoint.size ?? 0)),
                .init("witness", .string(signer.verifier.text)),
            ])
        )
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: what was asked.
    ///   - seconds: the time, since 1970 UTC.
    /// - Returns: the reply, and a line for whoever watches the witness.
    mutating func answer(_ request: Request, seconds: UInt64) -> (reply: Reply, line: String) {
        let path = String(request.target.prefix { $0 != "?" })
        guard !isInDoubt else { return said(503, "what was written last may not last: restart") }
        switch (request.method, path) {
        case ("POST", "/add-checkpoint"): return add(request.body, seconds)
        case ("GET", readBackPath), ("HEAD", readBackPath): return show()
        case (_, "/add-checkpoint"): return said(405, "ask with POST", allow: "POST")
        case (_, readBackPath): return said(405, "ask with GET", allow: "GET, HEAD")
        default: return said(404, "there is nothing at this path")
        }
    }

    private var readBackPath: String {
        let origin = Array(logKey.name.utf8)
        return "/\(Hash.sha256(of: origin.span).hex)/checkpoint"
    }

    /// Looks, remembers, and only then hands the signature out.
    private mutating func add(_ body: [UInt8], _ seconds: UInt64) -> (reply: Reply, line: String) {
        let last: Checkpoint?
        do throws(Failure) { last = try memory.last()?.checkpoint } catch {
            return said(500, error.message)
        }
        var note: SignedNote
        let size: UInt64
        do throws(WitnessRefusal) {
            let request = try WitnessRequest(bytes: body)
            do throws(WitnessRefusal) {
                note = try request.checked(key: logKey, last: last)
            } catch {
                if case .forked = error { _ = memory.keepEvidence(request.note.bytes) }
                throw error
            }
            size = request.checkpoint.size
        } catch { return refused(error) }
        note.cosign(with: signer, seconds: seconds)
        do throws(Failure) { try memory.keep(note.bytes) } catch {
            isInDoubt = true
            return said(500, error.message)
        }
        let line = note.signatures.last.map { "\($0.line)\n" } ?? ""
        return (Self.text(200, line), "cosigned \(size) records")
    }

    private func show() -> (reply: Reply, line: String) {
        do throws(Failure) {
            guard let last = try memory.last() else {
                return said(404, "no checkpoint has been cosigned yet")
            }
            let text = String(decoding: last.note.bytes, as: UTF8.self)
            return (Self.text(200, text), "showed \(last.checkpoint.size) records")
        } catch { return said(500, error.message) }
    }

    private func refused(_ refusal: WitnessRefusal) -> (reply: Reply, line: String) {
        let reply = Reply(
            status: refusal.status,
            headers: [("content-type", refusal.contentType)],
            body: refusal.body
        )
        let why = Terminal.sanitized(String(refusal.description.prefix(200)))
        return (reply, "refused (\(refusal.status)): \(why)")
    }

    private func said(
        _ status: Int,
        _ what: String,
        allow: String? = nil
    ) -> (reply: Reply, line: String) {
        var reply = Self.text(status, what + "\n")
        if let allow { reply.headers.append(("allow", allow)) }
        return (reply, "refused (\(status)): \(what)")
    }

    private static func text(_ status: Int, _ text: String) -> Reply {
        Reply(
            status: status,
            headers: [("content-type", "text/plain; charset=utf-8")],
            body: Array(text.utf8)
        )
    }
}
