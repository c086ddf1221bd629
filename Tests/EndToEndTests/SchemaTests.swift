import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

/// What the daemon says, against the schemas that it hands out.
@Suite struct SchemaTests {
    private static let script = Programs.checkout.appending(path: "scripts/validate.py").path

    /// What a witness is told that hands its signature in.
    private func cosigned(by daemon: TestDaemon) throws -> JSON {
        let witness = try SignerKey(
            name: "witness.example/w",
            kind: .cosignature,
            seed: [UInt8](repeating: 5, count: 32)
        )
        try Data((witness.verifier.text + "\n").utf8)
            .write(to: URL(filePath: "\(daemon.folder)/data/ledger/witnesses"))
        let client = try daemon.client()
        let shown = try client.send(.get("/v1/log/checkpoint", accept: .text)).body
        var note = try SignedNote(bytes: shown)
        note.cosign(with: witness, seconds: 1_700_000_000)
        let path = "/v1/log/cosignatures"
        return try JSON(
            parsing: try client.send(.post(path, body: note.bytes, type: .text)).body
        )
    }

    /// Coordinates, each asked of every view.
    private static let coordinates: [[(String, String)]] = [
        [("on", "2018-11-15"), ("known", "2018-11-15")],
        [("on", "2019-06-16")],
        [("on", "2019-10-15"), ("strict", "true")],
        [("on", "2019-10-15"), ("as_of", "r150")],
        [("on", "2026-11-25")],
    ]

    /// What views ask for beside coordinates, as often as a view has sorts of rows.
    private static let needed: [String: [[(String, String)]]] = [
        "measures/show": [
            [("subject", "measure/us-301-list3")], [("subject", "measure/is-fish")],
            [("subject", "measure/is-wool")],
        ],
        "measures/exposure": [[], [("by", "month"), ("since", "2018-01-01")]],
        "proceedings/show": [[("subject", "proceeding/fish-rules")]],
        "issues/show": [[("issue", "tariffs")], [("issue", "fisheries")]],
        "claims": [
            [("subject", "offer/cn-2018-11-opening-bid")], [("subject", "statement/anna-nets")],
            [("subject", "r166")], [("subject", "measure/is-fish")],
        ],
        "claims/matrix": [
            [("issue", "fisheries")], [("subject", "statement/navarro-2018-11-csis")],
        ],
        "replay": [
            [("to", "2019-12-31")], [("by", "published"), ("to", "2019-12-31")],
            [("by", "recorded")], [("by", "recorded"), ("from", "r120"), ("to", "r140")],
        ],
        "diff": [
            [("axis", "known"), ("from", "2018-10-25"), ("to", "2019-07-10"), ("records", "true")],
            [("axis", "on"), ("from", "2018-10-25"), ("to", "2018-11-15")],
            [("axis", "as_of"), ("from", "r120"), ("to", "r150"), ("records", "true")],
        ],
        "search": [[("words", "tariff")], [("words", "tariff"), ("count_by", "month")]],
        "batches": [[], [("batch", "b1")]],
        "records/show": [[("record", "r1")], [("record", "r120")], [("record", "r166")]],
        "records/history": [[("subject", "r166")], [("subject", "statement/anna-nets")]],
        "records/trace": [[("record", "r120")], [("record", "r166")], [("record", "r184")]],
        "sources/show": [
            [("source", "src/cnn-20181115")], [("source", "src/port-gazette-20190705")],
        ],
        "actors/show": [
            [("actor", "person/navarro-peter")], [("actor", "person/jonsdottir-anna")],
            [("actor", "gov/USA")],
        ],
        "types/show": [[("type", "tariff.imposed")], [("type", "x.port.closed")]],
        "schemas/show": [[("name", "tariff.imposed")], [("name", "claims")]],
    ]

