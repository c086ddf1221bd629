import Glibc
import LedgerAPI
import Logging
import NIOCore
import Platform
import Synchronization
import Testing

@testable import ledgerd

struct DaemonLifeTests {
    @Test func `stopping ends a stream that follows, whole`() async throws {
        try await TestDaemon.with { daemon async throws in
            let wire = try Wire(daemon.socket)
            try wire.send("GET /v1/events?follow=true HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try await blocking { wire.readAll(until: "r3\n") }.contains("r1\n"))
            let started = ContinuousClock.now
            daemon.drain.stop()
            #expect(try await blocking { wire.readAll() }.hasSuffix("0\r\n\r\n"))
            #expect(.now - started < .seconds(8))
        }
    }

    @Test func `a client that leaves a silent stream is noticed`() async throws {
        try await TestDaemon.with { daemon async throws in
            do {
                let wire = try Wire(daemon.socket)
                try wire.send("GET /v1/events?follow=true HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try await eventually { daemon.ledger.streams == 1 })
            }
            #expect(try await eventually { daemon.ledger.streams == 0 })
        }
    }

    @Test func `stopping waits for a request, but not for ever`() async throws {
        var limits = Limits()
        limits.drain = .seconds(2)
        try await TestDaemon.with(limits: limits) { daemon async throws in
            let post = "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            let slow = try Wire(daemon.socket)
            try slow.send(post + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
            #expect(try await blocking { slow.readAll(until: "\r\n\r\n") }.contains(" 100 "))
            let mute = try Wire(daemon.socket)
            try mute.send(post + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
            #expect(try await blocking { mute.readAll(until: "\r\n\r\n") }.contains(" 100 "))
            daemon.drain.stop()
            try slow.send("{}")
            #expect(try await blocking { slow.readAll() }.hasPrefix("HTTP/1.1 201 "))
            #expect(try await blocking { mute.readAll() } == "")
        }
    }

    @Test func `a second daemon on the same data is refused`() async throws {
        try await TestDaemon.with { daemon async throws in
            #expect(await daemon.run() == .busy)
            #expect(try await daemon.ask(.get("/v1/status")).status == 200)
        }
    }

    @Test func `a start that fails says why`() async throws {
        let folder = try Scratch()
        try DurableFile.write([], to: folder("file"), mode: 0o600)
        let table: [(data: String, socket: String, exit: DaemonExit, reason: String)] = [
            (folder("file"), folder("s"), .cannotCreate, "file"),
            (folder("a"), folder("file"), .cannotCreate, "not a socket"),
            (folder("b"), folder(String(repeating: "x", count: 120)), .cannotCreate, "107"),
        ]
        for (data, socket, exit, reason) in table {
            let log = Mutex("")
            let logger = Logger(label: "test") { _ in
                LineLog(form: .text) { line in log.withLock { $0 += text(line) } }
            }
            let settings = Settings(data: data, socket: socket, isPerUser: true)
            let daemon = Daemon(settings: settings, drain: Drain(), logger: logger) { _ in
                FakeLedger()
            }
            #expect(await daemon.run() == exit)
            #expect(log.withLock { $0 }.contains(reason))
        }
    }

    @Test func `the program names the process that has the data`() async throws {
        let program = try #require(Self.program)
        let folder = try Scratch()
        let lock = try LockFile(path: folder("ledgerd.lock"))
        let path = folder.path
        let done = try await blocking {
            try Spawn.run([
                program, "--data", path, "--socket", "\(path)/s", "--log-format", "json",
            ])
        }
        #expect(done.status == .exited(code: 75))
        #expect(text(done.errors).contains("process \(getpid())"))
        #expect(done.output.isEmpty)
        withExtendedLifetime(lock) {}
    }

    @Test func `the program refuses wrong arguments`() async throws {
        let program = try #require(Self.program)
        let table = [
            ["--map-size", "64X"], ["--log-level", "loud"], ["--log-format", "xml"], ["extra"],
        ]
        for arguments in table {
            let done = try await blocking { try Spawn.run([program] + arguments) }
            #expect(done.status == .exited(code: 64), "\(arguments)")
        }
        let version = try await blocking { try Spawn.run([program, "--version"]) }
        #expect(text(version.output) == "\(Version.current)\n")
    }

    /// The daemon's program beside the one that runs these tests.
    private static var program: String? {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        let own = text(buffer[..<count].map { UInt8(bitPattern: $0) })
        return own.lastIndex(of: "/").map { own[...$0] + "ledgerd" }
    }
}
