import Testing

@testable import Ledger

/// Replacements, paths, joins, own types and anonymous sources: a line a rule.
struct EventHouseRuleTests {
    private static let show = "see: ledgerctl type show "

    private static let house: [RuleCase] = [
        RuleCase(
            "record.corrected",
            #"{"replacement":null}"#,
            "replacement",
            .missing,
            "is needed: the whole new event",
            "ledgerctl record correct rN makes it"
        ),
        RuleCase(
            "record.retracted",
            #"{"replacement":{"type":"tariff.lifted"}}"#,
            [
                Fault("replacement.subject", .missing, "is needed", hint: "write kind/name"),
                Fault(
                    "replacement.actors",
                    .missing,
                    "needs one in role 'imposer'",
                    hint: #"{"actor":"gov/USA","role":"imposer"}, or --imposer gov/USA"#
                ),
                Fault(
                    "replacement.actors",
                    .missing,
                    "needs one in role 'target'",
                    hint: #"{"actor":"gov/USA","role":"target"}, or --target gov/USA"#
                ),
                Fault(
                    "replacement.body.effective",
                    .missing,
                    "is needed in tariff.lifted",
                    hint: show + "tariff.lifted"
                ),
                Fault(
                    "replacement.evidence",
                    .missing,
                    "is needed: tariff.lifted is testimony",
                    hint: "name the source that says so"
                ),
                Fault("replacement", .unexpectedField, "stands only in record.corrected"),
            ]
        ),
        RuleCase(
            "record.corrected",
            #"{"replacement":{"type":"record.retracted","actors":null,"#
                + #""evidence":null,"body":{"effective":null,"to_rate":null,"#
                + #""target":"\#(EventSample.record)","reason":"a slip"}}}"#,
            "replacement.type",
            .wrongTarget,
            "record.retracted cannot replace an event"
        ),
        RuleCase(
            "record.corrected",
            #"{"subject":"measure/other"}"#,
            "subject",
            .wrongKind,
            "is not the replacement's, measure/sample-2019",
            "write measure/sample-2019"
        ),
        RuleCase(
            "record.corrected",
            #"{"replacement":{"body":{"effective":{"edtf":"soon"}}}}"#,
            "replacement.body.effective.edtf",
            .malformed,
            "'soon' is not a date",
            "write one such as 2018-11-09, 2018-11, 2018-07/2018-11 or ../2018-11-14"
        ),
        RuleCase(
            "record.corrected",
            #"{"replacement":{"inferred":["body.goods"]}}"#,
            "replacement.inferred[0]",
            .malformed,
            "'body.goods' names nothing in this record"
        ),
        RuleCase("record.corrected", #"{"replacement":{"inferred":["body.effective.edtf"]}}"#, []),
        RuleCase(
            "tariff.raised",
            #"{"inferred":["body.effective","body.goods","Body"]}"#,
            [
                Fault("inferred[1]", .malformed, "'body.goods' names nothing in this record"),
                Fault(
                    "inferred[2]",
                    .malformed,
                    "'Body' is no path",
                    hint: "write body.items[0].amount"
                ),
            ]
        ),
        RuleCase(
            "commitment.pledged",
            #"{"issues":["tariffs"]}"#,
            "body.items[0].issue",
            .missing,
            "'wto' is not among the record's issues",
            "add it to issues"
        ),
        RuleCase(
            "identity.linked",
            #"{"body":{"a":"person/other"}}"#,
            "body.a",
            .wrongKind,
            "is not the record's subject"
        ),
        RuleCase(
            "identity.linked",
            #"{"body":{"b":["person/c","person/novak-jana"]}}"#,
            "body.b",
            .selfReference,
            "names the subject itself"
        ),
        RuleCase(
            "type.registered",
            #"{"body":{"name":"hearing.held"}}"#,
            "body.name",
            .malformed,
            "'hearing.held' is no name for a desk's own type",
            "begin with x., as in x.hearing.held, and do not end in .registered"
        ),
        RuleCase(
            "type.registered",
            #"{"body":{"name":"x.port.registered"}}"#,
            "body.name",
            .malformed,
            "'x.port.registered' is no name for a desk's own type",
            "begin with x., as in x.hearing.held, and do not end in .registered"
        ),
        RuleCase(
            "type.registered",
            #"{"subject":"type/x.other"}"#,
            "subject",
            .wrongKind,
            "is not type/x.hearing.held",
            "write type/x.hearing.held"
        ),
        RuleCase(
            "type.registered",
            #"{"body":{"subject_kinds":["measure","tariff"]}}"#,
            "body.subject_kinds[1]",
            .malformed,
            "'tariff' is no kind of key",
            "write talk, measure or org"
        ),
        RuleCase(
            "actor.registered",
            #"{"subject":"anon/official-1","body":{"name":"Jana Novak"}}"#,
            "body.name",
            .realName,
            "may not stand for an anonymous source",
            "describe them in description"
        ),
        RuleCase(
            "actor.registered",
            #"{"subject":"anon/official-1","body":{"description":"a clerk"}}"#,
            []
        ),
    ]

    @Test(arguments: house)
    func `a house rule refuses what breaks it, and nothing else`(rule: RuleCase) throws {
        try rule.check()
    }
}
