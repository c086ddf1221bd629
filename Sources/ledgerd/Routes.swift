import HTTPTypes
import Hummingbird
import Ledger
import enum LedgerAPI.MediaType

/// The paths of `docs/http-api.md`, and what each asks of the service.
struct Routes: Sendable {
    let service: any LedgerService
    let intake: Intake
    let bounds: Bounds

    /// The questions, as they stand behind `/v1/`: those that the core answers.
    static let questions = Question.views.keys.sorted()

    /// The forms of an answer, the default first.
    static let answerTypes: [MediaType] = [.json, .lines, .csv]
    /// The forms in which events are appended.
    static let eventTypes: [MediaType] = [.json, .lines, .protobuf, .cloudEvent, .cloudEvents]
    /// The forms of the log, the default first.
    static let recordTypes: [MediaType] = [.lines, .protobuf]

    /// The methods of a path; nil if there is no such path.
    static func methods(of path: String) -> [String]? {
        guard path.hasPrefix("/v1/") else { return nil }
        let name = path.dropFirst(4)
        switch name {
        case "events": return ["GET", "POST"]
        case "clock/accept", "log/attest", "log/cosignatures", "log/key/rotate": return ["POST"]
        case "status", "backup", "export", "metrics", "log/verify", "replay/verify": return ["GET"]
        case _ where proofs.contains(String(name)) || name.hasPrefix("log/tile/"): return ["GET"]
        case _ where questions.contains(String(name)): return ["GET"]
        default:
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            return parts.count == 2 && parts[0] == "sources" ? ["GET", "PUT"] : nil
        }
    }

    /// One router for all of them.
    func responder() -> RouterResponder<LedgerContext> {
        let router = Router(context: LedgerContext.self)
        let v1 = router.group("v1")
        on(v1, .post, "events", append)
        on(v1, .get, "events", records)
        on(v1, .get, "export") { _, context, query in
            try query.allow([])
            return await service.export(peer: context.peer)
        }
        on(v1, .get, "status") { _, context, query in
            try query.allow([])
            return await service.status(peer: context.peer)
        }
        on(v1, .get, "log/verify") { _, context, query in
            try query.allow([])
            return await service.verify(peer: context.peer)
        }
        on(v1, .get, "replay/verify") { _, context, query in
            try query.allow([])
            return await service.verifyViews(peer: context.peer)
        }
        on(v1, .post, "clock/accept") { _, context, query in
            try query.allow([])
            return await service.acceptClock(peer: context.peer)
        }
        for path in Self.questions {
            on(v1, .get, path) { request, context, query in
                let question = QuestionRequest(
                    path: path,
                    query: query.items,
                    form: try Self.form(request, Self.answerTypes),
                    deadline: .now
                        + (Question.walks.contains(path)
                            ? bounds.limits.walk : bounds.limits.question)
                )
                return await service.answer(question, peer: context.peer)
            }
        }
        addProofs(to: v1)
        addUpkeep(to: v1)
        on(v1, .put, "sources/{sha256}", putSource)
        on(v1, .get, "sources/{sha256}") { _, context, query in
            try query.allow([])
            let sha256 = try Self.sha256(context)
            return await service.source(sha256: sha256, peer: context.peer)
        }
        return router.buildResponder()
    }
}

extension Routes {
    typealias Handler =
        @Sendable (Request, LedgerContext, Query) async throws -> ServiceReply

    func on(
        _ group: RouterGroup<LedgerContext>,
        _ method: HTTPRequest.Method,
        _ path: String,
        _ handler: @escaping Handler
    ) {
        group.on(RouterPath(path), method: method) { request, context in
            let query = try Query(request.uri.query)
            let reply = try await handler(request, context, query)
            let stream = ReplyStream(channel: context.channel, bounds: bounds)
            return stream.response(reply)
        }
    }

    @Sendable private func append(
        _ request: Request,
        _ context: LedgerContext,
        _ query: Query
    ) async throws -> ServiceReply {
        try query.allow(["checkpoint", "dry_run", "on_known", "receipt"], repeated: ["expect"])
        var append = AppendRequest(type: try Self.eventType(request), body: [])
        append.isDryRun = try query.flag("dry_run")
        append.wantsCheckpoint = try query.flag("checkpoint")
        append.expectations = query.values("expect")
        switch query["receipt"] {
        case nil, "full": break
        case "brief": append.isBrief = true
        case let word?: throw Query.malformed("receipt", word, "full or brief")
        }
        switch query["on_known"] {
        case nil, "refuse": break
        case "skip": append.skipsKnown = true
        case let word?: throw Query.malformed("on_known", word, "skip or refuse")
        }
        return try await intake.withBody(
            of: request,
            context,
            bytesMax: bounds.limits.bodyBytesMax
        ) { bytes in
            append.body = bytes
            return await service.append(append, peer: context.peer)
        }
    }

    @Sendable private func records(
        _ request: Request,
        _ context: LedgerContext,
        _ query: Query
    ) async throws -> ServiceReply {
        try query.allow(["after", "limit", "follow", "references"])
        var records = RecordsRequest(form: try Self.form(request, Self.recordTypes))
        records.follows = try query.flag("follow")
        if let text = query["after"], text != "r0" {
            guard let number = RecordNumber(text) else {
                throw Query.malformed("after", text, "a record such as r168, or r0")
            }
            records.after = number.value
        }
        if let text = query["limit"] {
            guard let limit = Int(text), limit > 0 else {
                throw Query.malformed("limit", text, "a whole number of 1 or more")
            }
            records.limit = limit
        }
        switch query["references"] {
        case nil, "number": break
        case "id": records.hasIDs = true
        case let word?: throw Query.malformed("references", word, "id or number")
        }
        return await service.records(records, peer: context.peer)
    }

    @Sendable private func putSource(
        _ request: Request,
        _ context: LedgerContext,
        _ query: Query
    ) async throws -> ServiceReply {
        try query.allow([])
        let sha256 = try Self.sha256(context)
        try Self.refuseEncoding(request)
        return try await intake.withBody(
            of: request,
            context,
            bytesMax: bounds.limits.sourceBytesMax
        ) { bytes in
            await service.putSource(sha256: sha256, bytes: bytes, peer: context.peer)
        }
    }

    private static func sha256(_ context: LedgerContext) throws(Refusal) -> String {
        let text = context.parameters.get("sha256") ?? ""
        let isHash =
            text.utf8.count == 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard isHash else {
            throw Query.malformed("sha256", text, "a SHA-256 hash, 64 lower-case hex digits")
        }
        return text
    }

    private static func form(
        _ request: Request,
        _ offered: [MediaType]
    ) throws(Refusal) -> MediaType {
        let accept = request.headers[.accept]
        guard let type = MediaType.preferred(accept: accept, of: offered) else {
            let names = offered.map(\.rawValue).joined(separator: ", ")
            throw Query.malformed("accept", accept ?? "", "a form of this answer: \(names)")
        }
        return type
    }

    private static func eventType(_ request: Request) throws(Refusal) -> MediaType {
        try refuseEncoding(request)
        let header = request.headers[.contentType]
        guard let type = header.flatMap(MediaType.init(header:)), eventTypes.contains(type) else {
            let names = eventTypes.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .unsupportedMediaType,
                "'\(header ?? "")' is no Content-Type of events; send one of \(names)"
            )
        }
        return type
    }

    private static func refuseEncoding(_ request: Request) throws(Refusal) {
        guard let encoding = request.headers[.contentEncoding], encoding != "identity" else {
            return
        }
        throw Refusal(.unsupportedMediaType, "bodies are taken as they are, not '\(encoding)'")
    }
}
