import Testing

/// Planned steps of measures, and covered trade over time.
@Suite struct MeasureStepScenarioTests {
    @Test(arguments: steps) func `a step has a life of its own`(_ scenario: Scenario) async throws {
        try await scenario.play()
    }

    @Test(arguments: exposure) func `covered trade adds up`(_ scenario: Scenario) async throws {
        try await scenario.play()
    }

    static let steps = [
        Scenario(
            "by schedule, then contradicted, then taken",
            """
            source order published 2018-09-18
            source a published 2018-09-25
            source b published 2019-03-29
            source c published 2019-05-12
            measure list3 NZL on CHL
            2018-09-17 tariff.scheduled list3 raise step up 10%>25% from 2019-01-01  @order #plan
            2018-09-24 tariff.imposed list3 10% on $200bn from 2018-09-24            @a #start
            - tariff.imposed list3 10% from 2018-09-24 holding 2019-03-28            @b #still
            2019-05-10 tariff.raised list3 25% step up from 2019-05-10               @c #raise
            ask upcoming on 2018-12-31 show date,step,change,from,days_left,status
                → 2019-01-01 up raise to 25% 10% 1 scheduled
            ask in-force on 2018-12-31 → list3 10% $200bn attested
            ask in-force on 2019-01-01 known 2018-12-31 → list3 25% $200bn by_schedule
            ask in-force on 2019-01-01 known 2018-12-31 strict → list3 10% $200bn attested
            ask upcoming on 2019-01-02 known 2018-12-31 show step,status → up due_not_evidenced
            ask in-force on 2019-03-29 known 2019-03-29 → list3 10% ≠ 25% $200bn contradicted
            ask in-force on 2019-03-29 known 2019-03-29 strict → list3 10% $200bn attested
            ask upcoming on 2019-03-29 known 2019-03-29 show step,status → up contradicted
            ask in-force on 2019-05-10 → list3 25% $200bn attested
            ask in-force on 2019-05-10 show step,records → up #plan,#start,#still,#raise
            ask upcoming on 2019-05-10 → nothing
            """
        ),
        Scenario(
            "seen in the state that a later text gives",
            """
            source order published 2018-09-18
            source a published 2018-09-25
            source b published 2019-03-29
            measure list3 NZL on CHL
            2018-09-17 tariff.scheduled list3 raise step up 10%>25% from 2019-01-01 @order
            2018-09-24 tariff.imposed list3 10% from 2018-09-24                     @a
            - tariff.imposed list3 25% from 2018-09-24 holding 2019-03-28           @b
            ask in-force on 2019-02-01 known 2019-02-01 show rate,basis → 25% by_schedule
            ask upcoming on 2019-03-29 → nothing
            finds due-not-evidenced on 2019-03-29 → nothing
            """
        ),
        Scenario(
            "raised by a record that does not name the step",
            """
            source order published 2018-09-18
            source a published 2018-09-25
            source b published 2019-01-05
            measure list3 NZL on CHL
            2018-09-17 tariff.scheduled list3 raise step up 10%>25% from 2019-01-01 @order
            2018-09-24 tariff.imposed list3 10% from 2018-09-24                     @a
            2019-01-03 tariff.raised list3 25% from 2019-01-03                      @b
            ask in-force on 2019-01-02 → list3 25% - by_schedule
            ask in-force on 2019-01-03 → list3 25% - attested
            ask upcoming on 2019-01-03 → nothing
            """
        ),
        Scenario(
            "put off to another day, then without one, then dropped",
            """
            source order published 2018-09-18
            source a published 2018-09-25
            source b published 2018-12-03
            source c published 2019-02-25
            source d published 2019-03-15
            measure list3 NZL on CHL
            2018-09-17 tariff.scheduled list3 raise step up 10%>25% from 2019-01-01 @order
            2018-09-24 tariff.imposed list3 10% from 2018-09-24                     @a
            2018-12-02 tariff.postponed list3 step up to 2019-03-02                 @b
            2019-02-24 tariff.postponed list3 step up indefinite:true               @c
            2019-03-14 tariff.cancelled list3 step up                               @d
            ask in-force on 2019-01-01 known 2018-12-01 → list3 25% - by_schedule
            ask in-force on 2019-01-01 known 2018-12-31 → list3 10% - attested
            ask upcoming on 2019-01-01 known 2018-12-31 → 2019-03-02 list3 up raise to 25% scheduled
            ask in-force on 2019-03-02 known 2019-01-31 → list3 25% - by_schedule
            ask in-force on 2019-03-02 → list3 10% - attested
            ask upcoming on 2019-03-02 → - list3 up raise to 25% postponed
            ask upcoming on 2019-03-14 → nothing
            ask in-force on 2019-03-14 → list3 10% - attested
            finds illegal-transition → nothing
            """
        ),
        Scenario(
            "scheduled anew, with another day and rate",
            """
            source order published 2018-09-18
            source a published 2018-09-25
            source b published 2018-12-20
            measure list3 NZL on CHL
            2018-09-17 tariff.scheduled list3 raise step up 10%>25% from 2019-01-01 @order #old
            2018-09-24 tariff.imposed list3 10% from 2018-09-24                     @a
            2018-12-19 tariff.scheduled list3 raise step up 10%>30% from 2019-02-01 @b #new
            ask upcoming on 2018-12-20 show date,change,records
                → 2019-02-01 raise to 30% #old,#new
            ask in-force on 2019-01-15 → list3 10% - attested
            ask in-force on 2019-02-01 → list3 30% - by_schedule
            """
        ),
        Scenario(
            "a day known only by its month",
            """
            source order published 2018-09-18
            measure list4 NZL on CHL
            2018-09-17 tariff.scheduled list4 15% on $80bn from 2018-12 @order
            ask upcoming on 2018-12-30 show measure,status → list4 scheduled
            ask in-force on 2018-12-30 → nothing
            ask in-force on 2018-12-31 → list4 15% $80bn by_schedule
            ask upcoming on 2018-12-31 show measure,status → list4 due_not_evidenced
            """
        ),
        Scenario(
            "an announced day never applies by itself",
            """
            source a published 2018-09-18
            measure list4 NZL on CHL
            2018-09-17 tariff.announced list4 30% planned_from:2018-10-01 on $80bn @a
            ask in-force on 2018-10-02 → nothing
            ask measures on 2018-10-02 → list4 announced 30% attested
            finds due-not-evidenced on 2018-10-02 → nothing
            """
        ),
        Scenario(
            "an unnamed postponement is about every pending step",
            """
            source a published 2018-09-18
            source b published 2018-09-25
            source c published 2018-12-03
            measure list3 NZL on CHL
            2018-09-17 tariff.imposed list3 10% from 2018-09-17                       @a
            2018-09-24 tariff.scheduled list3 raise step one 10%>25% from 2019-01-01  @b
            2018-09-24 tariff.scheduled list3 raise step two 25%>30% from 2019-02-01  @b
            2018-12-02 tariff.postponed list3 indefinite:true                         @c
            ask upcoming on 2018-12-02 show step,status → one postponed ; two postponed
            ask in-force on 2019-03-01 → list3 10% - attested
            """
        ),
        Scenario(
            "a postponement leaves alone what was due before it",
            """
            source a published 2018-09-18
            source b published 2018-09-25
            source c published 2019-01-16
            measure list3 NZL on CHL
            2018-09-17 tariff.imposed list3 10% from 2018-09-17                       @a
            2018-09-24 tariff.scheduled list3 raise step one 10%>25% from 2019-01-01  @b
            2018-09-24 tariff.scheduled list3 raise step two 25%>30% from 2019-02-01  @b
            2019-01-15 tariff.postponed list3 indefinite:true                         @c
            ask upcoming on 2019-01-15 show step,status → one due_not_evidenced ; two postponed
            ask in-force on 2019-03-01 → list3 25% - by_schedule
            """
        ),
        Scenario(
            "lowered by a step that is seen",
            """
            source a published 2018-09-18
            source b published 2020-01-17
            source c published 2020-02-15
            measure list4 NZL on CHL
            2018-09-17 tariff.imposed list4 15% on $120bn from 2018-09-17             @a
            2020-01-16 tariff.scheduled list4 lower step down 15%>7.5% from 2020-02-14 @b
            2020-02-14 tariff.lowered list4 15%>7.5% step down from 2020-02-14        @c
            ask in-force on 2020-02-14 known 2020-02-01 → list4 7.5% $120bn by_schedule
            ask in-force on 2020-02-14 → list4 7.5% $120bn attested
            ask in-force on 2020-02-13 → list4 15% $120bn attested
            """
        ),
        Scenario(
            "an official notice makes a plan official",
            """
            source notice published 2018-09-18 official
            source paper published 2018-09-18
            measure list3 NZL on CHL
            measure list4 NZL on CHL
            2018-09-17 tariff.scheduled list3 10% from 2018-10-01 @notice
            2018-09-17 tariff.scheduled list4 10% from 2018-10-02 @paper
            ask upcoming on 2018-09-20 show measure,basis,class
                → list3 official instrument ; list4 - outlet
            """
        ),
    ]

