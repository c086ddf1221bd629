import Testing

@testable import Ledger

/// The rules of single values, a line each: keys, words, dates, amounts and the rest.
struct EventValueTests {

    private static let spelled: [RuleCase] = [
        RuleCase(
            "message.sent",
            #"{"body":{"about":["talk/a","person/novak-jana"]}}"#,
            "body.about[1]",
            .wrongKind,
            "'person/novak-jana' is not a subject",
            "write measure/us-301-list3"
        ),
        RuleCase(
            "source.registered",
            #"{"body":{"wire":"talk/a"}}"#,
            "body.wire",
            .wrongKind,
            "'talk/a' is not an actor",
            "write person/liu-he or gov/CHN"
        ),
        RuleCase(
            "actor.registered",
            #"{"body":{"document":"org/a"}}"#,
            "body.document",
            .wrongKind,
            "'org/a' is not a source",
            "write src/cnn-20181115"
        ),
        RuleCase(
            "actor.registered",
            #"{"body":{"part_of":"orgs/a"}}"#,
            "body.part_of",
            .malformed,
            "'orgs' is not a kind of key",
            "did you mean 'org/...'?"
        ),
        RuleCase(
            "talks.held",
            #"{"body":{"outcome":"progres"}}"#,
            "body.outcome",
            .malformed,
            "'progres' is not one of its words",
            "did you mean 'progress'?"
        ),
        RuleCase(
            "talks.held",
            #"{"body":{"kind":"letter"}}"#,
            "body.kind",
            .malformed,
            "'letter' is not one of its words",
            "write one of: negotiation_round, contacts, summit, bilateral, briefing, multilateral"
        ),
        RuleCase(
            "claim.disavowed",
            #"{"body":{"grounds":["misspoke","drunk"]}}"#,
            "body.grounds[1]",
            .malformed,
            "'drunk' is not one of its words",
            "write one of: misspoke, not_authorized, not_policy, out_of_context, personal_view"
        ),
        RuleCase(
            "tariff.postponed",
            #"{"body":{"step":"Steel to 25"}}"#,
            "body.step",
            .malformed,
            "'Steel to 25' is no name of a step",
            "write small letters, digits and . _ / -, as in list3-to-25"
        ),
        RuleCase(
            "claim.denied",
            #"{"body":{"part":"body.items[]"}}"#,
            "body.part",
            .malformed,
            "'body.items[]' is no path",
            "write body.items[0].amount"
        ),
        RuleCase(
            "claim.denied",
            #"{"body":{"target":"r5"}}"#,
            "body.target",
            .malformed,
            "'r00000000000000000000000000000000005' is no record id",
            "write r168 or @name"
        ),
        RuleCase(
            "source.registered",
            #"{"body":{"sha256":"0A0A"}}"#,
            "body.sha256",
            .malformed,
            "is no SHA-256",
            "write 64 hex digits in small letters"
        ),
        RuleCase(
            "checkpoint.named",
            #"{"body":{"root":"\#(String(repeating: "0A", count: 32))"}}"#,
            "body.root",
            .malformed,
            "is no SHA-256",
            "write 64 hex digits in small letters"
        ),
        RuleCase(
            "actor.registered",
            #"{"body":{"count":"several"}}"#,
            "body.count",
            .malformed,
            "'several' is no number of people",
            "write 1, 2.. or 2..4"
        ),
        RuleCase(
            "type.registered",
            #"{"body":{"required_fields":["godos"]}}"#,
            "body.required_fields[0]",
            .malformed,
            "'godos' is not one of its words",
            "did you mean 'goods'?"
        ),
        RuleCase(
            "talks.held",
            #"{"body":{"place":{"iso3166":"nl"}}}"#,
            "body.place.iso3166",
            .malformed,
            "'nl' is no ISO 3166-1 alpha-3 code",
            "write three capitals, as in CHN"
        ),
        RuleCase(
            "restriction.lifted",
            #"{"body":{"condition":{"if":"a","unless":"b"}}}"#,
            "body.condition",
            .excluded,
            "has both if and unless",
            "give one of them"
        ),
    ]

    private static let dates: [RuleCase] = [
        RuleCase(
            "tariff.raised",
            #"{"occurred":{"basis":"stated"}}"#,
            "occurred.edtf",
            .missing,
            "is needed",
            "write a date such as 2018-11-09"
        ),
        RuleCase(
            "tariff.raised",
            #"{"occurred":{"edtf":"2019-06"}}"#,
            "occurred.basis",
            .missing,
            "is needed",
            "write stated, derived or inferred"
        ),
        RuleCase(
            "tariff.raised",
            #"{"occurred":{"edtf":"2019-06","basis":"guessed"}}"#,
            "occurred.basis",
            .malformed,
            "'guessed' is not one of its words",
            "write one of: stated, derived, inferred"
        ),
        RuleCase(
            "tariff.raised",
            #"{"occurred":{"edtf":"2019-06-10","basis":"derived"}}"#,
            [
                Fault(
                    "occurred.text",
                    .missing,
                    "is needed",
                    hint: "a derived date keeps the words it comes from, such as \"Tuesday\""
                ),
                Fault(
                    "occurred.anchor",
                    .missing,
                    "is needed",
                    hint: "a derived date names the source it counts from, as src/..."
                ),
            ]
        ),
        RuleCase(
            "tariff.raised",
            #"{"occurred":{"edtf":"2019-06-10","basis":"stated","tz":"Amsterdam time"}}"#,
            "occurred.tz",
            .malformed,
            "'Amsterdam time' is no zone name",
            "write America/New_York"
        ),
        RuleCase("tariff.raised", #"{"occurred":{"edtf":"2019","basis":"stated","tz":"UTC"}}"#, []),
        RuleCase(
            "tariff.raised",
            #"{"occurred":{"edtf":"2019","basis":"derived","text":"then","anchor":"org/a"}}"#,
            [
                Fault(
                    "occurred.anchor",
                    .wrongKind,
                    "'org/a' is not a source",
                    hint: "write src/cnn-20181115"
                )
            ]
        ),
    ]

    @Test(arguments: spelled + dates)
    func `a value is read, or refused where it stands`(rule: RuleCase) throws {
        try rule.check()
    }
}
