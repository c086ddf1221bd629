import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

@testable import ledgerctl

/// What leaves the ledger, and that it is what was asked for.
@Suite struct ExportTests {
    private static let lines = """
        {"record":"r1","id":"a1","batch":"b1","recorded_at":"2026-11-25T01:15:55.5Z",\
        "recorder":{"uid":7,"name":"ann"},"event":{"type":"tariff.imposed","subject":"measure/x",\
        "body":{"gist":"=2+3"},"evidence":[{"source":"src/s","loc":"L4","chain":[\
        {"who":"person/p","act":"said"},{"who":"src/s","act":"reported"}]}]}}
        {"record":"r2","id":"a2","batch":"b1","recorded_at":"2026-11-25T01:15:55.6Z",\
        "recorder":{"uid":7,"name":"ann"},"event":{"type":"tariff.raised","subject":"measure/y"}}
        {"record":"r3","id":"a3","batch":"b3","recorded_at":"2026-11-25T01:15:56Z",\
        "recorder":{"uid":7,"name":"ann"},"event":{"type":"record.retracted","subject":"measure/y",\
        "body":{"target":"a2","reason":"typing error"}}}
        {"record":"r4","id":"a4","batch":"b4","recorded_at":"2026-11-25T01:15:57Z",\
        "recorder":{"uid":7,"name":"ann"},"event":null}

        """

