import Ledger
import LedgerAPI
import LedgerStore
import Logging
import Platform

/// The service over a ledger on disk: bodies to submissions, questions to answers.
struct DeskService: LedgerService {
    let desk: Desk
    let access: Access
    let offload: Offload
    let logger: Logger
    let settings: Settings
    let meters: Meters
    let names = AccountNames()
    let started = SystemClock.bootMicroseconds()

    func append(_ request: AppendRequest, peer: Peer) async -> ServiceReply {
        await reply(peer, "append") {
            try access.mayAppend(peer)
            let submission = try await offload.run(bytes: request.body.count) {
                try self.submission(request, peer)
            }
            switch await desk.append(submission) {
            case .success(let receipt):
                let status = receipt.batchFirst == nil || receipt.isDryRun ? 200 : 201
                // Of the head of now, which is durable and covers the batch.
                let signed =
                    request.wantsCheckpoint && !receipt.isDryRun
                    ? try desk.folder.checkpoints.current() : nil
                let listed = request.isBrief ? [] : receipt.records
                let json = Self.json(receipt, listed, submission, signed)
                return .json(json, status: status)
            case .failure(let refusal): throw refusal
            }
        }
    }

    private func submission(_ request: AppendRequest, _ peer: Peer) throws -> Submission {
        let door = desk.door()
        let drafts =
            switch request.type {
            case .lines: try door.json(request.body, isLines: true)
            case .protobuf: try door.protobuf(request.body)
            case .cloudEvent, .cloudEvents: try door.cloudEvents(request.body)
            default: try door.json(request.body, isLines: false)
            }
        var faults: [Fault] = []
        var expectations: [Submission.Expectation] = []
        for text in request.expectations {
            do throws(Malformed) {
                expectations.append(try .init(text))
            } catch {
                faults.append(Fault("expect", .malformed, error.statement, hint: error.hint))
            }
        }
        guard faults.isEmpty else { throw Query.refusal(faults) }
        try desk.checkQuotes(drafts)
        let name = names.name(of: peer.uid)
        return Submission(
            drafts: drafts,
            expectations: expectations,
            onKnown: request.skipsKnown ? .skip : .refuse,
            recorder: .init(uid: peer.uid, name: name),
            permission: access.permission(of: peer),
            isDryRun: request.isDryRun
        )
    }

    private static func json(
        _ receipt: Desk.Writer.Receipt,
        _ listed: [Desk.Writer.Receipt.Record],
        _ submission: Submission,
        _ signed: SignedCheckpoint?
    ) -> JSON {
        let subjects = Dictionary(
            (listed.isEmpty ? [] : submission.drafts).map { ($0.id, $0.event) },
            uniquingKeysWith: { first, _ in first }
        )
        let records = listed.map { record -> JSON in
            .object([
                .init("record", .string(record.position.description)),
                .init("id", .string(record.id.description)),
                .init("type", .text(subjects[record.id]?.type.name)),
                .init("subject", .text(subjects[record.id]?.subject.description)),
                .init("recorded_at", .string(UTC.format(microseconds: record.recordedAt))),
                .init("known", .bool(record.isKnown)),
            ])
        }
        var members: [JSON.Member] = [
            .init("schema", .string("ledger.receipt/1")),
            .init("batch", .text(receipt.batchFirst.map { "b\($0.value)" })),
            .init("size", .count(receipt.head.size)), .init("root", .string(receipt.head.root.hex)),
            .init("dry_run", .bool(receipt.isDryRun)),
            .init("recorded", .count(receipt.records.count { !$0.isKnown })),
            .init("known", .count(receipt.records.count(where: \.isKnown))),
            .init("first", .text(receipt.records.first?.position.description)),
            .init("last", .text(receipt.records.last?.position.description)),
            .init("records", .array(records)),
            .init("notes", .array([])),
        ]
        if let signed {
            let text = String(decoding: signed.note.bytes, as: UTF8.self)
            members.append(.init("checkpoint", .string(text)))
        }
        return .object(members)
    }

