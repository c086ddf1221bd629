import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

/// kill -9 under load: what was acknowledged is there, once, and nothing else is there twice.
@Suite(.serialized) struct CrashTests {
    /// Cycles of the short form; `LEDGERD_CRASHES` sets another number.
    static let cycles =
        ProcessInfo.processInfo.environment["LEDGERD_CRASHES"].flatMap(Int.init) ?? 200

    @Test(.timeLimit(.minutes(10)))
    func `nothing acknowledged is lost and nothing is recorded twice`() async throws {
        // On a thread of its own: a task that waits for another's thread would keep its daemon.
        try await withCheckedThrowingContinuation { done in
            SystemThread.start("crashes") { done.resume(with: Result { try Self.crash() }) }
        }
    }

    private static func crash() throws {
        let daemon = try TestDaemon()
        let registered = try daemon.ctl(
            "append",
            "--file",
            "-",
            input: CrashClient.registrations
        )
        try #require(registered.code == 0, "\(registered.errors)")
        let clients = (0..<4).map { CrashClient(number: $0, socket: daemon.socket) }
        var random = SystemRandomNumberGenerator()
        for cycle in 0..<cycles {
            let load = Load(clients)
            usleep(.random(in: 2_000...60_000, using: &random))
            daemon.kill()
            load.end()
            try daemon.start()
            for client in clients { try client.settle() }
            if cycle % 20 == 19 { try verify(daemon, clients) }
        }
        try verify(daemon, clients)
        let unknown = clients.map(\.unknown).reduce(0, +)
        let acknowledged = clients.map(\.acknowledged.count).reduce(0, +)
        // A test in which no append was ever in flight would prove nothing.
        #expect(unknown >= cycles / 5, "only \(unknown) appends were cut off")
        #expect(acknowledged > cycles)
        print("crashes \(cycles) acknowledged \(acknowledged) cut off \(unknown)")
    }

    private static func verify(_ daemon: TestDaemon, _ clients: [CrashClient]) throws {
        let verified = try daemon.ctl("log", "verify", "-o", "json")
        #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
        let lines = try daemon.client().send(
            .get("/v1/events", query: [("after", "r0")], accept: .lines)
        ).body
        var seen: [String: String] = [:]
        for line in lines.split(separator: 0x0a) {
            let record = try JSON(parsing: Array(line))
            let id = record["id"]?.text ?? ""
            #expect(seen[id] == nil, "\(id) is recorded twice")
            seen[id] = record["record"]?.text
        }
        for client in clients {
            for (id, record) in client.acknowledged {
                #expect(seen[id] == record, "\(id) was acknowledged as \(record)")
            }
        }
    }
}

/// The clients at work, each on a thread of its own: they block.
private struct Load {
    private let clients: [CrashClient]
    private let workers = DispatchGroup()

    init(_ clients: [CrashClient]) {
        self.clients = clients
        for client in clients {
            client.isStopped = false
            client.queue.async(group: workers) { client.work() }
        }
    }

    /// Stops them and waits until each has.
    func end() {
        for client in clients { client.isStopped = true }
        workers.wait()
    }
}

/// A client that appends small batches and retries what was cut off, with the same ids.
final class CrashClient: @unchecked Sendable {
    let number: Int
    /// Owned by the worker while it runs, by the test between cycles.
    private(set) var acknowledged: [String: String] = [:]
    private(set) var unknown = 0
    private var pending: String?
    /// Read by the worker, set by the test.
    var isStopped = false
    let queue: DispatchQueue
    private var next = 0
    private let client: Client

    init(number: Int, socket: String) {
        self.number = number
        queue = DispatchQueue(label: "crash client \(number)")
        client = Client(socket: socket, timeout: .seconds(10))
    }

    static let registrations = """
        {"type":"actor.registered","subject":"org/desk-wire","body":{"kind":"outlet","name":"Desk Wire"}}
        {"type":"actor.registered","subject":"gov/USA","body":{"kind":"state","name":"United States"}}
        {"type":"source.registered","subject":"src/desk-1","body":{"outlet":"org/desk-wire","published":{"edtf":"2020-01-01","basis":"stated"},"held":"full","kind":"news"}}
        """

    /// Appends until the daemon is gone or it is told to stop.
    func work() {
        while !isStopped {
            let batch = pending ?? makeBatch()
            pending = batch
            guard (try? send(batch)) == true else {
                unknown += 1
                client.hangUp()
                return
            }
        }
    }

    /// Sends again what was in flight when the daemon died.
    func settle() throws {
        guard let batch = pending else { return }
        for _ in 0..<50 {
            if try send(batch) { return }
            client.hangUp()
            usleep(20_000)
        }
        throw Failed("a batch could not be sent again")
    }

    private func makeBatch() -> String {
        (0..<Int.random(in: 1...5)).map { _ in
            next += 1
            let id = UUID().uuidString.lowercased()
            return """
                {"id":"\(id)","type":"statement.made","subject":"statement/crash-\(number)-\(next)",\
                "actors":[{"actor":"gov/USA","role":"by"}],"body":{"kind":"position","gist":"no \(next)"},\
                "evidence":[{"source":"src/desk-1","chain":[{"who":"src/desk-1","act":"stated"}],\
                "attribution":"outlet_voice","form":"narration","stance":"asserts"}]}
                """
        }.joined(separator: "\n")
    }

    /// Whether it was acknowledged; false if the outcome is unknown or the daemon is busy.
    private func send(_ batch: String) throws -> Bool {
        let reply = try client.send(
            .post("/v1/events", body: Array(batch.utf8), type: .lines)
        )
        guard reply.status == 201 || reply.status == 200 else {
            if reply.status == 503 { return false }
            throw Failed("refused: \(String(decoding: reply.body, as: UTF8.self))")
        }
        let receipt = try JSON(parsing: reply.body)
        for record in receipt["records"]?.elements ?? [] {
            acknowledged[record["id"]?.text ?? ""] = record["record"]?.text
        }
        pending = nil
        return true
    }
}
