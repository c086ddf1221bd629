extension Answers {
    /// Records as they were appended, filtered.
    func records(_ question: Question) throws -> Answer {
        let limit = try question.count("limit") ?? 1_000
        let after = try question.record("after") ?? RecordNumber(0)
        var positions: [RecordNumber]
        if let batch = question.parameters["batch"] {
            positions = try members(ofBatch: batch, question)
        } else if try isFiltered(question) {
            positions = try selected(question)
        } else {
            // A page of the log as it is; one more tells that it goes on.
            let end = min(asOf.value, after.value.addingReportingOverflow(UInt64(limit) + 1).0)
            positions = (after.value..<max(after.value, end)).map { RecordNumber($0 + 1) }
        }
        positions.removeAll { $0 <= after || $0 > asOf }
        var rows: [JSON] = []
        var last = after
        var notes: [String] = []
        for position in positions {
            guard rows.count < limit else {
                notes = ["the first \(limit); go on with after=\(last)"]
                break
            }
            last = position
            if let row = try recordRow(position) { rows.append(row) }
        }
        return answer("records/1", rows, notes: notes)
    }

    private func members(ofBatch text: String, _ question: Question) throws -> [RecordNumber] {
        guard text.first == "b", let first = RecordNumber("r" + text.dropFirst()) else {
            throw question.bad("batch", "'\(text)' is not a batch", hint: "write b198")
        }
        guard let record = try reader.record(at: first), record.leaf.batchFirst == first else {
            throw Refusal(.notFound, "there is no batch \(text)")
        }
        let end = first.value + UInt64(record.leaf.batchCount)
        return (first.value..<end).map(RecordNumber.init)
    }

    private func recordRow(_ position: RecordNumber) throws -> JSON? {
        guard let record = try reader.record(at: position) else { return nil }
        let event = try reader.event(at: position)
        if basis.coordinates.known != nil, let event, event.testimony.type.isTestimony {
            guard try visible(position) != nil else { return nil }
        }
        let shown = event?.testimony
        return .object([
            .init("record", .string(position.description)),
            .init("date", .span(shown?.occurred ?? shown?.body.date(.effective))),
            .init("type", .string(record.leaf.type)),
            .init("subject", .key(event?.subject)), .init("gist", .text(event.map(Gist.of))),
            .init("recorded_at", .string(Instant.text(record.leaf.recordedAt))),
            .init("recorder", .string(record.leaf.recorder.name)),
            .init("standing", .string(try standing(position, record))),
            .init("records", .records([position])),
        ])
    }

    /// current, superseded, retracted or redacted.
    func standing(_ position: RecordNumber, _ record: StoredRecord) throws -> String {
        if record.isRedacted { return "redacted" }
        let chain = try reader.chain(of: position, through: asOf)
        let isVersion =
            position == chain.root
            || chain.steps.contains {
                $0.position == position && $0.act == .corrected
            }
        guard isVersion else { return "current" }
        if chain.stands == position { return "current" }
        return chain.stands == nil ? "retracted" : "superseded"
    }

    /// One record whole.
    func record(_ question: Question) throws -> Answer {
        guard let position = try question.record("record") else {
            throw question.missing("record")
        }
        guard position <= asOf, let record = try reader.record(at: position) else {
            throw Refusal(.notFound, "\(position) is not recorded")
        }
        let leaf = record.leaf
        let event: JSON =
            record.isRedacted
            ? .null
            : (try? JSON(
                parsing: WireToJSON.event(record.event, reference: reference(_:))
            )) ?? .null
        return answer(
            "record/1",
            [
                .object([
                    .init("record", .string(position.description)),
                    .init("id", .string(leaf.id.description)),
                    .init("batch", .string("b\(leaf.batchFirst.value)")),
                    .init("recorded_at", .string(Instant.text(leaf.recordedAt))),
                    .init(
                        "recorder",
                        .object([
                            .init("uid", .count(leaf.recorder.uid)),
                            .init("name", .string(leaf.recorder.name)),
                        ])
                    ), .init("clock_held", .bool(leaf.isClockHeld)),
                    .init("leaf_hash", .string(leaf.hash.hex)),
                    .init("commitment", .string(leaf.commitment.hex)),
                    .init("salt", .string(hex(record.salt))),
                    .init("standing", .string(try standing(position, record))),
                    .init("event", event), .init("records", .records([position])),
                ])
            ]
        )
    }

    private func hex(_ bytes: [UInt8]) -> String {
        String(
            decoding: bytes.flatMap {
                [BigEndian.hexDigits[Int($0 >> 4)], BigEndian.hexDigits[Int($0 & 15)]]
            },
            as: UTF8.self
        )
    }

    /// A record id as `r168`, where it is recorded.
    func reference(_ text: String) -> String {
        guard let id = RecordID(text), let position = try? reader.position(of: id) else {
            return text
        }
        return position.description
    }

    /// All versions of a record, or everything recorded about a subject, in record order.
    func history(_ question: Question) throws -> Answer {
        guard let text = question.parameters["subject"] else { throw question.missing("subject") }
        var positions: Set<RecordNumber> = []
        if let number = RecordNumber(text) {
            guard number <= asOf, try reader.record(at: number) != nil else {
                throw Refusal(.notFound, "\(number) is not recorded")
            }
            let chain = try reader.chain(of: number, through: asOf)
            positions = Set([chain.root] + chain.steps.map(\.position))
        } else {
            let subject = try subject(try question.neededKey("subject"))
            try mustExist(subject)
            positions = Set(subject.facts.map(\.position))
        }
        let rows = try positions.sorted().compactMap { position -> JSON? in
            guard let record = try reader.record(at: position) else { return nil }
            let event = try reader.event(at: position)
            return .object([
                .init("record", .string(position.description)),
                .init("act", .string(record.leaf.type)),
                .init("gist", .text(event.map { Gist.of($0.testimony) })),
                .init("by", .string(record.leaf.recorder.name)),
                .init("recorded_at", .string(Instant.text(record.leaf.recordedAt))),
                .init(
                    "reason",
                    .text(event?.type.isLifecycle == true ? event?.body.text(.reason) : nil)
                ),
                .init("standing", .string(try standing(position, record))),
                .init("records", .records([position])),
            ])
        }
        return answer("record_history/1", rows)
    }
}