    @Test func `every answer, receipt and refusal is as its schema says, and no damaged one`()
        throws
    {
        let daemon = try TestDaemon(seeded: true)
        var values = try receipts(of: daemon)
        for point in Self.coordinates {
            for view in Question.views.keys.sorted() {
                for query in Self.needed[view] ?? [[]] {
                    values.append(try daemon.ask(view, query + point))
                }
            }
        }
        values += try recorded(by: daemon).map { try daemon.ask("records/trace", [("record", $0)]) }
        for path in ["status", "log/verify", "replay/verify", "log/key", "log/root"] {
            values.append(try daemon.ask(path))
        }
        daemon.stop()
        try daemon.start()
        values.append(try daemon.ask("log/checkpoints"))
        values.append(try daemon.ask("log/consistency", [("from", "r100")]))
        values.append(try cosigned(by: daemon))
        values += try ofItself(daemon)
        values += try refusals(of: daemon) + exported(by: daemon) + [redaction()]
        var documents = Schemas.list(types: .builtIn).map(\.name).compactMap {
            Schemas.document(named: $0, types: .builtIn, isStrict: true)
        }
        // An event's schema is closed whoever reads it, so the daemon's own serves.
        let own = try daemon.ask("schemas/show", [("name", "x.port.closed")])
        documents.append(try #require(own["rows"]?.elements.first?["document"]))
        let told = try validate(values, documents, in: daemon.folder)
        // Everything that has a schema has an example: what was damaged is as much as was known.
        #expect(told.contains("\(documents.count) schemas, "), "\(told)")
        #expect(told.contains(" values of \(documents.count), "), "\(told)")
    }

    @Test func `the daemon hands out the schemas that it keeps to`() throws {
        let daemon = try TestDaemon()
        let list = try daemon.ask("schemas")["rows"]?.elements ?? []
        let own = Schemas.list(types: .builtIn)
        #expect(list.compactMap { $0["name"]?.text } == own.map(\.name))
        for entry in own {
            let shown = try daemon.ask("schemas/show", [("name", entry.name)])
            let row = try #require(shown["rows"]?.elements.first)
            #expect(row["kind"]?.text == entry.kind.rawValue)
            #expect(row["document"] == Schemas.document(named: entry.name, types: .builtIn))
        }
        let none = try daemon.ask("schemas/show", [("name", "measure")])
        #expect(none["code"]?.text == "not_found")
    }

    /// The receipts of the made-up events, of a text, and of the clock.
    private func receipts(of daemon: TestDaemon) throws -> [JSON] {
        let events = Array((SchemaEvents.lines.joined(separator: "\n") + "\n").utf8)
        let text = Array("Duties on fish\n".utf8)
        let path = "/v1/sources/" + Hash.sha256(of: text.span).hex
        let requests: [Request] = [
            .post("/v1/events", query: [("dry_run", "true")], body: events, type: .lines),
            .post("/v1/events", body: events, type: .lines), .put(path, body: text),
            .post("/v1/clock/accept", body: []),
        ]
        return try requests.map { request in
            let reply = try daemon.client().send(request)
            let said = String(decoding: reply.body, as: UTF8.self)
            #expect((200...201).contains(reply.status), "\(said.prefix(2_000))")
            return try JSON(parsing: reply.body)
        }
    }

    /// What the ledger records of itself, told and recorded.
    private func ofItself(_ daemon: TestDaemon) throws -> [JSON] {
        let requests: [Request] = [
            .post("/v1/log/attest", query: [("dry_run", "true")], body: []),
            .post("/v1/log/attest", body: []), .post("/v1/log/key/rotate", body: []),
        ]
        return try requests.map { try JSON(parsing: try daemon.client().send($0).body) }
    }

    /// The made-up records, by number.
    private func recorded(by daemon: TestDaemon) throws -> [String] {
        let count = UInt64(SchemaEvents.lines.count)
        let size = UInt64(try daemon.ask("status")["size"]?.integer ?? 0)
        return ((size - count + 1)...size).map { "r\($0)" }
    }

    /// Refusals with all that they may have.
    private func refusals(of daemon: TestDaemon) throws -> [JSON] {
        let event =
            #"{"type":"issue.registered","subject":"issue/kelp","body":{"description":"a"}}"#
        let known = #"{"id":"0199c0de-0000-7000-8000-00000000002a","# + event.dropFirst()
        let sent = try daemon.client().send(.post("/v1/events", body: Array(known.utf8)))
        #expect(sent.status == 201)
        let other = event.replacing("kelp", with: "krill")
        let bodies: [(query: [(String, String)], body: String, code: String)] = [
            ([], #"{"type":"issue.registered"}"#, "invalid_event"),
            ([], "{", "invalid_event"), ([("sure", "true")], event, "bad_request"),
            ([("expect", "issue/kelp@new")], other, "expectation_failed"),
            ([], "[\(known),\(other)]", "batch_partly_known"),
            ([], known.replacing(#""a""#, with: #""b""#), "id_reused"),
        ]
        return try bodies.map { query, body, code in
            let request = Request.post("/v1/events", query: query, body: Array(body.utf8))
            let problem = try JSON(parsing: try daemon.client().send(request).body)
            #expect(problem["code"]?.text == code, "\(problem.line)")
            return problem
        }
    }

    /// Every event of the log as it may be appended again.
    private func exported(by daemon: TestDaemon) throws -> [JSON] {
        let reply = try daemon.client().send(.get("/v1/export", accept: .lines))
        return try reply.body.split(separator: UInt8(ascii: "\n")).map {
            try JSON(parsing: Array($0))
        }
    }

    /// The one type that the daemon does not take yet.
    private func redaction() throws -> JSON {
        let text = """
            {"type":"record.redacted","subject":"statement/anna-nets",\
            "body":{"target":"r12","reason":"a private address"}}
            """
        return try JSON(parsing: Array(text.utf8))
    }

    /// Has the script hold values against documents; returns what it says.
    private func validate(_ values: [JSON], _ documents: [JSON], in folder: String) throws -> String
    {
        for (name, lines) in [("strict", documents), ("values", values)] {
            let text = lines.map { $0.line + "\n" }.joined()
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).ndjson"))
        }
        let run = try Spawn.run(
            ["/usr/bin/env", "python3", Self.script, folder],
            environment: ProcessInfo.processInfo.environment,
            milliseconds: 300_000
        )
        let told = String(decoding: run.output + run.errors, as: UTF8.self)
        #expect(run.status == .exited(code: 0), "\(told)")
        return told
    }
}
