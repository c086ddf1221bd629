import Glibc
import LedgerAPI
import Synchronization
import Testing

@testable import ledgerd

/// Rights that are taken away while somebody is connected.
struct MembershipTests {
    private static let quick: Limits = {
        var limits = Limits()
        limits.membership = .milliseconds(50)
        return limits
    }()
    private static let follow = "GET /v1/events?follow=true HTTP/1.1\r\nHost: x\r\n\r\n"
    private static let status = "GET /v1/status HTTP/1.1\r\nHost: x\r\n\r\n"

    @Test func `who may read no longer loses an open stream and an idle connection`()
        async throws
    {
        try await TestDaemon.with(limits: Self.quick) { daemon async throws in
            let follower = try Wire(daemon.socket)
            try follower.send(Self.follow)
            #expect(try await blocking { follower.readAll(until: "r3\n") }.contains("r1\n"))
            let idle = try Wire(daemon.socket)
            try idle.send(Self.status)
            #expect(try await blocking { idle.readAll(until: "}") }.contains(" 200 "))
            daemon.ledger.standing.withLock { $0.role = .none }
            let ends = try await blocking { (follower.readAll(), idle.readAll()) }
            // Cut off, not ended: a whole stream would say that the daemon is stopping.
            #expect(ends.0 == "" && ends.1 == "")
            #expect(try await eventually { daemon.ledger.streams == 0 })
        }
    }

    @Test func `who loses an office alone is cut off and may come back as what he is`()
        async throws
    {
        try await TestDaemon.with(limits: Self.quick) { daemon async throws in
            let backup = try Wire(daemon.socket)
            try backup.send(Self.follow)
            #expect(try await blocking { backup.readAll(until: "r3\n") }.contains("r1\n"))
            daemon.ledger.standing.withLock { $0.role = .reader }
            #expect(try await blocking { backup.readAll() } == "")
            let reader = try Wire(daemon.socket)
            try reader.send(Self.follow)
            #expect(try await blocking { reader.readAll(until: "r3\n") }.contains("r1\n"))
            #expect(try await stays(reader, in: daemon))
        }
    }

    @Test func `whose rights stay or grow is left alone`() async throws {
        try await TestDaemon.with(limits: Self.quick) { daemon async throws in
            daemon.ledger.standing.withLock { $0.role = .reader }
            let follower = try Wire(daemon.socket)
            try follower.send(Self.follow)
            #expect(try await blocking { follower.readAll(until: "r3\n") }.contains("r1\n"))
            #expect(try await stays(follower, in: daemon))
            daemon.ledger.standing.withLock { $0.role = .admin }
            #expect(try await stays(follower, in: daemon))
        }
    }

    /// Whether a stream is still open after several looks.
    private func stays(_ wire: Wire, in daemon: TestDaemon) async throws -> Bool {
        try await Task.sleep(for: .milliseconds(500))
        return daemon.ledger.streams == 1
    }
}
