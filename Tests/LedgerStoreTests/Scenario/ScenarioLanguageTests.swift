import Testing

/// The language of the stories: a wrong line says what is wrong, and where it stands.
@Suite struct ScenarioLanguageTests {
    /// Lines after a source `a` and a measure `wine`, with what is wrong with them.
    static let wrong = [
        ("2018-03-05 tariff.imposed wine 10% @x", "no source is called 'x'"),
        ("2018-03-05 tariff.imposed wine 10% loudly @a", "'loudly' says nothing"),
        ("2018-03-05 tariff.imposed wine 10% repeats #y @a", "no line is labelled '#y'"),
        ("2018-03-05 tariff.imposed wine part[x] @a", "'part[...]' is no phrase"),
        ("2018-03-05 proposal.answered deal by CHL rejected @a", "of which kind is 'deal'?"),
        ("2018-03-05 tariff.imposed wine from 2018-13-05 @a", "body.effective"),
        ("2018-03-05 tariff.lifted wine @a", "body.effective missing"),
        ("2018-03-05 tariff.imposed", "a subject is missing"),
        ("correct #z: 2018-03-05 tariff.imposed wine 10% @a", "no line is labelled '#z'"),
        ("refused missing: 2018-03-05 tariff.imposed wine 10% @a", "it was recorded"),
        ("refused missing: 2018-03-05 tariff.lifted wine from 2018-13-05 @a", "malformed"),
        ("ask tariffs → nothing", "no view 'tariffs'"),
        ("ask in-force wine → nothing", "'wine' is no part of a question"),
        ("ask in-force nothing", "a question has one →"),
        ("ask in-force → wine 25%", "expected  wine 25%\n  got       nothing"),
        ("ask sources show colour → a", "have no 'colour'"),
        ("finds no-such-rule → wine", "expected  wine\n  got       nothing"),
    ]

    @Test(arguments: wrong) func `a wrong line says what is wrong`(
        _ line: String,
        _ words: String
    ) async throws {
        let run = ScenarioRun(try await TemporaryLedger())
        try await run.take("source a published 2018-03-06")
        try await run.take("measure wine NZL on CHL")
        do {
            try await run.take(line)
            Issue.record("'\(line)' was taken")
        } catch let fault as ScenarioFault {
            #expect(fault.description.contains(words))
        }
    }

    @Test func `a line knows its place in the file`() {
        let before = #line
        let scenario = Scenario(
            "places",
            """
            source a published 2018-03-06
            // a remark

            ask sources
                → a  // and what follows it
            """
        )
        let lines = scenario.lines
        #expect(lines.map(\.number) == [0, 3])
        #expect(lines.last?.text == "ask sources    → a  ")
        #expect(lines.map { scenario.location(of: $0).line } == [before + 4, before + 7])
    }

    @Test func `a story must expect something`() async {
        await withKnownIssue("a story without an expectation fails") {
            try await Scenario("silent", "source a published 2018-03-06").play()
        }
    }
}
