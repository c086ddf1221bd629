import LedgerAPI
import Testing

@testable import ledgerctl

@Suite struct RenderTests {
    private func ask(_ line: String, _ path: String, _ body: String, columns: Int? = nil) -> Outcome
    {
        ctl(line, ["GET \(path)": [.json(body)]], columns: columns)
    }

    @Test func `measures in force are a table with totals as sentences`() {
        let outcome = ask("measure in-force", "/v1/measures/in-force", Answers.inForce)
        #expect(
            outcome.out == """
                on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1
                WHO          MEASURE                      RATE  COVERAGE  SINCE               BASIS                   CLASS   RECORDS
                USA → world  us-232-steel-aluminium          –         –  ..2018-03-23        attested                outlet  r101
                USA → CHN    us-301-list3            10% ≠ 25%    $200bn  2018-07/2018-11-15  contradicted, possibly  outlet  r184 ≠ r169 r170
                             25% was due on 2019-01-01 (r169)
                USA → CHN total: stated $250bn (r167) ≠ $200bn (r137) · listed here $200bn · not itemised $50bn
                1 threat is not listed

                """
        )
        #expect(outcome.err.isEmpty)
    }

    @Test func `claims end with their tally`() {
        let outcome = ask("audit offer/x", "/v1/claims", Answers.claims)
        #expect(
            outcome.out == """
                on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1
                ORIGIN         CARRIER  PUBLISHED   HOW           FORM        STANCE   LINES   REC
                person/liu-he  CNN      2018-11-15  other outlet  paraphrase  asserts  L5,L31  r144
                刘鹤           –        2018-11-15  outlet voice  narration   asserts  L27     r145
                unnamed · named 0 · unnamed 2–3 · outlets 2 (1 held)

                """
        )
    }

    @Test func `a replay tells changes, then the state`() {
        let outcome = ask("replay --to 2018-11-15 --no-header", "/v1/replay", Answers.replay)
        #expect(
            outcome.out == """
                2018-03-25    r81   measure/us-301-china-2018  announced               up to $60bn
                ..2018-05-04  r125  measure/us-301-china-2018  announced → threatened  up to $150bn

                measure/us-301-list3  in force  r168

                """
        )
        let whole = ask("replay --to 2018-11-15", "/v1/replay", Answers.replay)
        #expect(whole.out.hasPrefix("on 2018-11-15 · known by"))
        #expect(
            whole.out.hasSuffix(
                """

                state on 2018-07/2018-11-15:
                SUBJECT               STATE     RECORDS
                measure/us-301-list3  in force  r168

                """
            )
        )
    }

    @Test func `a diff has marks and no names`() {
        let outcome = ask("diff --known 2018-10-25..2018-11-15", "/v1/diff", Answers.diff)
        #expect(
            outcome.out == """
                on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1
                +  r150       talk/2018-11-09-call  state  held                    Mnuchin – Liu He
                ~  r161 r162  demand/us-2018-10     state  open → partly accepted  –
                31 event records learned

                """
        )
    }

    @Test func `what has no day is told below`() {
        let outcome = ask("measure upcoming", "/v1/measures/upcoming", Answers.upcoming)
        #expect(
            outcome.out == """
                on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1
                DATE        MEASURE       STEP         CHANGE    COVERAGE    IN  CLASS   RECORDS
                2019-01-01  us-301-list3  list3-to-25  10 → 25%    $200bn  47 d  outlet  r169
                undated: us-301-remaining threatened (r138 r172)

                """
        )
    }

    @Test func `a terminal never sees controls, and a spreadsheet no formulas`() {
        let table = ask("timeline", "/v1/timeline", Answers.hostile)
        #expect(
            table.out == """
                on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1
                DATE        REC  TYPE            SUBJECT      CLASS  GIST
                2018-11-09  r1   statement.made  statement/x  named  =1+1 \\x1b[2J, "so"\\x0ahe said
                2018-11-10  r2   @sum            -5           -x     刘鹤 한국
                a\\u202eb

                """
        )
        let csv = ask("timeline -o csv", "/v1/timeline", Answers.hostile)
        #expect(
            csv.out
                == [
                    "date,type,subject,gist,class,record,records",
                    "2018-11-09,statement.made,statement/x,\"'=1+1 \u{1b}[2J, \"\"so\"\"\nhe said\",named,r1,r1",
                    "2018-11-10,'@sum,'-5,刘鹤 한국,'-x,r2,r2", "",
                ].joined(separator: "\r\n")
        )
    }

    @Test func `csv has the columns of its schema, whatever the rows hold`() {
        let outcome = ask("measure in-force -o csv", "/v1/measures/in-force", Answers.inForce)
        let lines = outcome.out.split(separator: "\r\n")
        #expect(
            lines[0] == """
                row,imposer,target,measure,also,goods,rate,other_rates,coverage,since,until,basis,\
                likelihood,step,amendments,class,explanation,stated,itemised,unallocated,records
                """
        )
        #expect(
            lines[1] == """
                measure,gov/USA,group/world,measure/us-232-steel-aluminium,,"steel, aluminium",,,,\
                ..2018-03-23,,attested,surely,,,outlet,,,,,r101
                """
        )
        let bare = ask(
            "measure in-force -o csv --no-header",
            "/v1/measures/in-force",
            Answers.inForce
        )
        #expect(bare.out.split(separator: "\r\n").count == 3)
    }

    @Test func `jsonl rows stand alone`() {
        let outcome = ask("diff --as-of r1..r2 -o jsonl", "/v1/diff", Answers.diff)
        let lines = outcome.out.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines[0] == """
                {"schema":"ledger.diff/1","on":"2018-11-15","known":"2018-11-15","as_of":"r197",\
                "size":197,"root":"9f3c","rules":1,"redactions":0,"mark":"+",\
                "subject":"talk/2018-11-09-call","field":"state","before":null,"after":"held",\
                "what":"Mnuchin – Liu He","records":["r150"]}
                """
        )
    }

    @Test func `json is the reply as it came, on one line in a pipe`() {
        let piped = ask("diff --as-of r1..r2 -o json", "/v1/diff", Answers.diff)
        #expect(piped.out == Answers.diff.replacing("\n", with: "") + "\n")
        let screen = ask("diff --as-of r1..r2 -o json", "/v1/diff", Answers.diff, columns: 80)
        #expect(screen.out.hasPrefix("{\n  \"schema\": \"ledger.diff/1\",\n"))
    }

    @Test func `chosen fields hold in every format`() {
        let path = "/v1/measures/in-force"
        let table = ask("measure in-force --fields measure,since.lo", path, Answers.inForce)
        #expect(
            table.out == """
                on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1
                MEASURE                         SINCE.LO
                measure/us-232-steel-aluminium  –
                measure/us-301-list3            2018-07-01
                –                               –
                1 threat is not listed

                """
        )
        let csv = ask("measure in-force --fields measure,since.lo -o csv", path, Answers.inForce)
        #expect(
            csv.out
                == [
                    "measure,since.lo", "measure/us-232-steel-aluminium,",
                    "measure/us-301-list3,2018-07-01", ",", "",
                ].joined(separator: "\r\n")
        )
        let wrong = ask("measure in-force --fields mesure", path, Answers.inForce)
        #expect(wrong.exit == .usage)
        #expect(wrong.err.contains("did you mean 'measure'?"))
    }

    @Test func `what a screen has no room for goes below its row, whole`() {
        let screen = ask("audit offer/x --color never", "/v1/claims", Answers.claims, columns: 20)
        #expect(
            screen.out == """
                on 2018-11-15 ·
                  known by
                  2018-11-15 ·
                  ledger r197 ·
                  rules 1
                ORIGIN
                person/liu-he
                    carrier CNN ·
                    published
                    2018-11-15 · how
                    other outlet ·
                    form paraphrase
                    · stance asserts
                    · lines L5,L31 ·
                    rec r144
                刘鹤
                    published
                    2018-11-15 · how
                    outlet voice ·
                    form narration ·
                    stance asserts ·
                    lines L27 · rec
                    r145
                unnamed · named 0 ·
                  unnamed 2–3 ·
                  outlets 2 (1 held)

                """
        )
        let style = TableStyle(width: 10)
        #expect(
            style.wrapped("root 0123456789abcdefgh 刘鹤刘鹤刘鹤刘鹤", hanging: 2)
                == ["root", "  01234567", "  89abcdef", "  gh", "  刘鹤刘鹤", "  刘鹤刘鹤"]
        )
        let prose = ask("timeline --no-header", "/v1/timeline", Answers.hostile, columns: 70)
        #expect(prose.out.split(separator: "\n").allSatisfy { $0.count <= 70 })
        #expect(prose.out.contains("\n            刘鹤 한국\n"))
    }

    @Test func `nothing found is told on standard error, and is no failure`() {
        let outcome = ask("measure in-force", "/v1/measures/in-force", Answers.empty)
        #expect(outcome.exit == .done)
        #expect(outcome.out.isEmpty)
        #expect(
            outcome.err == """
                no measures in force (on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1); \
                first: measure/us-232, ..2018-03-23

                """
        )
        #expect(ask("measure in-force -q", "/v1/measures/in-force", Answers.empty).err.isEmpty)
        let json = ask("measure in-force -o json", "/v1/measures/in-force", Answers.empty)
        #expect(json.err.isEmpty && json.out.contains(#""rows":[]"#))
    }

    @Test func `status is a list of what is known`() {
        let outcome = ask("status --socket /s", "/v1/status", Answers.status)
        #expect(
            outcome.out == """
                version       0.1.0
                pid           8123
                uptime        2 h 3 min
                ledger        ledgerd.org/x
                size          197
                root          9f3c
                views         r197
                sources held  5
                log bytes     1.5 MiB
                views bytes   512 bytes
                socket        /s
                account       uid 1000, name alice, role editor
                queue         0
                found         --socket

                """
        )
        let json = ask("status --socket /s -o json", "/v1/status", Answers.status)
        #expect(json.out == Answers.status + "\n")
    }

    @Test func `a record is told whole`() {
        let outcome = ask("record show r166 --no-header", "/v1/records/show", Answers.record)
        #expect(
            outcome.out == """
                r166  tariff.imposed  measure/x  current
                  occurred   2018-11-13 (derived "Tuesday" in src/cnn-20181115)
                  imposer    gov/USA ("Washington")
                  target     gov/CHN
                  rate       10%
                  coverage   up to $60bn
                  grounds    misspoke not_authorized
                  effective  2018-09-24
                  issues     tariffs
                  evidence   person/kudlow-larry said → src/cnn-20181115 reported L47 · named, quote, asserts
                  link       responds to r165 (by the source)
                  note       a remark
                  recorded   2026-11-25T01:15:55.123456Z by alice in b75
                  id         0199
                  leaf       ab12

                """
        )
    }

    @Test func `verification ends with 3 unless all is well`() {
        let good =
            #"{"schema":"ledger.verify/1","records":197,"root":"9f","sources":5,"ok":true,"problems":[]}"#
        let bad =
            #"{"schema":"ledger.verify/1","records":197,"root":"9f","sources":5,"ok":false,"problems":["r7: leaf differs"]}"#
        let fine = ask("log verify", "/v1/log/verify", good)
        #expect(fine.exit == .done)
        #expect(fine.out == "ok: 197 records, 5 sources, root 9f\n")
        let broken = ask("log verify", "/v1/log/verify", bad)
        #expect(broken.exit == .integrity)
        #expect(broken.out == "NOT OK: 197 records, 5 sources, root 9f\n  r7: leaf differs\n")
        #expect(broken.err == "the log is not as it was written: 1 problem\n")
        #expect(ask("replay --verify", "/v1/replay/verify", bad).exit == .integrity)
        // Here `rows` is a number and not a list.
        let views = #"{"schema":"ledger.views_verify/1","records":7,"rows":9,"ok":true}"#
        let compared = ask("replay --verify", "/v1/replay/verify", views)
        #expect(compared.out == "ok: 7 records, 9 rows\n")
    }

    @Test func `an answer of a later release is shown as it comes`() {
        let outcome = ask(
            "type list",
            "/v1/types",
            #"{"schema":"ledger.types/2","rows":[{"b":"x","a":{"text":"y"}}],"notes":[]}"#
        )
        #expect(outcome.out == "B  A\nx  y\n")
    }

    @Test func `colour is for screens, unless a variable says otherwise`() {
        let path = ["GET /v1/claims": [Reply.json(Answers.claims)]]
        #expect(!ctl("audit r1", path).out.contains("\u{1b}"))
        #expect(ctl("audit r1", path, columns: 90).out.contains("\u{1b}[1mORIGIN"))
        #expect(
            !ctl("audit r1", path, columns: 90, variables: ["NO_COLOR": "1"]).out.contains("\u{1b}")
        )
        #expect(
            !ctl("audit r1", path, columns: 90, variables: ["TERM": "dumb"]).out.contains("\u{1b}")
        )
        #expect(ctl("audit r1", path, variables: ["CLICOLOR_FORCE": "1"]).out.contains("\u{1b}[1m"))
        #expect(!ctl("audit r1 --color never", path, columns: 90).out.contains("\u{1b}"))
    }
}
