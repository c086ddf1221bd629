import Ledger
import LedgerAPI
import Testing

@testable import ledgerctl

@Suite struct UndoTests {
    private static let status =
        #"{"schema":"ledger.status/1","account":{"uid":1000,"name":"alice","role":"author"}}"#

    private static func batches(
        uid: Int = 1_000,
        undo: String = #""r199","r198""#,
        against: String = ""
    ) -> String {
        """
        {"schema":"ledger.batches/1","basis":{"as_of":"r199"},"rows":[{"batch":"b198",\
        "recorded_at":"2026-11-25T01:15:55.123456Z","recorder":{"uid":\(uid),"name":"bob"},\
        "count":2,"undo":[\(undo)],"against":[\(against)],"records":["r198","r199"]}],"notes":[]}
        """
    }

    private static let records = """
        {"schema":"ledger.records/1","rows":[\
        {"record":"r198","type":"talk.held","subject":"talk/a","gist":"one","records":["r198"]},\
        {"record":"r199","type":"talk.held","subject":"talk/b","gist":null,"records":["r199"]}\
        ],"notes":[]}
        """

    private static func receipt(_ isDry: Bool) -> Reply {
        .json(
            """
            {"schema":"ledger.receipt/1","batch":"b200","size":201,"root":"9f","dry_run":\(isDry),\
            "records":[{"record":"r200","id":"x","known":false},{"record":"r201","id":"y",\
            "known":false}],"notes":[]}
            """,
            status: isDry ? 200 : 201
        )
    }

    private func undo(
        _ words: String,
        _ batches: String = batches(),
        typed: [String]? = nil
    ) -> Outcome {
        ctl(
            "undo \(words)",
            [
                "GET /v1/status": [.json(Self.status)], "GET /v1/batches": [.json(batches)],
                "GET /v1/records": [.json(Self.records)],
                "POST /v1/events": [Self.receipt(true), Self.receipt(false)],
            ],
            typed: typed
        )
    }

    private func appends(_ outcome: Outcome) -> [String] {
        outcome.requests.filter { $0.method == "POST" }.map(\.target)
    }

    @Test func `the last batch is withdrawn from its end, once it was rehearsed`() throws {
        let outcome = undo("--yes")
        #expect(outcome.exit == .done)
        #expect(
            outcome.requests.map(\.target) == [
                "/v1/status", "/v1/batches?recorder=1000&limit=1",
                "/v1/records?batch=b198&limit=1000000", "/v1/events?dry_run=true", "/v1/events",
            ]
        )
        let sent = try #require(outcome.sent).elements
        #expect(sent.map { $0["body"]?["target"]?.text } == ["r199", "r198"])
        #expect(sent.map { $0["subject"]?.text } == ["talk/b", "talk/a"])
        #expect(sent[0]["body"]?["reason"]?.text == "undo of b198")
        #expect(outcome.requests[3].body == outcome.requests[4].body)
        #expect(
            outcome.err == """
                b198 by alice, 2026-11-25T01:15:55.123456Z: 2 records
                  r199  talk.held  talk/b
                  r198  talk.held  talk/a  one
                redo:  ledgerctl undo

                """
        )
        #expect(outcome.out.hasPrefix("recorded r200  record.retracted  talk/b\n"))
    }

    @Test(arguments: [("y", true), ("YES", true), ("n", false), ("", false)])
    func `a person is asked`(answer: String, goes: Bool) {
        let outcome = undo("", typed: [answer])
        #expect(outcome.err.contains("retract it? It stays in the log, marked. [y/N] "))
        #expect(appends(outcome).contains("/v1/events") == goes)
        #expect(outcome.exit == (goes ? .done : .refused))
    }

    @Test func `a script has to say yes`() {
        let outcome = undo("")
        #expect(outcome.exit == .usage && outcome.err.contains("if it is:  --yes"))
        #expect(appends(outcome) == ["/v1/events?dry_run=true"])
    }

    @Test func `a dry run only tells`() {
        let outcome = undo("-n")
        #expect(outcome.exit == .done && outcome.out.contains("nothing recorded (dry run)"))
        #expect(outcome.err.contains("r198  talk.held  talk/a  one"))
        #expect(appends(outcome) == ["/v1/events?dry_run=true"])
    }

    @Test func `a batch may be named`() {
        let outcome = undo("b198 --yes --reason wrong")
        #expect(outcome.requests[1].target == "/v1/batches?batch=b198")
        #expect(outcome.sent?.elements.first?["body"]?["reason"]?.text == "wrong")
    }

    @Test(
        arguments: [
            (batches(uid: 7), Exit.notPermitted, "b198 was recorded by bob, not by alice"),
            (
                batches(against: #""r205","r207""#), .refused,
                "not undone: records of others build on b198: r205 r207"
            ), (batches(undo: ""), .notFound, "nothing to undo: nothing of b198 stands"),
            (
                #"{"schema":"ledger.batches/1","rows":[],"notes":[]}"#, .notFound,
                "nothing to undo: alice has recorded nothing here"
            ),
        ])
    func `what cannot be undone is told, and nothing sent`(
        batches: String,
        exit: Exit,
        message: String
    ) {
        let outcome = undo("b198 --yes", batches)
        #expect(outcome.exit == exit)
        #expect(outcome.err.hasPrefix(message))
        #expect(appends(outcome).isEmpty)
    }

    @Test func `a list shows what could be undone`() {
        let outcome = undo("--list --limit 3", Self.batches(against: #""r205""#))
        #expect(outcome.requests.last?.target == "/v1/batches?recorder=1000&limit=3&on=2018-11-20")
        #expect(outcome.out.contains("b198") && outcome.out.contains("built upon by r205"))
        #expect(appends(outcome).isEmpty)
    }
}
