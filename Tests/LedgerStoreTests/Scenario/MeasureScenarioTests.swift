import Testing

/// What a measure is on a day: plans, effects, periods, rates.
@Suite struct MeasureScenarioTests {
    @Test(arguments: lives) func `a measure lives`(_ scenario: Scenario) async throws {
        try await scenario.play()
    }

    @Test(arguments: values) func `a cell shows what is stated`(_ scenario: Scenario) async throws {
        try await scenario.play()
    }

    static let lives = [
        Scenario(
            "announced, scheduled, due, seen",
            """
            source a published 2018-03-06
            source b published 2018-06-16
            source c published 2018-07-09
            measure list1 NZL on CHL
            2018-03-05  tariff.announced list1  25% on $50bn                  @a
            2018-06-15  tariff.scheduled list1  25% on $34bn from 2018-07-06  @b
            2018-07-06  tariff.imposed   list1  25% on $34bn from 2018-07-06  @c
            ask measures on 2018-03-04 → nothing
            ask measures on 2018-03-05 → list1 announced 25% attested
            ask measures on 2018-06-15 → list1 scheduled 25% attested
            ask in-force on 2018-07-05 → nothing
            ask in-force on 2018-07-06 known 2018-06-20 → list1 25% $34bn by_schedule
            ask in-force on 2018-07-06 known 2018-06-20 strict → nothing
            ask in-force on 2018-07-06 known 2018-07-10 → list1 25% $34bn attested
            ask in-force on 2018-07-06 known 2018-06-15 → nothing
            """
        ),
        Scenario(
            "threatened, and no more",
            """
            source a published 2018-03-06
            measure cars NZL on CHL
            2018-03-05 tariff.threatened cars 25% on $20bn @a #threat
            ask measures on 2018-12-31 → cars threatened 25% attested
            ask in-force on 2018-12-31 → nothing
            ask upcoming on 2018-03-06 show date,measure,status,records → - cars undated #threat
            ask upcoming on 2018-03-06 within=30 → nothing
            """
        ),
        Scenario(
            "a plan that is dropped before its day",
            """
            source a published 2018-03-06
            source b published 2018-05-02
            measure milk NZL on CHL
            2018-03-05 tariff.scheduled milk 10% from 2018-06-01 @a #plan
            2018-05-01 tariff.cancelled milk                     @b #drop
            ask measures on 2018-05-01 → milk cancelled 10% attested
            ask in-force on 2018-06-01 → nothing
            ask in-force on 2018-06-01 known 2018-04-30 → milk 10% - by_schedule
            ask measures on 2018-06-01 show state,records → cancelled #plan,#drop
            finds illegal-transition → nothing
            """
        ),
        Scenario(
            "suspended for a time, and back when the time is over",
            """
            source a published 2018-06-02
            source b published 2018-08-02
            source c published 2018-10-20
            source d published 2018-12-16
            measure steel NZL on CHL
            2018-06-01 tariff.imposed   steel 25% from 2018-06-01                   @a
            2018-07-30 tariff.suspended steel from 2018-08-01 until 2018-10-31      @b
            ask measures on 2018-07-31 → steel in_force 25% attested
            ask measures on 2018-08-01 → steel suspended 25% attested
            ask in-force on 2018-10-31 → nothing
            ask in-force on 2018-11-01 → steel 25% - by_schedule
            ask in-force on 2018-11-01 strict → steel 25% - by_schedule
            2018-10-19 tariff.suspended steel from 2018-11-01 until 2018-12-31 continues:true @c
            ask measures on 2018-11-01 → steel suspended 25% attested
            ask measures on 2018-11-01 known 2018-10-01 → steel in_force 25% by_schedule
            ask measures on 2018-12-31 → steel suspended 25% attested
            ask measures on 2019-01-01 → steel in_force 25% by_schedule
            2018-12-15 tariff.imposed steel 25% from 2018-12-15 resumes:true        @d
            ask in-force on 2018-12-15 show measure,rate,since,basis → steel 25% 2018-06-01 attested
            """
        ),
        Scenario(
            "in force until a stated day",
            """
            source a published 2018-06-02
            source b published 2018-11-21
            measure sugar NZL on CHL
            2018-06-01 tariff.imposed sugar 15% from 2018-06-01 until 2018-12-31 @a
            ask in-force on 2018-12-31 show measure,rate,until,basis → sugar 15% 2018-12-31 attested
            ask in-force on 2019-01-01 → nothing
            ask measures on 2019-01-01 → sugar lifted 15% by_schedule
            ask measures on 2019-01-01 strict → sugar lifted 15% by_schedule
            2018-11-20 tariff.imposed sugar 15% from 2018-06-01 until 2019-06-30 @b
            ask in-force on 2019-01-01 show measure,until → sugar 2019-06-30
            ask in-force on 2019-01-01 known 2018-11-01 → nothing
            ask in-force on 2019-07-01 → nothing
            """
        ),
        Scenario(
            "lifted, and imposed anew at another rate",
            """
            source a published 2018-06-02
            source b published 2019-03-02
            source c published 2019-06-02
            measure wine NZL on CHL
            2018-06-01 tariff.imposed wine 25% on $4bn from 2018-06-01 @a #first
            2019-03-01 tariff.lifted  wine from 2019-03-01             @b #end
            2019-06-01 tariff.imposed wine 15% on $2bn from 2019-06-01 @c #again
            ask in-force on 2019-02-28 show rate,coverage,since,records → 25% $4bn 2018-06-01 #first
            ask measures on 2019-03-01 show state,rate,since,records
                → lifted 25% 2019-03-01 #first,#end
            ask in-force on 2019-06-01 show rate,coverage,since,records → 15% $2bn 2019-06-01 #again
            ask life subject=wine show state,legal,record
                → in_force legal #first ; lifted legal #end ; in_force legal #again
            """
        ),
        Scenario(
            "lifted by a plan that nobody saw carried out",
            """
            source a published 2018-06-02
            source b published 2018-12-21
            measure wool NZL on CHL
            2018-06-01 tariff.imposed   wool 25% from 2018-06-01                       @a
            2018-12-20 tariff.scheduled wool lift step end from 2019-02-01             @b
            ask in-force on 2019-01-31 → wool 25% - attested
            ask measures on 2019-02-01 → wool lifted 25% by_schedule
            ask in-force on 2019-02-01 strict → wool 25% - attested
            """
        ),
        Scenario(
            "suspended and resumed by plans alone",
            """
            source a published 2018-06-02
            source b published 2018-09-02
            source c published 2018-11-16
            measure hides NZL on CHL
            2018-06-01 tariff.imposed   hides 25% from 2018-06-01                      @a
            2018-09-01 tariff.scheduled hides suspend step pause from 2018-10-01       @b
            2018-11-15 tariff.scheduled hides resume step again from 2018-12-01        @c
            ask measures on 2018-09-30 → hides in_force 25% attested
            ask measures on 2018-10-01 → hides suspended 25% by_schedule
            ask measures on 2018-10-01 strict → hides in_force 25% attested
            ask measures on 2018-12-01 → hides in_force 25% by_schedule
            ask measures on 2018-12-01 known 2018-10-31 → hides suspended 25% by_schedule
            """
        ),
        Scenario(
            "lines taken out and rules for goods under way, each after the fact",
            """
            source a published 2018-09-24
            source b published 2018-09-28
            source c published 2019-05-10
            source d published 2019-05-15
            source e published 2019-06-10
            measure fish NZL on CHL
            2018-09-17 tariff.imposed fish 10% on $20bn from 2018-09-24       @a
            2018-09-28 tariff.amended fish excluded_lines:12 from 2018-09-24  @b #cut
            2019-05-09 tariff.raised  fish 10%>25% from 2019-05-10
                entry[exported<2019-05-10 pays 10%]                           @c
            2019-05-15 tariff.amended fish from 2019-05-10
                entry[exported<2019-05-10 pays 10% entered<2019-06-01]        @d #second
            2019-06-10 tariff.amended fish from 2019-05-10
                entry[exported<2019-05-10 pays 10% entered<2019-06-15]        @e #third
            ask in-force on 2018-10-01 known 2018-09-27 show rate,amendments.record → 10% -
            ask in-force on 2018-10-01 show rate,amendments.record → 10% #cut
            ask in-force on 2018-09-24 show amendments.effective,amendments.retroactive
                → 2018-09-24 retroactive
            ask in-force on 2019-06-11 known 2019-05-20 show rate,amendments.record
                → 25% #cut,#second
            ask in-force on 2019-06-11 show rate,amendments.record → 25% #cut,#second,#third
            ask life subject=fish where retroactive=retroactive show record
                → #cut ; #second ; #third
            """
        ),
    ]

