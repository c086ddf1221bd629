import LedgerAPI
import Testing

@testable import ledgerctl

@Suite struct QuestionTests {
    @Test(
        arguments: [
            ("measure in-force", "/v1/measures/in-force?on=2018-11-20"),
            (
                "measure in-force --on 2018-11-15 --known 2018-11-15 --as-of r197 --strict --imposer USA",
                "/v1/measures/in-force?imposer=gov/USA&on=2018-11-15&known=2018-11-15&as_of=r197&strict=true"
            ),
            ("measure list --state in-force", "/v1/measures?state=in_force&on=2018-11-20"),
            (
                "measure show us-301-list3",
                "/v1/measures/show?subject=measure/us-301-list3&on=2018-11-20"
            ),
            (
                "measure show measure:us-301-list3",
                "/v1/measures/show?subject=measure/us-301-list3&on=2018-11-20"
            ),
            (
                "measure upcoming --within 2w --target CHN",
                "/v1/measures/upcoming?within=14&target=gov/CHN&on=2018-11-20"
            ),
            ("measure exposure", "/v1/measures/exposure?on=2018-11-20"),
            (
                "measure exposure --by month --imposer USA --target CHN --since 2018-06 --through 2018-09",
                "/v1/measures/exposure?by=month&imposer=gov/USA&target=gov/CHN&since=2018-06-01&through=2018-09-30&on=2018-11-20"
            ),
            ("proposal list", "/v1/proposals?on=2018-11-20"),
            (
                "proposal list --offers --open --by CHN --to USA --issue ip.licensing",
                "/v1/proposals?kind=offers&open=true&by=gov/CHN&to=gov/USA&issue=ip.licensing&on=2018-11-20"
            ),
            ("proposal list --demands", "/v1/proposals?kind=demands&on=2018-11-20"),
            (
                "talk list --state held --actor person/liu-he --since 2018-05 --through today",
                "/v1/talks?state=held&actor=person/liu-he&since=2018-05-01&through=2018-11-20&on=2018-11-20"
            ),
            (
                "commitment list --overdue --by person/li-keqiang",
                "/v1/commitments?overdue=true&by=person/li-keqiang&on=2018-11-20"
            ),
            ("agreement list --strict", "/v1/agreements?on=2018-11-20&strict=true"),
            ("restriction list --state in-force", "/v1/restrictions?state=in_force&on=2018-11-20"),
            ("proceeding list", "/v1/proceedings?on=2018-11-20"),
            (
                "proceeding show ds543",
                "/v1/proceedings/show?subject=proceeding/ds543&on=2018-11-20"
            ),
            ("issue list", "/v1/issues?on=2018-11-20"),
            ("issue show issue/tariffs", "/v1/issues/show?issue=tariffs&on=2018-11-20"),
            ("audit r144 --as-of desk-1", "/v1/claims?subject=r144&on=2018-11-20&as_of=desk-1"),
            ("claim list offer/x", "/v1/claims?subject=offer/x&on=2018-11-20"),
            ("claim conflicts --kind state", "/v1/claims/conflicts?kind=state&on=2018-11-20"),
            (
                "claim conflicts --kind quote --subject statement:x",
                "/v1/claims/conflicts?kind=quote&subject=statement/x&on=2018-11-20"
            ),
            ("claim matrix tariffs.autos", "/v1/claims/matrix?issue=tariffs.autos&on=2018-11-20"),
            ("claim matrix issue/tariffs", "/v1/claims/matrix?issue=tariffs&on=2018-11-20"),
            ("claim matrix talk/x", "/v1/claims/matrix?subject=talk/x&on=2018-11-20"),
            (
                "timeline --since 2018-11 --through 2018 --limit 50",
                "/v1/timeline?since=2018-11-01&through=2018-12-31&limit=50&on=2018-11-20"
            ),
            (
                "record list --type x.own --limit 5 --after r3 --actor person/a",
                "/v1/records?limit=5&after=r3&type=x.own&actor=person/a&on=2018-11-20"
            ),
            ("record show r7", "/v1/records/show?record=r7&on=2018-11-20"),
            ("record history r7", "/v1/records/history?subject=r7&on=2018-11-20"),
            ("record trace r7", "/v1/records/trace?record=r7&on=2018-11-20"),
            ("type show x.hearing.held", "/v1/types/show?type=x.hearing.held&on=2018-11-20"),
            ("subject list", "/v1/subjects?on=2018-11-20"),
            ("subject list talk:2018", "/v1/subjects?prefix=talk/2018&on=2018-11-20"),
            ("check", "/v1/check?on=2018-11-20"),
            (
                "check stale --known 2018-11-15",
                "/v1/check?only=stale&on=2018-11-20&known=2018-11-15"
            ),
            ("schema", "/v1/schemas?on=2018-11-20"),
            ("schema ledger.claims/1", "/v1/schemas/show?name=claims&on=2018-11-20"),
            ("schema tariff.imposed", "/v1/schemas/show?name=tariff.imposed&on=2018-11-20"),
            ("type show tariff.imposed", "/v1/types/show?type=tariff.imposed&on=2018-11-20"),
            ("source show cnn-20181115", "/v1/sources/show?source=src/cnn-20181115&on=2018-11-20"),
            ("actor show USA", "/v1/actors/show?actor=gov/USA&on=2018-11-20"),
            (
                "replay --to today --from 2018-03-01 --by published",
                "/v1/replay?to=2018-11-20&from=2018-03-01&by=published"
            ),
            (
                "replay --from r100 --to r197",
                "/v1/replay?to=r197&from=r100&by=recorded"
            ),
            (
                "replay --by recorded --from 2018-11-01 --to r197",
                "/v1/replay?to=r197&from=2018-11-01&by=recorded"
            ),
            (
                "diff --as-of 2018-11-01..2018-11-15 --records",
                "/v1/diff?axis=as_of&from=2018-11-01&to=2018-11-15&records=true&on=2018-11-20"
            ),
            (
                "diff --known 2018-10-25..2018-11-15 --as-of r9",
                "/v1/diff?axis=known&from=2018-10-25&to=2018-11-15&as_of=r9"
            ),
            ("diff --on 2018-10-25..2018-11-15", "/v1/diff?axis=on&from=2018-10-25&to=2018-11-15"),
            ("diff --as-of r100..r197", "/v1/diff?axis=as_of&from=r100&to=r197&on=2018-11-20"),
            ("status", "/v1/status"),
            ("log verify", "/v1/log/verify"),
            ("replay --verify", "/v1/replay/verify"),
        ])
    func `a command asks this`(line: String, target: String) {
        #expect(ctl(line).requests.map(\.target) == [target])
    }

