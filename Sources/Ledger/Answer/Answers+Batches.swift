extension Answers {
    /// How many batches are looked at, at most, to find those of one account.
    static let batchesLookedAtMax = 100_000

    /// Batches, the newest first, with what it takes to withdraw each.
    func batches(_ question: Question) throws -> Answer {
        let limit = try question.count("limit") ?? 10
        let recorder = try question.count("recorder")
        if let text = question.parameters["batch"] {
            let all = try members(ofBatch: text, question)
            guard let last = all.last, last <= asOf else {
                throw Refusal(.notFound, "there is no batch \(text)")
            }
            return answer("batches/1", [try batchRow(all)])
        }
        var rows: [JSON] = []
        var notes: [String] = []
        var position = asOf.value
        var lookedAt = 0
        while position > 0, rows.count < limit,
            let leaf = try reader.record(at: RecordNumber(position))?.leaf
        {
            guard lookedAt < Self.batchesLookedAtMax else {
                notes = ["looked back to r\(position + 1), and no further"]
                break
            }
            lookedAt += 1
            let first = leaf.batchFirst.value
            if recorder.map({ $0 == Int(leaf.recorder.uid) }) ?? true {
                rows.append(try batchRow((first...position).map(RecordNumber.init)))
            }
            position = first - 1
        }
        return answer("batches/1", rows, notes: notes)
    }

    private func batchRow(_ records: [RecordNumber]) throws -> JSON {
        guard let first = records.first, let leaf = try reader.record(at: first)?.leaf else {
            throw Refusal(.internal, "a batch lacks its first record")
        }
        let whole = Set(records)
        var undo: [RecordNumber] = []
        var against: Set<RecordNumber> = []
        for position in records.reversed() {
            let chain = try reader.chain(of: position, through: asOf)
            if try isUndone(position, chain, with: whole) { undo.append(position) }
            against.formUnion(try builders(on: position, chain, notOf: leaf.recorder.uid))
        }
        return .object([
            .init("batch", .string("b\(first.value)")),
            .init("recorded_at", .string(Instant.text(leaf.recordedAt))),
            .init("recorder", .recorder(leaf.recorder)), .init("count", .count(records.count)),
            .init("undo", .records(undo)),
            .init("against", .records(against.sorted())), .init("records", .records(records)),
        ])
    }

    /// Whether a record has to be retracted to withdraw its batch.
    ///
    /// A testimony that stands has to; a correction or retraction has to while it is the last word
    /// about its record, unless that record goes with the same batch.
    private func isUndone(
        _ position: RecordNumber,
        _ chain: Chain,
        with batch: Set<RecordNumber>
    ) throws -> Bool {
        guard chain.steps.last?.act != .redacted else { return false }
        guard chain.root != position else { return chain.stands != nil }
        return !batch.contains(chain.root) && chain.tip == position
    }

    /// The records of other accounts that point at one or change it, and are not withdrawn.
    private func builders(
        on position: RecordNumber,
        _ chain: Chain,
        notOf recorder: UInt32
    ) throws -> [RecordNumber] {
        let pointing = try reader.positions(.reference, position.description, through: asOf)
        let changing = chain.steps.map(\.position).filter { $0 > position }
        return try (pointing + changing).filter { other in
            guard let record = try reader.record(at: other), record.leaf.recorder.uid != recorder
            else { return false }
            return try standing(other, record) != "retracted"
        }
    }
}
