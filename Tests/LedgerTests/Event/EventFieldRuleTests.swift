import Testing

@testable import Ledger

/// What a type's fields need of one another, a line each.
struct EventFieldRuleTests {
    private static let rate = #"{"pct":"30","kind":"total","qual":"eq"}"#
    private static let show = "see: ledgerctl type show "

    private static let fields: [RuleCase] = [
        RuleCase(
            "tariff.raised",
            #"{"body":{"effective":null}}"#,
            "body.effective",
            .missing,
            "is needed in tariff.raised",
            show + "tariff.raised"
        ),
        RuleCase(
            "tariff.raised",
            #"{"body":{"to_rate":null}}"#,
            "body",
            .missing,
            "needs one of: to_rate, rates, step",
            show + "tariff.raised"
        ),
        RuleCase("tariff.raised", #"{"body":{"to_rate":null,"step":"steel-to-25"}}"#, []),
        RuleCase(
            "tariff.raised",
            #"{"body":{"to_rate":null,"rates":[{"pct":"5","kind":"total"}]}}"#,
            "body.rates[0].qual",
            .missing,
            "is needed",
            "write eq, about, up_to ..."
        ),
        RuleCase(
            "tariff.raised",
            #"{"body":{"effective":{"basis":null}}}"#,
            "body.effective.basis",
            .missing,
            "is needed",
            "write stated, derived or inferred"
        ),
        RuleCase(
            "identity.linked",
            #"{"body":{"a":null,"about":["talk/a"]}}"#,
            [
                Fault(
                    "body.about[0]",
                    .unexpectedField,
                    "does not stand in identity.linked",
                    hint: show + "identity.linked"
                ),
                Fault(
                    "body.a",
                    .missing,
                    "is needed in identity.linked",
                    hint: show + "identity.linked"
                ),
            ]
        ),
        RuleCase(
            "tariff.lifted",
            #"{"body":{"rate":\#(rate)}}"#,
            "body.rate",
            .unexpectedField,
            "does not stand in tariff.lifted",
            show + "tariff.lifted"
        ),
        RuleCase(
            "actor.registered",
            #"{"body":{"title":"Minister"}}"#,
            "body.title",
            .unexpectedField,
            "does not stand in actor.registered",
            "use roles"
        ),
        RuleCase(
            "tariff.raised",
            #"{"body":{"rates":[\#(rate)]}}"#,
            "body.rates",
            .excluded,
            "stands beside rate or to_rate",
            "give the one rate, or the list"
        ),
        RuleCase(
            "tariff.scheduled",
            #"{"body":{"rates":[\#(rate)]}}"#,
            "body.rates",
            .excluded,
            "stands beside rate or to_rate",
            "give the one rate, or the list"
        ),
        RuleCase(
            "tariff.scheduled",
            #"{"body":{"change":"lift"}}"#,
            "body.step",
            .missing,
            "is needed with change",
            "name the planned step, as in list3-to-25"
        ),
        RuleCase(
            "tariff.scheduled",
            #"{"body":{"change":"raise","step":"a"}}"#,
            "body.to_rate",
            .missing,
            "is needed with change 'raise'"
        ),
        RuleCase(
            "tariff.scheduled",
            #"{"body":{"change":"lower","step":"a"}}"#,
            "body.to_rate",
            .missing,
            "is needed with change 'lower'"
        ),
        RuleCase(
            "tariff.scheduled",
            #"{"body":{"rate":null,"change":"raise","step":"a","rates":[\#(rate)]}}"#,
            []
        ),
        RuleCase("tariff.scheduled", #"{"body":{"change":"suspend","step":"a"}}"#, []),
        RuleCase("tariff.announced", #"{"body":{"change":"raise"}}"#, []),
        RuleCase(
            "demand.made",
            #"{"body":{"strength":"precondition"}}"#,
            "body.precondition_for",
            .missing,
            "is needed with strength 'precondition'",
            "name the talk that waits for it, as talk/..."
        ),
        RuleCase(
            "demand.made",
            #"{"body":{"strength":"precondition","precondition_for":"talk/a"}}"#,
            []
        ),
        RuleCase(
            "record.linked",
            #"{"body":{"to":null}}"#,
            "body.to",
            .missing,
            "is needed unless rel is 'queried'"
        ),
        RuleCase("record.linked", #"{"body":{"to":null,"rel":"queried"}}"#, []),
        RuleCase(
            "tariff.raised",
            #"{"body":{"from_rate":\#(rate)}}"#,
            "body.to_rate",
            .reversed,
            "is not above from_rate (30%)"
        ),
        RuleCase(
            "tariff.raised",
            #"{"body":{"from_rate":\#(rate),"to_rate":{"pct":"30.0"}}}"#,
            "body.to_rate",
            .reversed,
            "is not above from_rate (30%)"
        ),
        RuleCase(
            "tariff.lowered",
            #"{"body":{"from_rate":{"pct":"2","kind":"total","qual":"eq"}}}"#,
            "body.to_rate",
            .reversed,
            "is not below from_rate (2%)"
        ),
        RuleCase("tariff.lowered", #"{"body":{"from_rate":\#(rate)}}"#, []),
        RuleCase("tariff.announced", #"{"body":{"from_rate":\#(rate),"to_rate":\#(rate)}}"#, []),
        RuleCase(
            "tariff.amended",
            #"{"body":{"until":{"edtf":"2019-06","basis":"stated"}}}"#,
            "body.until",
            .reversed,
            "(2019-06) lies before effective (2019-07-01)",
            "until is the last day of the effect"
        ),
        RuleCase("tariff.amended", #"{"body":{"until":{"edtf":"2019-07","basis":"stated"}}}"#, []),
        RuleCase(
            "tariff.amended",
            #"{"body":{"until":{"edtf":"2019-07-01","basis":"stated"}}}"#,
            []
        ),
    ]

    @Test(arguments: fields)
    func `a rule of fields refuses what breaks it, and nothing else`(rule: RuleCase) throws {
        try rule.check()
    }
}
