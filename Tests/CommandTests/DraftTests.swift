import Ledger
import LedgerAPI
import Testing

@testable import ledgerctl

@Suite struct DraftTests {
    private static let receipt = """
        {"schema":"ledger.receipt/1","batch":"b198","size":198,"root":"9f","dry_run":false,"records":[{"record":"r198","id":"x","recorded_at":"2026-11-25T01:15:55.123456Z","known":false}],"notes":["corroborates r150"]}
        """

    private func append(_ words: [String]) -> Outcome {
        ctl(["append"] + words, ["POST /v1/events": [.json(DraftTests.receipt, status: 201)]])
    }

    /// The event sent, without its id, as JSON on one line.
    private func event(_ words: [String]) throws -> String {
        let outcome = append(words)
        #expect(outcome.err.isEmpty)
        var sent = try #require(outcome.sent)
        sent.set("id", nil)
        return sent.line
    }

    @Test func `flags become the event of the catalogue`() throws {
        let sent = try event([
            "tariff.imposed", "us-301-list3", "--imposer", "USA", "--target", "gov/CHN",
            "--rate", "10%", "--coverage", "up-to:200bn", "--effective", "2018-09-24",
            "--resumes", "--lines", "5,745", "--legal-basis", "section 301", "--issue",
            "tariffs,retaliation", "--source", "cnn-20181115", "--loc", "49-51,53", "--note", "n",
        ])
        #expect(
            sent == """
                {"type":"tariff.imposed","subject":"measure/us-301-list3",\
                "actors":[{"actor":"gov/USA","role":"imposer"},{"actor":"gov/CHN","role":"target"}],\
                "issues":["tariffs","retaliation"],\
                "body":{"rate":{"pct":"10","kind":"additional","qual":"eq"},\
                "coverage":{"value":"200000000000","unit":"USD","qual":"up_to"},\
                "effective":{"edtf":"2018-09-24","basis":"stated"},"resumes":true,"lines":5745,\
                "legal_basis":"section 301"},\
                "evidence":[{"source":"src/cnn-20181115","chain":[{"who":"src/cnn-20181115","act":"stated"}],\
                "attribution":"outlet_voice","loc":"L49-L51,L53","form":"narration","stance":"asserts"}],\
                "note":"n"}
                """
        )
    }

    @Test func `a chain, an item, a date derived and a link`() throws {
        let sent = try event([
            "offer.made", "offer/cn-2018-11", "--by", "gov/CHN", "--to", "USA", "--item",
            "issue=purchases,action=buy-more,text=more soy, and gas,amount=range:5bn-10bn,deadline=2019",
            "--occurred", "2018-11-14", "--basis", "derived", "--date-text", "late Wednesday",
            "--tz", "America/New_York", "--source", "src/cnn-20181115",
            "--via", "anon/cnn-20181115/briefed1", "--via", "src/bloomberg-201811-offer,reported",
            "--certainty", "probable", "--evidence-basis", "briefed", "--covers", "body,actors",
            "--link", "responds-to=r10", "--link-by", "source", "--inferred", "occurred",
        ])
        #expect(
            sent == """
                {"type":"offer.made","subject":"offer/cn-2018-11",\
                "occurred":{"edtf":"2018-11-14","basis":"derived","text":"late Wednesday",\
                "anchor":"src/cnn-20181115","tz":"America/New_York"},\
                "actors":[{"actor":"gov/CHN","role":"by"},{"actor":"gov/USA","role":"to"}],\
                "issues":["purchases"],\
                "body":{"items":[{"issue":"purchases","action":"buy_more","text":"more soy, and gas",\
                "amount":{"value":"5000000000","unit":"USD","qual":"range","upper":"10000000000"},\
                "deadline":{"edtf":"2019","basis":"derived","text":"late Wednesday",\
                "anchor":"src/cnn-20181115","tz":"America/New_York"}}]},\
                "evidence":[{"source":"src/cnn-20181115","chain":[{"who":"anon/cnn-20181115/briefed1","act":"said"},\
                {"who":"src/bloomberg-201811-offer","act":"reported"},{"who":"src/cnn-20181115","act":"relayed"}],\
                "attribution":"other_outlet","certainty":"probable","basis":"briefed",\
                "covers":["body","actors"],"form":"paraphrase","stance":"asserts"}],\
                "links":[{"rel":"responds_to","to":"r10","by":"source"}],"inferred":["occurred"]}
                """
        )
    }

    /// What single flags put into the event: the type and subject, the flags, a path, a value.
    @Test(
        arguments: [
            ("claim.disavowed statement/x", "--target r165", "body.target", #""r165""#),
            (
                "claim.disavowed statement/x", "--about gov/USA", "actors",
                #"[{"actor":"gov/USA","role":"about"}]"#
            ),
            ("statement.made x", "--about talk/y", "body.about", #"["talk/y"]"#),
            ("record.linked measure/x", "--to r4 --link-by coder", "body.link_by", #""coder""#),
            (
                "call.held x", "--with person/a,person/b", "actors",
                #"[{"actor":"person/a","role":"party"},{"actor":"person/b","role":"party"}]"#
            ),
            (
                "claim.disavowed statement/x", "--grounds misspoke,not-authorized", "body.grounds",
                #"["misspoke","not_authorized"]"#
            ),
            (
                "tariff.raised x", "--rates 5%,10%", "body.rates",
                #"[{"pct":"5","kind":"additional","qual":"eq"},{"pct":"10","kind":"additional","qual":"eq"}]"#
            ),
            (
                "tariff.imposed x", "--rate 5%,total:10%", "body.rates",
                #"[{"pct":"5","kind":"additional","qual":"eq"},{"pct":"10","kind":"total","qual":"eq"}]"#
            ),
            (
                "restriction.imposed x", "--term 7", "body.term",
                #"{"value":"7","unit":"year","qual":"eq"}"#
            ),
            (
                "figure.stated index.close/djia", "--metric index.close --value 24202.6",
                "body.value",
                #"{"value":"24202.6","unit":"index_pts","qual":"eq"}"#
            ),
            (
                "figure.stated f", "--prior value=337bn,period=2017", "body.prior",
                #"{"value":{"value":"337000000000","unit":"USD","qual":"eq"},"period":{"edtf":"2017","basis":"stated"}}"#
            ),
            (
                "talks.held x", "--place Beijing,CHN", "body.place",
                #"{"name":"Beijing","iso3166":"CHN"}"#
            ),
            (
                "tariff.threatened x", "--condition unless=a,b", "body.condition",
                #"{"unless":"a,b"}"#
            ),
            (
                "tariff.amended x", "--entry-rule exported-before=2018-09-24,rate=10%",
                "body.entry_rule",
                #"{"exported_before":{"edtf":"2018-09-24","basis":"stated"},"rate":{"pct":"10","kind":"additional","qual":"eq"}}"#
            ),
            (
                "agreement.reached x", "--form truce --evidence-form quote --source src/s",
                "body.form", #""truce""#
            ),
            (
                "agreement.reached x", "--form truce --evidence-form quote --source src/s",
                "evidence.0.form", #""quote""#
            ),
            ("statement.made x", "--form quote --source src/s", "evidence.0.form", #""quote""#),
            ("tariff.lifted x", "--refund=false", "body.refund", "false"),
            ("talks.held x", "--agenda a,b --agenda c", "body.agenda", #"["a,b","c"]"#),
            ("x.desk.own talk/x", "--outcome progress", "body.outcome", #""progress""#),
            (
                "statement.made x", "--set body.place.iso3166=CHN", "body.place",
                #"{"iso3166":"CHN"}"#
            ),
            ("statement.made x", "--set body.lines=7", "body.lines", "7"),
            ("statement.made x", "--set body.rate.pct=7", "body.rate.pct", #""7""#),
            (
                "statement.made x", #"--set actors[0]={"actor":"gov/USA","role":"by"}"#,
                "actors.0.role", #""by""#
            ),
            (
                "conflict.explained figure/f", "--records r1,r2 --source src/s",
                "evidence.0.stance", #""comments""#
            ),
            (
                "statement.made x", "--source src/s --via person/a", "evidence.0.attribution",
                #""named""#
            ),
            (
                "statement.made x", "--source src/s --via USA", "evidence.0.attribution",
                #""institution""#
            ),
            (
                "statement.made x", "--source src/s --via org/o --via src/s", "evidence.0.chain",
                #"[{"who":"org/o","act":"said"},{"who":"src/s","act":"reported"}]"#
            ),
            ("proposal.answered offer/x", "--modality intended", "modality", #""intended""#),
        ])
    func `a flag sets a member`(head: String, flags: String, path: String, value: String) throws {
        let sent = try #require(
            append((head + " " + flags).split(separator: " ").map(String.init)).sent
        )
        var found: JSON? = sent
        for step in path.split(separator: ".") {
            found = Int(step).map { found?.elements.dropFirst($0).first } ?? found?[String(step)]
        }
        #expect(found?.line == value)
    }

    @Test func `attribution follows from the chain as the core has it`() throws {
        for hops in [
            [], ["person/a"], ["org/o"], ["gov/USA"], ["anon/s/x"], ["src/t"],
            ["person/a", "src/t"],
            ["anon/s/x", "src/t"], ["src/t", "person/a"],
        ] {
            let vias = hops.flatMap { ["--via", $0] }
            let sent = try #require(
                append(
                    [
                        "statement.made", "x", "--by", "USA", "--kind", "position", "--source",
                        "src/s",
                    ]
                        + vias
                ).sent
            )
            let door = Door(types: .builtIn, id: { _ in nil }, newID: { RecordID(high: 1, low: 1) })
            let drafts = try door.json(sent.bytes, isLines: false)
            let entry = try #require(drafts.first?.event.evidence.first)
            #expect(
                EventParser.attribution(of: entry.chain.map(\.who), in: entry.source.key)
                    == entry.attribution,
                "\(hops)"
            )
        }
    }

    @Test func `the id is new, or made of what the user gives`() throws {
        func id(_ flags: [String]) throws -> String {
            try #require(append(["statement.made", "x"] + flags).sent?["id"]?.text)
        }
        let uuid = "0199c0de-0000-7000-8000-000000000001"
        #expect(try id([]).hasPrefix("0167"))
        #expect(try id(["--id", uuid]) == uuid)
        #expect(try id(["--idempotency-key", uuid]) == uuid)
        let derived = try id(["--idempotency-key", "line 7"])
        #expect(try id(["--idempotency-key", "line 7"]) == derived)
        #expect(append(["statement.made", "x", "--id", "7"]).exit == .usage)
    }

    @Test func `a write says what it recorded and how to see it`() {
        let outcome = append(["statement.made", "x", "--expect", "statement/x@new"])
        #expect(
            outcome.out == """
                recorded r198  statement.made  statement/x
                  corroborates r150
                  show: ledgerctl record show r198

                """
        )
        #expect(outcome.requests[0].target == "/v1/events?expect=statement/x@new")
        let json = append(["statement.made", "x", "-o", "json"])
        #expect(json.out == DraftTests.receipt + "\n")
        let csv = append(["statement.made", "x", "-ocsv"])
        #expect(
            csv.out
                == [
                    "record,id,recorded_at,known", "r198,x,2026-11-25T01:15:55.123456Z,false", "",
                ].joined(separator: "\r\n")
        )
    }

    @Test func `a dry run records nothing and says so`() {
        let reply = DraftTests.receipt.replacing("\"dry_run\":false", with: "\"dry_run\":true")
        let outcome = ctl("append -n statement.made x", ["POST /v1/events": [.json(reply)]])
        #expect(outcome.requests[0].target == "/v1/events?dry_run=true")
        #expect(
            outcome.out == """
                would record statement.made  statement/x
                  corroborates r150
                nothing recorded (dry run)

                """
        )
    }

    @Test func `all that is wrong is told at once, at the flags`() {
        let outcome = append([
            "tariff.imposed", "us-301-list3", "--imposer", "USA", "--rate", "ten", "--effective",
            "09/11/2018", "--source", "src/s", "--form", "qoute", "--set", "body",
        ])
        #expect(outcome.requests.isEmpty)
        #expect(outcome.exit == .refused)
        #expect(
            outcome.err == """
                not recorded: 5 problems
                  --rate       'ten' is not a rate                               write 10%, 5%,10% or up-to:25%
                  --effective  '09/11/2018' is not a date: it can be read two ways, 2018-11-09 (day first) or 2018-09-11 (month first)  write YYYY-MM-DD
                  --form       'qoute' is not one of its words                   did you mean 'quote'?
                  --set        'body' is no path and value                       write body.place.iso3166=CHN
                  --target     needs one in role 'target'                        write --target gov/USA

                """
        )
    }

    @Test(
        arguments: [
            ("tarif.imposed x", "TYPE", "did you mean 'tariff.imposed'?"),
            ("proposal.answered x", "SUBJECT", "write offer/x or demand/x or talk/x"),
            ("statement.made X!", "SUBJECT", "write statement/x"),
            ("statement.made x --via person/a", "--source", "name the document"),
            ("statement.made x --source src/s --via robot", "--via", "write kind/name"),
            ("statement.made x --by robot", "--by", "write kind/name"),
            ("statement.made x --link r5", "--link", "write responds-to=r168"),
            ("statement.made x --modality maybe", "--modality", "write one of: actual"),
            ("offer.made x --item isue=a", "--item", "did you mean 'issue='?"),
            ("talks.held x --outcome fail", "--outcome", "write one of: agreement"),
            ("tariff.imposed x --lines few", "--lines", "write digits"),
            ("claim.denied claim/x --target 165", "--target", "write r168"),
            ("tariff.imposed x --target China", "--target", "write kind/name"),
        ])
    func `a flag that cannot be read says why`(line: String, place: String, hint: String) {
        let outcome = ctl("append " + line, ["POST /v1/events": [.json(DraftTests.receipt)]])
        #expect(outcome.exit == .refused)
        #expect(outcome.requests.isEmpty)
        #expect(
            outcome.err.split(separator: "\n").contains {
                $0.contains("  \(place)") && $0.contains(hint)
            }
        )
    }

    @Test func `faults of the daemon point at the flags they came from`() {
        let problem = """
            {"code":"invalid_event","title":"not recorded: 4 problems","status":422,"faults":[\
            {"path":"body.effective.edtf","code":"malformed","message":"m1"},\
            {"path":"actors[1].actor","code":"unknown_actor","message":"m2","hint":"h"},\
            {"path":"evidence[0].chain[0].who","code":"wrong_kind","message":"m3"},\
            {"path":"body.items[0].issue","code":"missing","message":"m4"}]}
            """
        let outcome = ctl(
            "append tariff.imposed x --imposer USA --target CHN --effective 2018 --source src/s",
            ["POST /v1/events": [.json(problem, status: 422)]]
        )
        #expect(outcome.exit == .refused)
        #expect(
            outcome.err == """
                not recorded: 4 problems
                  --effective  m1
                  --target     m2  h
                  --via        m3
                  --item       m4

                """
        )
    }
}