    @Test(
        arguments: [
            "measure in-force --on 09/11/2018", "measure in-force --on 2018-11",
            "measure in-force --known 2018-13-01", "measure in-force --as-of 2018-02-30",
            "measure in-force --as-of R!", "timeline --since ../2018",
            "measure upcoming --within soon",
            "record show 168", "source show measure/x", "actor show src/x", "audit x",
            "diff", "diff --known 2018-10-25",
            "diff --on 2018-01-01..2018-02-01 --known 2018-01-01..2018-02-01",
            "diff --as-of r9..r2", "replay", "replay --to 2018-01-01 --from 2018-02-01",
            "measure list --state gone", "actor list --kind robot", "record list --limit 0",
            "measure list --timeout soon", "measure list -o yaml",
            "measure exposure --by week", "check everything", "claim conflicts --kind rate",
            "replay --to r9 --from r10", "replay --to 2018-01-01 --by known",
        ])
    func `what cannot be read is refused before anybody is asked`(line: String) {
        let outcome = ctl(line)
        #expect(outcome.exit == .usage)
        #expect(outcome.requests.isEmpty)
        #expect(outcome.err.hasPrefix("ledgerctl: "))
    }

    @Test(
        arguments: [
            (
                "proposal list --offers --demands", "--offers and --demands leave each other out",
                "for both leave both out:  ledgerctl proposal list"
            ),
            ("proposal list --by liu-he", "--by: ", "write kind/name"),
            ("proposal list --to src/x", "--to: 'src/x' is no actor", "write gov/USA"),
            (
                "proposal list --issue Tariffs", "--issue: 'Tariffs' is no topic code",
                "write tariffs"
            ),
            ("talk list --state heldd", "--state: ", "did you mean 'held'?"),
            ("restriction list --state eternal", "--state: ", "write one of: announced"),
            (
                "talk list --since 2018-12 --through 2018-11",
                "--since 2018-12-01 lies after --through 2018-11-30",
                "write the earlier day behind --since"
            ),
            ("proceeding show measure/x", "PROCEEDING: ", "write proceeding/..."),
            ("claim conflicts --subject x", "--subject: 'x' has no kind", "write kind/name"),
            ("claim matrix T!", "TOPIC: 'T!' is no topic code", "write tariffs"),
            ("issue show T!", "ISSUE: 'T!' is no topic code", "write tariffs"),
            ("timeline --limit 0", "--limit: 0 is no number of events", "write 1 or more"),
            (
                "replay --to r9 --by published", "--by published goes by days",
                "write --by recorded, or a day for --from and --to"
            ),
            (
                "replay --to 2018-01-01 --step", "--step needs a terminal",
                "without one the changes come at once:  ledgerctl replay --to DAY"
            ),
            (
                "diff --as-of r9..r2", "--as-of: 'r9..r2' is no pair of records",
                "write it as r100..r197, the earlier one first"
            ),
            ("diff --as-of 2018-02..2018-01-01", "--as-of: ", ""),
        ])
    func `a refusal names the flag and what to type`(line: String, message: String, hint: String) {
        let outcome = ctl(line)
        #expect(outcome.exit == .usage)
        #expect(outcome.requests.isEmpty)
        #expect("\n\(outcome.err)".contains("\nledgerctl: \(message)"), "\(outcome.err)")
        #expect(outcome.err.contains("\n  \(hint)"), "\(outcome.err)")
    }

    @Test func `a fixed today that is no day is a configuration error`() {
        let outcome = ctl("timeline", variables: ["LEDGERCTL_NOW": "soon"])
        #expect(outcome.exit == .configuration)
    }
}
