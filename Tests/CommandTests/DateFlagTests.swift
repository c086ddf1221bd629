import Ledger
import LedgerAPI
import Testing

@testable import ledgerctl

/// Today is Tuesday 2018-11-20.
@Suite struct DateFlagTests {
    @Test(
        arguments: [
            (
                ["measure", "in-force", "--on", "friday"], "/v1/measures/in-force?on=2018-11-16",
                "--on friday: Fri 2018-11-16, counted from Tue 2018-11-20"
            ),
            (
                ["measure", "in-force", "--known", "Nov 15, 2018"],
                "/v1/measures/in-force?on=2018-11-20&known=2018-11-15",
                "--known Nov 15, 2018: Thu 2018-11-15"
            ),
            (
                ["measure", "in-force", "--on", "-2w", "--as-of", "2018年11月9日"],
                "/v1/measures/in-force?on=2018-11-06&as_of=2018-11-09",
                """
                --on -2w: Tue 2018-11-06, counted from Tue 2018-11-20
                --as-of 2018年11月9日: Fri 2018-11-09
                """
            ),
            (
                ["measure", "in-force", "--as-of", "2018-11-09T14:00:00.123456Z"],
                "/v1/measures/in-force?on=2018-11-20&as_of=2018-11-09T14:00:00.123456Z", ""
            ),
            (
                ["timeline", "--since", "-2w", "--through", "2018-Q4"],
                "/v1/timeline?since=2018-11-06&through=2018-12-31&on=2018-11-20",
                """
                --since -2w: from Tue 2018-11-06, counted from Tue 2018-11-20
                --through 2018-Q4: through Mon 2018-12-31
                """
            ),
            (
                ["talk", "list", "--since", "early November 2018"],
                "/v1/talks?since=2018-11-01&on=2018-11-20",
                "--since early November 2018: from Thu 2018-11-01"
            ),
            (
                ["replay", "--from", "last week", "--to", "today"], "",
                """
                --to today: Tue 2018-11-20, counted from Tue 2018-11-20
                ledgerctl: --from: 'last week' is not a day: it covers 2018-11-12/2018-11-18
                  name one day of it, such as 2018-11-12
                  all forms:  ledgerctl help dates
                """
            ),
            (
                ["replay", "--from", "monday", "--to", "today"],
                "/v1/replay?to=2018-11-20&from=2018-11-19&by=occurred",
                """
                --to today: Tue 2018-11-20, counted from Tue 2018-11-20
                --from monday: Mon 2018-11-19, counted from Tue 2018-11-20
                """
            ),
            (
                ["diff", "--known", "15 Nov 2018..yesterday"],
                "/v1/diff?axis=known&from=2018-11-15&to=2018-11-19",
                """
                --known 15 Nov 2018: Thu 2018-11-15
                --known yesterday: Mon 2018-11-19, counted from Tue 2018-11-20
                """
            ),
            (
                ["measure", "list", "--on", "09/11/2018"], "",
                """
                ledgerctl: --on: '09/11/2018' is not a date: it can be read two ways, \
                2018-11-09 (day first) or 2018-09-11 (month first)
                  write YYYY-MM-DD
                  all forms:  ledgerctl help dates
                """
            ),
            (
                ["measure", "list", "--on", "firday"], "",
                """
                ledgerctl: --on: 'firday' is not a date
                  did you mean 'friday'?
                  all forms:  ledgerctl help dates
                """
            ),
        ])
    func `a question tells what a date was read as`(line: [String], target: String, told: String) {
        let outcome = ctl(line, ["GET \(target.prefix { $0 != "?" })": [.json(Self.empty)]])
        #expect(outcome.requests.map(\.target) == (target.isEmpty ? [] : [target]))
        let remarks = outcome.err.split(separator: "\n").filter { !$0.hasPrefix("no ") }
        #expect(remarks.joined(separator: "\n") == told)
    }

