import Ledger
import LedgerAPI
import Platform

/// An answer with the proof that the records it cites are in the log as they were recorded, or
/// that it follows from the log.
///
/// The level `cited` shows that nothing in it was made up, not that nothing was left out. The level
/// `full` carries the whole log up to there, to be folded again: the rows must come out the same.
struct ProvedAnswer {
    /// Such as `/v1/measures/in-force`, with its parameters as they were sent.
    let question: JSON
    /// The answer as it came.
    let answer: JSON
    /// The public key of the log.
    let key: VerifierKey
    /// The newest checkpoint, and the hashes that show that the log which the answer names is a
    /// beginning of it.
    let checkpoint: [UInt8]
    let growth: [Hash]
    /// A proof for each record that is cited, in order; none at the level `full`.
    let proofs: [[UInt8]]
    /// The whole log up to the place that the answer names; nil at the level `cited`.
    let records: [StoredRecord]?

    private static let schema = "ledger.proved_answer/1"

    /// Asks for all that proves an answer.
    init(
        _ answer: Answer,
        to question: Question,
        in session: Session,
        isFull: Bool = false
    ) throws(Failure) {
        let parameters = question.parameters.map { JSON.Member($0.0, .string($0.1)) }
        self.question = .object([
            .init("path", .string(question.path)), .init("parameters", .object(parameters)),
        ])
        self.answer = answer.document
        guard let size = answer.document["basis"]?["size"]?.integer else {
            throw .usage("this answer does not come from the log; there is nothing to prove")
        }
        let query = [("from", "r\(size)")]
        let shown = try Continuation(
            try session.send(.get("/v1/log/consistency", query: query)).body
        )
        key = try shown.statedKey
        checkpoint = shown.note
        growth = shown.proof
        guard !isFull else {
            guard !["/v1/check", "/v1/sources/show", "/v1/search"].contains(question.path) else {
                throw .usage("this answer rests on held texts too, which are no records")
            }
            records = try WholeLog.fetch(size, session)
            proofs = []
            return
        }
        records = nil
        var proofs: [[UInt8]] = []
        for record in Self.cited(by: answer.document) {
            let query = [("record", record.description)]
            let request = Request.get("/v1/log/proof", query: query, accept: .text)
            proofs.append(try session.send(request).body)
        }
        self.proofs = proofs
    }

    /// Reads a file that begins as a JSON object does.
    ///
    /// - Throws: a failure of input if it is none of these. A record that cannot be read is left
    ///   out: then the log is not whole, which the check says.
    static func read(_ bytes: [UInt8], _ file: String) throws(Failure) -> ProvedAnswer {
        if let proved = ProvedAnswer(bytes: bytes) { return proved }
        throw Failure(
            exit: .refused,
            code: "no_proof",
            message: "\(file) is no answer with proofs, or not as it was written",
            hints: ["such files come of:  --prove FILE, --prove-full FILE"]
        )
    }

    private init?(bytes: [UInt8]) {
        let line = bytes.prefix { $0 != 0x0a }
        guard let document = try? JSON(parsing: Array(line)),
            document["schema"]?.text == Self.schema, !document.repeatsMembers,
            let question = document["question"], let answer = document["answer"],
            let key = document["key"]?.text.flatMap({ try? VerifierKey($0) }),
            let checkpoint = document["checkpoint"]?.text
        else { return nil }
        self.question = question
        self.answer = answer
        self.key = key
        self.checkpoint = Array(checkpoint.utf8)
        let hashes = document["growth"]?.elements ?? []
        growth = hashes.compactMap { $0.text.flatMap { Hash(base64: $0) } }
        guard growth.count == hashes.count else { return nil }
        proofs = (document["proofs"]?.elements ?? []).compactMap { $0.text.map { Array($0.utf8) } }
        guard document["level"]?.text == "full" else {
            records = nil
            return
        }
        records = WholeLog.read(bytes[line.endIndex...]) ?? []
    }

    /// The file: a line of JSON, and at the level `full` a line for each record.
    var bytes: [UInt8] { document.bytes + [0x0a] + WholeLog.lines(records ?? []) }

    private var document: JSON {
        func text(_ bytes: [UInt8]) -> JSON { .string(String(decoding: bytes, as: UTF8.self)) }
        return .object([
            .init("schema", .string(Self.schema)),
            .init("level", .string(records == nil ? "cited" : "full")),
            .init("question", question), .init("answer", answer),
            .init("key", .string(key.text)), .init("checkpoint", text(checkpoint)),
            .init("growth", .array(growth.map { .string($0.base64) })),
            .init("proofs", .array(proofs.map(text))),
        ])
    }

    /// Checks everything against a key from elsewhere.
    ///
    /// - Returns: the checkpoint, and how many records were proved.
    /// - Throws: ``NoteFailure`` for the first thing that does not hold.
    func verify(key: VerifierKey) throws(NoteFailure) -> (signed: SignedCheckpoint, count: Int) {
        let signed = try SignedCheckpoint(bytes: checkpoint, key: key)
        guard let size = answer["basis"]?["size"]?.integer.flatMap(UInt64.init(exactly:)),
            let root = answer["basis"]?["root"]?.text.flatMap({ Hash(hex: $0) })
        else { throw .malformed("the answer does not say what it was computed from") }
        let basis = Checkpoint(origin: key.name, size: size, root: root)
        try signed.continues(basis, proof: growth)
        try checkQuestion()
        let cited = Self.cited(by: answer)
        guard cited.allSatisfy({ $0.value <= size }) else {
            throw .record("the answer cites a record beyond the log that it names")
        }
        if let records {
            try Refold.check(records, size: size, root: root)
            try compare(with: records)
            return (signed, records.count)
        }
        var proved: [RecordNumber] = []
        for bytes in proofs {
            proved.append(try LogProof(bytes: bytes).verify(key: key).leaf.position)
        }
        guard proved == cited else {
            throw .record("the records that are proved are not those that the answer cites")
        }
        return (signed, cited.count)
    }

    /// Every record that the rows of an answer name, ascending.
    static func cited(by answer: JSON) -> [RecordNumber] {
        var found: Set<RecordNumber> = []
        func walk(_ value: JSON, isRecord: Bool) {
            switch value {
            case .string(let text):
                if isRecord, let number = RecordNumber(text) { found.insert(number) }
            case .array(let elements): for element in elements { walk(element, isRecord: isRecord) }
            case .object(let members):
                for member in members {
                    walk(member.value, isRecord: ["record", "records"].contains(member.name))
                }
            default: break
            }
        }
        walk(answer["rows"] ?? .null, isRecord: false)
        return found.sorted()
    }
}
