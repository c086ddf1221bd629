import Ledger
import LedgerAPI
import Testing

@testable import ledgerctl

/// Verbs that do more than show an answer: step through it, prove it, end by it.
@Suite struct WalkTests {
    private static let replay = ["GET /v1/replay": [Reply.json(Answers.replay)]]

    @Test func `a replay waits behind each change`() {
        let outcome = ctl(
            "replay --to 2018-11-15 --step",
            Self.replay,
            columns: 100,
            variables: ["NO_COLOR": "1"],
            typed: ["", "", ""]
        )
        #expect(outcome.exit == .done)
        #expect(
            outcome.out == """
                on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1
                2018-03-25    r81   measure/us-301-china-2018  announced               up to $60bn
                ..2018-05-04  r125  measure/us-301-china-2018  announced → threatened  up to $150bn
                state on 2018-07/2018-11-15:
                SUBJECT               STATE     RECORDS
                measure/us-301-list3  in force  r168

                """
        )
        #expect(outcome.err == "Enter: the next change; q and Enter: no more\n")
    }

    @Test(arguments: [["q"], []] as [[String]])
    func `q ends a replay, and so does the end of the input`(typed: [String]) {
        let outcome = ctl(
            "replay --to 2018-11-15 --step --no-header",
            Self.replay,
            columns: 100,
            typed: typed
        )
        #expect(outcome.exit == .done)
        #expect(outcome.out.split(separator: "\n").count == 1)
    }

    @Test func `steps are for people at a terminal`() {
        let piped = ctl("replay --to 2018-11-15 --step", Self.replay, typed: [])
        #expect(piped.exit == .usage)
        let json = ctl("replay --to 2018-11-15 --step -o json", Self.replay, columns: 80, typed: [])
        #expect(json.exit == .usage)
        #expect(json.err.contains("--step tells changes to people; -o json is whole"))
        #expect(piped.requests.isEmpty && json.requests.isEmpty)
    }

    @Test(
        arguments: [
            ("check", Exit.done), ("check --exit-code", .findings),
            ("check --exit-code -o json", .findings), ("check --exit-code -o csv", .findings),
        ])
    func `findings end with 1 where that is asked for`(line: String, exit: Exit) {
        let outcome = ctl(line, ["GET /v1/check": [.json(Answers.findings)]])
        #expect(outcome.exit == exit)
        #expect(outcome.out.contains("$250bn against $200bn"))
        // An answer is no error, so there is no error object either.
        #expect(!outcome.err.contains("findings"))
    }

    @Test func `nothing found ends with 0 and says what was read`() {
        let none = Answers.answer("findings/1", [], notes: #""2 held texts read again""#)
        let outcome = ctl("check --exit-code", ["GET /v1/check": [.json(none)]])
        #expect(outcome.exit == .done)
        #expect(
            outcome.out == """
                on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1
                2 held texts read again
                ok: 197 records read

                """
        )
        #expect(outcome.err.isEmpty)
    }

    @Test func `a trace follows its proof to the root`() {
        let leaves = ["a", "b"].map { MerkleTree.leafHash(of: Array($0.utf8).span) }
        let root = MerkleTree.nodeHash(leaves[0], leaves[1]).hex
        let good = Answers.trace(leaf: leaves[1].hex, sibling: leaves[0].hex, root: root)
        let outcome = ctl("record trace r2", ["GET /v1/records/trace": [.json(good)]])
        #expect(outcome.exit == .done)
        #expect(
            outcome.out == """
                on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1
                evidence 1
                  said     anon/wsj/official  "a senior official"
                  relayed  src/cnbc-20181025                       L17, full
                links
                  →  responds to  r1  demand/a  by the source  an end to it
                  ←  queried      r9  demand/b                 doubtful
                versions
                  r2  recorded   superseded
                  r8  corrected  current
                unnamed · named 0
                in the log: leaf 2 of 2, proof ✓ (1 hash to root \(root))

                """
        )
        for bad in [
            Answers.trace(leaf: leaves[0].hex, sibling: leaves[1].hex, root: root),
            Answers.trace(leaf: leaves[1].hex, sibling: leaves[0].hex, root: leaves[0].hex),
            Answers.trace(leaf: "", sibling: leaves[0].hex, root: root),
        ] {
            let broken = ctl("record trace r2", ["GET /v1/records/trace": [.json(bad)]])
            #expect(broken.exit == .integrity)
            #expect(broken.out.contains("proof WRONG"))
            #expect(
                broken.err == "the proof of r2 does not lead to the root of the log\n"
            )
        }
    }

    @Test func `a schema is printed alone`() throws {
        let replies = ["GET /v1/schemas/show": [Reply.json(Answers.schema)]]
        let document = #"{"$id":"https://ledgerd.org/schema/claims/1","type":"object"}"#
        for line in ["schema claims", "schema claims -o json"] {
            #expect(ctl(line, replies).out == document + "\n")
        }
        #expect(ctl("schema claims", replies, columns: 80).out.hasPrefix("{\n  \"$id\""))
        let row = ctl("schema claims -o jsonl --fields name,document", replies).out
        #expect(row.contains(#""name":"claims","document":{"$id""#))
    }
}
