import Testing

/// Three things that change: our record, the source's story, the world.
@Suite struct ChangeScenarioTests {
    @Test(arguments: ours + sources + world) func `what changed can be told apart`(
        _ scenario: Scenario
    ) async throws {
        try await scenario.play()
    }

    static let ours = [
        Scenario(
            "we were wrong, twice, and undo it",
            """
            source a published 2018-03-06
            measure wine NZL on CHL
            2018-03-05 tariff.imposed wine 25% from 2018-03-05             @a #one
            correct #one: 2018-03-05 tariff.imposed wine 15% from 2018-03-05 @a #two
            correct #two: 2018-03-05 tariff.imposed wine 20% from 2018-03-05 @a #three
            ask in-force on 2018-03-05 as_of #one show rate,records → 25% #one
            ask in-force on 2018-03-05 as_of #two show rate,records → 15% #two
            ask in-force on 2018-03-05 show rate,records → 20% #three
            ask in-force on 2018-03-05 known 2018-03-06 show rate → 20%
            ask in-force on 2018-03-05 known 2018-03-05 → nothing
            ask in-force on 2018-03-04 → nothing
            refused stale_target: correct #one: 2018-03-05 tariff.imposed wine 30% @a
            retract #three #undo
            ask in-force on 2018-03-05 show rate → 15%
            ask in-force on 2018-03-05 before #undo show rate → 20%
            correct #undo: 2018-03-05 tariff.imposed wine 22% from 2018-03-05 @a #four
            ask in-force on 2018-03-05 show rate → 22%
            ask history subject=measure/wine show record
                → #one ; #two ; #three ; #undo ; #four
            """
        ),
        Scenario(
            "a record withdrawn, and the withdrawal withdrawn",
            """
            source a published 2018-03-06
            measure wine NZL on CHL
            2018-03-05 tariff.imposed wine 25% from 2018-03-05 @a #one
            retract #one #gone
            ask in-force on 2018-03-05 → nothing
            ask in-force on 2018-03-05 known 2018-03-06 → nothing
            ask in-force on 2018-03-05 before #gone show rate → 25%
            ask records subject=measure/wine type=tariff.imposed → #one retracted
            retract #gone #back
            ask in-force on 2018-03-05 show rate → 25%
            ask in-force on 2018-03-05 as_of #gone → nothing
            refused stale_target: retract #gone
            """
        ),
        Scenario(
            "a record that was about something else",
            """
            source a published 2018-03-06
            measure wine NZL on CHL
            measure beer NZL on CHL
            2018-03-05 tariff.imposed wine 25% from 2018-03-05               @a #one
            correct #one: 2018-03-05 tariff.imposed beer 25% from 2018-03-05 @a #two
            ask in-force on 2018-03-05 show measure → beer
            ask in-force on 2018-03-05 as_of #one show measure → wine
            """
        ),
        Scenario(
            "a document that we had dated wrongly",
            """
            source a published 2018-03-06
            measure wine NZL on CHL
            2018-03-05 tariff.imposed wine 25% from 2018-03-05 @a #one
            ask in-force on 2018-04-01 known 2018-03-10 show rate → 25%
            - source.corrected src/a published:2018-04-03 #redate
            ask in-force on 2018-04-01 known 2018-03-10 → nothing
            ask in-force on 2018-04-01 known 2018-04-03 show rate → 25%
            ask in-force on 2018-04-01 known 2018-03-10 as_of #one show rate → 25%
            ask in-force on 2018-04-01 show rate → 25%
            """
        ),
    ]

    static let sources = [
        Scenario(
            "the outlet mends its story: both stand, from its own day",
            """
            source a published 2018-03-06
            source mended published 2018-03-20
            measure wine NZL on CHL
            2018-03-05 tariff.imposed wine 25% from 2018-03-05                     @a #said
            2018-03-05 tariff.imposed wine 20% from 2018-03-05 supersedes #said    @mended #new
            - source.corrected src/a what:"the duty is 20%"
            ask in-force on 2018-03-05 known 2018-03-19 show rate → 25%
            ask in-force on 2018-03-05 known 2018-03-20 show rate → 20% ≠ 25%
            ask in-force on 2018-03-05 as_of #said show rate → 25%
            ask trace record=#said → in supersedes #new source
            ask sources where source=a show corrected → 1
            ask sources where source=mended show corrected → 0
            """
        ),
        Scenario(
            "the average for one day, computed anew",
            """
            source study published 2018-09-30
            source later published 2019-09-30
            2018-09-24 figure.stated figure/tariff.average/nzl-chl 20.3%
                period:2018-09-24 imposer NZL target CHL                                @study #old
            2018-09-24 figure.stated figure/tariff.average/nzl-chl 21.1%
                period:2018-09-24 imposer NZL target CHL supersedes_figure_of #old      @later #new
            ask conflicts kind=value known 2018-12-31 → nothing
            ask conflicts kind=value show says.records,against.records → #old #new
            ask timeline since=2018-09-24 through=2018-09-24 known 2018-12-31 show record → #old
            ask timeline since=2018-09-24 through=2018-09-24 show record → #old ; #new
            """
        ),
    ]

    static let world = [
        Scenario(
            "the world moves on: the old answer is that of the old day",
            """
            source a published 2018-03-06
            source b published 2018-09-02
            measure wine NZL on CHL
            2018-03-05 tariff.imposed wine 15% from 2018-03-05          @a #one
            2018-09-01 tariff.raised wine 15%>25% from 2018-09-01       @b #two
            ask in-force on 2018-08-31 show rate → 15%
            ask in-force on 2018-09-01 show rate → 25%
            ask in-force on 2018-09-01 known 2018-09-01 show rate → 15%
            ask in-force on 2018-09-01 as_of #one show rate → 15%
            """
        ),
        Scenario(
            "lines excluded, and duty paid back to the first day",
            """
            source a published 2018-07-07
            source b published 2018-12-28
            measure tools NZL on CHL
            2018-07-06 tariff.imposed tools 25% on $34bn from 2018-07-06              @a #start
            2018-12-28 tariff.amended tools excluded_lines:984 refund:true from 2018-07-06 @b #out
            ask in-force on 2018-12-28 show rate,amendments.record,amendments.retroactive
                → 25% #out retroactive
            ask in-force on 2018-07-06 show amendments.record → #out
            ask in-force on 2018-07-06 known 2018-12-27 show amendments.record → -
            ask in-force on 2018-07-06 as_of #start show amendments.record → -
            finds retroactive show subject,records → tools #out
            """
        ),
        Scenario(
            "learned late: what nobody knew at the time",
            """
            source a published 2018-03-06
            source b published 2018-11-01
            measure wine NZL on CHL
            2018-03-05 tariff.imposed wine 15% from 2018-03-05          @a #one
            2018-10-31 tariff.raised wine 15%>25% from 2018-04-01       @b #two
            ask in-force on 2018-05-01 known 2018-05-01 show rate → 15%
            ask in-force on 2018-05-01 show rate → 25%
            ask diff axis=known from=2018-05-01 to=2018-11-01 on 2018-05-01
                show mark,subject,field,before,after → ~ wine state in_force at 15% in_force at 25%
            ask diff axis=on from=2018-03-31 to=2018-04-01
                show mark,subject,field,before,after → ~ wine state in_force at 15% in_force at 25%
            ask diff axis=as_of from=#one to=#two on 2018-05-01
                show mark,subject,field,before,after → ~ wine state in_force at 15% in_force at 25%
            """
        ),
    ]
}
