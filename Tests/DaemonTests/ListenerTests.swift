import Glibc
import Ledger
import LedgerAPI
import NIOCore
import Platform
import Testing

@testable import ledgerd

struct ListenerTests {
    @Test func `what is no answer is a problem`() async throws {
        let hash = String(repeating: "0", count: 64)
        let table: [(Request, Int, String, String)] = [
            (.get("/"), 404, "not_found", ""), (.get("/v1"), 404, "not_found", ""),
            (.get("/v1/measures/none"), 404, "not_found", ""),
            (.get("/v1/log"), 404, "not_found", ""),
            (.put("/v1/events", body: []), 405, "method_not_allowed", "GET, POST"),
            (.post("/v1/status", body: []), 405, "method_not_allowed", "GET"),
            (
                Request(method: "DELETE", target: "/v1/timeline"), 405, "method_not_allowed", "GET"
            ),
            (.post("/v1/sources/\(hash)", body: []), 405, "method_not_allowed", "GET, PUT"),
            (.get("/v1/sources/abc"), 400, "bad_request", ""),
            (.get("/v1/status", query: [("x", "1")]), 400, "bad_request", ""),
            (Request(method: "GET", target: "/v1/events?limit=%zz"), 400, "bad_request", ""),
            (.get("/v1/events", query: [("limit", "0")]), 400, "bad_request", ""),
            (.get("/v1/events", query: [("follow", "yes")]), 400, "bad_request", ""),
            (
                .get("/v1/events", query: [("after", "r1"), ("after", "r2")]), 400, "bad_request",
                ""
            ),
            (.get("/v1/events", accept: .csv), 400, "bad_request", ""),
            (.post("/v1/events", body: [], type: .csv), 415, "unsupported_media_type", ""),
            (
                .post("/v1/events", query: [("on_known", "x")], body: []), 400, "bad_request", ""
            ),
            (.get("/v1/subjects"), 503, "rebuilding", ""),
        ]
        try await TestDaemon.with { daemon async throws in
            try await daemon.client { client throws in
                for (request, status, code, allow) in table {
                    let reply = try client.send(request)
                    let name = "\(request.method) \(request.target)"
                    #expect(reply.status == status, "\(name)")
                    #expect(reply.type == .problem, "\(name)")
                    #expect(reply.problem?.code == code, "\(name)")
                    #expect(reply.header("allow") ?? "" == allow, "\(name)")
                }
            }
        }
    }

    @Test func `every path of the interface is routed`() async throws {
        try await TestDaemon.with { daemon async throws in
            try await daemon.client { client throws in
                for path in Routes.questions where path != "types" && path != "subjects" {
                    let reply = try client.send(.get("/v1/\(path)"))
                    #expect(text(reply.body) == #"["\#(path)","application/json"]"#)
                }
                #expect(text(try client.send(.get("/v1/log/verify")).body) == #""verify""#)
                #expect(text(try client.send(.get("/v1/replay/verify")).body) == #""views""#)
            }
        }
    }

    @Test func `the peer arrives`() async throws {
        try await TestDaemon.with { daemon async throws in
            let reply = try await daemon.ask(.get("/v1/status"))
            let seen = try JSON(parsing: reply.body)
            #expect(seen["uid"]?.integer == Int(geteuid()))
            #expect(seen["gid"]?.integer == Int(getegid()))
            #expect(seen["pid"]?.integer == Int(getpid()))
        }
    }

    @Test func `HEAD has no body`() async throws {
        try await TestDaemon.with { daemon async throws in
            let reply = try await daemon.raw(
                "HEAD /v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            )
            #expect(reply.hasPrefix("HTTP/1.1 405 "))
            #expect(reply.hasSuffix("\r\n\r\n"))
        }
    }

    @Test func `what is not HTTP is refused behind what is`() async throws {
        let good = "GET /v1/log/verify HTTP/1.1\r\nHost: x\r\n\r\n"
        let bad = ["NONSENSE\r\n\r\n", "GET /v1/status HTTP/1.1\r\nA B: c\r\n\r\n"]
        try await TestDaemon.with { daemon async throws in
            for text in bad {
                let alone = try await daemon.raw(text)
                #expect(alone.hasPrefix("HTTP/1.1 400 "), "\(text)")
                #expect(alone.contains(#""code":"bad_request""#), "\(text)")
                let behind = try await daemon.raw(good + text)
                #expect(behind.hasPrefix("HTTP/1.1 200 "), "\(text)")
                #expect(behind.contains("HTTP/1.1 400 "), "\(text)")
            }
            let broken = try await daemon.raw(
                "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"
            )
            #expect(broken.hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test func `a client may close its half and still read`() async throws {
        try await TestDaemon.with { daemon async throws in
            let reply = try await daemon.raw(
                "GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n",
                halfCloses: true
            )
            #expect(reply.hasPrefix("HTTP/1.1 200 "))
            #expect(reply.contains("r3\n"))
            #expect(reply.hasSuffix("0\r\n\r\n"))
        }
    }

    @Test func `pipelined requests are answered in order`() async throws {
        try await TestDaemon.with { daemon async throws in
            let paths = ["claims", "timeline", "diff", "claims/conflicts"]
            let requests = paths.map { "GET /v1/\($0) HTTP/1.1\r\nHost: x\r\n" }
            let reply = try await daemon.raw(
                requests.joined(separator: "\r\n") + "Connection: close\r\n\r\n"
            )
            let bodies = reply.split(separator: "\r\n").filter { $0.hasPrefix("[") }
            let seen = bodies.map { $0.prefix { $0 != "]" } }
            #expect(seen.count == paths.count)
            for (body, path) in zip(seen, paths) { #expect(body.contains("\"\(path)\"")) }
        }
    }
}
