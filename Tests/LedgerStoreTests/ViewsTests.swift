import FoundationEssentials
import LMDB
import Ledger
import Testing

@testable import LedgerStore

/// The views can be thrown away: whatever they hold comes from the log.
@Suite(.serialized) struct ViewsTests {
    private static let questions: [(view: String, query: String)] = [
        ("measures/in-force", "on=2018-11-15"), ("measures", "on=2019-03-27"),
        ("measures/show", "subject=measure/us-301-list3"),
        ("measures/upcoming", "on=2018-11-15&within=400"),
        ("claims", "subject=message/us-2018-03-letter"), ("claims/conflicts", ""),
        ("timeline", "actor=gov/CHN"), ("timeline", "issue=tariffs.autos"),
        ("replay", "to=2018-11-15&by=published"),
        ("diff", "axis=on&from=2018-03-01&to=2018-11-15"), ("records", "source=src/cnn-20181115"),
        ("records", "type=demand.made&limit=10"), ("records/show", "record=r168"),
        ("records/history", "subject=measure/us-301-list3"), ("sources", ""), ("actors", ""),
        ("actors/show", "actor=gov/USA"), ("types", ""), ("subjects", "prefix=measure"),
    ]

    /// A closed ledger of the seeds, with a retraction and its undoing behind them.
    private func seeded(origin: String = "test.example/ledger") async throws -> TemporaryFolder {
        let ledger = try await TemporaryLedger(seeded: true, origin: origin)
        let subject = "anon/cnn-20181115/briefed1"
        try await ledger.append(Lines.retract("r\(ledger.size - 6)", subject))
        try await ledger.append(Lines.retract("r\(ledger.size)", subject))
        ledger.catchUp()
        return ledger.folder
    }

    /// A new ledger's folder, and what `body` makes of it.
    private func recorded<Result>(
        _ body: (TemporaryLedger) async throws -> Result
    ) async throws -> (TemporaryFolder, Result) {
        let ledger = try await TemporaryLedger()
        return (ledger.folder, try await body(ledger))
    }

    /// Opens the ledger of a folder for as long as `body` takes.
    private func open<Result>(
        _ folder: TemporaryFolder,
        _ body: (TemporaryLedger) throws -> Result
    ) async throws -> Result {
        let ledger = try await TemporaryLedger(reopening: folder)
        ledger.catchUp()
        return try body(ledger)
    }

    /// Every answer, on a line each.
    private func answers(_ ledger: TemporaryLedger) throws -> [String] {
        try Self.questions.map { question in
            let answer = try ledger.ask(question.view, question.query)
            #expect(!answer.rows.isEmpty, "\(question)")
            return answer.json.line
        }
    }

    /// A crash while the first pages are written leaves less than LMDB needs to know its file.
    @Test(arguments: [0, 4_096])
    func `views that were never completed are made anew`(bytes: Int) async throws {
        let folder = try await seeded()
        let before = try await open(folder, answers)
        try await folder.reopen {
            let file = "\(folder.path)/views/data.mdb"
            let whole = try Data(contentsOf: URL(filePath: file))
            try whole.prefix(bytes).write(to: URL(filePath: file))
        }
        let (after, problems) = try await open(folder) { ledger in
            (try answers(ledger), try ledger.desk.verifyViews().problems)
        }
        #expect(after == before)
        #expect(problems.isEmpty, "\(problems)")
    }

