import Ledger
import LedgerAPI
import Platform
import Testing

@testable import ledgerctl

@Suite struct WriteVerbTests {
    private static let receipt = Reply.json(
        """
        {"schema":"ledger.receipt/1","batch":"b198","size":198,"root":"9f","dry_run":false,\
        "records":[{"record":"r198","id":"x","known":false}],"notes":[]}
        """,
        status: 201
    )

    private static func shown(_ event: String) -> Reply {
        .json(
            #"{"schema":"ledger.record/1","basis":{"as_of":"r9"},"rows":[{"record":"r9","event":\#(event)}],"notes":[]}"#
        )
    }

    private static let event = """
        {"type":"tariff.imposed","subject":"measure/x","actors":[{"actor":"gov/USA","role":"imposer"},\
        {"actor":"gov/CHN","role":"target"}],"body":{"rate":{"pct":"10","kind":"additional","qual":"eq"},\
        "goods":"all"},"evidence":[{"source":"src/s","loc":"L1","form":"quote"}],"note":"old"}
        """

    private func correct(_ words: [String], _ event: String = event) -> Outcome {
        ctl(
            ["record", "correct", "r9"] + words,
            ["GET /v1/records/show": [Self.shown(event)], "POST /v1/events": [Self.receipt]]
        )
    }

