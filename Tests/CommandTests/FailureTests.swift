import Ledger
import LedgerAPI
import Platform
import Testing

@testable import ledgerctl

@Suite struct FailureTests {
    /// Statuses of `docs/http-api.md`, and two that only a proxy gives.
    @Test(
        arguments: [
            (400, "bad_request", 64), (403, "not_permitted", 77), (404, "not_found", 4),
            (405, "method_not_allowed", 76), (409, "id_reused", 65),
            (409, "expectation_failed", 65),
            (413, "too_large", 65), (415, "unsupported_media_type", 76), (422, "invalid_event", 65),
            (422, "bad_reference", 65), (500, "internal", 70), (503, "too_busy", 75),
            (503, "rebuilding", 75), (503, "clock_suspect", 75), (503, "shutting_down", 75),
            (504, "timeout", 75), (507, "disk_full", 74), (507, "map_full", 74),
            (502, "http_502", 70),
        ])
    func `a refusal ends with this code`(status: Int, code: String, exit: Int32) {
        let body =
            code == "http_502" ? "<html>" : #"{"code":"\#(code)","title":"t","status":\#(status)}"#
        let outcome = ctl("measure list", ["GET /v1/measures": [.json(body, status: status)]])
        #expect(outcome.exit.rawValue == exit)
        #expect(outcome.out.isEmpty)
        let json = ctl("measure list -o json", ["GET /v1/measures": [.json(body, status: status)]])
        let error = (try? JSON(parsing: Array(json.err.utf8)))?["error"]
        #expect(error?["code"]?.text == code)
        #expect(error?["exit"]?.integer == Int(exit))
        #expect(json.err.split(separator: "\n").count == 1)
    }

    @Test(
        arguments: [
            (ClientError.noDaemon(path: "/s", reason: "refused"), Exit.noDaemon),
            (.notPermitted(path: "/s"), .notPermitted), (.timeout, .busy), (.connectionLost, .busy),
            (.protocolMismatch("x"), .mismatch),
            (.problem(Problem(code: "not_found", status: 404, title: "t")), .notFound),
        ])
    func `no reply ends with this code`(error: ClientError, exit: Exit) {
        #expect(Failure(error, socket: "/s").exit == exit)
    }

    @Test func `of many records that are known already the first twenty are named`() {
        let known = (1...4_022).map { "\"r\($0)\"" }.joined(separator: ",")
        let body = #"{"code":"batch_partly_known","title":"t","status":409,"known":[\#(known)]}"#
        let outcome = ctl("measure list", ["GET /v1/measures": [.json(body, status: 409)]])
        #expect(outcome.err.contains("recorded already:  r1 r2 "))
        #expect(outcome.err.hasSuffix(" r20 and 4002 more\n"))
    }

    @Test func `where very much is wrong, what is said of many lines is said once to people`() {
        let rows = (1...300).map { line in
            let actor = line.isMultiple(of: 3) ? "gov/XAA" : "org/outlet-\(line)"
            return Failure.Row(place: "line \(line)  by", what: "\(actor) is unknown")
        }
        let few = Failure.refused(Array(rows.prefix(50))).text
        #expect(few.split(separator: "\n").count == 51)
        let many = Failure.refused(rows)
        let lines = many.text.split(separator: "\n")
        #expect(lines[3] == "  line 3  by    gov/XAA is unknown, here and in 99 more places")
        // A sentence, 200 kinds of fault, and how many rows are left out.
        #expect(lines.count == 202)
        #expect(lines.last == "  and 1 more; -o json tells all")
        #expect(many.json["error"]?["faults"]?.elements.count == 300)
    }

    @Test func `every code of the contract has a number and a meaning`() {
        #expect(
            Exit.allCases.map(\.rawValue)
                == [0, 1, 3, 4, 64, 65, 66, 69, 70, 73, 74, 75, 76, 77, 78, 130, 141]
        )
        let page = ctl("help exit-codes").out
        for exit in Exit.allCases { #expect(page.contains(" \(exit.rawValue)  \(exit.meaning)\n")) }
    }

    @Test func `a reader that left ends the program without a word`() {
        let daemon = ScriptedDaemon(["GET /v1/claims": [.json(Answers.claims)]])
        var errors: [UInt8] = []
        let console = Console { descriptor, bytes throws(SystemError) in
            if descriptor == 1 { throw SystemError(call: "write", errno: 32) }
            errors += bytes
        }
        let exit = Runner.run(
            ["audit", "r1"],
            surroundings: Surroundings(),
            console: console
        ) { _ throws(Failure) in daemon }
        #expect(exit == .readerGone)
        #expect(errors.isEmpty)
    }

    @Test func `a full disk under the answer is told`() {
        let daemon = ScriptedDaemon(["GET /v1/claims": [.json(Answers.claims)]])
        let console = Console { descriptor, _ throws(SystemError) in
            if descriptor == 1 { throw SystemError(call: "write", errno: 28) }
        }
        let exit = Runner.run(
            ["audit", "r1"],
            surroundings: Surroundings(),
            console: console
        ) { _ throws(Failure) in daemon }
        #expect(exit == .io)
    }

    @Test func `a failed expectation names what was not seen`() {
        let body = """
            {"code":"expectation_failed","title":"not recorded: statement/x: its last record is r9","status":409,\
            "failed":[{"subject":"statement/x","expected":"r5","last":"r9"}]}
            """
        let outcome = ctl(
            "append statement.made x --expect statement/x@r5",
            ["POST /v1/events": [.json(body, status: 409)]]
        )
        #expect(
            outcome.err == """
                not recorded: statement/x: its last record is r9
                  --expect  statement/x is not at r5  its last record is r9

                """
        )
    }

    @Test func `an answer that is none is a mismatch`() {
        for body in ["", "{}", "[1]", "{\"schema\":"] {
            #expect(ctl("type list", ["GET /v1/types": [.json(body)]]).exit == .mismatch)
        }
    }

    @Test func `a message never moves the cursor`() {
        let body =
            #"{"code":"invalid_event","title":"t","status":422,"faults":[{"path":"note","code":"empty","message":"a\u001b[2Jb"}]}"#
        let outcome = ctl(
            "append statement.made x",
            ["POST /v1/events": [.json(body, status: 422)]]
        )
        #expect(outcome.err.contains("a\u{FFFD}[2Jb"))
    }
}
