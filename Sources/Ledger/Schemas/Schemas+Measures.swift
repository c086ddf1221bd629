/// Answers about measures.
extension Schemas {
    /// How a measure's state or rate is known.
    static let basis = ValueShape.words(MeasureState.Basis.allCases.map(\.rawValue))
    static let sure = ValueShape.words([Likelihood.surely.rawValue, Likelihood.possibly.rawValue])
    static let also = MemberShape("also", ValueShape.key.list, "keys that are joined with it")
    static let evidence = MemberShape(
        "class",
        .evidenceClass.orNull,
        "how well it is attested; null without evidence"
    )

    private static let imposer = MemberShape("imposer", .actor.orNull, "who imposes it")
    private static let target = MemberShape("target", .actor.orNull, "on whose goods")
    private static let coverage = MemberShape("coverage", .amounts.orNull, "trade covered")
    private static let key = MemberShape("measure", .key(.measure), "the measure")
    private static let states = ValueShape.states(.measure)

    static let measures: [AnswerShape] = [
        AnswerShape(
            "measures_in_force",
            "measures/in-force",
            "what was in force, with the totals that were stated",
            rows: [RowShape("measure", inForce), RowShape("total", total)]
        ),
        AnswerShape(
            "measures",
            "measures",
            "every measure that has begun, with its state",
            [
                key, also, .init("state", states, "its state"),
                .init("since", .span.orNull, "since when"), imposer, target,
                .init("rate", .rates.orNull, "its rate"), coverage,
                .init("basis", basis, "how state and rate are known"), evidence,
            ]
        ),
        AnswerShape("measure_life", "measures/show", "the life of one measure, in order", life),
        AnswerShape(
            "measures_upcoming",
            "measures/upcoming",
            "what comes next, and what was due and is not evidenced",
            upcoming
        ),
        AnswerShape(
            "measures_exposure",
            "measures/exposure",
            "trade covered over time, against the totals that were stated",
            exposure
        ),
    ]

    private static let inForce: [MemberShape] = [
        imposer, target, key, also, .init("goods", .text.orNull, "the goods meant"),
        .init("rate", .rates.orNull, "its rate"),
        .init("other_rates", ValueShape.rate.list, "rates that must not be compared with it"),
        coverage, .init("since", .span.orNull, "since when"),
        .init("until", .span.orNull, "the last day, as stated"),
        .init("basis", basis, "how state and rate are known"),
        .init("likelihood", sure, "whether it is surely in force on the day"),
        .init("step", .text.orNull, "the step that set the rate"),
        .init("amendments", amendment.list, "changes of what it covers or how goods enter"),
        evidence, .init("explanation", .text.orNull, "why it reads as it does"),
    ]

    private static let amendment = ValueShape.members(
        MemberShape("text", .text.orNull, "what changed"),
        MemberShape("effective", .span.orNull, "from when"),
        MemberShape("retroactive", .flag, "whether that surely lies before its publication"),
        MemberShape("record", .record, "the record that says so")
    )

    private static let total: [MemberShape] = [
        imposer, target, .init("stated", .amounts, "what was stated as the total"),
        .init("itemised", .amount, "sum of the coverage listed in USD"),
        .init("unallocated", .amount.orNull, "the highest stated total less that sum"),
    ]

    private static let life: [MemberShape] = [
        .init("date", .span.orNull, "when it happened or takes effect"),
        .init("state", states.orNull, "the state that the measure entered"),
        .init("step", .text.orNull, "the step that it is about"),
        .init("what", .text.orNull, "what happened, in words"),
        .init("retroactive", .flag, "whether it surely begins before its publication"),
        .init("modality", .words(Modality.self).orNull, "how it stands to reality"), evidence,
        .init("who", .text.orNull, "who says so"),
        .init("record", .record.orNull, "the record; null of what a schedule alone says"),
        .init("legal", .flag, "whether the state machine has the move"),
    ]

    private static let upcoming: [MemberShape] = [
        .init("date", .span.orNull, "the planned day"), key,
        .init("step", .text.orNull, "what the step is called"),
        .init("change", .text, "what it does, as in raise to 25%"),
        .init("from", .bands.orNull, "the rate before"),
        .init(
            "coverage",
            .anyOf([.amount, .amounts]).orNull,
            "trade covered; of a measure without a plan, what several records state"
        ),
        .init("condition", .text.orNull, "what it depends on"),
        .init("days_left", .number.orNull, "days from the question's day; negative once past"),
        .init("status", .words(upcomingStatuses), "what has become of it"),
        .init("basis", .words(["official"]).orNull, "official if one of its sources is"),
        evidence,
    ]

    private static let upcomingStatuses =
        ["scheduled", "postponed", "due_not_evidenced", "contradicted", "undated"]

    private static let exposure: [MemberShape] = [
        .init("date", .day, "the day, or the end of the month"), imposer, target,
        .init("sum", .amount, "sum of the coverage in force"),
        .init("most", .amount.orNull, "the sum of the larger of contested coverages"),
        .init("delta", .amount, "difference from the row before"),
        .init("measures", ValueShape.key(.measure).list, "the measures in force"),
        .init("stated", .amounts.orNull, "what was stated as the total"),
        .init("gap", .amount.orNull, "the highest stated total less the sum"),
        .init("basis", basis, "how the coverage is known"),
    ]
}
