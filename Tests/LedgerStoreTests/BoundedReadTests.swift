import Ledger
import LedgerStore
import Synchronization
import Testing

/// No question scans the log: what it reads of the log follows its answer, not the ledger.
@Suite struct BoundedReadTests {
    /// Questions about one measure, talk, topic ...: flat in what else the ledger holds.
    private static let narrow: [(view: String, items: [(String, String)])] = [
        ("measures/in-force", [("imposer", "gov/CHN")]), ("measures", []),
        ("measures/show", [("subject", "measure/steel")]), ("measures/upcoming", []),
        ("measures/exposure", []), ("proposals", []), ("talks", []), ("commitments", []),
        ("agreements", []), ("restrictions", []), ("proceedings", []), ("issues", []),
        ("issues/show", [("issue", "wto")]), ("claims", [("subject", "measure/steel")]),
        ("claims/conflicts", [("subject", "measure/steel")]), ("claims/conflicts", []),
        ("claims/matrix", [("issue", "wto")]), ("timeline", [("subject", "measure/steel")]),
        ("timeline", [("limit", "10")]), ("records", [("limit", "10")]),
        ("records", [("issue", "wto")]), ("records/show", [("record", "r6")]),
        ("records/history", [("subject", "measure/steel")]),
        ("records/trace", [("record", "r6")]), ("batches", [("batch", "b6")]), ("sources", []),
        ("sources/show", [("source", "src/cited")]), ("actors", []),
        ("actors/show", [("actor", "gov/CHN")]), ("types", []),
        ("types/show", [("type", "tariff.imposed")]), ("subjects", [("prefix", "measure/")]),
        ("check", [("only", "stale")]), ("check", []), ("schemas", []),
        ("schemas/show", [("name", "talks")]), ("proceedings/show", [("subject", "proceeding/a")]),
    ]

    /// Questions that tell every subject: what they read of the log is what they tell.
    private static let wide: [(view: String, items: [(String, String)])] = [
        ("replay", [("to", "2019-01-01")]),
        ("diff", [("axis", "on"), ("from", "2018-01-01"), ("to", "2019-01-01")]),
    ]

    /// Questions that look at every record, once.
    private static let scanning: [(view: String, items: [(String, String)])] = [
        ("search", [("words", "g"), ("limit", "10000")])
    ]

    @Test func `a search reads every record once, and again only what it shows`() async throws {
        let ledger = try await Self.ledger(noise: 2_000)
        for (view, items) in Self.scanning {
            let (reads, rows) = try Self.reads(ledger, view, items)
            #expect(rows >= 2_000)
            // A hit is read once more for its standing, and its chain begins with its record.
            #expect(reads <= Int(ledger.size) + 2 * rows, "\(view): \(reads) for \(rows) rows")
        }
    }

    @Test func `what a question reads of the log does not grow with the log`() async throws {
        let small = try await Self.ledger(noise: 200)
        let large = try await Self.ledger(noise: 2_000)
        for (view, items) in Self.narrow {
            let (few, _) = try Self.reads(small, view, items)
            let (many, rows) = try Self.reads(large, view, items)
            #expect(many == few, "\(view) \(items): \(few) reads of 200, \(many) of 2,000")
            #expect(rows > 0, "\(view) \(items) answers something")
        }
        for (view, items) in Self.wide {
            let (many, rows) = try Self.reads(large, view, items)
            #expect(rows > 2_000)
            #expect(many <= rows + 10, "\(view): \(many) reads for \(rows) rows")
        }
    }

    @Test(arguments: narrow.map(\.view) + wide.map(\.view) + scanning.map(\.view))
    func `every question is counted`(view: String) {
        #expect(Question.views[view] != nil)
        let asked = Set(
            (Self.narrow + Self.wide + Self.scanning).map(\.view)
        )
        #expect(Set(Question.views.keys) == asked)
    }

    /// A measure, a case and a topic of their own, among statements about other things.
    private static func ledger(noise: Int) async throws -> TemporaryLedger {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        try await ledger.append(story)
        let statements = (0..<noise).map { Lines.statement("statement/noise-\($0)") }
        try await ledger.append(statements.joined(separator: "\n"))
        ledger.catchUp()
        return ledger
    }