    private static func replies(_ records: [String] = []) -> [String: [Reply]] {
        let rows = records.map { "{\"record\":\"\($0)\"}" }.joined(separator: ",")
        let list =
            "{\"schema\":\"ledger.records/1\",\(Answers.basis),\"rows\":[\(rows)],\"notes\":[]}"
        return [
            "GET /v1/events": [.json(lines)], "GET /v1/records": [.json(list)],
            "GET /v1/status": [.json(#"{"schema":"ledger.status/1","ledger":"desk.example/ä"}"#)],
        ]
    }

    @Test func `an export asks for the same records as a list`() throws {
        let filters = "--type tariff.raised --since 2018 --known 2018-11-15 --as-of r197"
        let listed = ctl("record list \(filters)", Self.replies(["r2"]))
        let outcome = ctl("export \(filters)", Self.replies(["r2"]))
        #expect(outcome.exit == .done, "\(outcome.err)")
        #expect(outcome.out == #"{"id":"a2","type":"tariff.raised","subject":"measure/y"}"# + "\n")
        let asked = try #require(listed.requests.first?.target)
        // A list has a limit of its own; an export goes on to the end.
        #expect(
            outcome.requests.first?.target.replacing("&limit=10000", with: "") == asked
        )
        #expect(
            outcome.requests.last?.target == "/v1/events?references=id&after=r1&limit=1"
        )
        #expect(
            outcome.err == """
                1 record: type tariff.raised, since 2018-01-01, known by 2018-11-15 · ledger r197

                """
        )
    }

    @Test func `where no record is meant none is exported`() {
        let outcome = ctl("export --type tariff.raised -o csv", Self.replies())
        #expect(outcome.exit == .done)
        #expect(outcome.out == "id,type,subject,occurred,modality,issues,sources,gist,note\r\n")
        #expect(outcome.requests.map(\.method) == ["GET"])
    }

    @Test func `a batch of CloudEvents names each record for ever`() throws {
        let outcome = ctl("export --format cloudevents", Self.replies())
        let batch = try JSON(parsing: Array(outcome.out.utf8)).elements
        #expect(batch.count == 3)
        #expect(
            batch.last?.line == """
                {"specversion":"1.0","id":"a3","source":"ledgerd:desk.example/%C3%A4",\
                "type":"org.ledgerd.record.retracted.v1","time":"2026-11-25T01:15:56Z",\
                "datacontenttype":"application/json",\
                "dataschema":"https://ledgerd.org/schema/record.retracted/1",\
                "sequence":"00000000000000000003","record":"r3","subject":"measure/y",\
                "data":{"type":"record.retracted","subject":"measure/y",\
                "body":{"target":"a2","reason":"typing error"}}}
                """
        )
    }

    @Test
    func `provenance leads from a record to the speaker, and from a retraction to its record`()
        throws
    {
        let outcome = ctl("export --format jsonld", Self.replies())
        let graph = try JSON(parsing: Array(outcome.out.utf8))["@graph"]?.elements ?? []
        func node(_ id: String) throws -> JSON {
            try #require(graph.first { $0["@id"]?.text == id && $0["@type"] != nil }, "\(id)")
        }
        let record = try node("urn:uuid:a1")
        #expect(record["rdfs:label"]?.text == "=2+3")
        let passage = try node(try #require(record["prov:wasDerivedFrom"]?.text))
        #expect(passage["dcterms:isPartOf"]?.text == "ledgerd:desk.example/%C3%A4/src/s")
        #expect(passage["dcterms:bibliographicCitation"]?.text == "L4")
        let said = try node(try #require(passage["prov:wasDerivedFrom"]?.text))
        let speaker = try node(try #require(said["prov:wasAttributedTo"]?.text))
        #expect(speaker["@type"]?.text == "prov:Person")
        let recording = try node(try #require(record["prov:wasGeneratedBy"]?.text))
        let account = try node(try #require(recording["prov:wasAssociatedWith"]?.text))
        #expect(account["rdfs:label"]?.text == "ann")
        let invalid = graph.first { $0["prov:wasInvalidatedBy"] != nil }
        #expect(invalid?["@id"]?.text == "urn:uuid:a2")
        #expect(!outcome.out.contains("a4"))
    }

    @Test func `a package says how its rows were chosen, and guards formulas`() throws {
        try withScratch { folder in
            let words = ["export", "-o", "csv", "--type", "tariff.imposed", "--package"]
            let outcome = ctl(words + ["--to", "\(folder)/e.csv"], Self.replies(["r1"]))
            #expect(outcome.exit == .done, "\(outcome.err)")
            let table = try DurableFile.read("\(folder)/e.csv", bytesMax: 10_000)
            #expect(String(decoding: table, as: UTF8.self).contains(",'=2+3,"))
            let bytes = try DurableFile.read("\(folder)/datapackage.json", bytesMax: 10_000)
            let package = try JSON(parsing: bytes)
            #expect(
                package["description"]?.text?.hasPrefix("Chosen by: type tariff.imposed, ") == true
            )
            let resource = try #require(package["resources"]?.elements.first)
            #expect(resource["path"]?.text == "e.csv")
            #expect(resource["hash"]?.text == "sha256:\(Hash.sha256(of: table.span).hex)")
            let header = String(decoding: table.prefix { $0 != 13 }, as: UTF8.self)
            let names = resource["schema"]?["fields"]?.elements.compactMap { $0["name"]?.text }
            #expect(names?.joined(separator: ",") == header)
        }
    }

    @Test(
        arguments: [
            ("export --fields id", "export gives every event whole"),
            ("export --on 2018-11-15", "a record is not of one day of the world"),
            ("export --format jsonld -o csv", "--format and -o both say how it looks"),
            ("export --package -o csv", "--package describes a CSV file"),
            ("export --package --to x", "--package describes a CSV file"),
            ("export --type tarif.imposed", "'tarif.imposed' is no event type"),
            ("export -o ics", "-o ics is for what has days to come"),
            ("append call.held x -o ics", "-o ics is for what has days to come"),
            ("watch -o ics", "-o ics is for what has days to come"),
        ])
    func `flags that do not fit are refused before anything is asked`(line: String, message: String)
    {
        let outcome = ctl(line, Self.replies(["r1"]))
        #expect(outcome.exit == .usage)
        #expect(outcome.err.hasPrefix("ledgerctl: \(message)"), "\(outcome.err)")
        #expect(outcome.requests.isEmpty)
    }
}

/// Calendars, to the letter of RFC 5545.
@Suite struct CalendarTests {
    private static let history = Answers.answer(
        "record_history/1",
        [
            #"{"record":"r7","recorded_at":"2026-11-25T01:15:55.123456Z"}"#,
            #"{"record":"r9","recorded_at":"2026-11-26T02:00:00Z"}"#,
        ]
    )

    private func calendar(_ line: String, _ path: String, _ rows: [String]) -> Outcome {
        ctl(
            line,
            [
                "GET /v1/\(path)": [
                    .json(Answers.answer("\(path == "talks" ? path : "measures_upcoming")/1", rows))
                ],
                "GET /v1/status": [
                    .json(#"{"schema":"ledger.status/1","ledger":"desk.example/1"}"#)
                ],
                "GET /v1/records/history": [.json(Self.history)],
            ]
        )
    }

    /// The properties of each event, unfolded; fails for a line that is no line of a calendar.
    private func events(_ text: String) throws -> [[String: String]] {
        var unfolded: [String] = []
        let parts = text.components(separatedBy: "\r\n")
        #expect(parts.last?.isEmpty == true)
        for line in parts.dropLast() {
            #expect(line.utf8.count <= 75 && !line.contains("\n"), "\(line)")
            if line.hasPrefix(" ") {
                unfolded[unfolded.count - 1] += line.dropFirst()
            } else {
                unfolded.append(line)
            }
        }
        #expect(unfolded.first == "BEGIN:VCALENDAR" && unfolded.last == "END:VCALENDAR")
        var events: [[String: String]] = []
        for line in unfolded.dropFirst().dropLast() {
            let cut = try #require(line.firstIndex(of: ":"))
            let (name, value) = (String(line[..<cut]), String(line[line.index(after: cut)...]))
            if line == "BEGIN:VEVENT" {
                events.append([:])
            } else if line != "END:VEVENT", !events.isEmpty {
                #expect(events[events.count - 1].updateValue(value, forKey: name) == nil)
            }
        }
        return events
    }

    @Test func `a step is an event of whole days, whose number grows with its records`() throws {
        let outcome = calendar(
            "measure upcoming -o ics",
            "measures/upcoming",
            [
                #"{"date":{"text":"2019-01","lo":"2019-01-01","hi":"2019-01-31"},"measure":"measure/m","step":null,"change":"raise to 25%","coverage":{"text":"$200bn"},"condition":"unless talks, or 刘鹤; bear\\nfruit over a long and winding road of many words","status":"scheduled","basis":"official","class":"owned","records":["r7"]}"#,
                #"{"date":null,"measure":"measure/n","change":"threatened","status":"undated","records":["r8"]}"#,
            ]
        )
        #expect(outcome.exit == .done, "\(outcome.err)")
        let event = try #require(try events(outcome.out).first)
        #expect(event["UID"] == "measure/m/r7@desk.example/1")
        #expect(event["SEQUENCE"] == "1" && event["DTSTAMP"] == "20261126T020000Z")
        #expect(event["DTSTART;VALUE=DATE"] == "20190101")
        #expect(event["DTEND;VALUE=DATE"] == "20190201")
        #expect(event["SUMMARY"] == "m: raise to 25% on $200bn" && event["STATUS"] == "CONFIRMED")
        #expect(event["DESCRIPTION"]?.contains(#"unless talks\, or 刘鹤\; bear"#) == true)
        #expect(outcome.err == "1 row without a day is not in the calendar; -o table has them\n")
        #expect(try events(outcome.out).count == 1)
    }

    @Test func `a talk is as sure as its state`() throws {
        let row = { (state: String, risk: Bool) in
            #"{"talk":"talk/\#(state)\#(risk)","when":{"text":"x","lo":null,"hi":"2018-11-30"},"kind":"summit","parties":["person/a","person/b"],"place":"Rome","state":"\#(state)","at_risk":\#(risk),"records":["r7"]}"#
        }
        let rows = [
            row("scheduled", false), row("scheduled", true), row("proposed", false),
            row("held", false), row("cancelled", false),
        ]
        let found = try events(calendar("talk list -o ics", "talks", rows).out)
        #expect(
            found.compactMap { $0["STATUS"] } == [
                "CONFIRMED", "TENTATIVE", "TENTATIVE", "CONFIRMED", "CANCELLED",
            ]
        )
        #expect(found[1]["SUMMARY"] == #"summit: a\, b\, Rome (at risk)"#)
        #expect(found[0]["DTSTART;VALUE=DATE"] == "20181130")
    }

    @Test func `nothing to come is an empty calendar`() throws {
        let outcome = calendar("talk list -o ics", "talks", [])
        #expect(outcome.exit == .done)
        #expect(try events(outcome.out).isEmpty)
    }

    @Test func `a fold parts no character and loses none`() {
        for length in 70...80 {
            let line =
                String(repeating: "x", count: length) + "刘鹤é👨‍👩‍👧" + String(repeating: "鹤", count: 60)
            let folded = CalendarText.folded(line)
            #expect(folded.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
            #expect(folded.replacing("\r\n ", with: "") == line)
        }
    }
}

@Suite struct MarkdownTests {
    @Test func `a table keeps its remarks in a column and its sentences below`() {
        let outcome = ctl(
            "measure upcoming -o md",
            ["GET /v1/measures/upcoming": [.json(Answers.planned)]]
        )
        #expect(
            outcome.out == """
                *on 2018-11-15 · known by 2018-11-15 · ledger r197 · rules 1*

                | DATE | MEASURE | STEP | CHANGE | COVERAGE | IN | CLASS | RECORDS | NOTE |
                | --- | --- | --- | --- | ---: | ---: | --- | --- | --- |
                | 2019-01-01 | us-301-list3 | list3-to-25 | 10 → 25% | \\$200bn | 47 d | instrument, official | r169 | unless talks bear fruit |
                | 2018-10-01 | us-301-list1 | list1-lift | lift | – | contradicted | outlet | r170 r171 |  |

                - undated: us-301-remaining threatened, if China retaliates (r172)

                """
        )
    }

    @Test func `what somebody said cannot break the table or become a link`() {
        let gist = ##"a|b [x](http://y) <b>*_`~&amp;\n| c"##
        let rows = [
            #"{"record":"r1","type":"t","subject":"s/x","gist":"\#(gist.replacing("\\", with: "\\\\"))","records":["r1"]}"#
        ]
        let outcome = ctl(
            "record list -o md --fields record,gist",
            ["GET /v1/records": [.json(Answers.answer("records/1", rows))]]
        )
        let line = outcome.out.split(separator: "\n").last ?? ""
        #expect(
            line == ##"| r1 | a\|b \[x\](http://y) \<b\>\*\_\`\~\&amp;\\n\| c |"##
        )
    }

    @Test func `one thing alone is a field a line`() {
        let outcome = ctl("version -o md --no-header")
        #expect(outcome.out == "| program | ledgerctl |\n| version | \(Version.current) |\n")
    }

    @Test func `a sentence that begins like a heading or a list is neither`() {
        for (note, line) in [("# x", ##"- \# x"##), ("1. x", ##"- 1\. x"##), ("- x", ##"- \- x"##)]
        {
            let body = Answers.answer("talks/1", [#"{"talk":"talk/a"}"#], notes: "\"\(note)\"")
            let out = ctl("talk list -o md", ["GET /v1/talks": [.json(body)]]).out
            #expect(out.hasSuffix("\n\n\(line)\n"), "\(out)")
        }
    }
}