    @Test func `quiet leaves the readings out`() {
        #expect(
            ctl("measure list -q --on friday", ["GET /v1/measures": [.json(Self.empty)]]).err == ""
        )
    }

    @Test func `words of a text count from the day on which it came out, and are kept`() throws {
        let outcome = append(
            ["--occurred", "friday", "--source", "cnn-20181115"],
            came: "2018-11-15"
        )
        #expect(
            outcome.sent?["occurred"]?.line
                == #"{"edtf":"2018-11-09","basis":"derived","text":"friday","anchor":"src/cnn-20181115"}"#
        )
        #expect(
            outcome.err == """
                'friday' is Fri 2018-11-09, counted from Thu 2018-11-15, when src/cnn-20181115 came out

                """
        )
        #expect(
            outcome.requests.map(\.target) == [
                "/v1/sources/show?source=src/cnn-20181115", "/v1/events",
            ]
        )
    }

    @Test func `an approximate word stays approximate in a record`() {
        let outcome = append(
            ["--occurred", "two weeks ago", "--source", "cnn-20181115"],
            came: "2018-11-15"
        )
        #expect(outcome.sent?["occurred"]?["edtf"]?.text == "2018-11-01~")
    }

    @Test func `a date in words is stated, and nobody is asked for it`() {
        let outcome = append(
            ["--occurred", "Nov 9, 2018", "--source", "cnn-20181115"],
            came: "2018-11-15"
        )
        #expect(outcome.sent?["occurred"]?.line == #"{"edtf":"2018-11-09","basis":"stated"}"#)
        #expect(outcome.err == "'Nov 9, 2018' is Fri 2018-11-09\n")
        #expect(outcome.requests.count == 1)
    }

    @Test func `another anchor may be named, and another basis`() {
        let other = append(
            ["--occurred", "friday", "--source", "x", "--date-anchor", "src/cnn-20181115"],
            came: "2018-11-15"
        )
        #expect(other.sent?["occurred"]?["anchor"]?.text == "src/cnn-20181115")
        #expect(other.requests.first?.target == "/v1/sources/show?source=src/cnn-20181115")
        let judged = append(
            ["--occurred", "friday", "--source", "cnn-20181115", "--basis", "inferred"],
            came: "2018-11-15"
        )
        #expect(
            judged.sent?["occurred"]?.line
                == #"{"edtf":"2018-11-09","basis":"inferred","anchor":"src/cnn-20181115"}"#
        )
    }

    @Test func `without a source words count from today and are not kept`() {
        let outcome = append(["--occurred", "yesterday"], came: nil)
        #expect(outcome.sent?["occurred"]?.line == #"{"edtf":"2018-11-19","basis":"stated"}"#)
    }

    @Test func `a source without its day cannot be counted from`() {
        let vague = append(
            ["--occurred", "friday", "--source", "cnn-20181115"],
            came: "2018-03-25/2018-03-27"
        )
        #expect(vague.exit == .refused && !vague.requests.contains { $0.target == "/v1/events" })
        #expect(vague.err.contains("came out in 2018-03-25/2018-03-27, not on one day"))
        let unknown = append(["--occurred", "friday", "--source", "cnn-20181115"], came: nil)
        #expect(unknown.exit == .refused)
        #expect(unknown.err.contains("register src/cnn-20181115, or write the date"))
    }

    @Test func `a source may be dated in words too`() {
        let outcome = ctl(
            ["source", "add", "--cited", "--outlet", "org/cnn", "--published", "15 Nov 2018"],
            ["POST /v1/events": [.json(Self.receipt, status: 201)]]
        )
        #expect(outcome.sent?["subject"]?.text == "src/cnn-20181115")
        #expect(outcome.sent?["body"]?["published"]?["edtf"]?.text == "2018-11-15")
        #expect(outcome.err == "'15 Nov 2018' is Thu 2018-11-15\n")
    }

    private static let empty = #"{"schema":"ledger.timeline/1","basis":{},"rows":[],"notes":[]}"#
    private static let receipt =
        #"{"schema":"ledger.receipt/1","batch":"b9","records":[{"record":"r9","id":"x"}],"notes":[]}"#

    /// Appends a call; `came` is when the source asked for came out, in two days where there are.
    private func append(_ flags: [String], came: String?) -> Outcome {
        var replies = ["POST /v1/events": [Reply.json(Self.receipt, status: 201)]]
        if let came {
            let ends = came.split(separator: "/")
            replies["GET /v1/sources/show"] = [
                .json(
                    """
                    {"schema":"ledger.source/1","rows":[{"published":{"text":"\(came)",\
                    "lo":"\(ends[0])","hi":"\(ends[ends.count - 1])"}}],"notes":[]}
                    """
                )
            ]
        }
        return ctl(["append", "call.held", "talk/x", "--with", "USA,CHN"] + flags, replies)
    }
}
