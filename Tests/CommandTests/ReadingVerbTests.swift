import Ledger
import LedgerAPI
import Testing

@testable import ledgerctl

/// Verbs that record what the desk thinks of records and keys.
@Suite struct ReadingVerbTests {
    private static let receipt = Reply.json(
        """
        {"schema":"ledger.receipt/1","batch":"b198","size":198,"root":"9f","dry_run":false,\
        "records":[{"record":"r198","id":"x","known":false}],"notes":[]}
        """,
        status: 201
    )

    private static let replies = [
        "GET /v1/records/show": [
            Reply.json(
                #"{"schema":"ledger.record/1","rows":[{"record":"r9","event":{"type":"t","subject":"figure/a"}}],"notes":[]}"#
            )
        ],
        "POST /v1/events": [receipt],
    ]

    /// Runs words and gives the event sent, without its id.
    private func sent(_ words: [String]) throws -> String {
        let outcome = ctl(words, Self.replies)
        #expect(outcome.exit == .done, "\(outcome.err)")
        var event = try #require(outcome.sent)
        #expect(RecordID(event["id"]?.text ?? "") != nil)
        event.set("id", nil)
        return event.line
    }

    @Test func `a reading of a conflict is about the first record's subject`() throws {
        let words = ["claim", "explain", "r9", "r8", "--reading", "one tranche only"]
        #expect(
            try sent(words + ["--kind", "scope-difference", "--note", "n"]) == """
                {"type":"conflict.explained","subject":"figure/a","body":{"kind":"scope_difference",\
                "records":["r9","r8"],"reading":"one tranche only"},"note":"n"}
                """
        )
        let asked = ctl(words + ["--subject", "figure/b"], Self.replies)
        #expect(asked.requests.map(\.method) == ["POST"])
        #expect(asked.sent?["subject"]?.text == "figure/b")
        #expect(asked.sent?["body"]?["kind"]?.text == "other")
        #expect(
            asked.out == """
                recorded r198  conflict.explained  figure/b
                  show: ledgerctl record show r198

                """
        )
    }

    @Test func `a link is about the subject of the record it starts from`() throws {
        #expect(
            try sent([
                "record", "link", "r9", "responds-to", "r8", "--reason", "comes after it", "--part",
                "body.rate",
            ]) == """
                {"type":"record.linked","subject":"figure/a","body":{"target":"r9",\
                "rel":"responds_to","to":"r8","part":"body.rate","reason":"comes after it",\
                "link_by":"coder"}}
                """
        )
        #expect(
            try sent([
                "record", "link", "r9", "repeats", "r8", "--by", "source", "--source", "s", "--loc",
                "4",
            ]) == """
                {"type":"record.linked","subject":"figure/a","body":{"target":"r9","rel":"repeats",\
                "to":"r8","link_by":"source"},"evidence":[{"source":"src/s",\
                "chain":[{"who":"src/s","act":"stated"}],"attribution":"outlet_voice","loc":"L4",\
                "form":"narration","stance":"comments","certainty":"unstated"}]}
                """
        )
    }

    @Test func `a query names one record and what is doubtful`() throws {
        #expect(
            try sent(["record", "query", "r9", "--reason", "caption only"]) == """
                {"type":"record.linked","subject":"figure/a","body":{"target":"r9","rel":"queried",\
                "reason":"caption only","link_by":"coder"}}
                """
        )
        #expect(ctl("record query r9").exit == .usage)
    }

    @Test func `keys are linked, the first to the others`() throws {
        let flags = ["--join", "presumed", "--reason", "told of as one"]
        #expect(
            try sent(["actor", "link", "USA", "anon/x/y", "--rel", "same-as"] + flags) == """
                {"type":"identity.linked","subject":"gov/USA","body":{"a":"gov/USA",\
                "b":["anon/x/y"],"rel":"same_as","reason":"told of as one","join":"presumed"}}
                """
        )
        #expect(
            try sent(["subject", "link", "talk:a", "talk/b", "talk/c", "--rel", "one_of"] + flags)
                == """
                {"type":"identity.linked","subject":"talk/a","body":{"a":"talk/a",\
                "b":["talk/b","talk/c"],"rel":"one_of","reason":"told of as one","join":"presumed"}}
                """
        )
    }

    @Test func `a type of the desk's own is an event`() throws {
        #expect(
            try sent([
                "type", "add", "x.hearing.held", "--description", "a hearing was held",
                "--subject-kinds", "measure,restriction", "--required", "title", "--required",
                "place", "--expected", "next-step", "--allowed", "terms", "--roles", "asked-by",
                "--machine", "talk", "--state", "held",
            ]) == """
                {"type":"type.registered","subject":"type/x.hearing.held",\
                "body":{"name":"x.hearing.held","description":"a hearing was held",\
                "subject_kinds":["measure","restriction"],"required_fields":["title","place"],\
                "expected_fields":["next_step"],"allowed_fields":["terms"],\
                "required_roles":["asked_by"],"machine":"talk","state":"held"}}
                """
        )
    }

    @Test func `an event of such a type is appended as any other`() throws {
        let event = try sent([
            "append", "x.hearing.held", "measure/a", "--title", "on list 3", "--place",
            "Washington,USA", "--source", "s",
        ])
        #expect(
            event.hasPrefix(
                """
                {"type":"x.hearing.held","subject":"measure/a","body":{"title":"on list 3",\
                "place":{"name":"Washington","iso3166":"USA"}},"evidence":[{"source":"src/s"
                """
            )
        )
    }

    @Test func `repeating a command with its key records nothing twice`() {
        let words = ["record", "query", "r9", "--reason", "x", "--idempotency-key", "monday"]
        let ids = [words, words, words.map { $0 == "r9" ? "r8" : $0 }].map {
            ctl($0, Self.replies).sent?["id"]?.text
        }
        #expect(ids[0] == ids[1])
        #expect(ids[0] != ids[2])
    }

    @Test func `nothing is recorded in a dry run, and expectations are sent`() {
        let outcome = ctl(
            [
                "claim", "explain", "r9", "--reading", "x", "-n", "--expect", "figure/a@r9",
            ],
            Self.replies
        )
        #expect(
            outcome.requests.last?.target
                == Request.target(
                    "/v1/events",
                    query: [("dry_run", "true"), ("expect", "figure/a@r9")]
                )
        )
    }

    @Test(
        arguments: [
            ("claim explain r9 --reading x --kind typo", "--kind: "),
            ("claim explain 9 --reading x", "'9' is no record"),
            ("claim explain r9 --reading x --subject y", "--subject: 'y' has no kind"),
            ("claim explain r9 --reading x --loc L4", "--loc needs --source"),
            ("claim explain r9", "Missing expected argument '--reading <reading>'"),
            ("record link r9 follows r8", "RELATION: "),
            ("record link r9 queried r8", "RELATION: to query a record takes no second one"),
            ("record link r9 repeats x", "'x' is no record"),
            ("record link r9 repeats r8 --by me", "The value 'me' is invalid for '--by <by>'"),
            ("actor link USA --rel same_as --join stated --reason x", "a link needs two keys"),
            (
                "actor link USA src/a --rel same_as --join stated --reason x",
                "ACTORS: 'src/a' is no actor"
            ),
            ("actor link USA CHN --rel same --join stated --reason x", "--rel: "),
            ("actor link USA CHN --rel same_as --join sure --reason x", "--join: "),
            (
                "subject link a b --rel same_as --join stated --reason x",
                "SUBJECTS: 'a' has no kind"
            ),
            ("type add", "Missing expected argument '<name>'"),
        ])
    func `a bad flag is named before anybody is asked`(line: String, message: String) {
        let outcome = ctl(line, Self.replies)
        #expect(outcome.exit == .usage)
        #expect(outcome.requests.isEmpty)
        #expect(outcome.err.hasPrefix("ledgerctl: \(message)"), "\(outcome.err)")
        #expect(outcome.err.contains("\n  "), "a hint: \(outcome.err)")
    }

    /// Faults of the daemon, by path, and the flag or word that each comes from.
    @Test(
        arguments: [
            ("claim explain r9 --reading x", "body.records[0]", "RECORDS"),
            ("claim explain r9 --reading x", "body.reading", "--reading"),
            ("record link r9 repeats r8", "body.target", "RECORD"),
            ("record link r9 repeats r8", "body.to", "OTHER"),
            ("record link r9 repeats r8 --part body.x", "body.part", "--part"),
            ("record query r9 --reason x --source s", "evidence[0].source", "--source"),
            ("actor link USA CHN --rel same_as --join stated --reason x", "body.b[0]", "KEYS"),
            ("type add x.a --description d", "body.name", "NAME"),
            ("type add x.a --description d", "subject", "NAME"),
            ("type add x.a --description d", "body.required_fields[1]", "--required"),
            ("type add x.a --description d", "body.subject_kinds[0]", "--subject-kinds"),
            ("type add x.a --description d", "body.required_roles[0]", "--roles"),
            ("type add x.a --description d", "body.state", "--state"),
        ])
    func `a refusal of the daemon names the flag`(line: String, path: String, flag: String) {
        let problem = """
            {"code":"invalid_event","title":"not recorded: 1 problem","status":422,\
            "faults":[{"path":"\(path)","code":"malformed","message":"is wrong","hint":"write it so"}]}
            """
        var replies = Self.replies
        replies["POST /v1/events"] = [.json(problem, status: 422)]
        let outcome = ctl(line, replies)
        #expect(outcome.exit == .refused)
        #expect(
            outcome.err == """
                not recorded: 1 problem
                  \(flag)  is wrong  write it so

                """
        )
    }
}