    func answer(_ request: QuestionRequest, peer: Peer) async -> ServiceReply {
        await reply(peer, request.path) {
            try access.mayRead(peer)
            let question = try Question(
                view: request.path,
                items: request.query.map { ($0.name, $0.value) }
            )
            let deadline = request.deadline
            let desk = desk
            let form = request.form
            let work = { @Sendable () throws -> [UInt8] in
                let began = ContinuousClock.now
                // What a long question leaves behind is worth the milliseconds of giving it back.
                defer { if began.duration(to: .now) > Self.longQuestion { HeapMemory.giveBack() } }
                return try desk.answer(
                    question,
                    today: Self.today,
                    form: form.rawValue,
                    isExpired: { ContinuousClock.now > deadline },
                    render: { Self.bytes($0, form) }
                )
            }
            let isWalk = Question.walks.contains(question.view)
            let bytes = isWalk ? try await offload.walk(work) : try await offload.run(work)
            return ServiceReply(type: Self.type(form), body: .bytes(bytes))
        }
    }

    private static let longQuestion = Duration.milliseconds(200)

    /// The day in UTC; clients resolve "today" themselves and send it.
    private static var today: Day {
        Day(number: Int32(clamping: SystemClock.wallMicroseconds() / 86_400_000_000))
    }

    private static func bytes(_ answer: Answer, _ form: MediaType) -> [UInt8] {
        switch form {
        case .lines:
            var out: [UInt8] = []
            for row in answer.rows {
                answer.line(row).write(to: &out)
                out.append(0x0a)
            }
            return out
        case .csv: return Array(CSV.text(answer.rows).utf8)
        default: return answer.json.bytes
        }
    }

    private static func type(_ form: MediaType) -> MediaType {
        form == .lines || form == .csv ? form : .json
    }

    func putSource(sha256: String, bytes: [UInt8], peer: Peer) async -> ServiceReply {
        await reply(peer, "put source") {
            try access.mayAppend(peer)
            let texts = desk.folder.texts
            let (digest, isNew) = try await offload.run { () throws in
                let found = Hash.sha256(of: bytes.span)
                guard found.hex == sha256 else {
                    throw Refusal(
                        .badRequest,
                        "not stored: the bytes have the SHA-256 \(found.hex)",
                        faults: [Fault("sha256", .malformed, "is not that of the bytes")]
                    )
                }
                return try texts.put(bytes)
            }
            let json = JSON.object([
                .init("schema", .string("ledger.text/1")), .init("sha256", .string(digest.hex)),
                .init("bytes", .count(bytes.count)), .init("new", .bool(isNew)),
            ])
            return .json(json, status: isNew ? 201 : 200)
        }
    }

    func source(sha256: String, peer: Peer) async -> ServiceReply {
        await reply(peer, "get source") {
            try access.mayRead(peer)
            let texts = desk.folder.texts
            let found = try await offload.run { try Hash(hex: sha256).flatMap(texts.get) }
            guard let found else { throw Refusal(.notFound, "the text is not held here") }
            return ServiceReply(type: .bytes, body: .bytes(found))
        }
    }

    func role(of peer: Peer) -> Access.Role { access.role(of: peer) }

    func pulse(milliseconds: Int) -> String? {
        guard let health = desk.probe(milliseconds: milliseconds) else { return nil }
        let behind = health.size - min(desk.folder.views.current.position, health.size)
        return "\(health.size) records" + (behind == 0 ? "" : ", the views \(behind) behind")
            + (health.believesClock ? "" : ", the clock is suspect")
    }

    func close() async {
        desk.close()
        logger.info("closed", metadata: ["size": "\(desk.folder.log.head.size)"])
    }

    /// Runs a request; every refusal and failure becomes a reply, and denials are logged.
    func reply(
        _ peer: Peer,
        _ what: String,
        _ body: () async throws -> ServiceReply
    ) async -> ServiceReply {
        do {
            return try await body()
        } catch let refusal as Refusal {
            meters.refused(refusal.code)
            if refusal.code == .notPermitted {
                logger.notice("denied", metadata: ["uid": "\(peer.uid)", "request": "\(what)"])
            }
            return .refusal(refusal)
        } catch is CancellationError {
            meters.refused(.shuttingDown)
            return .refusal(Refusal(.shuttingDown, "the daemon is stopping; try again"))
        } catch {
            meters.refused(.internal)
            logger.error("failed", metadata: ["request": "\(what)", "error": "\(error)"])
            return .refusal(Refusal(.internal, "the daemon failed: \(error)"))
        }
    }
}
