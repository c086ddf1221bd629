import Ledger
import LedgerAPI

/// Which key a log signs with now, for somebody who knows an earlier one.
///
/// The rotations are asked of the daemon and need no trust: each is signed by the key before it.
/// That they are in the log, where everybody can see them, is proved under the key they lead to.
struct KeySuccession {
    /// The key that the rotations lead to; the one that is known if there are none.
    let key: VerifierKey
    /// The records that tell of them, oldest first.
    let records: [RecordNumber]
    private let proofs: [LogProof]

    /// Asks for the rotations after a key, unless the log says that it still signs with it.
    ///
    /// What it says is not believed: a checkpoint must be signed by ``key`` all the same. While the
    /// views do not cover that checkpoint, the daemon is busy: a rotation that they do not have yet
    /// is no alarm.
    init(
        from known: VerifierKey,
        in shown: Continuation,
        _ transport: any Transport
    ) throws(Failure) {
        guard try known != shown.statedKey else {
            (key, records, proofs) = (known, [], [])
            return
        }
        let head = try Proving.of("the daemon's checkpoint") { () throws(NoteFailure) in
            try SignedCheckpoint(unverified: shown.note).checkpoint.size
        }
        let query = [("type", "key.rotated")] + (head > 0 ? [("min", "r\(head)")] : [])
        let found = try transport.send(.get("/v1/records", query: query))
        if let problem = found.problem { throw Failure(problem) }
        var (key, records, proofs) = (known, [RecordNumber](), [LogProof]())
        for row in try Answer(found.body).rows {
            guard let record = row["record"]?.text.flatMap({ RecordNumber($0) }) else { continue }
            let query = [("record", record.description)]
            let reply = try transport.send(.get("/v1/log/proof", query: query, accept: .text))
            if let problem = reply.problem { throw Failure(problem) }
            let proof = try Proving.of("\(record)") { () throws(NoteFailure) in
                try LogProof(bytes: reply.body)
            }
            guard let rotation = Self.rotation(proof), rotation.old == key else { continue }
            key = rotation.new
            records.append(record)
            proofs.append(proof)
        }
        self.key = key
        self.records = records
        self.proofs = proofs
    }

    /// Checks that every rotation that was followed is in the log.
    func verify() throws(NoteFailure) {
        for proof in proofs { _ = try proof.verify(key: key) }
    }

    /// What to tell a person; nil if the key is the one that was known.
    var remark: String? {
        guard let last = records.last else { return nil }
        return "this ledger signs with another key since \(last), which the one known here has "
            + "signed:  \(key.text)"
    }

    private static func rotation(_ proof: LogProof) -> KeyRotation? {
        guard let extra = proof.extra, let record = StoredRecord(bytes: extra.span),
            let event = EventParser.parse(record.event, types: .builtIn).event
        else { return nil }
        return KeyRotation(recordedIn: event)
    }
}
