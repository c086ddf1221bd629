import Glibc
import LedgerAPI
import Platform
import Testing

/// The small server of a witness: what a client may say, and what it may cost.
@Suite struct LoopbackServerTests {
    private struct Stopped: Error {}

    /// Serves beside the test until it is told to stop; every reply echoes the body.
    private func with(
        _ limits: LoopbackServer.Limits = LoopbackServer.Limits(),
        _ body: (Int) async throws -> Void
    ) async throws {
        let server = try LoopbackServer(host: "127.0.0.1", port: 0, limits: limits)
        let port = server.port
        // Not a task: other tests may hold the threads that tasks need.
        SystemThread.start("serve") {
            try? server.serve { request throws(Stopped) in
                if request.target == "/stop" { throw Stopped() }
                return Reply(status: 200, headers: [("x-was", request.method)], body: request.body)
            }
        }
        try await body(port)
        try? Self.wire(port).send(Self.get("/stop"))
    }

    private static func get(_ path: String) -> String {
        "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n"
    }

    private static func wire(_ port: Int) throws -> Wire {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr = in_addr(s_addr: UInt32(0x7f00_0001).bigEndian)
        let code = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        let wire = Wire(descriptor)
        guard code == 0 else { throw Stopped() }
        return wire
    }

    private static func talk(
        _ port: Int,
        _ request: String,
        until end: String? = nil
    ) async throws
        -> String
    {
        let wire = try wire(port)
        try? wire.send(request)
        return try await blocking { wire.readAll(until: end) }
    }

    @Test func `several requests on one connection are answered in order`() async throws {
        try await with { port async throws in
            let posts = (1...3).map { number in
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n\(number)\n"
            }
            let last = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            let heard = try await Self.talk(port, posts.joined() + last)
            let bodies = heard.components("\r\n\r\n").dropFirst().map { $0.prefix(2) }
            #expect(bodies == ["1\n", "2\n", "3\n", ""])
        }
    }

    @Test(arguments: [
        ("GARBAGE\r\n\r\n", "400"), ("GET / HTTP/9.9\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400"),
        (
            "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "400"
        ),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n"
                + String(repeating: "x", count: 2_000), "413"
        ),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n"
                + String(repeating: "x", count: 2_000) + "\r\n0\r\n\r\n", "413"
        ),
        ("HEAD / HTTP/1.0\r\n\r\n", "200"),
    ])
    func `what is no request, or a large one, is refused`(
        request: String,
        status: String
    ) async throws {
        var limits = LoopbackServer.Limits()
        limits.bodyBytesMax = 1_000
        try await with(limits) { port async throws in
            let heard = try await Self.talk(port, request)
            #expect(heard.hasPrefix("HTTP/1.1 \(status) "), "\(heard)")
        }
    }

    @Test func `a connection ends when its time is over, whatever it says meanwhile`() async throws
    {
        var limits = LoopbackServer.Limits()
        limits.connectionTime = .milliseconds(300)
        try await with(limits) { port async throws in
            let post = "POST / HTTP/1.1\r\nHost: x\r\nConte"
            for request in ["", post, post + "nt-Length: 9\r\n\r\n"] {
                let wire = try Self.wire(port)
                try wire.send(request)
                let (heard, time) = try await blocking {
                    let begin = ContinuousClock.now
                    return (wire.readAll(), ContinuousClock.now - begin)
                }
                #expect(heard == "" && time < .seconds(15), "\(request)")
            }
        }
    }

    @Test func `a connection may not send without end`() async throws {
        var limits = LoopbackServer.Limits()
        limits.connectionBytesMax = 10_000
        try await with(limits) { port async throws in
            let header = "GET / HTTP/1.1\r\nHost: x\r\nA: " + String(repeating: "x", count: 20_000)
            #expect(try await Self.talk(port, header) == "")
        }
    }

    @Test func `connections over the limit are hung up, and have a place when others left`()
        async throws
    {
        var limits = LoopbackServer.Limits()
        limits.connectionsMax = 2
        // Where other tests hold the threads of tasks, the usual time is over between two lines.
        limits.connectionTime = .seconds(600)
        try await with(limits) { port async throws in
            let held = try (0..<2).map { _ in try Self.wire(port) }
            for wire in held {
                try wire.send(Self.get("/"))
                let heard = try await blocking { wire.readAll(until: "\r\n\r\n") }
                #expect(heard.hasPrefix("HTTP/1.1 200 "))
            }
            #expect(try await Self.talk(port, Self.get("/")) == "")
            for wire in held { wire.halfClose() }
            var heard = ""
            for _ in 0..<100 where heard.isEmpty {
                try await Task.sleep(for: .milliseconds(20))
                heard = try await Self.talk(port, Self.get("/"), until: "\r\n\r\n")
            }
            #expect(heard.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test(arguments: ["0.0.0.0", "192.168.0.1", "127.x", "::", "localhost", ""])
    func `only loopback addresses are listened on`(host: String) {
        #expect(throws: LoopbackServer.ListenFailure.self) {
            try LoopbackServer(host: host, port: 0)
        }
    }

    @Test func `a port that is taken is told`() throws {
        let first = try LoopbackServer(host: "127.0.0.1", port: 0)
        let failure = #expect(throws: LoopbackServer.ListenFailure.self) {
            try LoopbackServer(host: "127.0.0.1", port: first.port)
        }
        #expect(failure?.reason == "port \(first.port) is in use")
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}