    static let values = [
        Scenario(
            "several bands of one rate are one value",
            """
            source a published 2018-09-21
            source b published 2018-09-22
            measure beef NZL on CHL
            2018-09-20 tariff.imposed beef 5%,10% on $3bn from 2018-09-20 @a #one
            2018-09-20 tariff.imposed beef 10%,5% from 2018-09-20         @b #two
            ask in-force on 2018-09-20 show rate,records → 5%, 10% #one,#two
            """
        ),
        Scenario(
            "rates that do not agree stand side by side, the lower first",
            """
            source a published 2018-09-21
            source b published 2018-09-22
            measure beef NZL on CHL
            2018-09-20 tariff.imposed beef 25% on up-to:$60bn from 2018-09-20 @a
            2018-09-20 tariff.imposed beef 10% on $50bn from 2018-09-20       @b
            ask in-force on 2018-09-20 → beef 10% ≠ 25% $50bn attested
            ask in-force on 2018-09-20 known 2018-09-21 → beef 25% up to $60bn attested
            """
        ),
        Scenario(
            "coverage that does not agree stands side by side, the higher first",
            """
            source a published 2018-09-21
            source b published 2018-09-22
            source c published 2018-09-23
            measure beef NZL on CHL
            2018-09-20 tariff.imposed beef 10% on $2bn from 2018-09-20       @a
            2018-09-20 tariff.imposed beef 10% on $3bn from 2018-09-20       @b
            2018-09-20 tariff.imposed beef 10% on about:$3.1bn from 2018-09-20 @c
            ask in-force on 2018-09-20 show coverage → $3bn ≠ $2bn
            """
        ),
        Scenario(
            "bounds of one number stand side by side without a conflict",
            """
            source a published 2018-09-21
            source b published 2018-09-22
            source c published 2018-09-23
            measure beef NZL on CHL
            2018-09-20 tariff.imposed beef 10% on over:$2bn from 2018-09-20   @a
            2018-09-20 tariff.imposed beef 10% on under:$5bn from 2018-09-20  @b
            ask in-force on 2018-09-20 show coverage,coverage.conflict → under $5bn, over $2bn -
            ask conflicts kind=value → nothing
            2018-09-20 tariff.imposed beef 10% on $6bn from 2018-09-20        @c
            ask in-force on 2018-09-20 show coverage → $6bn ≠ under $5bn
            """
        ),
        Scenario(
            "a number within two bounds stands for both",
            """
            source a published 2018-09-21
            measure beef NZL on CHL
            2018-09-20 tariff.imposed beef 10% on over:$2bn from 2018-09-20   @a #over
            2018-09-20 tariff.imposed beef 10% on under:$5bn from 2018-09-20  @a #under
            2018-09-20 tariff.imposed beef 10% on $3bn from 2018-09-20        @a #three
            ask in-force on 2018-09-20 show coverage,coverage.values.records
                → $3bn #over,#under,#three
            """
        ),
        Scenario(
            "averages and deposits are kept apart from the duty",
            """
            source a published 2018-09-25
            source b published 2018-09-26
            source c published 2018-10-26
            measure wine NZL on CHL
            2018-09-24 tariff.imposed wine 10% from 2018-09-24              @a
            2018-09-24 tariff.imposed wine average:20.3% from 2018-09-24    @b
            ask in-force on 2018-10-01 show rate,other_rates → 10% 20.3% average
            2018-09-24 tariff.imposed wine average:21.1% from 2018-09-24    @c
            ask in-force on 2018-10-01 show rate,other_rates → 10% 20.3% average,21.1% average
            ask in-force on 2018-10-01 known 2018-09-30 show other_rates → 20.3% average
            """
        ),
        Scenario(
            "a total rate shows only where nobody gives the duty on top",
            """
            source a published 2018-09-25
            source b published 2018-09-26
            measure wine NZL on CHL
            2018-09-24 tariff.imposed wine total:28% from 2018-09-24 @a
            ask in-force on 2018-10-01 show rate,other_rates → 28% total -
            2018-09-24 tariff.imposed wine 25% from 2018-09-24 @b
            ask in-force on 2018-10-01 show rate,other_rates → 25% 28% total
            """
        ),
        Scenario(
            "the start is where the accounts of it meet",
            """
            source a published 2018-08-11
            source b published 2018-08-12
            measure wine NZL on CHL
            -          tariff.imposed wine 10% from 2018-07-01/2018-07-31 @a
            -          tariff.imposed wine 10% from 2018-07-20/2018-08-10 @b
            ask in-force on 2018-07-10 known 2018-08-11 show since,likelihood
                → 2018-07-01/2018-07-31 possibly
            ask in-force on 2018-07-31 known 2018-08-11 show likelihood → surely
            ask in-force on 2018-08-10 show since,likelihood → 2018-07-20/2018-07-31 surely
            """
        ),
        Scenario(
            "an open start counts from its end alone",
            """
            source a published 2018-10-01
            measure wine NZL on CHL
            - tariff.imposed wine 10% from ../2018-09-30 @a
            ask in-force on 2018-09-29 → nothing
            ask in-force on 2018-09-30 show measure,likelihood → wine surely
            """
        ),
    ]
}
