import ArgumentParser
import Ledger
import LedgerAPI
import Platform
import Testing

@testable import ledgerctl

@Suite struct ImportTests {
    private func receipt(
        _ numbers: ClosedRange<Int>,
        known: Bool = false,
        dry: Bool = false
    ) -> Reply {
        let records = numbers.map { #"{"record":"r\#($0)","id":"x","known":\#(known)}"# }
        return .json(
            """
            {"schema":"ledger.receipt/1","batch":"b\(numbers.lowerBound)","size":9,"root":"9f",\
            "dry_run":\(dry),"records":[\(records.joined(separator: ","))],"notes":[]}
            """
        )
    }

    private func withFile<R>(_ text: String, _ body: (String) throws -> R) throws -> R {
        try withScratch { folder in
            let path = "\(folder)/events.jsonl"
            try DurableFile.write(Array(text.utf8), to: path)
            return try body(path)
        }
    }

    @Test func `lines keep their numbers, and get ids that come again`() throws {
        let text =
            "{\"type\":\"a\"}\n\n  {\"id\":\"0199c0de-0000-7000-8000-000000000001\"}\nnot json\n{}"
        let file = try withFile(text) { path in
            let outcome = ctl(["import", path], ["POST /v1/events": [receipt(1...3)]])
            #expect(outcome.out == "recorded r1..r3 (3) in batch b1\n")
            #expect(outcome.requests[0].headers.contains { $0.value == "application/x-ndjson" })
            return outcome.requests[0]
        }
        let digest = Hash.sha256(of: Array(text.utf8).span)
        func id(_ line: Int) -> RecordID {
            RecordID(derivedFrom: Hash.sha256(of: (digest.bytes + Array(String(line).utf8)).span))
        }
        #expect(
            String(decoding: file.body, as: UTF8.self) == """
                {"id":"\(id(1))","type":"a"}

                  {"id":"0199c0de-0000-7000-8000-000000000001"}
                not json
                {"id":"\(id(5))"}
                """
        )
    }

