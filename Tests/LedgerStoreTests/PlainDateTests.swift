import Ledger
import LedgerStore
import Testing

/// Dates of questions as they come over the socket: words become days, and the answer says which.
@Suite struct PlainDateTests {
    private static let today = Day("2018-11-20") ?? .first

    private func plain(
        _ view: String,
        _ items: [(String, String)],
        checkpoints: Set<String> = []
    ) throws -> (question: Question, notes: [String]) {
        try Question(view: view, items: items.map { (name: $0.0, value: $0.1) })
            .withPlainDates(today: Self.today, isCheckpoint: checkpoints.contains)
    }

    @Test func `words become days, with a note for each`() throws {
        let (question, notes) = try plain(
            "timeline",
            [
                ("on", "today"), ("known", "15 Nov 2018"), ("since", "last week"),
                ("through", "2018-Q4"), ("as_of", "2018-11-19"),
            ]
        )
        #expect(
            question.parameters == [
                "on": "2018-11-20", "known": "2018-11-15", "since": "2018-11-12",
                "through": "2018-12-31", "as_of": "2018-11-19",
            ]
        )
        #expect(
            notes == [
                "on 'today' is Tue 2018-11-20, counted from Tue 2018-11-20",
                "known '15 Nov 2018' is Thu 2018-11-15",
                "since 'last week' is Mon 2018-11-12, counted from Tue 2018-11-20",
                "through '2018-Q4' is Mon 2018-12-31",
            ]
        )
    }

    @Test func `what is plain, no date or a checkpoint's name stays as it is`() throws {
        let items = [
            ("on", "2018-11-15"), ("known", "unbounded"), ("as_of", "friday"),
        ]
        let (question, notes) = try plain("talks", items, checkpoints: ["friday"])
        #expect(question.parameters == Dictionary(uniqueKeysWithValues: items) && notes.isEmpty)
        let parties = try plain("proposals", [("to", "gov/USA")])
        #expect(parties.question.parameters == ["to": "gov/USA"])
        let records = try plain("replay", [("to", "r9"), ("from", "yesterday"), ("as_of", "r9")])
        #expect(
            records.question.parameters == ["to": "r9", "from": "2018-11-19", "as_of": "r9"]
        )
        let instant = try plain("talks", [("as_of", "2018-11-15T09:30:00.5Z")])
        #expect(instant.question.parameters == ["as_of": "2018-11-15T09:30:00.5Z"])
    }

    @Test func `every date that cannot be read is told`() throws {
        let refusal = #expect(throws: Refusal.self) {
            try plain("timeline", [("on", "2018-11"), ("known", "firday"), ("since", "../2018")])
        }
        #expect(refusal?.faults.map(\.path) == ["on", "known", "since"])
        #expect(refusal?.faults.allSatisfy { $0.hint != nil } == true)
    }

    @Test func `a ledger is asked for as it was at the instant that a record prints`() async throws
    {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        ledger.catchUp()
        let rows = try ask(ledger, []).rows
        let times = rows.compactMap { $0["recorded_at"]?.text }
        #expect(times.count == rows.count && !rows.isEmpty)
        for (row, time) in zip(rows, times) {
            let answer = try ask(ledger, [("as_of", time)])
            #expect(answer.basis.coordinates.asOf.description == row["record"]?.text)
        }
        #expect(throws: Refusal.self) { try ask(ledger, [("as_of", "2018-11-15T09:30:00")]) }
    }

    private func ask(_ ledger: TemporaryLedger, _ items: [(String, String)]) throws -> Answer {
        let question = try Question(
            view: "records",
            items: items.map { (name: $0.0, value: $0.1) }
        )
        return try ledger.desk.answer(question, today: Self.today)
    }

    @Test func `the answer carries what its dates were read as, kept or not`() async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        ledger.catchUp()
        func notes(_ on: String) throws -> [String] {
            let question = try Question(view: "actors", items: [(name: "on", value: on)])
            var notes: [String] = []
            _ = try ledger.desk.answer(
                question,
                today: Self.today,
                form: "json",
                isExpired: { false },
                render: {
                    notes = $0.notes
                    return $0.json.bytes
                }
            )
            return notes
        }
        for _ in 0..<2 {
            #expect(
                try notes("friday")
                    == ["on 'friday' is Fri 2018-11-16, counted from Tue 2018-11-20"]
            )
        }
        #expect(try notes("2018-11-16").isEmpty)
    }
}
