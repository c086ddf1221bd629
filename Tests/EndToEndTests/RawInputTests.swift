import Foundation
import Ledger
import LedgerAPI
import Testing

/// Bad input that no command line can carry: bytes, sizes and protocols.
@Suite struct RawInputTests {
    private static let statement =
        #"{"type":"statement.made","subject":"statement/raw-1","actors":[{"actor":"person/liu-he","role":"by"}],"body":{"kind":"position","gist":"GIST"},"evidence":[{"source":"src/cnn-20181115","chain":[{"who":"src/cnn-20181115","act":"stated"}],"attribution":"outlet_voice","form":"narration","stance":"asserts"}]}"#

    private func post(
        _ daemon: TestDaemon,
        _ body: [UInt8],
        _ type: MediaType = .json,
        _ query: [(String, String)] = []
    ) throws -> (status: Int, problem: JSON) {
        let reply = try daemon.client().send(
            .post("/v1/events", query: query, body: body, type: type)
        )
        return (reply.status, try JSON(parsing: reply.body))
    }

    /// The first fault, as a line.
    private func fault(_ problem: JSON) -> String {
        let fault = problem["faults"]?.elements.first ?? .null
        let place = fault["line"].map { "line \($0.line) " } ?? ""
        return place
            + [fault["path"]?.text, fault["message"]?.text].compactMap(\.self)
            .joined(separator: ": ")
    }

    @Test func `what is wrong with the bytes is said, and nothing is recorded`() throws {
        let daemon = try TestDaemon(seeded: true)
        let good = Self.statement.replacingOccurrences(of: "GIST", with: "says so")
        let latin = Array(good.utf8).flatMap { $0 == UInt8(ascii: "o") ? [0xf6] : [$0] }
        let long = Self.statement.replacingOccurrences(
            of: "GIST",
            with: String(repeating: "a", count: 70_000)
        )
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        let table: [(body: [UInt8], type: MediaType, status: Int, code: String, fault: String)] = [
            (
                Array("".utf8), .json, 422, "invalid_event",
                "line 1 : not JSON at column 1: expected an event, as an object { ... }"
            ),
            (Array("[]".utf8), .json, 422, "invalid_event", ""),
            (Array("\n\n".utf8), .lines, 422, "invalid_event", ""),
            (
                latin, .json, 422, "invalid_event",
                "line 1 : not JSON at column 54: expected text in UTF-8"
            ),
            (
                Array(good.dropLast(3).utf8), .json, 422, "invalid_event",
                "line 1 evidence[0]: not JSON at column 306: expected '}', but the text ends here"
            ),
            (
                Array((good + good).utf8), .json, 422, "invalid_event",
                "line 1 : not JSON at column 309: expected nothing more after the events"
            ),
            (
                Array((good + " " + good).utf8), .lines, 422, "invalid_event",
                "line 1 : not JSON at column 310: expected one event a line"
            ),
            (Array("{\"a\":\(deep)}".utf8), .json, 422, "invalid_event", "line 1 a: is no field"),
            (
                Array(long.utf8), .json, 422, "invalid_event",
                "line 1 : has 70154 bytes; an event has at most 65536"
            ),
            (
                [0x0a, 0x03, 0xff, 0xff, 0xff], .protobuf, 422, "invalid_event",
                "line 1 : is not a ledger.v1.AppendItem"
            ),
            (
                Array("<event/>".utf8), .protobuf, 422, "invalid_event",
                ": is not a ledger.v1.AppendBatch"
            ),
            (
                Array("{}".utf8), .cloudEvent, 422, "invalid_event",
                "line 1 id: is needed in a CloudEvent"
            ),
            (Array(good.utf8), .csv, 415, "unsupported_media_type", ""),
        ]
        for row in table {
            let (status, problem) = try post(daemon, row.body, row.type)
            #expect(status == row.status, "\(problem.line)")
            #expect(problem["code"]?.text == row.code, "\(problem.line)")
            #expect(fault(problem) == row.fault, "\(problem.line)")
        }
        #expect(try daemon.ask("status")["size"]?.integer == 197)
    }

    @Test func `what is too large is refused before it is worked on`() throws {
        let daemon = try TestDaemon(seeded: true)
        let large = [UInt8](repeating: UInt8(ascii: " "), count: 17 << 20)
        let (status, problem) = try post(daemon, large)
        #expect(status == 413)
        #expect(problem["code"]?.text == "too_large")
        let line = #"{"type":"issue.registered","subject":"issue/nN","body":{"description":"d"}}"#
        let many = (0..<10_001).map { line.replacingOccurrences(of: "nN", with: "n\($0)") }
            .joined(separator: "\n")
        let (batch, refusal) = try post(daemon, Array(many.utf8), .lines)
        #expect(batch == 413, "\(refusal.line)")
        #expect(try daemon.ask("status")["size"]?.integer == 197)
    }

    @Test func `a CloudEvent and a batch of protobuf are recorded once`() throws {
        let daemon = try TestDaemon(seeded: true)
        let event = Self.statement.replacingOccurrences(of: "GIST", with: "by cloud")
        let cloud =
            #"{"specversion":"1.0","id":"7","source":"/desk","type":"org.ledgerd.event","data":\#(event)}"#
        for (round, status) in [201, 200].enumerated() {
            let (got, receipt) = try post(daemon, Array(cloud.utf8), .cloudEvent)
            #expect(got == status, "\(receipt.line)")
            let known = receipt["records"]?.elements.first?["known"]
            #expect(known == .bool(round == 1))
        }
        // The stream of stored records, put into a batch, is known already.
        let stored = try daemon.client().send(
            .get("/v1/events", query: [("after", "r197")], accept: .protobuf)
        ).body
        #expect(stored.count > 200)
        #expect(try daemon.ask("status")["size"]?.integer == 198)
    }

    @Test func `parameters are checked, all of them at once`() throws {
        let daemon = try TestDaemon()
        let problem = try daemon.ask("timeline", [("sinc", "2018-01-01"), ("colour", "red")])
        #expect(problem["code"]?.text == "bad_request")
        #expect(problem["faults"]?.elements.count == 2)
        #expect(problem["faults"]?.elements.first?["hint"]?.text == "did you mean 'since'?")
        #expect(try daemon.ask("nowhere")["code"]?.text == "not_found")
    }
}
