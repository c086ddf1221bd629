import Foundation
import Ledger
import Testing

/// What the five articles oblige the ledger to answer, and what must not appear.
@Suite struct SeedAnswerTests {
    let daemon: TestDaemon

    init() throws { daemon = try TestDaemon(seeded: true) }

    private func rows(_ path: String, _ query: KeyValuePairs<String, String>) throws -> [JSON] {
        try daemon.ask(path, query.map { ($0.key, $0.value) })["rows"]?.elements ?? []
    }

    @Test func `on 15 November 2018, known then: list 3 at 10 percent, 250 against 200`() throws {
        let rows = try rows(
            "measures/in-force",
            ["on": "2018-11-15", "known": "2018-11-15"]
        )
        let measures = rows.filter { $0["row"]?.text == "measure" }
        #expect(
            measures.compactMap { $0["measure"]?.text } == [
                "measure/us-232-steel-aluminium", "measure/us-301-list3",
            ]
        )
        let list3 = try #require(measures.last)
        #expect(list3["rate"]?["text"]?.text == "10%")
        #expect(list3["coverage"]?["text"]?.text == "$200bn")
        #expect(list3["basis"]?.text == "attested")
        #expect(list3["class"]?.text == "outlet")
        #expect(list3["records"]?.line == #"["r168"]"#)
        let total = try #require(
            rows.first { $0["target"]?.text == "gov/CHN" && $0["row"]?.text == "total" }
        )
        #expect(total["stated"]?["text"]?.text == "$250bn ≠ $200bn")
        #expect(total["itemised"]?["text"]?.text == "$200bn")
        #expect(total["unallocated"]?["text"]?.text == "$50bn")
        #expect(total["records"]?.line == #"["r137","r167"]"#)
    }

    @Test func `the step of 1 January is scheduled, then contradicted, and never attested`() throws
    {
        let upcoming = try rows(
            "measures/upcoming",
            ["on": "2018-11-15", "known": "2018-11-15"]
        )
        let step = try #require(upcoming.first)
        #expect(step["date"]?["text"]?.text == "2019-01-01")
        #expect(step["change"]?.text == "raise to 25%")
        #expect(step["days_left"]?.integer == 47)
        let later = try rows("measures/in-force", ["on": "2019-03-28", "known": "2019-03-29"])
        let list3 = try #require(later.first { $0["measure"]?.text == "measure/us-301-list3" })
        #expect(list3["basis"]?.text == "contradicted")
        #expect(list3["rate"]?["text"]?.text == "10% ≠ 25%")
        let behind = list3["records"]?.line ?? ""
        #expect(behind.contains("r169") && behind.contains("r184"))
    }

    @Test func `the audit of the November offer has its origins, carriers and no-comments`() throws
    {
        let rows = try rows("claims", ["subject": "offer/cn-2018-11-opening-bid"])
        let offers = rows.filter { $0["type"]?.text == "offer.made" }
        #expect(
            offers.compactMap { $0["origin"]?.text } == [
                "anon/cnn-20181115/briefed1", "anon/cnn-20181115/briefed2",
                "Bloomberg News (not held)", "CNN", "anon/cnn-20181115/briefed1",
            ]
        )
        let silent = rows.filter { $0["type"]?.text == "comment.refused" }
        #expect(silent.compactMap { $0["stance"]?.text } == ["deflected", "unreachable"])
        #expect(
            rows.last?["text"]?.text
                == "unnamed · named 0 · unnamed 2–3 · outlets 2 (1 held) · first: Bloomberg News · "
                + "no-comment×2 · denied×0"
        )
    }

    @Test func `on 26 October 2018 the refusal and the precondition were known, and no offer`()
        throws
    {
        let rows = try rows("replay", ["to": "2018-10-26", "known": "2018-10-26"])
        let states = rows.filter { $0["row"]?.text == "state" }
        let known = Dictionary(
            uniqueKeysWithValues: states.map {
                ($0["subject"]?.text ?? "", $0["after"]?.text ?? "")
            }
        )
        #expect(known["talk/us-cn-2018-11-resumption"] == "rejected")
        #expect(known["demand/us-2018-10-concrete-proposal"] == "open")
        #expect(known["talk/trump-xi-2018-g20"]?.contains("at risk") == true)
        #expect(known["figure/tariff.coverage_total/usa-chn"] == "$200bn")
        for hidden in [
            "offer/cn-2018-11-opening-bid", "talk/2018-11-09-mnuchin-liu-call",
            "talk/2018-11-01-trump-xi-call", "measure/us-301-list3",
            "statement/navarro-2018-11-csis",
        ] {
            #expect(known[hidden] == nil, "\(hidden) was not known")
        }
    }

    @Test func `the remark at CSIS stands, disavowed by Kudlow`() throws {
        let rows = try rows("claims", ["subject": "statement/navarro-2018-11-csis"])
        #expect(rows.compactMap { $0["record"]?.text } == ["r165", "r166"])
        #expect(rows.last?["disavowed"]?.integer == 1)
        let dossier = try self.rows("actors/show", ["actor": "person/navarro-peter"])
        let remark = try #require(dossier.first { $0["record"]?.text == "r165" })
        #expect(remark["flags"]?.line == #"["disavowed"]"#)
    }

    @Test func `totals are figures and never measures, threats are not in force`() throws {
        let rows = try rows("measures/in-force", ["on": "2026-01-01"])
        for row in rows where row["row"]?.text == "measure" {
            let coverage = row["coverage"]?["text"]?.text ?? ""
            #expect(!coverage.contains("250bn") && !coverage.contains("150bn"))
            #expect(!coverage.contains("110bn"))
        }
        let measures = try self.rows("measures", [:])
        let threat = try #require(
            measures.first { $0["measure"]?.text == "measure/us-301-china-2018" }
        )
        #expect(threat["state"]?.text == "announced")
    }

    @Test func `an expert's rejection is not the government's`() throws {
        let rows = try rows("replay", ["to": "2018-06-01"])
        let state = rows.first {
            $0["row"]?.text == "state" && $0["subject"]?.text == "demand/us-2018-05-subsidies"
        }
        #expect(state?["after"]?.text == "open")
    }

    @Test func `three conflicts, and change over time is none of them`() throws {
        let rows = try rows("claims/conflicts", [:])
        #expect(
            rows.compactMap { $0["subject"]?.text } == [
                "figure/tariff.coverage_total/usa-chn", "measure/us-301-list3",
                "statement/navarro-2018-11-csis",
            ]
        )
        #expect(rows.first?["explained_by"]?.elements.first?["record"]?.text == "r194")
    }

    @Test func `by 4 May 2018 ten American demands are open and two Chinese`() throws {
        let day: [(String, String)] = [("on", "2018-05-04"), ("known", "2018-05-04")]
        let answer = try daemon.ask("proposals", day + [("kind", "demands"), ("open", "true")])
        let rows = answer["rows"]?.elements ?? []
        func subjects(_ by: String) -> Set<String> {
            let own = rows.filter {
                $0["by"]?.text == by && $0["opened"]?["hi"]?.text ?? "" > "2018-04"
            }
            return Set(own.compactMap { $0["proposal"]?.text })
        }
        #expect(
            subjects("gov/CHN") == [
                "demand/cn-2018-05-drop-complaint", "demand/cn-2018-05-market-economy",
            ]
        )
        #expect(subjects("gov/USA").count == 6)
        let deficit = rows.first { $0["proposal"]?.text == "demand/us-2018-05-deficit" }
        #expect(deficit?["amount"]?["text"]?.text == "$200bn")
        #expect(deficit?["deadline"]?["text"]?.text == "2020-12-31")
        #expect(rows.allSatisfy { $0["state"]?.text == "open" })
    }

    @Test func `a precondition, the reluctance and the offer are one thread`() throws {
        let rows = try rows("proposals", ["kind": "demands", "by": "gov/USA"])
        let demand = try #require(
            rows.first { $0["proposal"]?.text == "demand/us-2018-10-concrete-proposal" }
        )
        #expect(demand["state"]?.text == "resisted")
        #expect(demand["precondition_for"]?.text == "talk/us-cn-2018-11-resumption")
        #expect(demand["waits"]?.text == "rejected")
        let offers = demand["answered_by"]?.elements ?? []
        #expect(offers.contains { $0["subject"]?.text == "offer/cn-2018-11-opening-bid" })
    }

    @Test func `the calendar: rounds, calls, and a dinner that was due and is unrecorded`() throws {
        let rows = try rows("talks", [:])
        func talk(_ key: String) throws -> JSON {
            try #require(rows.first { $0["talk"]?.text == "talk/\(key)" })
        }
        let beijing = try talk("us-cn-2018-05-beijing")
        #expect(beijing["state"]?.text == "held" && beijing["outcome"]?.text == "inconclusive")
        #expect(beijing["when"]?["text"]?.text == "2018-05-03/2018-05-04")
        #expect(try talk("2018-11-09-mnuchin-liu-call")["state"]?.text == "held")
        let dinner = try talk("trump-xi-2018-g20")
        #expect(dinner["at_risk"] == .bool(true) && dinner["due"] == .bool(true))
    }

    @Test func `Li's four pledges stand unassessed, the rules for brokers are overdue`() throws {
        let rows = try rows("commitments", [:])
        let li = rows.filter { $0["by"]?.text == "person/li-keqiang" }
        #expect(li.count == 4 && li.allSatisfy { $0["assessments"]?.elements.isEmpty == true })
        let overdue = try self.rows("commitments", ["overdue": "true"])
        #expect(
            overdue.compactMap { $0["commitment"]?.text }
                == ["commitment/cn-2018-03-securities-majority"]
        )
        #expect(overdue.first?["previous_deadline"]?["text"]?.text == "2018-06-30")
    }

    @Test func `on technology transfer: pledged, still demanded, offered again`() throws {
        let rows = try rows("issues/show", ["issue": "tech-transfer"])
        let china = try #require(rows.first { $0["side"]?.text == "gov/CHN" })
        #expect(china["pledge"]?["record"]?.text == "r88")
        #expect(china["offer"]?["record"]?.text == "r190")
        let america = try #require(rows.first { $0["side"]?.text == "gov/USA" })
        #expect(america["demand"]?["record"]?.text == "r132")
    }

    @Test func `the ban on exports to ZTE, and agreements in three forms`() throws {
        let ban = try #require(try rows("restrictions", ["on": "2018-12-01"]).first)
        #expect(ban["restriction"]?.text == "restriction/us-zte-denial")
        #expect(ban["state"]?.text == "in_force" && ban["instrument"]?.text == "export_ban")
        let after = try #require(try rows("restrictions", ["on": "2026-11-25"]).first)
        #expect(after["state"]?.text == "lifted", "its seven years are over")
        let forms = try rows("agreements", [:]).compactMap { $0["form"]?.text }
        #expect(forms == ["consensus", "mechanism", "in_principle"])
    }

    @Test func `the check lists what the desk should look at`() throws {
        let rows = try rows("check", [:])
        func subjects(_ rule: String) -> [String] {
            rows.filter { $0["rule"]?.text == rule }.compactMap { $0["subject"]?.text }
        }
        #expect(subjects("due-not-evidenced") == ["measure/us-301-list3"])
        #expect(
            subjects("caption-only") == [
                "offer/cn-2019-03-tech-transfer", "talk/us-cn-2018-03-contacts",
            ]
        )
        #expect(subjects("speaker-unresolved") == ["anon/reuters-201903/source-unresolved"])
        #expect(subjects("pledge-unassessed").count == 5)
        #expect(subjects("handle-named").isEmpty && subjects("join-contradicted").isEmpty)
    }

    @Test func `the sources: who reported first, who was only cited`() throws {
        let rows = try rows("sources", [:])
        #expect(rows.filter { $0["held"]?.text == "cited_only" }.count == 7)
        func first(_ outlet: String) -> Int {
            rows.filter { $0["source"]?.text?.hasPrefix("src/\(outlet)") == true }
                .compactMap { $0["first"]?.integer }.reduce(0, +)
        }
        #expect(first("wsj") > 0 && first("bloomberg") > 0 && first("cnbc") == 0)
    }
}
