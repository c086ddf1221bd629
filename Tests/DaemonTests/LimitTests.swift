import Glibc
import LedgerAPI
import NIOCore
import Platform
import Testing

@testable import ledgerd

struct LimitTests {
    private static let post =
        "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"

    @Test func `a body over the limit is refused before it is read`() async throws {
        var limits = Limits()
        limits.bodyBytesMax = 1_000
        try await TestDaemon.with(limits: limits) { daemon async throws in
            let known = try await daemon.raw(Self.post + "Content-Length: 9999999999\r\n\r\n")
            #expect(known.hasPrefix("HTTP/1.1 413 "))
            #expect(known.lowercased().contains("connection: close"))
            let chunk = "400\r\n" + String(repeating: "x", count: 1_024) + "\r\n"
            let unknown = try await daemon.raw(
                Self.post + "Transfer-Encoding: chunked\r\n\r\n" + chunk
            )
            #expect(unknown.hasPrefix("HTTP/1.1 413 "))
            #expect(unknown.contains(#""code":"too_large""#))
        }
    }

    @Test func `bodies in flight share a budget`() async throws {
        var limits = Limits()
        limits.bodiesBytesMax = 1_000
        try await TestDaemon.with(limits: limits) { daemon async throws in
            let socket = daemon.socket
            let first = try Wire(socket)
            try first.send(Self.post + "Expect: 100-continue\r\nContent-Length: 900\r\n\r\n")
            let answer = try await blocking { first.readAll(until: "\r\n\r\n") }
            #expect(answer.hasPrefix("HTTP/1.1 100 "))
            let second = try await daemon.raw(
                Self.post + "Connection: close\r\nContent-Length: 200\r\n\r\n"
            )
            #expect(second.hasPrefix("HTTP/1.1 503 "))
            #expect(second.lowercased().contains("retry-after: 1"))
            // When the first is done there is room again.
            try first.send(String(repeating: " ", count: 900))
            #expect(try await blocking { first.readAll(until: "expect") }.contains("201 "))
            let third = try await daemon.ask(
                .post("/v1/events", body: [UInt8](repeating: 32, count: 1_000))
            )
            #expect(third.status == 201)
        }
    }

    @Test func `connections over the limit are told so`() async throws {
        var limits = Limits()
        limits.connectionsMax = 2
        limits.excessMax = 1
        limits.excessTimeout = .seconds(2)
        try await TestDaemon.with(limits: limits) { daemon async throws in
            let request = "GET /v1/log/verify HTTP/1.1\r\nHost: x\r\n\r\n"
            let served = try (0..<2).map { _ in try Wire(daemon.socket) }
            for wire in served {
                try wire.send(request)
                let reply = try await blocking { wire.readAll(until: "\"verify\"") }
                #expect(reply.hasPrefix("HTTP/1.1 200 "))
            }
            let excess = try await daemon.raw(request)
            #expect(excess.hasPrefix("HTTP/1.1 503 "))
            #expect(excess.contains(#""code":"too_busy""#))
            // One that says nothing is not kept for long, and beyond it nobody is heard.
            let mute = try Wire(daemon.socket)
            let beyond = try Wire(daemon.socket)
            #expect(try await blocking { beyond.readAll() } == "")
            #expect(try await blocking { mute.readAll() } == "")
            try served[0].send(request)
            let again = try await blocking { served[0].readAll(until: "\"verify\"") }
            #expect(again.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `whoever stops reading or sending is cut off`() async throws {
        var limits = Limits()
        limits.writeStall = .milliseconds(200)
        limits.readStall = .milliseconds(200)
        try await TestDaemon.with(limits: limits) { daemon async throws in
            let reader = try Wire(daemon.socket)
            try reader.send("GET /v1/export HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try await eventually { daemon.ledger.streams == 1 })
            #expect(try await eventually { daemon.ledger.streams == 0 })
            // Many small replies that nobody reads: the daemon stops reading, then hangs up.
            let flood = try Wire(daemon.socket)
            let request = "GET /v1/log/verify HTTP/1.1\r\nHost: x\r\n\r\n"
            let error = try await blocking { () throws in
                #expect(throws: SystemError.self) {
                    try flood.send(String(repeating: request, count: 100_000))
                }
            }
            #expect(error?.isReaderGone == true)
            let sender = try Wire(daemon.socket)
            try sender.send(Self.post + "Content-Length: 100\r\n\r\n{")
            #expect(try await blocking { sender.readAll() } == "")
        }
    }

    @Test func `curl is told to go on`() async throws {
        guard let curl = Spawn.find("curl", inPath: "/usr/bin:/bin:/usr/local/bin") else {
            try Test.cancel("curl is not installed")
        }
        try await TestDaemon.with { daemon async throws in
            let socket = daemon.socket
            let done = try await blocking {
                try Spawn.run(
                    [
                        curl, "-s", "-v", "--unix-socket", socket, "--expect100-timeout", "20",
                        "-H", "Expect: 100-continue", "-H", "Content-Type: application/json",
                        "--data-binary", "@-", "http://ledgerd/v1/events",
                    ],
                    input: [UInt8](repeating: 32, count: 2 << 20),
                    milliseconds: 10_000
                )
            }
            #expect(done.status.isSuccess)
            #expect(text(done.errors).contains("HTTP/1.1 100 "))
            #expect(text(done.output).contains(#""bytes":2097152"#))
        }
    }

    @Test func `a budget gives back exactly what was taken`() {
        let budget = BodyBudget(bytesMax: 10)
        do {
            var first = BodyBudget.Lease(budget)
            var second = BodyBudget.Lease(budget)
            let grown = [
                first.grow(to: 6), second.grow(to: 5), second.grow(to: 4), first.grow(to: 3),
                first.grow(to: .max),
            ]
            #expect(grown == [true, false, true, true, false])
            #expect(budget.bytesUsed == 10)
        }
        #expect(budget.bytesUsed == 0)
    }
}