    /// More steps than one are read ahead of time, by no registry: a desk's own type comes between.
    @Test func `a rebuild in many steps reads events of a desk's own type at their place`()
        async throws
    {
        let type =
            #"{"type":"type.registered","subject":"type/x.seen","body":{"name":"x.seen","#
            + #""description":"d","subject_kinds":["statement"],"allowed_fields":["gist"]}}"#
        let seen = Lines.statement("statement/seen", gist: "seen")
            .replacing("statement.made", with: "x.seen")
            .replacing(#""kind":"expectation","#, with: "")
        let steps = 4 * Views.batchRecords
        let (folder, before) = try await recorded { ledger in
            try await ledger.append(Lines.base)
            for first in stride(from: 0, to: steps, by: 1_000) {
                if first == steps / 2 { try await ledger.append(type) }
                let lines = (first..<first + 1_000).map { number in
                    number > steps / 2 && number.isMultiple(of: 500)
                        ? seen : Lines.statement("statement/s\(number % 700)", gist: "g\(number)")
                }
                try await ledger.append(lines.joined(separator: "\n"))
            }
            ledger.catchUp()
            return try ledger.ask("records", "type=x.seen").json.line
        }
        try await folder.reopen {
            try FileManager.default.removeItem(atPath: "\(folder.path)/views")
        }
        let (rows, after, problems) = try await open(folder) { ledger in
            ledger.catchUp()
            let answer = try ledger.ask("records", "type=x.seen")
            return (answer.rows.count, answer.json.line, try ledger.desk.verifyViews().problems)
        }
        #expect(rows == 7)
        #expect(after == before)
        #expect(problems == [])
    }

    @Test func `views that were deleted give the same answers again`() async throws {
        let folder = try await seeded()
        let before = try await open(folder, answers)
        try await folder.reopen {
            try FileManager.default.removeItem(atPath: "\(folder.path)/views")
        }
        let (after, problems) = try await open(folder) { ledger in
            (try answers(ledger), try ledger.desk.verifyViews().problems)
        }
        #expect(after == before)
        #expect(problems == [])
    }

    @Test func `the views go on where they stopped`() async throws {
        let folder = try await seeded()
        let line = Lines.statement("statement/late", by: "gov/CHN", source: "src/cnn-20181115")
        let (before, drafts) = try await open(folder) { ledger in
            (try answers(ledger), try ledger.desk.door().json(Array(line.utf8), isLines: true))
        }
        let again = try await open(folder, answers)
        #expect(again == before)
        // As after a crash: the log has grown, and the views know nothing of it.
        let size = try await grow(folder, drafts[0])
        try await open(folder) { ledger in
            let rows = try ledger.ask("records", "subject=statement/late").rows
            #expect(rows.map { $0["record"]?.text } == ["r\(size)"])
            let verified = try ledger.desk.verifyViews()
            #expect(verified.problems == [])
            #expect(verified.records == size)
        }
    }

    /// Appends a record to the log alone.
    ///
    /// - Returns: the size after it.
    private func grow(_ folder: TemporaryFolder, _ draft: Draft) async throws -> UInt64 {
        let log = try await folder.reopen {
            try LogFile(path: "\(folder.path)/log", mapBytes: TemporaryLedger.mapBytes)
        }
        try log.append([Self.record(draft, after: log.head)], at: log.head.size)
        return log.head.size
    }

    private static func record(_ draft: Draft, after head: LogHead) -> StoredRecord {
        let salt = [UInt8](repeating: 7, count: StoredRecord.saltBytes)
        let position = RecordNumber(head.size + 1)
        let leaf = Leaf(
            isClockHeld: false,
            position: position,
            batchFirst: position,
            batchCount: 1,
            id: draft.id,
            recordedAt: head.lastRecordedAt + 1,
            recorder: .init(uid: 1_000, name: "tester"),
            type: draft.event.type.name,
            commitment: Leaf.commitment(salt: salt, event: draft.event.bytes)
        )
        return StoredRecord(leaf: leaf, salt: salt, event: draft.event.bytes)
    }

    /// With the same name the roots differ, because the salts do.
    @Test(arguments: ["test.example/ledger", "test.example/other"])
    func `views of another log are discarded`(origin: String) async throws {
        let foreign = try await seeded(origin: origin)
        let folder = try await seeded()
        let before = try await open(folder, answers)
        // Once the threads of both have let go.
        for folder in [foreign, folder] {
            try await folder.edit("views", ViewTables.all) { _, _ in }
        }
        let file = "\(folder.path)/views/data.mdb"
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.copyItem(atPath: "\(foreign.path)/views/data.mdb", toPath: file)
        try await folder.edit("views", ViewTables.all) { environment, transaction throws in
            let names = environment.table("numbers", key: String.self)
            try transaction.put(names, "org/planted", [0, 0, 0, 99])
        }
        let (after, problems) = try await open(folder) { ledger in
            (try answers(ledger), try ledger.desk.verifyViews().problems)
        }
        #expect(after == before)
        #expect(problems == [])
    }

    @Test func `a change of any table is found`() async throws {
        let folder = try await seeded()
        try await open(folder) { ledger in
            let verified = try ledger.desk.verifyViews()
            #expect(verified.problems == [])
            #expect(verified.rows > 1_000)
            #expect(verified.records == ledger.size)
            #expect(verified.root == ledger.desk.folder.log.head.root)
        }
        let names = ViewTables.all.filter { $0 != "meta" }
        try await folder.edit("views", ViewTables.all) { environment, transaction throws in
            for name in names {
                let table = environment.table(name, key: [UInt8].self)
                let key = try #require(try transaction.lastKey(table))
                var value = try #require(try transaction.get(table, key))
                value[value.count - 1] ^= 1
                try transaction.put(table, key, value)
            }
        }
        let problems = try await open(folder) { try $0.desk.verifyViews().problems }
        for name in names {
            #expect(problems.contains { $0.hasPrefix("\(name) ") }, "\(name) in \(problems)")
        }
    }

    @Test func `a row too many or too few is found`() async throws {
        let folder = try await seeded()
        try await folder.edit("views", ViewTables.all) { environment, transaction throws in
            let rows = environment.table("rows", key: [UInt8].self)
            let key = try #require(try transaction.lastKey(rows))
            try transaction.delete(rows, key)
            let ids = environment.table("ids", key: [UInt8].self)
            try transaction.put(ids, [UInt8](repeating: 255, count: 16), [0])
        }
        let problems = try await open(folder) { try $0.desk.verifyViews().problems }
        #expect(problems.contains { $0.hasPrefix("rows has ") })
        #expect(problems.contains { $0.hasPrefix("ids has ") })
    }
}
