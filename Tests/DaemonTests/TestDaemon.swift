import Glibc
import LedgerAPI
import Logging
import Platform
import Testing

@testable import ledgerd

/// A daemon in this process, over a fake ledger and a real socket.
struct TestDaemon: Sendable {
    let folder: Scratch
    let ledger: FakeLedger
    let drain: Drain

    var socket: String { folder("run/s") }

    /// Starts a daemon, runs `body`, stops it, and checks that it ended in good order.
    static func with(
        limits: Limits = Limits(),
        environment: [String: String] = [:],
        _ body: (TestDaemon) async throws -> Void
    ) async throws {
        let daemon = TestDaemon(folder: try Scratch(), ledger: FakeLedger(), drain: Drain())
        let (ready, isReady) = AsyncStream<Void>.makeStream()
        let task = Task { [daemon] in
            defer { isReady.finish() }
            return await daemon.run(
                limits: limits,
                environment: environment,
                isReady: isReady
            )
        }
        for await _ in ready { break }
        do { try await body(daemon) } catch { Issue.record(error) }
        daemon.drain.stop()
        #expect(await task.value == .ok)
        #expect(daemon.ledger.closed == 1)
        #expect(daemon.ledger.streams == 0)
        #expect(!DurableFile.exists(daemon.socket))
    }

    /// Runs a daemon on the folder to its end.
    func run(
        limits: Limits = Limits(),
        environment: [String: String] = [:],
        isReady: AsyncStream<Void>.Continuation? = nil
    ) async -> DaemonExit {
        var settings = Settings(data: folder("data"), socket: socket, isPerUser: true)
        settings.limits = limits
        let logger = Logger(label: "test") { _ in
            LineLog(form: .text, level: .info) { line in
                if text(line).contains("msg=ready") { isReady?.yield() }
            }
        }
        let ledger = ledger
        let daemon = Daemon(
            settings: settings,
            drain: drain,
            logger: logger,
            environment: environment
        ) { _ in ledger }
        return await daemon.run()
    }

    /// Runs `body` with a client, on a thread that may block.
    func client<R: Sendable>(
        timeout: Duration = .seconds(20),
        _ body: @escaping @Sendable (Client) throws -> R
    ) async throws -> R {
        let socket = socket
        return try await blocking { try body(Client(socket: socket, timeout: timeout)) }
    }

    /// Sends one request over a connection of its own.
    func ask(_ request: Request) async throws -> Reply {
        try await client { try $0.send(request) }
    }

    /// Sends bytes over a connection of their own and returns all that comes back.
    func raw(_ request: String, halfCloses: Bool = false) async throws -> String {
        let socket = socket
        return try await blocking {
            let wire = try Wire(socket)
            try wire.send(request)
            if halfCloses { wire.halfClose() }
            return wire.readAll()
        }
    }
}

/// A connection without a client.
final class Wire: Sendable {
    private let descriptor: CInt

    init(_ socket: String) throws { descriptor = try UnixSocket.connect(path: socket) }

    /// Takes over one end of a connection.
    init(_ descriptor: CInt) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func send(_ request: String) throws {
        try Output.writeAll(descriptor, Array(request.utf8))
    }

    func halfClose() { shutdown(descriptor, CInt(SHUT_WR)) }

    /// Reads until `end` has come, the daemon hangs up, or 20 s pass without a byte.
    func readAll(until end: String? = nil) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while end.map({ !text(bytes).contains($0) }) ?? true {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&request, 1, 20_000) > 0 else { break }
            let count = unsafe read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return text(bytes)
    }
}

/// Runs what blocks on a thread of its own: the two cores' tasks are needed by the daemon.
func blocking<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
        SystemThread.start("test") { continuation.resume(with: Result { try body() }) }
    }
}

/// Waits up to 10 s until something is so.
func eventually(_ condition: () -> Bool) async throws -> Bool {
    for _ in 0..<2_000 where !condition() { try await Task.sleep(for: .milliseconds(5)) }
    return condition()
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
