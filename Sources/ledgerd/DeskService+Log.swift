import Ledger
import LedgerAPI
import LedgerStore
import Logging
import Platform

/// Reading the log as it is: streams, export, verification, status.
extension DeskService {
    /// Records taken from the log in one short transaction.
    private static let chunk = 500
    /// How often a following stream looks for new records.
    private static let lookMilliseconds = 10
    /// How long a following stream may be silent.
    private static let heartbeatMilliseconds = 15_000

    func records(_ request: RecordsRequest, peer: Peer) async -> ServiceReply {
        await reply(peer, "records") {
            try access.mayRead(peer)
            let log = desk.folder.log
            let form = request.form
            let render: @Sendable (StoredRecord) -> [UInt8] =
                form == .protobuf
                ? Self.delimited : Self.liner(hasIDs: request.hasIDs, StoreReader(desk.folder))
            let body: @Sendable (ServiceReply.Write) async throws -> Void = { write in
                var next = request.after + 1
                var left = request.limit ?? .max
                next = try await Self.send(log, next, &left, render, write)
                guard request.follows, left > 0 else { return }
                if form == .lines { try await write(Self.mark("caught_up", next - 1)) }
                var silent = 0
                while left > 0 {
                    if log.head.size >= next {
                        next = try await Self.send(log, next, &left, render, write)
                        silent = 0
                        continue
                    }
                    try await Task.sleep(for: .milliseconds(Self.lookMilliseconds))
                    silent += Self.lookMilliseconds
                    if silent >= Self.heartbeatMilliseconds, form == .lines {
                        try await write(Self.mark("heartbeat", next - 1))
                        silent = 0
                    }
                }
            }
            return ServiceReply(
                type: form,
                body: request.follows ? .follow(body) : .stream(body)
            )
        }
    }

    /// Sends what there is from a position on; gives the position behind it.
    private static func send(
        _ log: LogFile,
        _ first: UInt64,
        _ left: inout Int,
        _ render: @Sendable (StoredRecord) -> [UInt8],
        _ write: ServiceReply.Write
    ) async throws -> UInt64 {
        var next = first
        while left > 0, next <= log.head.size {
            let records = try log.records(from: RecordNumber(next), limit: min(chunk, left))
            guard let last = records.last else { break }
            var out: [UInt8] = []
            for record in records { out += render(record) }
            // The transaction has ended: a slow client holds no snapshot.
            try await write(out)
            left -= records.count
            next = last.leaf.position.value + 1
        }
        return next
    }

    private static func mark(_ name: String, _ position: UInt64) -> [UInt8] {
        JSON.object([.init(name, .string("r\(position)"))]).bytes + [0x0a]
    }

    @Sendable private static func delimited(_ record: StoredRecord) -> [UInt8] {
        record.delimitedMessage
    }

    private static func liner(
        hasIDs: Bool,
        _ reader: StoreReader
    ) -> @Sendable (StoredRecord) -> [UInt8] {
        { record in
            let leaf = record.leaf
            var out = JSON.object([
                .init("record", .string(leaf.position.description)),
                .init("id", .string(leaf.id.description)),
                .init("batch", .string("b\(leaf.batchFirst.value)")),
                .init("recorded_at", .string(UTC.format(microseconds: leaf.recordedAt))),
                .init(
                    "recorder",
                    .object([
                        .init("uid", .count(leaf.recorder.uid)),
                        .init("name", .string(leaf.recorder.name)),
                    ])
                ),
            ]).bytes
            out.removeLast()
            out += Array(",\"event\":".utf8)
            if record.isRedacted {
                out += Array("null".utf8)
            } else if hasIDs {
                out += WireToJSON.event(record.event)
            } else {
                out += WireToJSON.event(record.event) { text in
                    let position = RecordID(text).flatMap { try? reader.position(of: $0) }
                    return position?.description ?? text
                }
            }
            out += [UInt8(ascii: "}"), 0x0a]
            return out
        }
    }