    static let exposure = [
        Scenario(
            "day by day, lifted trade leaves the sum",
            """
            source a published 2018-07-07
            source b published 2018-08-24
            source c published 2019-02-02
            measure one NZL on CHL
            measure two NZL on CHL
            2018-07-06 tariff.imposed one 25% on $34bn from 2018-07-06 @a
            2018-08-23 tariff.imposed two 25% on $16bn from 2018-08-23 @b
            2019-02-01 tariff.lifted one from 2019-02-01               @c
            ask exposure on 2019-03-01 show date,sum,measures
                → 2018-07-06 $34bn one ; 2018-08-23 $50bn one,two ; 2019-02-01 $16bn two
            ask exposure on 2019-03-01 since=2018-08-01 show date,delta
                → 2018-08-23 $16bn ; 2019-02-01 -$34bn
            ask exposure on 2018-12-31 by=month show date,sum
                → 2018-07-31 $34bn ; 2018-08-31 $50bn
            ask exposure on 2018-12-31 through=2018-07-31 show date,sum → 2018-07-06 $34bn
            ask exposure on 2018-12-31 imposer=CHL show date,sum → nothing
            """
        ),
        Scenario(
            "a stated total beside what is listed",
            """
            source a published 2018-07-07
            source b published 2018-11-15
            measure one NZL on CHL
            2018-07-06 tariff.imposed one 25% on $200bn from 2018-07-06 @a
            2018-11-15 figure.stated figure/tariff.coverage_total/nzl-chl $250bn
                period:2018-11-15 imposer NZL target CHL @b
            ask totals on 2018-11-14 → nothing
            ask totals on 2018-11-15 → NZL CHL $250bn $200bn $50bn
            ask exposure on 2018-11-15 show date,sum,stated,gap
                → 2018-07-06 $200bn - - ; 2018-11-15 $200bn $250bn $50bn
            """
        ),
        Scenario(
            "of contested coverage the smaller is summed, and the larger shown",
            """
            source a published 2018-07-07
            source b published 2018-07-08
            measure one NZL on CHL
            measure two NZL on CHL
            2018-07-06 tariff.imposed one 25% on $30bn from 2018-07-06 @a
            2018-07-06 tariff.imposed one 25% on $34bn from 2018-07-06 @b
            2018-07-06 tariff.imposed two 25% on $10bn from 2018-07-06 @a
            ask exposure on 2018-07-06 show sum,most → $40bn $44bn
            ask exposure on 2018-07-06 known 2018-07-07 show sum,most → $40bn -
            """
        ),
        Scenario(
            "what rests on a schedule says so",
            """
            source a published 2018-07-07
            source b published 2018-07-08
            measure one NZL on CHL
            measure two NZL on CHL
            2018-07-06 tariff.imposed one 25% on $30bn from 2018-07-06   @a
            2018-07-07 tariff.scheduled two 25% on $10bn from 2018-08-01 @b
            ask exposure on 2018-08-01 show date,sum,basis
                → 2018-07-06 $30bn attested ; 2018-08-01 $40bn by_schedule
            ask exposure on 2018-08-01 strict show date,sum → 2018-07-06 $30bn
            """
        ),
    ]
}
