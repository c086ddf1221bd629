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
            ("measure upcoming --within 2w", "/v1/measures/upcoming?within=14&on=2018-11-20"),
            ("audit r144 --as-of desk-1", "/v1/claims?subject=r144&on=2018-11-20&as_of=desk-1"),
            ("claim list offer/x", "/v1/claims?subject=offer/x&on=2018-11-20"),
            ("claim conflicts --kind value", "/v1/claims/conflicts?kind=value&on=2018-11-20"),
            (
                "timeline --since 2018-11 --through 2018",
                "/v1/timeline?since=2018-11-01&through=2018-12-31&on=2018-11-20"
            ),
            (
                "record list --type x.own --limit 5 --after r3 --actor person/a",
                "/v1/records?limit=5&after=r3&type=x.own&actor=person/a&on=2018-11-20"
            ),
            ("record show r7", "/v1/records/show?record=r7&on=2018-11-20"),
            ("record history r7", "/v1/records/history?subject=r7&on=2018-11-20"),
            ("type show tariff.imposed", "/v1/types/show?type=tariff.imposed&on=2018-11-20"),
            ("source show cnn-20181115", "/v1/sources/show?source=src/cnn-20181115&on=2018-11-20"),
            ("actor show USA", "/v1/actors/show?actor=gov/USA&on=2018-11-20"),
            (
                "replay --to today --from 2018-03-01 --by published",
                "/v1/replay?to=2018-11-20&from=2018-03-01&by=published"
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
        ])
    func `what cannot be read is refused before anybody is asked`(line: String) {
        let outcome = ctl(line)
        #expect(outcome.exit == .usage)
        #expect(outcome.requests.isEmpty)
        #expect(outcome.err.hasPrefix("ledgerctl: "))
    }

    @Test func `a fixed today that is no day is a configuration error`() {
        let outcome = ctl("timeline", variables: ["LEDGERCTL_NOW": "soon"])
        #expect(outcome.exit == .configuration)
    }
}