    @Test func `a correction carries the whole new event`() throws {
        let outcome = correct([
            "--rate", "25%", "--target", "gov/VNM", "--loc", "L2", "--set", "body.goods=",
            "--reason", "typo",
        ])
        #expect(outcome.exit == .done)
        var sent = try #require(outcome.sent)
        sent.set("id", nil)
        #expect(
            sent.line == """
                {"type":"record.corrected","subject":"measure/x","body":{"target":"r9","reason":"typo"},\
                "replacement":{"type":"tariff.imposed","subject":"measure/x",\
                "actors":[{"actor":"gov/USA","role":"imposer"},{"actor":"gov/VNM","role":"target"}],\
                "body":{"rate":{"pct":"25","kind":"additional","qual":"eq"}},\
                "evidence":[{"source":"src/s","loc":"L2","form":"quote"}],"note":"old"}}
                """
        )
    }

    @Test func `a corrected record is corrected from what it says now`() throws {
        let chain =
            #"{"type":"record.corrected","subject":"measure/x","body":{"target":"r1"},"replacement":\#(Self.event)}"#
        let sent = try #require(
            correct(["--rate", "5%", "--reason", "again", "--note", "n"], chain).sent
        )
        #expect(sent["replacement"]?["type"]?.text == "tariff.imposed")
        #expect(sent["note"]?.text == "n")
        #expect(sent["replacement"]?["note"]?.text == "old")
    }

    @Test func `a stale correction points at the record`() {
        let stale = """
            {"code":"bad_reference","title":"not recorded: 2 problems","status":422,"faults":[\
            {"path":"body.target","code":"stale_target","message":"r9 has been changed since"},\
            {"path":"replacement.body.rate","code":"malformed","message":"m"}]}
            """
        let outcome = ctl(
            ["record", "correct", "r9", "--rate", "5%", "--reason", "x"],
            [
                "GET /v1/records/show": [Self.shown(Self.event)],
                "POST /v1/events": [.json(stale, status: 422)],
            ]
        )
        #expect(outcome.err.contains("  RECORD  r9 has been changed since\n  --rate  m\n"))
    }

    @Test func `a correction needs a reason and a change`() {
        #expect(correct(["--rate", "5%"]).exit == .refused)
        #expect(correct(["--reason", "none"]).exit == .usage)
        let wrong = correct(["--rate", "five", "--reason", "x"])
        #expect(wrong.exit == .refused)
        #expect(wrong.requests.count == 1)
    }

    @Test func `retractions are one batch`() throws {
        let outcome = ctl(
            [
                "record", "retract", "r9", "r8", "--reason", "twice", "--note", "n", "-n", "--id",
                "k",
            ],
            ["GET /v1/records/show": [Self.shown(Self.event)], "POST /v1/events": [Self.receipt]]
        )
        let sent = try #require(outcome.sent)
        #expect(outcome.requests.last?.target == "/v1/events?dry_run=true")
        #expect(sent.elements.map { $0["body"]?["target"]?.text } == ["r9", "r8"])
        #expect(sent.elements.allSatisfy { $0["type"]?.text == "record.retracted" })
        #expect(sent.elements.allSatisfy { $0["subject"]?.text == "measure/x" })
        #expect(Set(sent.elements.compactMap { $0["id"]?.text }).count == 2)
        #expect(ctl("record retract r9").exit == .usage)
    }

    @Test func `an actor is an event too`() throws {
        let outcome = ctl(
            [
                "actor", "add", "person/liu-he", "--kind", "person", "--name", "Liu He", "--aka",
                "刘鹤",
                "--roles", "title=Vice Premier,at=CHN,from=2018-03",
            ],
            ["POST /v1/events": [Self.receipt]]
        )
        var sent = try #require(outcome.sent)
        sent.set("id", nil)
        #expect(
            sent.line == """
                {"type":"actor.registered","subject":"person/liu-he","body":{"kind":"person",\
                "name":"Liu He","aka":["刘鹤"],"roles":[{"title":"Vice Premier","at":"gov/CHN",\
                "from":{"edtf":"2018-03","basis":"stated"}}]}}
                """
        )
        #expect(outcome.out.hasPrefix("recorded r198  actor.registered  person/liu-he\n"))
    }

    @Test func `a document is held before it is registered`() throws {
        try withScratch { folder in
            let path = "\(folder)/article.txt"
            try DurableFile.write(Array("text".utf8), to: path)
            let digest = Hash.sha256(of: Array("text".utf8).span).hex
            let replies = [
                "PUT /v1/sources/\(digest)": [Reply(status: 201)],
                "POST /v1/events": [Self.receipt],
            ]
            let words = [
                "source", "add", path, "--outlet", "org/cnn", "--published", "2018-11-15",
                "--title", "T", "--author", "person/a",
            ]
            let outcome = ctl(words, replies)
            #expect(outcome.requests.map(\.method) == ["PUT", "POST"])
            #expect(outcome.requests[0].body == Array("text".utf8))
            var sent = try #require(outcome.sent)
            sent.set("id", nil)
            #expect(
                sent.line == """
                    {"type":"source.registered","subject":"src/cnn-20181115",\
                    "actors":[{"actor":"person/a","role":"author"}],\
                    "body":{"outlet":"org/cnn","published":{"edtf":"2018-11-15","basis":"stated"},\
                    "title":"T","held":"full","sha256":"\(digest)","file":"article.txt"}}
                    """
            )
            #expect(
                outcome.out.hasPrefix(
                    "recorded r198  source.registered  src/cnn-20181115   sha256 \(digest)   4 bytes\n"
                )
            )
            let dry = ctl(words + ["-n"], replies)
            #expect(dry.requests.map(\.method) == ["POST"])
        }
    }

    @Test func `a cited document has no bytes`() throws {
        let outcome = ctl(
            "source add --cited --outlet org/wsj --published 2018-10 --kind news",
            ["POST /v1/events": [Self.receipt]]
        )
        let sent = try #require(outcome.sent)
        #expect(sent["subject"]?.text == "src/wsj-201810")
        #expect(sent["body"]?["held"]?.text == "cited_only")
        #expect(sent["body"]?["sha256"] == nil)
    }

    @Test(
        arguments: [
            ("source add --cited", "--outlet", Exit.refused),
            (
                "source add --cited --outlet org/x --published 2018-11-01/2018-11-15",
                "give --key src/...", .refused
            ),
            ("source add --cited --outlet measure/x --published 2018", "--outlet", .usage),
            ("source add", "source add takes one file", .usage),
            (
                "source add /nowhere --outlet org/x --published 2018-11-01", "cannot read /nowhere",
                .noInput
            ),
            ("actor add", "actor add takes one key", .usage),
            ("record correct", "record correct takes one record", .usage),
        ])
    func `what is missing is named`(line: String, words: String, exit: Exit) {
        let outcome = ctl(line)
        #expect(outcome.exit == exit)
        #expect(outcome.err.contains(words))
        #expect(outcome.requests.isEmpty)
    }

    @Test func `whole events may come from a file`() throws {
        try withScratch { folder in
            let path = "\(folder)/e.json"
            try DurableFile.write(
                Array(#"[{"type":"a","subject":"s/1"},{"type":"b","subject":"s/2"}]"#.utf8),
                to: path
            )
            let outcome = ctl(["append", "--file", path], ["POST /v1/events": [Self.receipt]])
            let sent = try #require(outcome.sent)
            #expect(sent.elements.map { $0["type"]?.text } == ["a", "b"])
            #expect(sent.elements.allSatisfy { RecordID($0["id"]?.text ?? "") != nil })
            #expect(ctl(["append", "x", "y", "--file", path]).exit == .usage)
            #expect(ctl(["append", "--file", "\(folder)/none"]).exit == .noInput)
            try DurableFile.write(Array("{\"type\":\"a\"}\n{\"type\":\"b\"}\n".utf8), to: path)
            let lines = ctl(["append", "--file", path], ["POST /v1/events": [Self.receipt]])
            #expect(lines.requests[0].headers.contains { $0.value == "application/x-ndjson" })
            #expect(lines.requests[0].body.split(separator: 0x0a).count == 2)
        }
    }
}
