import ArgumentParser
import Ledger
import LedgerAPI
import Platform

/// `verify`: a proof or a checkpoint, without a daemon and without a network.
struct Verify: Verb {
    static let configuration = CommandConfiguration.verb(
        "verify",
        "Check a proof, a proved answer or a checkpoint offline, against the log's public key.",
        [
            "ledgerctl verify r168.tlog-proof --key desk.key",
            "ledgerctl verify answer.json --witness witness.key",
        ],
        more:
            "Every question writes its answer with proofs:  measure in-force --prove answer.json, "
            + "or with the whole log:  --prove-full answer.json. "
            + "Take the key from somewhere that the desk cannot change. Without --key the one that "
            + "was pinned here is used. Ends with 3 when something does not hold."
    )

    @Argument(help: "A .tlog-proof, a file of --prove, or a checkpoint.", completion: .file())
    var file: String

    @Option(help: "The log's public key, or a file with it.")
    var key: String?

    @Option(help: "The public key of a witness that must have cosigned; may be repeated.")
    var witness: [String] = []

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let bytes = try InputFile.read(file, bytesMax: WholeLog.bytesMax)
        let answer =
            if bytes.first == UInt8(ascii: "{") {
                try provedAnswer(try ProvedAnswer.read(bytes, file), session)
            } else if bytes.starts(with: Array(LogProof.header.utf8)) {
                try proof(bytes, session)
            } else {
                try checkpoint(bytes, session)
            }
        try Renderer(session).render(answer)
    }

    private func provedAnswer(
        _ proved: ProvedAnswer,
        _ session: Session
    ) throws(Failure) -> Answer {
        let key = try KeyChoice.key(key, for: proved.key.name, in: session)
        let (signed, count) = try Proving.of(file) { () throws(NoteFailure) in
            try proved.verify(key: key)
        }
        let what: [JSON.Member] = [
            .init(
                "shown",
                .string(
                    proved.records == nil
                        ? "what the answer cites is in the log, as it was recorded; that it "
                            + "follows from the log, and that nothing was left out, is not shown"
                        : "the answer follows from the log up to there, and leaves nothing out"
                            + Self.exception(proved.records ?? [])
                )
            ),
            .init("level", .string(proved.records == nil ? "cited" : "full")),
            .init("question", .string(proved.asked)),
            .init("basis", proved.answer["basis"] ?? .null),
            .init("rows", .count(proved.answer["rows"]?.elements.count ?? 0)),
            .init("records", .count(count)),
        ]
        return try answer(what, signed, key, [])
    }

    /// What no folding can show: content that is gone.
    private static func exception(_ records: [StoredRecord]) -> String {
        let count = records.count(where: \.isRedacted)
        let records = count == 1 ? "1 redacted record" : "\(count) redacted records"
        return count == 0 ? "" : "; not there: the content of \(records)"
    }

    private func proof(_ bytes: [UInt8], _ session: Session) throws(Failure) -> Answer {
        let proof = try Proving.of(file) { () throws(NoteFailure) in try LogProof(bytes: bytes) }
        let key = try KeyChoice.key(key, for: proof.checkpoint.checkpoint.origin, in: session)
        let record = try Proving.of(file) { () throws(NoteFailure) in try proof.verify(key: key) }
        let leaf = record.leaf
        let event = record.isRedacted ? JSON.null : try Self.event(record)
        let what: [JSON.Member] = [
            .init(
                "shown",
                .string(
                    record.isRedacted
                        ? "the record is in the log at its place; what it said has been redacted"
                        : "the record is in the log, as it was recorded"
                )
            ),
            .init("record", .string(leaf.position.description)),
            .init("id", .string(leaf.id.description)), .init("type", .string(leaf.type)),
            .init("recorded_at", .string(UTC.format(microseconds: leaf.recordedAt))),
            .init("recorder", .string("\(leaf.recorder.name) (uid \(leaf.recorder.uid))")),
        ]
        return try answer(what, proof.checkpoint, key, [.init("event", event)])
    }

    private static func event(_ record: StoredRecord) throws(Failure) -> JSON {
        do throws(JSON.SyntaxError) {
            return try JSON(parsing: WireToJSON.event(record.event))
        } catch { throw .mismatch("the event of the proof cannot be shown") }
    }

    private func checkpoint(_ bytes: [UInt8], _ session: Session) throws(Failure) -> Answer {
        guard let read = try? SignedCheckpoint(unverified: bytes) else {
            throw Failure(
                exit: .refused,
                code: "no_proof",
                message: "\(file) is neither a proof, nor an answer with proofs, nor a checkpoint",
                hints: ["such files come of:  log prove, --prove, log checkpoint show"]
            )
        }
        let key = try KeyChoice.key(key, for: read.checkpoint.origin, in: session)
        let signed = try Proving.of(file) { () throws(NoteFailure) in
            try SignedCheckpoint(bytes: bytes, key: key)
        }
        return try answer([.init("shown", .string("the log signed this"))], signed, key, [])
    }

    private func answer(
        _ what: [JSON.Member],
        _ signed: SignedCheckpoint,
        _ key: VerifierKey,
        _ rest: [JSON.Member]
    ) throws(Failure) -> Answer {
        let names = try witnesses(signed)
        return Answer(
            .object(
                [
                    .init("schema", .string("ledger.verified/1")), .init("ok", .bool(true)),
                ] + what + [
                    .init("origin", .string(signed.checkpoint.origin)),
                    .init("size", .count(signed.checkpoint.size)),
                    .init("root", .string(signed.checkpoint.root.hex)),
                    .init("key", .string(key.text)), .init("witnesses", .array(names)),
                ] + rest
            )
        )
    }

    /// The witnesses that were asked for, each of which must have cosigned, and when it did.
    private func witnesses(_ signed: SignedCheckpoint) throws(Failure) -> [JSON] {
        var keys: [VerifierKey] = []
        for text in witness {
            let key = try KeyChoice.read(text, "--witness")
            guard key.kind == .cosignature else {
                throw .usage("--witness: '\(key.name)' is the key of a log, not of a witness")
            }
            if !keys.contains(key) { keys.append(key) }
        }
        let wanted = keys
        let found = try Proving.of(file) { () throws(NoteFailure) in
            let found = try signed.witnesses(among: wanted)
            for key in wanted where !found.contains(where: { $0.key == key }) {
                throw .unsigned(key.name)
            }
            return found
        }
        return found.map { signature in
            let seconds = Int64(clamping: signature.seconds ?? 0)
            let time = UTC.format(microseconds: min(seconds, 253_402_300_799) * 1_000_000)
            return .string("\(signature.key.name) at \(time)")
        }
    }
}
