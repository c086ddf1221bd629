import Foundation
import Ledger
import Platform
import Testing

/// A Python that has a package: `LEDGERD_PYTHON`, the first in `PATH`, or Debian's.
enum Python {
    /// The program; nil where no Python has the package.
    static func with(_ package: String) -> String? {
        let variables = ProcessEnvironment.current
        let first = Spawn.find("python3", inPath: variables["PATH"] ?? "")
        return [variables["LEDGERD_PYTHON"], first, "/usr/bin/python3"].compactMap(\.self)
            .first { python in
                let run = try? Spawn.run([python, "-c", "import \(package)"])
                return run?.status.isSuccess == true
            }
    }

    /// Why a test is skipped.
    static func lacks(_ package: String) -> Comment {
        "no python3 here has \(package); install it from PyPI, or name a Python in LEDGERD_PYTHON"
    }
}

/// What leaves the ledger, read by the programs that people read it with.
@Suite struct ExportReadersTests {
    private static let script = Programs.checkout.appending(path: "Tests/Readers/read.py").path

    /// Writes with `ledgerctl` to a file, and says what a reader saw in it.
    private func seen(
        _ sort: String,
        by package: String,
        _ name: String,
        _ words: [String],
        _ daemon: TestDaemon
    ) throws -> JSON {
        let file = "\(daemon.folder)/\(name)"
        let run = try daemon.ctl(words)
        try #require(run.code == 0, "\(words): \(run.errors)")
        if !words.contains("--to") { try Data(run.output.utf8).write(to: URL(filePath: file)) }
        let python = try #require(Python.with(package))
        let read = try Spawn.run([python, Self.script, sort, file])
        try #require(read.status.isSuccess, "\(String(decoding: read.errors, as: UTF8.self))")
        return try JSON(parsing: read.output)
    }

    @Test(.enabled(if: Python.with("icalendar") != nil, Python.lacks("icalendar")))
    func `icalendar reads steps and talks, and sees a correction`() throws {
        let daemon = try TestDaemon(seeded: true)
        let times = ["--on", "2018-11-15", "--known", "2018-11-15", "-o", "ics"]
        let steps = ["measure", "upcoming"] + times
        let before = try seen("calendar", by: "icalendar", "steps.ics", steps, daemon)
        let events = before["events"]?.elements ?? []
        #expect(events.count == 1 && before["version"]?.text == "2.0")
        let step = try #require(events.first)
        #expect(step["start"]?.text == "2019-01-01" && step["end"]?.text == "2019-01-02")
        let uid = try #require(step["uid"]?.text)
        #expect(uid.hasPrefix("measure/us-301-list3/list3-to-25@ledgerd.local/"))
        let corrected = try daemon.ctl(
            ["record", "correct", "r169", "--reason", "a typing error", "--to-rate", "26%"]
        )
        try #require(corrected.code == 0, "\(corrected.errors)")
        try daemon.waitForViews()
        let after = try seen("calendar", by: "icalendar", "steps.ics", steps, daemon)
        let again = try #require(after["events"]?.elements.first)
        #expect(again["uid"]?.text == uid)
        #expect(again["sequence"]?.integer == (step["sequence"]?.integer ?? 0) + 1)
        #expect(again["summary"]?.text?.contains("26%") == true)
        let talks = try seen(
            "calendar",
            by: "icalendar",
            "talks.ics",
            ["talk", "list"] + times,
            daemon
        )
        let listed = talks["events"]?.elements ?? []
        #expect(listed.count >= 4)
        #expect(Set(listed.compactMap { $0["uid"]?.text }).count == listed.count)
        #expect(listed.allSatisfy { $0["errors"]?.integer == 0 })
    }

