import Ledger
import Testing

@testable import LedgerStore

/// What was sent is kept for those who ask again, and nothing else changes.
@Suite struct RecentAnswerTests {
    private static func asked(
        _ view: String = "talks",
        _ parameters: [(String, String)] = [],
        on: String = "2018-11-15",
        asOf: UInt64 = 9,
        form: String = "application/json",
        generation: UInt64 = 0
    ) throws -> RecentAnswers.Asked? {
        let question = try Question(view: view, items: parameters.map { (name: $0.0, value: $0.1) })
        let day = try #require(Day(on))
        let coordinates = Coordinates(on: day, asOf: RecordNumber(asOf))
        return RecentAnswers.Asked(question, coordinates, form, generation: generation)
    }

    @Test func `a question is the same only in every part`() throws {
        let recent = RecentAnswers()
        let first = try #require(try Self.asked())
        recent.keep([1], for: first)
        #expect(recent[first] == [1])
        let others = [
            try Self.asked("proposals"), try Self.asked("talks", [("actor", "gov/USA")]),
            try Self.asked(on: "2018-11-16"), try Self.asked(asOf: 10),
            try Self.asked(form: "text/csv"), try Self.asked(generation: 1),
        ]
        for other in others { #expect(recent[try #require(other)] == nil) }
        let waited = try #require(try Self.asked("talks", [("min", "r3")]))
        #expect(recent[waited] == [1], "how long somebody waits changes no answer")
    }

    @Test(arguments: ["check", "sources", "sources/show"])
    func `what looks at held texts is made each time`(view: String) throws {
        #expect(try Self.asked(view, view == "sources/show" ? [("source", "src/a")] : []) == nil)
    }

    @Test func `the answer that was not asked for longest makes room`() throws {
        let recent = RecentAnswers()
        let count = RecentAnswers.bytesMax / RecentAnswers.answerBytesMax
        let large = [UInt8](repeating: 7, count: RecentAnswers.answerBytesMax)
        let all = try (0...count).map { try #require(try Self.asked(asOf: UInt64($0 + 1))) }
        for asked in all.dropLast() { recent.keep(large, for: asked) }
        #expect(recent[all[0]] != nil)
        recent.keep(large, for: all[count])
        #expect(recent[all[1]] == nil)
        #expect(recent[all[0]] != nil && recent[all[count]] != nil)
        let huge = try #require(try Self.asked("agreements"))
        recent.keep(large + [7], for: huge)
        #expect(recent[huge] == nil, "one too large is not kept")
    }

    @Test func `an answer that is sent again says what a new one says`() async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        ledger.catchUp()
        let question = try Question(view: "actors", items: [])
        let day = try #require(Day("2018-11-15"))
        var made = 0
        func ask() throws -> [UInt8] {
            try ledger.desk.answer(question, today: day, form: "json", isExpired: { false }) {
                made += 1
                return $0.json.bytes
            }
        }
        let first = try ask()
        #expect(try ask() == first && made == 1)
        try await ledger.append(
            #"{"type":"actor.registered","subject":"gov/MEX","body":{"kind":"state","name":"M"}}"#
        )
        ledger.catchUp()
        let later = try ask()
        #expect(made == 2 && later != first)
        #expect(String(decoding: later, as: UTF8.self).contains("gov/MEX"))
    }
}
