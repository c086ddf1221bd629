import Testing

@testable import Ledger

/// The rules of values that are messages of their own, a line each.
struct EventMessageRuleTests {
    private static let numbers: [RuleCase] = [
        RuleCase(
            "figure.stated",
            #"{"body":{"value":{"value":null,"unit":null,"qual":null,"upper":null}}}"#,
            [
                Fault(
                    "body.value.value",
                    .missing,
                    "is needed",
                    hint: "write a decimal such as \"200000000000\""
                ),
                Fault(
                    "body.value.unit",
                    .missing,
                    "is needed",
                    hint: "write USD, percent, index_pts, year or 1"
                ),
                Fault(
                    "body.value.qual",
                    .missing,
                    "is needed",
                    hint: "write eq, about, up_to, at_least, over or under"
                ),
            ]
        ),
        RuleCase(
            "figure.stated",
            #"{"body":{"value":{"value":"twelve"}}}"#,
            "body.value.value",
            .malformed,
            "'twelve' is not a number",
            "write digits, as 200000000000 or 2.8"
        ),
        RuleCase(
            "figure.stated",
            #"{"body":{"value":{"unit":"dollars"}}}"#,
            "body.value.unit",
            .malformed,
            "'dollars' is not a unit",
            "write USD"
        ),
        RuleCase(
            "figure.stated",
            #"{"body":{"value":{"qual":"roughly"}}}"#,
            "body.value.qual",
            .malformed,
            "'roughly' is not a qualifier",
            "write one of eq, about, up_to, at_least, over, under, range"
        ),
        RuleCase(
            "figure.stated",
            #"{"body":{"value":{"qual":"eq"}}}"#,
            "body.value",
            .malformed,
            "'12.5 to 14 EUR' is not an amount: only a range has an upper number",
            "make it a range, or leave it out"
        ),
        RuleCase(
            "figure.stated",
            #"{"body":{"value":{"upper":"12.50"}}}"#,
            "body.value",
            .malformed,
            "'12.5 to 12.5 EUR' is not an amount: its upper number is not above its lower one",
            "write the lower one first"
        ),
        RuleCase(
            "tariff.raised",
            #"{"body":{"to_rate":{"pct":null,"kind":null,"qual":null}}}"#,
            [
                Fault(
                    "body.to_rate.pct",
                    .missing,
                    "is needed",
                    hint: "write a percentage such as \"25\""
                ),
                Fault(
                    "body.to_rate.kind",
                    .missing,
                    "is needed",
                    hint: "write additional, total, deposit or average"
                ),
                Fault(
                    "body.to_rate.qual",
                    .missing,
                    "is needed",
                    hint: "write eq, about, up_to ..."
                ),
            ]
        ),
        RuleCase(
            "tariff.raised",
            #"{"body":{"to_rate":{"pct":"2500"}}}"#,
            "body.to_rate",
            .malformed,
            "'2500%' is not a rate: it is above 1000%",
            "rates are in percent: write 25 for 25%, not 2500 for its basis points"
        ),
        RuleCase(
            "tariff.raised",
            #"{"body":{"to_rate":{"kind":"flat"}}}"#,
            "body.to_rate.kind",
            .malformed,
            "'flat' is not a kind of rate",
            "write one of additional, total, deposit, average"
        ),
        RuleCase(
            "tariff.raised",
            #"{"body":{"to_rate":{"qual":"range"}}}"#,
            "body.to_rate",
            .malformed,
            "'25.333333333%' is not a rate: a rate is never a range",
            "list the rates, as 5%,10%, or write up-to:10%"
        ),
        RuleCase(
            "tariff.raised",
            #"{"body":{"to_rate":{"from_pct":"-1"}}}"#,
            "body.to_rate",
            .malformed,
            "'-1%' is not a rate: a rate is never negative",
            "a cut is the lower rate, with from_pct the rate before"
        ),
        RuleCase("tariff.raised", #"{"body":{"to_rate":{"lines":18446744073709551615}}}"#, []),
    ]

    private static let messages: [RuleCase] = [
        RuleCase(
            "commitment.pledged",
            #"{"body":{"items":[{"about":["talk/a"]}]}}"#,
            [
                Fault(
                    "body.items[0].issue",
                    .missing,
                    "is needed",
                    hint: "write a topic code such as tariffs"
                ),
                Fault(
                    "body.items[0].action",
                    .missing,
                    "is needed",
                    hint: "write reduce, lift, buy_more ..."
                ),
                Fault(
                    "body.items[0].text",
                    .missing,
                    "is needed",
                    hint: "say in own words what it is"
                ),
            ]
        ),
        RuleCase(
            "commitment.pledged",
            #"{"body":{"items":[{"issue":"wto","action":"open","text":"a","baseline":"org/a"}]}}"#,
            "body.items[0].baseline",
            .wrongKind,
            "'org/a' is not a subject",
            "write measure/us-301-list3"
        ),
        RuleCase(
            "tariff.raised",
            #"{"body":{"entry_rule":{"entered_before":{"edtf":"2019","basis":"stated"}}}}"#,
            [
                Fault(
                    "body.entry_rule.exported_before",
                    .missing,
                    "is needed",
                    hint: "write a date object"
                ),
                Fault("body.entry_rule.rate", .missing, "is needed", hint: "write a rate object"),
            ]
        ),
        RuleCase(
            "figure.stated",
            #"{"body":{"prior":{"period":{"edtf":"2018","basis":"stated"}}}}"#,
            "body.prior.value",
            .missing,
            "is needed",
            "write an amount object"
        ),
        RuleCase(
            "figure.stated",
            #"{"body":{"prior":{"value":{"value":"1","unit":"1","qual":"eq"}}}}"#,
            "body.prior.period",
            .missing,
            "is needed",
            "write a date object"
        ),
        RuleCase(
            "actor.registered",
            #"{"body":{"roles":[{"title":"Clerk"},{"at":"org/a"}]}}"#,
            "body.roles[1].title",
            .missing,
            "is needed",
            "write the office held"
        ),
        RuleCase(
            "figure.stated",
            #"{"actors":[{"as":"the shippers"}]}"#,
            [
                Fault(
                    "actors[0].actor",
                    .missing,
                    "is needed",
                    hint: "write person/liu-he or gov/CHN"
                ),
                Fault("actors[0].role", .missing, "is needed", hint: "write by, to, party ..."),
            ]
        ),
        RuleCase(
            "figure.stated",
            #"{"actors":[{"actor":"src/a","role":"by"}]}"#,
            "actors[0].actor",
            .wrongKind,
            "'src/a' is not an actor",
            "write person/liu-he or gov/CHN"
        ),
        RuleCase(
            "figure.stated",
            #"{"actors":[{"actor":"org/a","role":"partnr"}]}"#,
            "actors[0].role",
            .malformed,
            "'partnr' is not one of its words",
            "did you mean 'partner'?"
        ),
        RuleCase(
            "figure.stated",
            #"{"links":[{"rel":"repeats"},{"to":"\#(EventSample.record)"}]}"#,
            [
                Fault("links[0].to", .missing, "is needed", hint: "write r168 or @name"),
                Fault("links[0].by", .missing, "is needed", hint: "write source or coder"),
                Fault(
                    "links[1].rel",
                    .missing,
                    "is needed",
                    hint: "write responds_to, contradicts ..."
                ),
                Fault("links[1].by", .missing, "is needed", hint: "write source or coder"),
            ]
        ),
    ]

    @Test(arguments: numbers + messages)
    func `a message is read, or refused where it is wrong`(rule: RuleCase) throws {
        try rule.check()
    }
}
