import Ledger
import LedgerAPI
import Platform
import Synchronization

@testable import ledgerd

/// A ledger that says back what it was asked, and counts.
final class FakeLedger: LedgerService {
    /// Bytes by hash.
    private let texts = Mutex<[String: [UInt8]]>([:])
    private let counts = Mutex((closed: 0, streams: 0))

    /// What everybody may do, and whether the writer hangs.
    let standing = Mutex((role: Access.Role.admin, isHung: false))

    func role(of peer: Peer) -> Access.Role { standing.withLock { $0.role } }

    func pulse(milliseconds: Int) -> String? {
        standing.withLock { $0.isHung } ? nil : "3 records"
    }

    var closed: Int { counts.withLock { $0.closed } }
    /// Streams that run.
    var streams: Int { counts.withLock { $0.streams } }

    func append(_ request: AppendRequest, peer: Peer) async -> ServiceReply {
        .json(
            .object([
                .init("uid", .count(peer.uid)), .init("type", .string(request.type.rawValue)),
                .init("bytes", .count(request.body.count)),
                .init("dry_run", .bool(request.isDryRun)),
                .init("skips", .bool(request.skipsKnown)),
                .init("expect", .array(request.expectations.map(JSON.string))),
            ]),
            status: request.isDryRun ? 200 : 201
        )
    }

    func answer(_ request: QuestionRequest, peer: Peer) async -> ServiceReply {
        if request.path == "types" { return .json(.string(String(repeating: "x", count: 3 << 20))) }
        if request.path == "subjects" {
            return .refusal(Refusal(.rebuilding, "not yet", details: [.init("size", .count(9))]))
        }
        let query = request.query.map { JSON.string("\($0.name)=\($0.value)") }
        let words = [.string(request.path), .string(request.form.rawValue)] + query
        return .json(.array(words))
    }

    func status(peer: Peer) async -> ServiceReply {
        .json(
            .object([
                .init("uid", .count(peer.uid)), .init("pid", .count(peer.pid)),
                .init("gid", .count(peer.gid)),
            ])
        )
    }

    func verify(peer: Peer) async -> ServiceReply { .json(.string("verify")) }

    func proof(_ request: ProofRequest, peer: Peer) async -> ServiceReply {
        .json(.string(request.name))
    }

    func verifyViews(peer: Peer) async -> ServiceReply { .json(.string("views")) }

    func record(_ request: OwnRecordRequest, peer: Peer) async -> ServiceReply {
        .json(.string(request.name))
    }

    func acceptClock(peer: Peer) async -> ServiceReply { .json(.string("clock")) }

    func putSource(sha256: String, bytes: [UInt8], peer: Peer) async -> ServiceReply {
        let old = texts.withLock { $0.updateValue(bytes, forKey: sha256) }
        return .json(.count(bytes.count), status: old == nil ? 201 : 200)
    }

    func source(sha256: String, peer: Peer) async -> ServiceReply {
        guard let bytes = texts.withLock({ $0[sha256] }) else {
            return .refusal(Refusal(.notFound, "no text"))
        }
        return ServiceReply(type: .bytes, body: .bytes(bytes))
    }

    /// Lines `after + 1` to 3, then, if it follows, silence.
    func records(_ request: RecordsRequest, peer: Peer) async -> ServiceReply {
        let make: @Sendable (ServiceReply.Write) async throws -> Void = { write in
            self.counts.withLock { $0.streams += 1 }
            defer { self.counts.withLock { $0.streams -= 1 } }
            for number in request.after..<3 { try await write(Array("r\(number + 1)\n".utf8)) }
            if request.limit == 1 { throw CancellationError() }
            if request.follows { try await Task.sleep(for: .seconds(600)) }
        }
        return ServiceReply(type: .lines, body: request.follows ? .follow(make) : .stream(make))
    }

    /// For ever, as fast as the reader takes it.
    func export(peer: Peer) async -> ServiceReply {
        ServiceReply(
            type: .lines,
            body: .stream { write in
                self.counts.withLock { $0.streams += 1 }
                defer { self.counts.withLock { $0.streams -= 1 } }
                while true { try await write([UInt8](repeating: 0x0a, count: 64 << 10)) }
            }
        )
    }

    func metrics(peer: Peer) async -> ServiceReply { .json(.string("metrics")) }

    func backup(_ request: BackupRequest, peer: Peer) async -> ServiceReply {
        .json(.count(request.after))
    }

    func close() async { counts.withLock { $0.closed += 1 } }
}
