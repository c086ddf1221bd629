import Foundation
import Glibc
import Ledger
import LedgerAPI
import Platform
import Testing

@testable import ledgerd

struct ClientTests {
    @Test func `a request comes back, and the next one over the same connection`() async throws {
        try await TestDaemon.with { daemon async throws in
            try await daemon.client { client throws in
                let append = try client.send(
                    .post(
                        "/v1/events",
                        query: [
                            ("dry_run", "true"), ("expect", "measure/a+b&c@r1"),
                            ("expect", "x 刘@new"),
                        ],
                        body: Array("{}".utf8)
                    )
                ).accepted()
                #expect(append.status == 200)
                #expect(append.type == .json)
                let echo = try JSON(parsing: append.body)
                #expect(
                    echo["expect"] == .array([.string("measure/a+b&c@r1"), .string("x 刘@new")])
                )
                #expect(echo["dry_run"] == .bool(true))
                #expect(echo["uid"]?.integer == Int(Account.current))
                for _ in 0..<50 {
                    let answer = try client.send(
                        .get("/v1/measures/in-force", query: [("on", "2018")], accept: .csv)
                    )
                    #expect(text(answer.body) == #"["measures/in-force","text/csv","on=2018"]"#)
                }
            }
        }
    }

    @Test func `one connection carries many requests`() async throws {
        var limits = Limits()
        limits.connectionsMax = 1
        limits.excessMax = 0
        try await TestDaemon.with(limits: limits) { daemon async throws in
            try await daemon.client { client throws in
                for _ in 0..<20 { #expect(try client.send(.get("/v1/status")).status == 200) }
            }
        }
    }

    @Test func `large bodies and large answers pass`() async throws {
        let bytes = [UInt8](repeating: 7, count: 16 << 20)
        let hash = String(repeating: "ab", count: 32)
        try await TestDaemon.with { daemon async throws in
            try await daemon.client { client throws in
                let path = "/v1/sources/\(hash)"
                #expect(try client.send(.get(path)).problem?.code == "not_found")
                #expect(try client.send(.put(path, body: bytes)).status == 201)
                #expect(try client.send(.put(path, body: bytes)).status == 200)
                #expect(try client.send(.get(path, accept: .bytes)).body == bytes)
                let append = Request.post("/v1/events", body: bytes, type: .protobuf)
                #expect(try client.send(append).status == 201)
                #expect(try client.send(.get("/v1/types")).body.count == 3 << 20 + 2)
                // Over the limit: the reply arrives although the body was not read.
                let large = Request.post("/v1/events", body: bytes + [7])
                #expect(try client.send(large).problem?.code == "too_large")
                #expect(try client.send(.get("/v1/status")).status == 200)
            }
        }
    }

    @Test func `a stream arrives piece by piece and may be left`() async throws {
        try await TestDaemon.with { daemon async throws in
            try await daemon.client { client throws in
                var seen: [UInt8] = []
                let whole = try client.stream(.get("/v1/events", accept: .lines)) { piece in
                    seen += piece
                    return true
                }
                #expect(whole.status == 200)
                #expect(text(seen) == "r1\nr2\nr3\n")
                var count = 0
                try client.stream(.get("/v1/export", accept: .lines)) { piece in
                    count += piece.count
                    return count < 1 << 20
                }
                #expect(count >= 1 << 20)
                let refused = try client.stream(.get("/v1/events", query: [("after", "x")])) { _ in
                    true
                }
                #expect(refused.problem?.code == "bad_request")
                // The connection is none the worse for it.
                #expect(try client.send(.get("/v1/status")).status == 200)
            }
        }
    }

    @Test func `a stream that breaks is not taken for a whole one`() async throws {
        try await TestDaemon.with { daemon async throws in
            let error = try await daemon.client { client throws in
                let request = Request.get("/v1/events", query: [("limit", "1")], accept: .lines)
                return #expect(throws: ClientError.self) {
                    try client.stream(request) { _ in true }
                }
            }
            #expect(error == .connectionLost)
        }
    }

    @Test func `a daemon that is not there, or mute, is told apart`() async throws {
        let folder = try Scratch()
        let path = folder("none")
        let long = folder(String(repeating: "x", count: 120))
        try await blocking { () throws in
            #expect(throws: ClientError.noDaemon(path: path, reason: "no such file")) {
                try Client(socket: path, timeout: .seconds(1)).send(.get("/v1/status"))
            }
            #expect(throws: ClientError.self) {
                try Client(socket: long, timeout: .seconds(1)).send(.get("/v1/status"))
            }
        }
        try await TestDaemon.with { daemon async throws in
            try await daemon.client(timeout: .milliseconds(200)) { client throws in
                #expect(throws: ClientError.timeout) {
                    try client.stream(
                        .get("/v1/events", query: [("follow", "true")], accept: .lines)
                    ) { _ in true }
                }
                #expect(throws: ClientError.timeout) { try client.send(.get("/v1/export")) }
            }
        }
    }

    /// The daemon here answers the first request of a connection and hangs up on the second.
    @Test func `a request lost on a kept connection is repeated if it is safe`() async throws {
        let folder = try Scratch()
        let path = folder("s")
        let listener = try UnixSocket.listen(path: path, mode: 0o600)
        defer { close(listener) }
        // A thread of its own: a child task could wait for one longer than the client waits.
        Thread.detachNewThread {
            for _ in 0..<3 {
                let wire = Wire(accept(listener, nil, nil))
                _ = wire.readAll(until: "\r\n\r\n")
                try? wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                _ = wire.readAll(until: "\r\n\r\n")
            }
        }
        try await blocking { () throws in
            let client = Client(socket: path, timeout: .seconds(20))
            for _ in 0..<3 { #expect(text(try client.send(.get("/")).body) == "ok") }
            #expect(throws: ClientError.connectionLost) {
                try client.send(.post("/", body: []))
            }
        }
    }

    @Test func `paths and parameters are escaped`() {
        let table: [(String, [(String, String)], String)] = [
            ("/v1/status", [], "/v1/status"),
            ("/v1/a b?", [("on", "2018-07/2018-11-15")], "/v1/a%20b%3F?on=2018-07/2018-11-15"),
            ("/x", [("k&", "a=b&c+d%é"), ("e", "")], "/x?k%26=a%3Db%26c%2Bd%25%C3%A9&e="),
        ]
        for (path, query, target) in table {
            #expect(Request.target(path, query: query) == target)
        }
    }

    @Test func `problems survive the wire`() throws {
        let faults = [
            Fault(line: 3, "body.rate.pct", .malformed, "'ten' is no number", hint: "write 10"),
            Fault("subject", .missing, "is needed"),
        ]
        let refusal = Refusal(
            .batchPartlyKnown,
            "some",
            faults: faults,
            details: [.init("known", .array([.string("r1")]))]
        )
        let problem = Problem(refusal)
        #expect(problem.json == refusal.json)
        #expect(Problem(bytes: problem.json.bytes) == problem)
        let odd = Problem(bytes: Array(#"{"code":"new","faults":[{"code":"newer"}]}"#.utf8))
        #expect(odd?.type == "about:blank")
        #expect(odd?.faults == [Fault("", .malformed, "newer")])
        #expect(Problem(bytes: Array("[]".utf8)) == nil)
        #expect(Reply(status: 502).problem?.code == "http_502")
    }

    @Test func `the best form is chosen`() {
        let offered: [MediaType] = [.json, .lines, .csv]
        let table: [(String?, MediaType?)] = [
            (nil, .json), ("", .json), ("*/*", .json), ("text/*", .csv), ("text/html", nil),
            ("application/x-ndjson;q=0.5, text/csv ; q=0.75", .csv), ("TEXT/CSV", .csv),
            ("application/json;q=0, */*;q=0.1", .lines), ("text/csv;q=x", nil),
            ("application/*, text/csv", .json), ("text/csv;q=0.001", .csv),
        ]
        for (accept, type) in table {
            #expect(MediaType.preferred(accept: accept, of: offered) == type, "\(accept ?? "")")
        }
        #expect(MediaType(header: "Application/JSON; charset=utf-8") == .json)
        #expect(MediaType(header: "application/jsonx") == nil)
    }
}
