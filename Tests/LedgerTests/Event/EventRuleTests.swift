import Testing

@testable import Ledger

/// The rules over a whole event, a line each.
struct EventRuleTests {

    private static let root: [RuleCase] = [
        RuleCase("tariff.raised", "{}", []),
        RuleCase(
            "tariff.raised",
            #"{"type":"tarif.raised"}"#,
            "type",
            .unknownType,
            "'tarif.raised' is no event type",
            "did you mean 'tariff.raised'?"
        ),
        RuleCase(
            "tariff.raised",
            #"{"type":"x.hearing.held"}"#,
            "type",
            .unknownType,
            "'x.hearing.held' is no event type",
            "see: ledgerctl type list"
        ),
        RuleCase(
            "tariff.raised",
            #"{"type":null}"#,
            "type",
            .missing,
            "is needed",
            "see: ledgerctl type list"
        ),
        RuleCase(
            "tariff.raised",
            #"{"subject":null}"#,
            "subject",
            .missing,
            "is needed",
            "write kind/name"
        ),
        RuleCase(
            "tariff.raised",
            #"{"subject":"Measure"}"#,
            "subject",
            .malformed,
            "'Measure' is not a key",
            "write kind/name"
        ),
        RuleCase(
            "tariff.raised",
            #"{"subject":"talk/a"}"#,
            "subject",
            .wrongKind,
            "'talk/a' is not of a kind that tariff.raised is about (measure)",
            "write measure/a"
        ),
        RuleCase(
            "proposal.answered",
            #"{"subject":"figure/a"}"#,
            "subject",
            .wrongKind,
            "'figure/a' is not of a kind that proposal.answered is about (offer, demand, talk)",
            "write offer/a"
        ),
        RuleCase(
            "tariff.raised",
            #"{"issues":["wto","Trade War"]}"#,
            "issues[1]",
            .malformed,
            "'Trade War' is no topic code",
            "write a code such as tariffs"
        ),
        RuleCase(
            "tariff.raised",
            #"{"modality":"actul"}"#,
            "modality",
            .malformed,
            "'actul' is not one of its words",
            "did you mean 'actual'?"
        ),
        RuleCase(
            "tariff.raised",
            #"{"modality":"real"}"#,
            "modality",
            .malformed,
            "'real' is not one of its words",
            "write one of: actual, intended, conditional, predicted, possible"
        ),
        RuleCase(
            "tariff.raised",
            #"{"coder_confidence":"1.01"}"#,
            "coder_confidence",
            .malformed,
            "1.01 is not between 0 and 1",
            "write 0.85"
        ),
        RuleCase(
            "tariff.raised",
            #"{"coder_confidence":"-0.1"}"#,
            "coder_confidence",
            .malformed,
            "-0.1 is not between 0 and 1",
            "write 0.85"
        ),
        RuleCase("tariff.raised", #"{"coder_confidence":"1"}"#, []),
        RuleCase(
            "tariff.raised",
            #"{"evidence":null}"#,
            "evidence",
            .missing,
            "is needed: tariff.raised is testimony",
            "name the source that says so"
        ),
        RuleCase("issue.registered", #"{"evidence":null}"#, []),
    ]

    private static let roles: [RuleCase] = [
        RuleCase(
            "tariff.raised",
            #"{"actors":[{"actor":"gov/NLD","role":"imposer"}]}"#,
            "actors",
            .missing,
            "needs one in role 'target'",
            #"{"actor":"gov/USA","role":"target"}, or --target gov/USA"#
        ),
        RuleCase(
            "talks.proposed",
            #"{"actors":null}"#,
            ["by", "to"].map { role in
                Fault(
                    "actors",
                    .missing,
                    "needs one in role '\(role)'",
                    hint: #"{"actor":"gov/USA","role":"\#(role)"}, or --\#(role) gov/USA"#
                )
            }
        ),
        RuleCase(
            "talks.scheduled",
            #"{"actors":[{"actor":"gov/NLD","role":"party"}]}"#,
            "actors",
            .missing,
            "needs 2 in role 'party'",
            #"{"actor":"gov/USA","role":"party"}, or --party gov/USA"#
        ),
        RuleCase(
            "talks.held",
            #"{"actors":[{"actor":"anon/a","role":"party"},{"actor":"anon/b","role":"party"}]}"#,
            "actors",
            .missing,
            "needs somebody who is not anonymous",
            "name a party of the talk"
        ),
        RuleCase(
            "call.held",
            #"{"actors":[{"actor":"anon/a","role":"party"},{"actor":"anon/b","role":"party"}]}"#,
            "actors",
            .missing,
            "needs somebody who is not anonymous",
            "name a party of the talk"
        ),
        RuleCase(
            "talks.cancelled",
            #"{"actors":[{"actor":"anon/a","role":"party"},{"actor":"anon/b","role":"party"}]}"#,
            []
        ),
        RuleCase(
            "talks.held",
            #"{"actors":[{"actor":"anon/a","role":"party"},{"actor":"gov/BRA","role":"party"}]}"#,
            []
        ),
    ]

    @Test(arguments: root + roles)
    func `a rule refuses what breaks it, and nothing else`(rule: RuleCase) throws {
        try rule.check()
    }

    @Test func `an entry or item that is wrong does not shift the places of those behind it`() {
        let bad = EventSample.evidence.replacing("narration", with: "rumour")
        let good = EventSample.evidence.dropLast() + #","covers":["body.goods"]}"#
        let json = """
            {"type":"tariff.cancelled","subject":"measure/a","actors":[{"actor":"gov/NLD",\
            "role":"imposer"},{"actor":"gov/BRA","role":"target"}],"evidence":[\(bad),\(good)]}
            """
        let found = parsed(json).faults
        #expect(found.map(\.path) == ["evidence[0].form", "evidence[1].covers[0]"])
        let items =
            #"[{"issue":"wto","action":"hope","text":"a"},"#
            + #"{"issue":"ip","action":"lift","text":"b"}]"#
        let offer = """
            {"type":"offer.made","subject":"offer/a","actors":[{"actor":"gov/NLD","role":"by"},\
            {"actor":"gov/BRA","role":"to"}],"body":{"items":\(items)},\
            "evidence":[\(EventSample.evidence)]}
            """
        #expect(parsed(offer).faults.map(\.path) == ["body.items[0].action"])
    }

    @Test func `a desk's own type has the fields, kinds and roles it registers`() throws {
        let registration = """
            {"type":"type.registered","subject":"type/x.hearing.held","body":\
            {"name":"x.hearing.held","description":"a hearing took place",\
            "subject_kinds":["proceeding"],\
            "required_fields":["venue"],"expected_fields":["gist"],\
            "allowed_fields":["kind","lines"],"required_roles":["lead"],\
            "machine":"proceeding","state":"initiated"}}
            """
        let registered = try #require(parsed(registration).event)
        let type = try #require(EventType(registration: registered))
        var types = TypeTable.builtIn
        types.register(type)
        #expect(type.code == 0 && type.isTestimony && type.machine == .proceeding)
        #expect(type.state == "initiated" && !type.isRegistration)
        #expect(types.names.last == "x.hearing.held" && types.registered.count == 1)
        let event = """
            {"type":"x.hearing.held","subject":"proceeding/a","actors":[{"actor":"gov/NLD",\
            "role":"lead"}],"body":{"venue":"the old mint","kind":"public","lines":3},\
            "evidence":[\(EventSample.evidence)]}
            """
        #expect(parsed(event, types: types).faults == [])
        #expect(parsed(event).faults.map(\.code) == [.unknownType])
        let wrong = """
            {"type":"x.hearing.held","subject":"talk/a","body":{"goods":"steel"},\
            "evidence":[\(EventSample.evidence)]}
            """
        let paths = parsed(wrong, types: types).faults.map(\.path)
        #expect(paths == ["body.goods", "subject", "actors", "body.venue"])
        #expect(EventType(registration: try #require(parsed(event, types: types).event)) == nil)
    }
}