    func export(peer: Peer) async -> ServiceReply {
        await reply(peer, "export") {
            try access.mayRead(peer)
            let log = desk.folder.log
            let end = log.head.size
            return ServiceReply(
                type: .lines,
                body: .stream { write in
                    var left = Int(clamping: end)
                    _ = try await Self.send(log, 1, &left, Self.exported, write)
                }
            )
        }
    }

    /// What `POST /v1/events` takes back: the id, then the event; references stay ids.
    @Sendable private static func exported(_ record: StoredRecord) -> [UInt8] {
        guard !record.isRedacted else { return [] }
        let event = WireToJSON.event(record.event)
        return Array("{\"id\":\"\(record.leaf.id)\",".utf8) + event.dropFirst() + [0x0a]
    }

    func verify(peer: Peer) async -> ServiceReply {
        await reply(peer, "log verify") {
            try access.mayRead(peer)
            let desk = desk
            let report = try await offload.run { try desk.verifyLog() }
            return .json(
                .object([
                    .init("schema", .string("ledger.verify/1")),
                    .init("records", .count(report.records)),
                    .init("root", .string(report.root.hex)), .init("sources", .count(report.texts)),
                    .init("sources_elsewhere", .count(report.textsMissing)),
                    .init("ok", .bool(report.problems.isEmpty)),
                    .init("problems", .array(report.problems.map(JSON.string))),
                ])
            )
        }
    }

    func verifyViews(peer: Peer) async -> ServiceReply {
        await reply(peer, "replay verify") {
            try access.mayRead(peer)
            let desk = desk
            let report = try await offload.run { try desk.verifyViews() }
            return .json(
                .object([
                    .init("schema", .string("ledger.views_verify/1")),
                    .init("records", .count(report.records)), .init("rows", .count(report.rows)),
                    .init("root", .string(report.root.hex)),
                    .init("ok", .bool(report.problems.isEmpty)),
                    .init("problems", .array(report.problems.map(JSON.string))),
                ])
            )
        }
    }

    func acceptClock(peer: Peer) async -> ServiceReply {
        await reply(peer, "clock accept") {
            try access.mayAdminister(peer)
            desk.acceptClock()
            logger.notice("clock accepted", metadata: ["uid": "\(peer.uid)"])
            return .json(
                .object([
                    .init("schema", .string("ledger.clock/1")),
                    .init("now", .string(UTC.format(microseconds: SystemClock.wallMicroseconds()))),
                ])
            )
        }
    }

    func status(peer: Peer) async -> ServiceReply {
        await reply(peer, "status") {
            try access.mayRead(peer)
            let folder = desk.folder
            let head = folder.log.head
            let uptime = (SystemClock.bootMicroseconds() - started) / 1_000_000
            return .json(
                .object([
                    .init("schema", .string("ledger.status/1")),
                    .init("version", .string(Version.current)),
                    .init("pid", .count(ProcessNumber.current)), .init("uptime_s", .count(uptime)),
                    .init("ledger", .string(folder.log.origin)),
                    .init("starts", .count(folder.log.startCount)),
                    .init("size", .count(head.size)), .init("root", .string(head.root.hex)),
                    .init("views", .count(folder.views.current.position)),
                    .init("sources_held", .count(try folder.texts.all.count)),
                    .init("log_bytes", .count(try folder.log.usedBytes)),
                    .init("views_bytes", .count(try folder.views.usedBytes)),
                    .init("data", .string(settings.data)),
                    .init("socket", .string(settings.socket)),
                    .init(
                        "account",
                        .object([
                            .init("uid", .count(peer.uid)),
                            .init("name", .text(Account.name(ofUser: peer.uid))),
                            .init("role", .string(access.role(of: peer).rawValue)),
                        ])
                    ), .init("queue", .count(desk.queueDepth)),
                ])
            )
        }
    }
}