    @Test func `faults have the lines of the file`() throws {
        let problem = """
            {"code":"invalid_event","title":"not recorded: 2 problems","status":422,"faults":[\
            {"line":2,"path":"body.rate.pct","code":"malformed","message":"'ten' is no number","hint":"write 10"},\
            {"line":7,"path":"","code":"syntax","message":"not JSON"}]}
            """
        try withFile("{}\n{}") { path in
            let outcome = ctl(["import", path], ["POST /v1/events": [.json(problem, status: 422)]])
            #expect(outcome.exit == .refused)
            #expect(
                outcome.err == """
                    nothing imported: 2 problems in \(path)
                      line 2  body.rate.pct  'ten' is no number  write 10
                      line 7                 not JSON

                    """
            )
        }
    }

    @Test func `a second import says that nothing is new`() throws {
        try withFile("{}") { path in
            let replies = ["POST /v1/events": [receipt(4...4, known: true)]]
            #expect(
                ctl(["import", path], replies).out == "nothing new; 1 already present, skipped\n"
            )
            let several = ctl(["import", path, path, "-o", "csv"], replies)
            #expect(
                several.out
                    == [
                        "file,batch,recorded,known,first,last,dry_run",
                        "\(path),b4,0,1,r4,r4,false", "\(path),b4,0,1,r4,r4,false", "",
                    ].joined(separator: "\r\n")
            )
        }
    }

    @Test func `switches go to the daemon`() throws {
        try withFile("{}") { path in
            let outcome = ctl(
                ["import", "-n", "--skip-known", path],
                ["POST /v1/events": [receipt(1...1, dry: true)]]
            )
            #expect(outcome.requests[0].target == "/v1/events?dry_run=true&on_known=skip")
            #expect(outcome.out == "would record 1 events\nnothing recorded (dry run)\n")
        }
    }

    @Test func `a file that is missing or empty`() throws {
        #expect(ctl("import /nowhere.jsonl").exit == .noInput)
        try withFile("\n \n") { path in #expect(ctl(["import", path]).exit == .refused) }
    }

    @Test func `batches hold what a request may hold`() {
        let text = [UInt8]("{}\n".utf8)
        let file = LineFile(name: "f", bytes: Array(repeatElement(text, count: 25).joined()))
        #expect(file.batches(linesMax: 10, bytesMax: 1_000).map(\.count) == [10, 10, 5])
        #expect(file.batches(linesMax: 10, bytesMax: 12).map(\.count) == [4, 4, 4, 4, 4, 4, 1])
        #expect(file.batches(linesMax: 25, bytesMax: 75).map(\.count) == [25])
    }

    private static let source =
        #"{"ref":"s","type":"actor.registered","subject":"gov/MEX","body":{"kind":"state","name":"M"}}"#
    private static let lines = """
        \(source)
        {"type":"actor.registered","subject":"gov/USA","body":{"kind":"state","name":"U"}}

        {"type":"record.linked","subject":"gov/MEX","body":{"target":"@s","rel":"queried","link_by":"coder"},"actors":[{"role":"by","actor":"gov:USA"}],"note":"@s"}
        """

    /// Imports a file in batches of two, and returns what was asked.
    private func importLong(
        _ replies: [Reply],
        _ lines: String = lines,
        dry: Bool = false,
        skips: Bool = false
    ) throws -> (failure: Failure?, receipts: [Receipt], asked: [Request]) {
        let daemon = ScriptedDaemon(["POST /v1/events": replies])
        let session = Session(
            globals: try GlobalOptions.parse(["-q"]),
            surroundings: Surroundings(),
            console: Console { _, _ throws(SystemError) in }
        ) { _ throws(Failure) in daemon }
        var file = LineFile(name: "f", bytes: Array(lines.utf8))
        file.deriveIDs()
        var importer = Importer(session, isDryRun: dry, skipsKnown: skips)
        importer.batchLinesMax = 2
        importer.longBatchLinesMax = 2
        do throws(Failure) {
            return (nil, try importer.send(file), daemon.requests)
        } catch {
            return (error, [], daemon.requests)
        }
    }

    private func brief(
        _ first: Int,
        new: Int,
        known: Int = 0,
        dry: Bool = false
    ) -> Reply {
        .json(
            """
            {"schema":"ledger.receipt/1","batch":"b\(first)","size":9,"root":"9f",\
            "dry_run":\(dry),"recorded":\(new),"known":\(known),"first":"r\(first)",\
            "last":"r\(first + new + known - 1)","records":[],"notes":[]}
            """
        )
    }

    /// The events of an encoded batch.
    private func drafts(_ request: Request) throws -> [Draft] {
        let id = RecordID(high: 0, low: 0)
        return try Door(types: .builtIn, id: { _ in id }, newID: { id }).protobuf(request.body)
    }

    @Test func `a long file is tried whole, each batch behind what it needs, then sent`() throws {
        let good = try importLong([
            brief(1, new: 2, dry: true), brief(1, new: 3, dry: true), brief(1, new: 2),
            brief(3, new: 1),
        ])
        #expect(good.failure == nil)
        let (dry, real) = ("/v1/events?dry_run=true&receipt=brief", "/v1/events?receipt=brief")
        #expect(good.asked.map(\.target) == [dry, dry, real, real])
        #expect(good.receipts.map(\.span) == ["r1..r2", "r3"])
        let batches = try good.asked.map(drafts)
        #expect(batches.map(\.count) == [2, 3, 2, 1])
        #expect(batches[0].map(\.id) == batches[2].map(\.id))
        #expect(batches[1].map(\.id) == batches[0].map(\.id) + batches[3].map(\.id))
        #expect(batches[3][0].event.body.record(.target) == batches[0][0].id)
        #expect(batches[3][0].event.note == "@s")
        let tried = try importLong(
            [brief(1, new: 2, dry: true), brief(1, new: 3, dry: true)],
            dry: true
        )
        #expect(tried.receipts.map(\.recorded) == [2, 1])
        #expect(tried.receipts.map(\.last) == ["r2", nil], "its place depends on the first batch")
    }

    @Test func `what no event of a batch needs is not sent along`() throws {
        let lines = Self.lines.replacing(#","actors":[{"role":"by","actor":"gov:USA"}]"#, with: "")
        let tried = try importLong(
            [brief(1, new: 2, dry: true), brief(1, new: 2, dry: true)],
            lines,
            dry: true
        )
        #expect(try tried.asked.map { try drafts($0).count } == [2, 2])
        #expect(tried.receipts.map(\.recorded) == [2, 1])
    }

    @Test func `what the ledger has already is not sent along`() throws {
        let again = try importLong([
            brief(1, new: 0, known: 2, dry: true), brief(9, new: 1, dry: true),
            brief(1, new: 0, known: 2), brief(9, new: 1),
        ])
        #expect(try again.asked.map { try drafts($0).count } == [2, 1, 2, 1])
        #expect(again.receipts.map(\.span) == [nil, "r9"])
    }

    @Test func `a fault in a long file stops it before anything is recorded`() throws {
        let wrong = """
            {"code":"bad_reference","title":"not recorded: 2 problems","status":422,"faults":[\
            {"line":1,"path":"subject","code":"already_registered","message":"told already"},\
            {"line":3,"path":"body.target","code":"stale_target","message":"r9 has been changed"}]}
            """
        let bad = try importLong([brief(1, new: 2, dry: true), .json(wrong, status: 422)])
        #expect(bad.asked.count == 2)
        #expect(bad.failure?.message == "nothing imported: 1 problem in f")
        #expect(bad.failure?.rows.map(\.place) == ["line 4  body.target"])
    }

    @Test func `what is wrong in one batch hides nothing of the next, and is no excuse for it`()
        throws
    {
        func refused(_ faults: String) -> Reply {
            .json(
                #"{"code":"bad_reference","title":"t","status":422,"faults":[\#(faults)]}"#,
                status: 422
            )
        }
        // gov/USA is faulty, so the next trial lacks it; gov/MEX was sent along.
        let bad = try importLong([
            refused(#"{"line":2,"path":"subject","code":"id_reused","message":"is taken"}"#),
            refused(
                #"{"line":2,"path":"a","code":"unknown_actor","message":"gov/USA is not registered"},"#
                    + #"{"line":2,"path":"b","code":"already_registered","message":"gov/MEX is there"}"#
            ),
        ])
        #expect(try bad.asked.map { try drafts($0).count } == [2, 2])
        #expect(bad.failure?.rows.map(\.place) == ["line 2  subject", "line 4  b"])
    }

    @Test func `with --skip-known a trial asks which events are known, and counts the others`()
        throws
    {
        let listed = Reply.json(
            """
            {"schema":"ledger.receipt/1","batch":"b9","size":9,"root":"9f","dry_run":true,\
            "recorded":1,"known":1,"first":"r1","last":"r9","records":[\
            {"record":"r1","id":"\(Self.firstID)","known":true},\
            {"record":"r9","id":"x","known":false}],"notes":[]}
            """
        )
        let tried = try importLong([listed, brief(9, new: 2, dry: true)], dry: true, skips: true)
        let dry = "/v1/events?dry_run=true&on_known=skip"
        #expect(tried.asked.map(\.target) == [dry, dry])
        // Only what is new of the first batch goes along with the second.
        #expect(try tried.asked.map { try drafts($0).count } == [2, 2])
        #expect(tried.receipts.map(\.recorded) == [1, 1])
    }

    /// The id that the first line of `lines` is given.
    private static let firstID: RecordID = {
        let digest = Hash.sha256(of: Array(lines.utf8).span)
        return RecordID(derivedFrom: Hash.sha256(of: (digest.bytes + Array("1".utf8)).span))
    }()

    @Test(arguments: ["{]", #"{"type":1}"#, #"{"id":"x"}"#, #"{"ref":"s"}"#, "@t"])
    func `of a line with a fault of form the daemon tells all that is wrong`(line: String) throws {
        // The second trial lacks what the first would have brought, and that is no fault.
        let told = """
            {"code":"bad_reference","title":"not recorded: 2 problems","status":422,"faults":[\
            {"line":1,"path":"actors[0]","code":"unknown_actor","message":"'gov/USA' is not registered"},\
            {"line":2,"path":"type","code":"unknown_type","message":"'t' is no event type"}]}
            """
        let last =
            line == "@t"
            ? #"{"type":"record.linked","subject":"src/d","body":{"target":"@t"}}"# : line
        let lines = Self.source + "\n" + #"{"type":"actor.registered","subject":"gov/USA"}"#
        let replies = [receipt(1...2, dry: true), Reply.json(told, status: 422)]
        let bad = try importLong(replies, lines + "\n\n\(Self.source)\n\(last)")
        #expect(bad.failure?.rows.map(\.place) == ["line 5  type"])
        #expect(bad.asked.map(\.target) == ["/v1/events?dry_run=true", "/v1/events?dry_run=true"])
        #expect(bad.asked[1].headers.contains { $0.value == "application/x-ndjson" })
    }

    @Test func `the demo is two batches`() throws {
        try withScratch { folder in
            let actors = "{\"type\":\"actor.registered\",\"subject\":\"gov/USA\"}\n"
            let events = """
                {"type":"source.registered","subject":"src/s"}
                {"type":"statement.made","subject":"statement/x"}
                {"type":"record.linked","subject":"statement/x"}
                """
            try DurableFile.write(Array(actors.utf8), to: "\(folder)/actors.jsonl")
            try DurableFile.write(Array(events.utf8), to: "\(folder)/events.jsonl")
            let replies = ["POST /v1/events": [receipt(1...1), receipt(2...4)]]
            let outcome = ctl("demo load", replies, variables: ["LEDGERCTL_SEEDS": folder])
            #expect(
                outcome.out == """
                    loaded 1 actors, 1 sources, 1 events, 1 notes: r1..r4
                    next, one after the other:
                      \(DemoLoad.tour.joined(separator: "\n  "))

                    """
            )
            for command in DemoLoad.tour {
                let words = command.split(separator: " ").dropFirst().map(String.init)
                guard case .verb = try Runner.parse(Hoist(words)) else {
                    Issue.record("\(command)")
                    continue
                }
            }
            #expect(outcome.requests.count == 2)
            let json = ctl(["demo", "load", "--seeds", folder, "-o", "jsonl"], replies)
            #expect(json.out.split(separator: "\n").count == 2)
            #expect(ctl("demo load --seeds /nowhere").exit == .noInput)
        }
    }

    @Test func `an export is what import takes, in every format`() throws {
        let lines =
            #"{"id":"1","type":"t","subject":"s/x","occurred":{"edtf":"2018"},"body":{"gist":"=g"},"issues":["a","b"],"evidence":[{"source":"src/s"}]}"#
            + "\n" + #"{"id":"2","type":"u","subject":"s/y"}"#
        let replies = ["GET /v1/export": [Reply.json(lines)]]
        #expect(ctl("export", replies).out == lines + "\n")
        #expect(ctl("export -o jsonl", replies).out == lines + "\n")
        #expect(
            ctl("export -o json", replies).out == "[" + lines.replacing("\n", with: ",") + "]\n"
        )
        #expect(
            ctl("export -o csv", replies).out
                == [
                    "id,type,subject,occurred,modality,issues,sources,gist,note",
                    "1,t,s/x,2018,,a b,src/s,'=g,", "2,u,s/y,,,,,,", "",
                ].joined(separator: "\r\n")
        )
        try withScratch { folder in
            let outcome = ctl(["export", "--to", "\(folder)/e.jsonl"], replies)
            #expect(outcome.out.isEmpty)
            let written = try DurableFile.read("\(folder)/e.jsonl", bytesMax: 1_000)
            #expect(written == Array((lines + "\n").utf8))
            #expect(ctl(["export", "--to", "\(folder)/no/e"], replies).exit == .cannotCreate)
        }
    }
}
