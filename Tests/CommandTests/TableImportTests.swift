import Ledger
import LedgerAPI
import Platform
import Testing

@testable import ledgerctl

/// Tables on their way into the ledger, against a daemon that answers from a list.
@Suite struct TableImportTests {
    private static let map = """
        # a map
        date_order = dmy
        [event]
        type = tariff.imposed
        subject = measure/us-{List}
        imposer = gov/USA
        rate = {Rate}%
        [columns]
        Country = target
        Date = effective
        Lines = loc
        [values Country]
        China = gov/CHN
        Mexico = gov/MEX
        """

    private static let table = """
        List,Country,Rate,Date,Lines
        Steel I,China,10,09/11/2018,4
        List 3,mexico,25,24/9/2018,

        """

    private func receipt(_ count: Int, dry: Bool = false) -> Reply {
        let records = (0..<count).map { #"{"record":"r\#(7 + $0)","id":"x","known":false}"# }
        let text = """
            {"schema":"ledger.receipt/1","batch":"b7","size":9,"root":"9f","dry_run":\(dry),\
            "records":[\(records.joined(separator: ","))],"notes":[]}
            """
        return .json(text)
    }

    /// A folder with a table and its map.
    private func with<R>(
        _ table: String = table,
        map: String = map,
        _ body: (_ table: String, _ map: String, _ folder: String) throws -> R
    ) throws -> R {
        try withScratch { folder in
            try DurableFile.write(Array(table.utf8), to: "\(folder)/t.csv")
            try DurableFile.write(Array(map.utf8), to: "\(folder)/m.ini")
            return try body("\(folder)/t.csv", "\(folder)/m.ini", folder)
        }
    }

    private func events(_ outcome: Outcome) throws -> [JSON] {
        let body = try #require(outcome.requests.last?.body)
        return try body.split(separator: 0x0a).map { try JSON(parsing: Array($0)) }
    }

    @Test func `rows become events as the map says`() throws {
        try with { table, map, _ in
            let outcome = ctl(
                ["import", table, "--map", map, "--source", "cnn-20181115"],
                ["POST /v1/events": [receipt(2)]]
            )
            #expect(outcome.err.isEmpty)
            #expect(outcome.out == "recorded r7..r8 (2) in batch b7\n")
            #expect(outcome.requests[0].target.contains("on_known=skip"))
            let events = try events(outcome)
            #expect(
                events.map { $0["subject"]?.text } == ["measure/us-steel-i", "measure/us-list-3"]
            )
            #expect(
                events[0]["actors"]?.line == """
                    [{"actor":"gov/CHN","role":"target"},{"actor":"gov/USA","role":"imposer"}]
                    """
            )
            #expect(events[0]["body"]?["effective"]?["edtf"]?.text == "2018-11-09")
            #expect(events[0]["body"]?["rate"]?["pct"]?.text == "10")
            #expect(events[0]["evidence"]?.elements.first?["loc"]?.text == "L4")
            #expect(events[1]["evidence"]?.elements.first?["loc"] == nil)
            #expect(events[1]["evidence"]?.elements.first?["source"]?.text == "src/cnn-20181115")
        }
    }

    @Test func `ids follow from the file and the line, or from the key wherever the row stands`()
        throws
    {
        let reply = ["POST /v1/events": [receipt(2)]]
        let turned = "List,Country,Rate,Date,Lines\nList 3,mexico,25,24/9/2018,\n"
        func ids(_ text: String, _ more: [String]) throws -> [String?] {
            try with(text) { table, map, _ in
                try events(ctl(["import", table, "--map", map] + more, reply))
                    .map { $0["id"]?.text }
            }
        }
        let plain = try ids(Self.table, [])
        #expect(try ids(Self.table, []) == plain)
        #expect(Set(plain).count == 2 && !plain.contains(nil))
        #expect(try ids(turned, []).first != plain[1])
        let keyed = try ids(Self.table, ["--key", "List,Date"])
        #expect(try ids(turned, ["--key", "List,Date"]) == [keyed[1]])
        #expect(try ids(turned, ["--key", "List,Date", "--source", "a"]) != [keyed[1]])
    }

    @Test
    func `every fault is told with file, line and column, and nothing is sent to be recorded`()
        throws
    {
        let text = """
            List,Country,Rate,Date,Lines
            a,Chna,10,09/11/2018,
            b,China,2500,31/31/2018,
            c,China,10
            d,China,10,9/11/2018,7
            """
        try with(text) { table, map, folder in
            let outcome = ctl(
                ["import", table, "--map", map, "--rejects", "\(folder)/r.csv"],
                ["POST /v1/events": [receipt(1, dry: true)]]
            )
            #expect(outcome.exit == .refused)
            let lines = outcome.err.split(separator: "\n").map(String.init)
            #expect(lines[0].hasPrefix("nothing imported: "))
            #expect(lines[0].hasSuffix("in 3 of 4 rows of \(table) (the header is line 1)"))
            #expect(outcome.err.contains("\(table):2  Country"))
            #expect(outcome.err.contains("'Chna' is not in [values Country]"))
            #expect(outcome.err.contains("did you mean 'China'?"))
            #expect(outcome.err.contains("it is above 1000%"))
            #expect(outcome.err.contains("\(table):3  Date"))
            #expect(outcome.err.contains("has 3 fields, the header has 5"))
            #expect(outcome.err.contains("the other 1 are good; record them alone:  --partial"))
            #expect(outcome.requests.map(\.target) == ["/v1/events?dry_run=true&on_known=skip"])
            let rejects = String(
                decoding: try DurableFile.read("\(folder)/r.csv", bytesMax: 9_999),
                as: UTF8.self
            )
            let kept = rejects.split(separator: "\n").map(String.init)
            #expect(kept.count == 4)
            #expect(kept[0] == "reason,List,Country,Rate,Date,Lines")
            #expect(kept[1].hasPrefix("\"Country 'Chna' is not in"))
            #expect(kept[1].hasSuffix("\",a,Chna,10,09/11/2018,"))
            #expect(kept[3].hasSuffix("\",c,China,10"))
        }
    }

    @Test func `a date that can be read two ways asks for the map's order`() throws {
        try with(map: Self.map.replacing("date_order = dmy\n", with: "")) { table, map, _ in
            let outcome = ctl(["import", table, "--map", map])
            #expect(outcome.exit == .refused)
            #expect(outcome.err.contains("it can be read two ways"))
            #expect(outcome.err.contains("set date_order = dmy, mdy or ymd in \(map)"))
        }
    }

    @Test func `what the daemon refuses is told at the column, and --partial goes on without it`()
        throws
    {
        let problem = """
            {"code":"bad_reference","title":"not recorded: 1 problem","status":422,"faults":[\
            {"line":2,"path":"actors[0].actor","code":"unknown","message":"gov/CHN is not registered"}]}
            """
        try with { table, map, _ in
            let refused = Reply.json(problem, status: 422)
            let whole = ctl(["import", table, "--map", map], ["POST /v1/events": [refused]])
            #expect(whole.exit == .refused)
            #expect(whole.err.contains("\(table):2  Country  gov/CHN is not registered"))
            let part = ctl(
                ["import", table, "--map", map, "--partial"],
                ["POST /v1/events": [refused, receipt(1, dry: true), receipt(1)]]
            )
            #expect(part.exit == .refused)
            #expect(part.out == "recorded r7 (1) in batch b7\n")
            #expect(part.err.hasPrefix("not imported: 1 of 2 rows of \(table), 1 problem"))
            #expect(part.requests.count == 3)
            let sent = try events(part)
            #expect(sent.map { $0["subject"]?.text } == ["measure/us-list-3"])
        }
    }

    @Test(arguments: [
        ("[columns]\nrat = rate", "m.ini:2", "there is no column 'rat'"),
        ("[columns]\nRate = rte", "m.ini:2", "'rte' is no field"),
        ("[colums]\nRate = rate", "m.ini:1", "there is no [colums]"),
        ("date_order = md", "m.ini:1", "'md' is no order of dates"),
        ("require_header = A,B", "t.csv:1", "the header is not that of require_header"),
        ("Rate", "m.ini:1", "'Rate' has no ="),
        ("kee = Rate", "m.ini:1", "there is no setting 'kee'"),
        ("key = Case", "--key", "there is no column 'Case'"),
    ])
    func `a map that does not fit is refused with its line`(
        map: String,
        place: String,
        what: String
    ) throws {
        try with(map: map) { table, map, folder in
            let outcome = ctl(["import", table, "--map", map])
            #expect(outcome.exit == .refused)
            #expect(outcome.err.contains(place))
            #expect(outcome.err.contains(what))
            #expect(outcome.requests.isEmpty)
        }
    }

    @Test func `two rows of one key, and a row without it, are faults`() throws {
        let text = "List,Country,Rate,Date,Lines\na,China,10,,\na,China,20,,\n,China,20,,\n"
        try with(text) { table, map, _ in
            let outcome = ctl(
                ["import", table, "--map", map, "--key", "List"],
                ["POST /v1/events": [receipt(1, dry: true)]]
            )
            #expect(outcome.err.contains("\(table):3  List "))
            #expect(outcome.err.contains("is the key of line 2 too"))
            #expect(outcome.err.contains("\(table):4  "))
        }
    }

    @Test func `rows of an unknown type are an error, or left out where the map says so`() throws {
        let map = "[event]\nsubject = measure/a\n[columns]\nType = type"
        let text = "Type,X\ntariff.imposed,1\nrumour,2\n"
        try with(text, map: map) { table, map, _ in
            let outcome = ctl(["import", table, "--map", map], ["POST /v1/events": [receipt(1)]])
            #expect(outcome.err.contains("\(table):3  Type  'rumour' is no event type"))
        }
        try with(text, map: "unknown_type = skip\n" + map) { table, map, _ in
            let outcome = ctl(["import", table, "--map", map], ["POST /v1/events": [receipt(1)]])
            #expect(outcome.exit == .done)
            let sent = try events(outcome)
            #expect(sent.count == 1)
            #expect(outcome.err.contains("not in the map, and left out: 'X'"))
            #expect(outcome.err.contains("rows of a type that nobody knows, and left out: 1"))
        }
    }

    @Test func `a guessed map reads back, and names what it could tell`() throws {
        let text = "Measure;Tariff rate;Date;Type;Odd\na;10%;24.9.2018;imposed;x\n"
        try with(text) { table, _, _ in
            let guessed = ctl(["import", "--guess", table])
            #expect(guessed.exit == .done)
            let map = try ImportMapReader.read(Array(guessed.out.utf8), of: "m.ini")
            #expect(map.delimiter == UInt8(ascii: ";"))
            #expect(map.dateOrder == .dmy)
            #expect(map.requiredHeader == ["Measure", "Tariff rate", "Date", "Type", "Odd"])
            #expect(
                map.columns.map { "\($0.name)=\($0.value)" }
                    == ["Measure=subject", "Tariff rate=rate", "Date=occurred", "Type=type"]
            )
            #expect(map.values["Type"]?.first?.meaning == "tariff.imposed")
            #expect(guessed.out.contains("# Odd =   such as x"))
        }
    }

    @Test func `a table needs a map, and says how to get one`() throws {
        try with { table, _, _ in
            let outcome = ctl(["import", table])
            #expect(outcome.exit == .usage)
            #expect(outcome.err.contains("ledgerctl import --guess \(table) > t.ini"))
        }
        #expect(ctl("import").exit == .usage)
        #expect(ctl("import --guess a.csv b.csv").exit == .usage)
    }

    @Test func `a JSON list and CloudEvents are events counted from 1`() throws {
        try withScratch { folder in
            let list = "[\n{\"type\":\"a\"},\n {\"type\":\"b\"}]"
            try DurableFile.write(Array(list.utf8), to: "\(folder)/l.json")
            let sent = ctl(["import", "\(folder)/l.json"], ["POST /v1/events": [receipt(2)]])
            #expect(try events(sent).map { $0["type"]?.text } == ["a", "b"])
            let cloud = """
                [{"specversion":"1.0","id":"1","source":"s","type":"t","data":{"type":"a"}},
                {"specversion":"1.0","id":"2","source":"s","data":{"type":"b"}}]
                """
            try DurableFile.write(Array(cloud.utf8), to: "\(folder)/c.json")
            let refused = ctl(
                ["import", "\(folder)/c.json"],
                ["POST /v1/events": [receipt(1, dry: true)]]
            )
            #expect(refused.exit == .refused)
            #expect(refused.err.contains("nothing imported: 1 problem in 1 of 2 events"))
            #expect(refused.err.contains("event 2  type"))
            #expect(refused.err.contains("is needed in a CloudEvent"))
        }
    }
}
