import ArgumentParser
import Ledger
import LedgerAPI
import Testing

@testable import ledgerctl

/// Questions that a desk shares.
@Suite struct SavedQueryTests {
    private static let receipt = Reply.json(
        """
        {"schema":"ledger.receipt/1","batch":"b198","size":198,"root":"9f","dry_run":false,\
        "records":[{"record":"r198","id":"x","known":false}],"notes":[]}
        """,
        status: 201
    )

    private static func records(_ rows: [(String, String, String)]) -> Reply {
        .json(
            Answers.answer(
                "records/1",
                rows.map {
                    #"{"record":"\#($0.0)","subject":"\#($0.1)","standing":"\#($0.2)","recorder":"ann","recorded_at":"2026-11-25T01:15:55Z"}"#
                }
            )
        )
    }

    /// A desk with two names; one was saved twice, one corrected, one taken away.
    private static func desk(_ words: String) -> [String: [Reply]] {
        [
            "GET /v1/records": [
                records([
                    ("r1", "query/due", "current"), ("r2", "query/due", "current"),
                    ("r3", "query/gone", "retracted"), ("r4", "query/navarro", "superseded"),
                ]),
                records([("r5", "query/navarro", "current"), ("r6", "measure/x", "current")]),
            ],
            "GET /v1/records/show": [
                .json(
                    Answers.answer(
                        "record/1",
                        [
                            #"{"event":{"replacement":{"body":{"words":\#(words),"description":"for Mondays"}}}}"#
                        ]
                    )
                )
            ],
            "GET /v1/talks": [
                .json(Answers.answer("talks/1", [#"{"talk":"talk/a","records":["r9"]}"#]))
            ],
        ]
    }

    @Test func `a question is recorded as it was typed`() throws {
        let outcome = ctl(
            [
                "query", "save", "due", "--description", "for Mondays", "--", "talk", "list",
                "--since", "2 weeks ago", "-o", "csv",
            ],
            ["POST /v1/events": [Self.receipt]]
        )
        #expect(outcome.exit == .done, "\(outcome.err)")
        var event = try #require(outcome.sent)
        event.set("id", nil)
        #expect(
            event.line == """
                {"type":"query.saved","subject":"query/due","body":{"words":["talk","list",\
                "--since","2 weeks ago","-o","csv"],"description":"for Mondays"}}
                """
        )
        #expect(outcome.err == "run it:  ledgerctl query run due\n")
    }

    @Test(
        arguments: [
            ("query save due --", "there is no question"),
            ("query save due", "there is no question"),
            ("query save due -- append call.held x", "'append' is no question"),
            ("query save due -- export --to x", "'export' is no question"),
            ("query save due -- watch", "'watch' is no question"),
            ("query save due -- query run due", "'query run' is no question"),
            ("query save due -- help time", "there is no 'help'"),
            ("query save due -- talk list --help", "'talk list' is no question"),
            ("query save due -- talk lst", "'talk' has no verb 'lst'"),
            ("query save due -- talk list --sate held", "Unknown option '--sate'"),
            ("query save due -- talk list --socket x", "--socket is not for a saved question"),
            ("query save due -- talk list --prove f", "--prove is not for a saved question"),
            ("query save Due! -- talk list", "NAME: "),
        ])
    func `what is no question is not saved`(line: String, message: String) {
        let outcome = ctl(line)
        #expect(outcome.exit == .usage)
        #expect(outcome.err.hasPrefix("ledgerctl: \(message)"), "\(outcome.err)")
        #expect(outcome.requests.isEmpty)
    }

    @Test func `the list has the last standing words of each name`() {
        let outcome = ctl(
            "query list -o csv",
            Self.desk(#"["talk","list","--since","2 weeks ago"]"#)
        )
        #expect(
            outcome.out
                == [
                    "query,command,words,description,recorder,recorded_at,records",
                    "query/due,talk list --since '2 weeks ago',talk list --since 2 weeks ago,for Mondays,ann,2026-11-25T01:15:55Z,r2",
                    "query/navarro,talk list --since '2 weeks ago',talk list --since 2 weeks ago,for Mondays,ann,2026-11-25T01:15:55Z,r5",
                    "",
                ].joined(separator: "\r\n")
        )
    }

    @Test func `flags of whoever runs it go before the saved ones`() {
        let desk = Self.desk(#"["talk","list","--on","2018-11-15","-o","json"]"#)
        let outcome = ctl(
            "query run due --on 2018-12-01 -o csv --fields talk -- --state held",
            desk
        )
        #expect(outcome.exit == .done, "\(outcome.err)")
        #expect(outcome.out == "talk\r\ntalk/a\r\n")
        #expect(outcome.requests.last?.target == "/v1/talks?state=held&on=2018-12-01")
        #expect(outcome.err.hasPrefix("ledgerctl talk list --on 2018-11-15 -o json --state held\n"))
    }

    @Test(arguments: [#"["append","call.held","x"]"#, #"["talk","list","--socket","x"]"#, "[]"])
    func `what is no question is not run, whoever has recorded it`(words: String) {
        let outcome = ctl("query run due", Self.desk(words))
        #expect(outcome.exit == .usage)
        #expect(!outcome.requests.contains { $0.method == "POST" || $0.target.contains("talks") })
    }

    @Test func `a name that nobody has saved is not found`() {
        for name in ["gone", "query/none"] {
            let outcome = ctl("query run \(name)", Self.desk("[]"))
            #expect(outcome.exit == .notFound)
            #expect(outcome.err.contains("no question is saved as query/"))
        }
    }

    @Test func `every question is a command, and none records anything`() throws {
        for path in SavedQuery.questions {
            let place = try CommandTree.resolve(path.split(separator: " ").map(String.init))
            #expect(place.rest.isEmpty && place.path.joined(separator: " ") == path)
            let help = Ledgerctl.helpMessage(for: place.command, columns: 400)
            for flag in ["--dry-run", "--out ", "--exec"] {
                #expect(!help.contains(flag), "\(path) \(flag)")
            }
        }
    }
}