    private static let story = """
        {"type":"tariff.scheduled","subject":"measure/steel","actors":[\
        {"actor":"gov/CHN","role":"imposer"},{"actor":"gov/USA","role":"target"}],"body":{\
        "effective":{"edtf":"2018-05-01","basis":"stated"},"rate":{"pct":"10","kind":"additional",\
        "qual":"eq"},"coverage":{"value":"5","unit":"USD","qual":"eq"}},"issues":["wto"],\
        "modality":"intended","evidence":[\(evidence)]}
        {"type":"proceeding.moved","subject":"proceeding/a","actors":[\
        {"actor":"gov/CHN","role":"complainant"},{"actor":"gov/USA","role":"respondent"}],\
        "body":{"stage":"consultations_requested"},"issues":["wto"],"evidence":[\(evidence)]}
        {"type":"demand.made","subject":"demand/a","actors":[{"actor":"gov/CHN","role":"by"},\
        {"actor":"gov/USA","role":"to"}],"body":{"strength":"request"},"issues":["wto"],\
        "evidence":[\(evidence)]}
        {"type":"talks.held","subject":"talk/a","actors":[{"actor":"gov/CHN","role":"party"},\
        {"actor":"gov/USA","role":"party"}],"body":{"kind":"bilateral"},"evidence":[\(evidence)]}
        {"type":"commitment.pledged","subject":"commitment/a","actors":[\
        {"actor":"gov/CHN","role":"by"}],"body":{"items":[{"issue":"wto","action":"lift",\
        "text":"the duty"}]},"issues":["wto"],"evidence":[\(evidence)]}
        {"type":"agreement.reached","subject":"agreement/a","actors":[\
        {"actor":"gov/CHN","role":"party"}],"body":{"form":"truce"},"evidence":[\(evidence)]}
        {"type":"restriction.imposed","subject":"restriction/a","actors":[\
        {"actor":"gov/CHN","role":"imposer"}],"body":{"instrument":"quota"},\
        "evidence":[\(evidence)]}
        {"type":"figure.stated","subject":"figure/tariff.coverage_total/chn-usa","actors":[\
        {"actor":"gov/CHN","role":"imposer"},{"actor":"gov/USA","role":"target"}],"body":{\
        "metric":"tariff.coverage_total","value":{"value":"5","unit":"USD","qual":"eq"}},\
        "evidence":[\(evidence)]}
        {"type":"figure.stated","subject":"figure/tariff.coverage_total/chn-usa","actors":[\
        {"actor":"gov/CHN","role":"imposer"},{"actor":"gov/USA","role":"target"}],"body":{\
        "metric":"tariff.coverage_total","value":{"value":"7","unit":"USD","qual":"eq"}},\
        "evidence":[\(evidence)]}
        {"type":"tariff.imposed","subject":"measure/steel","actors":[\
        {"actor":"gov/CHN","role":"imposer"},{"actor":"gov/USA","role":"target"}],"body":{\
        "state_as_of":{"edtf":"2018-06-01","basis":"stated"},"rate":{"pct":"12",\
        "kind":"additional","qual":"eq"}},"issues":["wto"],"evidence":[\(evidence)]}
        """

    private static let evidence = """
        {"source":"src/held","chain":[{"who":"src/cited","act":"reported"},\
        {"who":"src/held","act":"relayed"}],"attribution":"other_outlet","form":"paraphrase",\
        "stance":"asserts"}
        """

    /// How many records a question reads of the log, and how many rows it answers.
    private static func reads(
        _ ledger: TemporaryLedger,
        _ view: String,
        _ items: [(String, String)]
    ) throws -> (reads: Int, rows: Int) {
        let reader = CountingReader(StoreReader(ledger.desk.folder))
        let size = ledger.size
        let coordinates = Coordinates(
            on: try #require(Day("2026-11-25")),
            asOf: RecordNumber(size)
        )
        let basis = Basis(
            coordinates: coordinates,
            size: size,
            root: try ledger.desk.folder.log.root(at: size)
        )
        let question = try Question(view: view, items: items.map { (name: $0.0, value: $0.1) })
        let answer = try Answers(reader: reader, basis: basis).answer(question)
        return (reader.count, answer.rows.count)
    }
}

/// Counts what is read of the log: events and records, not rows of the views.
private final class CountingReader: ForwardingReader {
    let base: StoreReader
    private let seen = Mutex(0)

    init(_ base: StoreReader) { self.base = base }

    var count: Int { seen.withLock { $0 } }

    private func note() { seen.withLock { $0 += 1 } }

    func event(at position: RecordNumber) throws -> Event? {
        note()
        return try base.event(at: position)
    }

    func record(at position: RecordNumber) throws -> StoredRecord? {
        note()
        return try base.record(at: position)
    }
}
