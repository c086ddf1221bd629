extension Answers {
    /// Records as they were appended, filtered.
    func records(_ question: Question) throws -> Answer {
        let limit = try question.count("limit") ?? 1_000
        let after = try question.record("after") ?? RecordNumber(0)
        var rows: [JSON] = []
        var last = after
        var notes: [String] = []
        for position in try listed(question) where after < position && position <= asOf {
            guard let row = try recordRow(position, question) else { continue }
            guard rows.count < limit else {
                notes = ["the first \(limit); go on with after=\(last)"]
                break
            }
            last = position
            rows.append(row)
        }
        return answer("records/1", rows, notes: notes)
    }

    /// The records that a list may have, ascending.
    func listed(_ question: Question) throws -> any Sequence<RecordNumber> {
        if let batch = question.parameters["batch"] {
            return try members(ofBatch: batch, question)
        }
        if try isFiltered(question) { return try selected(question) }
        let after = try question.record("after") ?? RecordNumber(0)
        return (after.value..<max(after.value, asOf.value)).lazy.map { RecordNumber($0 + 1) }
    }

    func members(ofBatch text: String, _ question: Question) throws -> [RecordNumber] {
        guard text.first == "b", let first = RecordNumber("r" + text.dropFirst()) else {
            throw question.bad("batch", "'\(text)' is not a batch", hint: "write b198")
        }
        guard let record = try reader.record(at: first), record.leaf.batchFirst == first else {
            throw Refusal(.notFound, "there is no batch \(text)")
        }
        let end = first.value + UInt64(record.leaf.batchCount)
        return (first.value..<end).map(RecordNumber.init)
    }

    private func recordRow(_ position: RecordNumber, _ question: Question) throws -> JSON? {
        guard let record = try reader.record(at: position) else { return nil }
        let event = try reader.event(at: position)
        var shown = event?.testimony
        if let version = shown {
            guard let told = published(version),
                try shows(version.evidence.filter(isPublished), version, question)
            else { return nil }
            shown = told
        }
        return .object([
            .init("record", .string(position.description)),
            .init("date", .span(shown?.occurred ?? shown?.body.date(.effective))),
            .init("type", .string(record.leaf.type)),
            .init("subject", .key(event?.subject)), .init("gist", .text(shown.map(Gist.of))),
            .init("recorded_at", .string(Instant.text(record.leaf.recordedAt))),
            .init("recorder", .string(record.leaf.recorder.name)),
            .init("standing", .string(try standing(position, record))),
            .init("records", .records([position])),
        ])
    }

    /// An event as far as it had been published by the question's `known`, whether or not its
    /// record stands; nil if nothing of it had.
    func published(_ event: Event) -> Event? {
        guard basis.coordinates.known != nil, !event.evidence.isEmpty else { return event }
        let entries = event.evidence.filter(isPublished)
        guard !entries.isEmpty else { return nil }
        guard entries.allSatisfy({ !$0.covers.isEmpty }) else { return event }
        return event.attested(by: entries.flatMap(\.covers))
    }

    /// Whether the public can surely have known an entry by the question's `known`.
    func isPublished(_ entry: Evidence) -> Bool { isPublished(entry.source.key) }

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
                    .init("recorder", .recorder(leaf.recorder)),
                    .init("clock_held", .bool(leaf.isClockHeld)),
                    .init("leaf_hash", .string(leaf.hash.hex)),
                    .init("commitment", .string(leaf.commitment.hex)),
                    .init("salt", .string(hex(record.salt))),
                    .init("standing", .string(try standing(position, record))),
                    .init("redaction", try redaction(of: position)), .init("event", event),
                    .init("records", .records([position])),
                ])
            ]
        )
    }

    /// Which record dropped the content of one, by whom and why; null if none did by `as_of`.
    private func redaction(of position: RecordNumber) throws -> JSON {
        let last = try reader.chain(of: position, through: asOf).steps.last
        guard let step = last, step.act == .redacted, step.position != position,
            let leaf = try reader.record(at: step.position)?.leaf
        else { return .null }
        let reason = try reader.event(at: step.position)?.body.text(.reason)
        return .object([
            .init("record", .string(step.position.description)),
            .init("recorder", .string(leaf.recorder.name)),
            .init("recorded_at", .string(Instant.text(leaf.recordedAt))),
            .init("reason", .text(reason)),
        ])
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
            let key = try question.neededKey("subject")
            try mustExist(try subject(key))
            // With what joins a key under which nothing else stands.
            let members = joins.members(of: key)
            positions = Set(try members.flatMap { try facts(of: $0).map(\.position) })
        }
        let rows = try positions.sorted().compactMap { position -> JSON? in
            guard let record = try reader.record(at: position) else { return nil }
            let event = try reader.event(at: position)
            let shown = event.flatMap { published($0.testimony) }
            // A redacted record has no event, and is listed for its place.
            guard event == nil || shown != nil else { return nil }
            return .object([
                .init("record", .string(position.description)),
                .init("act", .string(record.leaf.type)),
                .init("gist", .text(shown.map(Gist.of))),
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