    @Test(.enabled(if: Python.with("cloudevents") != nil, Python.lacks("cloudevents")))
    func `the SDK of CloudEvents reads a batch`() throws {
        let daemon = try TestDaemon(seeded: true)
        let words = ["export", "--format", "cloudevents"]
        let all = try seen("cloudevents", by: "cloudevents", "all.json", words, daemon)
        for name in ["count", "names", "subjects", "data"] {
            #expect(all[name]?.integer == 197, "\(name)")
        }
        let some = try seen(
            "cloudevents",
            by: "cloudevents",
            "some.json",
            words + ["--type", "tariff.imposed"],
            daemon
        )
        #expect(some["types"]?.elements.compactMap(\.text) == ["org.ledgerd.tariff.imposed.v1"])
    }

    @Test(.enabled(if: Python.with("rdflib") != nil, Python.lacks("rdflib")))
    func `rdflib follows a record back to whoever said it first`() throws {
        let daemon = try TestDaemon(seeded: true)
        let words = ["export", "--format", "jsonld"]
        let graph = try seen("jsonld", by: "rdflib", "all.jsonld", words, daemon)
        #expect(graph["records"]?.integer == 197)
        for predicate in (graph["predicates"]?.elements ?? []).compactMap(\.text) {
            let isStandard = [
                "http://www.w3.org/ns/prov#", "http://purl.org/dc/terms/",
                "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/1999/02/22-rdf-syntax",
            ].contains { predicate.hasPrefix($0) }
            #expect(isStandard, "\(predicate)")
        }
        func pairs(_ name: String) -> [[String]] {
            (graph[name]?.elements ?? []).map { $0.elements.compactMap(\.text) }
        }
        let trace = pairs("origins").filter { $0[0] == "r136" }.map { $0[1] }
        #expect(trace.count == 1)
        #expect(trace.first?.hasSuffix("/anon/wsj-20181025/wh-official") == true, "\(trace)")
        let documents = pairs("documents").filter { $0[0] == "r136" }.map { $0[1] }
        #expect(documents.first?.hasSuffix("/src/cnbc-20181025") == true, "\(documents)")
    }

    @Test(
        .enabled(if: Python.with("pandas") != nil, Python.lacks("pandas")),
        arguments: ["csv", "jsonl"]
    )
    func `pandas reads what was chosen, and no more`(format: String) throws {
        try read(by: "pandas", format)
    }

    @Test(
        .enabled(if: Python.with("duckdb") != nil, Python.lacks("duckdb")),
        arguments: ["csv", "jsonl"]
    )
    func `DuckDB reads what was chosen, and no more`(format: String) throws {
        try read(by: "duckdb", format)
    }

    private func read(by package: String, _ format: String) throws {
        let daemon = try TestDaemon(seeded: true)
        let file = "\(daemon.folder)/e.\(format)"
        let filters = ["--actor", "person/navarro-peter", "--known", "2018-11-15"]
        let list = try daemon.ctl(["record", "list", "-o", "jsonl"] + filters).output
        let wanted = list.split(separator: "\n").count
        #expect((2..<20).contains(wanted))
        let words = ["export", "-o", format, "--to", file]
        let some = try seen(package, by: package, "e.\(format)", words + filters, daemon)
        #expect(some["rows"]?.integer == wanted)
        let all = try seen(package, by: package, "e.\(format)", words, daemon)
        #expect(all["rows"]?.integer == 197)
        #expect(all["columns"]?.elements.contains(.string("subject")) == true)
    }

    @Test(.enabled(if: Python.with("pandas") != nil, Python.lacks("pandas")))
    func `the example for Python prints what its page says`() throws {
        let page = Programs.checkout.appending(path: "docs/python.md")
        let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```")
        let code = try #require(parts.first { $0.hasPrefix("python\n") }).dropFirst(7)
        let printed = try #require(parts.first { $0.hasPrefix("\n ") })
        let daemon = try TestDaemon(seeded: true)
        var environment = daemon.environment
        environment["PATH"] = "\(Programs.folder):/usr/bin:/bin"
        let python = try #require(Python.with("pandas"))
        let run = try Spawn.run([python, "-c", String(code)], environment: environment)
        #expect(run.status.isSuccess, "\(String(decoding: run.errors, as: UTF8.self))")
        let lines = { (text: String) in
            text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        }
        #expect(lines(String(decoding: run.output, as: UTF8.self)) == lines(printed))
    }
}
