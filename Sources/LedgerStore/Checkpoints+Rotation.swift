public import Ledger

/// Going on under another key, in an order that a crash cannot spoil.
///
/// The next key is on the disk before the rotation is recorded, and takes the place of the present
/// one after. A start that finds one looks whether its rotation is in the log, and goes on or gives
/// it up accordingly.
extension Checkpoints {
    /// Makes the next key and the note that both sign.
    ///
    /// - Throws: ``Refusal`` while another rotation is under way, and what the system says.
    func prepareRotation() throws -> KeyRotation {
        guard try keys.next() == nil else {
            throw Refusal(.tooBusy, "another rotation of the key is under way; try again")
        }
        let next = try keys.prepareNext(since: log.head.size)
        return KeyRotation(from: signer, to: next)
    }

    /// The rotation is recorded: from here on the next key signs.
    ///
    /// A checkpoint of the head is kept at once, so that the first under the new key covers the
    /// record that tells of it.
    func adoptRotation() throws {
        guard let next = try keys.next() else { return }
        try keys.adoptNext(after: key)
        use(next.key, former: try keys.former())
        try write(try current())
    }

    /// The rotation was not recorded.
    func abandonRotation() throws { try keys.dropNext() }

    /// Ends what a crash has left half done; before anything is signed.
    static func settleRotation(_ keys: LogKey, _ log: LogFile) throws {
        guard let next = try keys.next() else { return }
        var at = next.since
        while at < log.head.size {
            let records = try log.records(from: RecordNumber(at + 1), limit: 1_000)
            guard !records.isEmpty else { break }
            for record in records where record.leaf.type == "key.rotated" {
                guard let event = EventParser.parse(record.event, types: .builtIn).event,
                    let rotation = KeyRotation(recordedIn: event),
                    rotation.new == next.key.verifier
                else { continue }
                return try keys.adoptNext(after: rotation.old)
            }
            at += UInt64(records.count)
        }
        try keys.dropNext()
    }
}

extension Desk {
    /// Goes on under another key, by a record that both keys have signed.
    ///
    /// - Parameter recorder: who asked for it.
    /// - Throws: ``Refusal`` if it cannot be recorded now, and what the system says.
    /// - Returns: the rotation, and the record that tells of it.
    public func rotateKey(
        recorder: Leaf.Recorder
    ) async throws -> (rotation: KeyRotation, record: RecordNumber) {
        let checkpoints = folder.checkpoints
        let rotation = try checkpoints.prepareRotation()
        let outcome: Result<Writer.Receipt, Refusal>
        do throws(Refusal) {
            let receipt = try await record([rotation.event], recorder: recorder)
            outcome = .success(receipt)
        } catch { outcome = .failure(error) }
        switch outcome {
        case .success(let receipt):
            try checkpoints.adoptRotation()
            return (rotation, receipt.records[0].position)
        case .failure(let refusal):
            try checkpoints.abandonRotation()
            throw refusal
        }
    }

    /// Appends events of the ledger's own.
    func record(
        _ events: [JSON],
        recorder: Leaf.Recorder
    ) async throws(Refusal) -> Writer.Receipt {
        var door = door()
        door.isOfLedger = true
        let drafts = try door.json(JSON.array(events).bytes, isLines: false)
        let submission = Submission(drafts: drafts, recorder: recorder, permission: .author)
        return try await append(submission).get()
    }
}
