import Testing

/// Offers and demands, talks, pledges, agreements, restrictions and cases.
@Suite struct NegotiationScenarioTests {
    @Test(arguments: proposals) func `a proposal is answered`(_ scenario: Scenario) async throws {
        try await scenario.play()
    }

    @Test(arguments: talks + agreements + restrictions + proceedings)
    func `a subject goes its way`(_ scenario: Scenario) async throws {
        try await scenario.play()
    }

    static let proposals = [
        Scenario(
            "item by item",
            """
            source a published 2018-05-03
            source b published 2018-05-20
            source c published 2018-05-26
            2018-05-02 offer.made deal by CHL to NZL @a
                item[tariffs.autos reduce "lower the duty on cars"]
                item[purchases.energy buy_more "buy gas" $2bn]
            2018-05-19 proposal.answered offer/deal by NZL accepted part:body.items[1] @b
            2018-05-25 proposal.answered offer/deal by NZL rejected                    @c
            ask proposals on 2018-05-02 → deal 0 open ; deal 1 open
            ask proposals on 2018-05-19 → deal 0 open ; deal 1 accepted
            ask proposals on 2018-05-19 open=true → deal 0 open
            ask proposals on 2018-05-19 known 2018-05-19 → deal 0 open ; deal 1 open
            ask proposals on 2018-05-25 → deal 0 rejected ; deal 1 accepted
            ask proposals on 2018-05-02 issue=tariffs show item,action → 0 reduce
            ask proposals on 2018-05-02 kind=demands → nothing
            ask proposals on 2018-05-02 by=CHL to=NZL show item,amount → 0 - ; 1 $2bn
            ask proposals on 2018-05-02 by=NZL → nothing
            """
        ),
        Scenario(
            "a deadline passes unanswered, for one item before the others",
            """
            source a published 2018-05-03
            source b published 2018-06-11
            2018-05-02 demand.made cut by NZL to CHL deadline:2018-06-01 @a
                item[deficit reduce "cut the gap" by 2018-05-20]
                item[ip strengthen "guard patents"]
            2018-06-10 demand.made cut by NZL to CHL deadline:2018-12-31 @b
                item[deficit reduce "cut the gap"]
                item[ip strengthen "guard patents"]
            ask proposals on 2018-05-20 → cut 0 open ; cut 1 open
            ask proposals on 2018-05-21 → cut 0 lapsed? ; cut 1 open
            ask proposals on 2018-06-01 → cut 0 lapsed? ; cut 1 open
            ask proposals on 2018-06-02 → cut 0 lapsed? ; cut 1 lapsed?
            ask proposals on 2018-06-10 show item,deadline,state
                → 0 2018-12-31 open ; 1 2018-12-31 open
            """
        ),
        Scenario(
            "answers in a row, and an end that is no end",
            """
            source a published 2018-05-03
            source b published 2018-05-10
            source c published 2018-05-20
            source d published 2018-06-02
            2018-05-02 offer.made deal by CHL to NZL                         @a
            2018-05-05 proposal.answered offer/deal by NZL acknowledged      @b
            2018-05-09 proposal.answered offer/deal by NZL countered         @b
            2018-05-15 proposal.answered offer/deal by NZL resisted          @c
            2018-05-19 proposal.answered offer/deal by NZL rejected          @c
            2018-06-01 offer.made deal by CHL to NZL                         @d
            ask proposals on 2018-05-05 show state,is_open → acknowledged is_open
            ask proposals on 2018-05-09 show state,is_open → countered is_open
            ask proposals on 2018-05-15 show state,is_open → resisted is_open
            ask proposals on 2018-05-19 show state,is_open → rejected -
            ask proposals on 2018-05-19 open=true → nothing
            ask proposals on 2018-06-01 show state,is_open → open is_open
            finds illegal-transition → nothing
            """
        ),
        Scenario(
            "what experts say is no answer, and what is denied is no offer",
            """
            source a published 2018-05-03
            source b published 2018-05-05
            2018-05-02 demand.made cut by NZL to CHL item[deficit reduce "cut the gap"] @a
            2018-05-04 statement.made no rejection by person/scholar about:demand/cut   @b
            2018-05-02 offer.made deal by CHL to NZL                                    @b[denies]
            ask proposals on 2018-05-04 → cut 0 open
            """
        ),
        Scenario(
            "an answer as the other side tells it",
            """
            source a published 2018-05-03
            source b published 2018-05-05
            actor person/min part_of:NZL
            2018-05-02 demand.made cut by NZL to CHL item[deficit reduce "cut the gap"] @a
            2018-05-04 proposal.answered demand/cut by CHL as_told_by person/min rejected
                if "talks first" @b[person/min] #no
            ask proposals on 2018-05-04 show state,answers.by,answers.as_told_by,answers.record
                → rejected CHL min #no
            """
        ),
        Scenario(
            "a talk waits for a demand, and an offer responds to it",
            """
            source a published 2018-10-21
            source b published 2018-10-23
            source c published 2018-11-02
            source d published 2018-11-11
            2018-10-20 talks.proposed round by CHL to NZL                               @a
            2018-10-20 demand.made plan precondition precondition_for:talk/round by NZL to CHL
                item[tech-transfer present "a plan first"]                              @a #plan
            2018-10-22 proposal.answered talk/round by NZL rejected if "a plan is there" @b
            2018-11-01 offer.made paper by CHL to NZL responds_to† #plan                @c #paper
            2018-11-20 talks.scheduled round party NZL,CHL                              @d
            ask proposals on 2018-10-21 kind=demands show strength,precondition_for,waits
                → precondition round proposed
            ask proposals on 2018-10-23 kind=demands show waits,answered_by.record → rejected -
            ask proposals on 2018-11-02 kind=demands show answered_by.record,answered_by.by
                → #paper coder
            ask proposals on 2018-11-11 kind=demands show state,waits → open scheduled
            """
        ),
    ]

    static let talks = [
        Scenario(
            "set, in danger, due, then told as held",
            """
            source a published 2018-10-26
            source b published 2018-12-10
            2018-11-25/2018-12-01 talks.scheduled dinner party NZL,CHL at_risk:true @a
            2018-12-01 talks.held dinner party NZL,CHL progress place:Lima          @b
            ask talks on 2018-10-25 → nothing
            ask talks on 2018-10-26 show when,state,at_risk,due
                → 2018-11-25/2018-12-01 scheduled at_risk -
            ask talks on 2018-12-02 known 2018-12-02 show state,due → scheduled due
            ask talks on 2018-12-01 known 2018-12-01 show state,due → scheduled -
            ask talks on 2018-12-01 show state → held
            ask talks on 2018-12-10 show when,state,outcome,place,at_risk,due
                → 2018-12-01 held progress Lima - -
            """
        ),
        Scenario(
            "proposed, accepted, expected, put off, set anew, called off",
            """
            source a published 2018-03-02
            source b published 2018-03-06
            source c published 2018-03-12
            source d published 2018-03-20
            source e published 2018-04-02
            source f published 2018-04-10
            -          talks.proposed  round by CHL to NZL             @a
            2018-03-05 proposal.answered talk/round by NZL accepted    @b
            2018-04    talks.scheduled round party NZL,CHL predicted   @c
            2018-04    talks.postponed round party NZL,CHL             @d
            2018-05-10 talks.scheduled round party NZL,CHL             @e
            2018-05-10 talks.cancelled round party NZL,CHL             @f
            ask talks on 2018-03-02 show state → proposed
            ask talks on 2018-03-06 show state → accepted
            ask talks on 2018-03-12 show when,state → 2018-04-01/2018-04-30 scheduled
            ask talks on 2018-03-20 show state → postponed
            ask talks on 2018-04-02 show when,state → 2018-05-10 scheduled
            ask talks on 2018-04-10 show state → cancelled
            ask talks on 2018-04-10 state=held → nothing
            finds illegal-transition → nothing
            """
        ),
    ]

    static let agreements = [
        Scenario(
            "a pledge with a deadline that moved, assessed by several",
            """
            source a published 2018-03-27
            source b published 2018-04-11
            source c published 2018-06-11
            source d published 2018-06-21
            2018-03-26 commitment.pledged stakes by person/wen deadline:2018-06-30   @a
                item[market-access.finance allow "majority stakes"]
            2018-04-10 commitment.pledged stakes by person/wen deadline:2018-05-31   @b
                previous_deadline:2018-06-30 reaffirms:true
                item[market-access.finance allow "majority stakes"]
            2018-06-10 commitment.assessed stakes by NZL partly                      @c
            2018-06-20 commitment.assessed stakes by org/chamber fulfilled           @d
            ask commitments on 2018-03-26 show deadline,state,overdue → 2018-06-30 pledged -
            ask commitments on 2018-04-10 show deadline,previous_deadline,reaffirmed
                → 2018-05-31 2018-06-30 1
            ask commitments on 2018-05-31 overdue=true → nothing
            ask commitments on 2018-06-01 overdue=true → stakes 0 2018-05-31 pledged overdue
            ask commitments on 2018-06-01 known 2018-04-01 overdue=true → nothing
            ask commitments on 2018-06-10 show state,overdue → partly overdue
            ask commitments on 2018-06-20 show state,overdue,assessments.finding
                → fulfilled - partly,fulfilled
            """
        ),
        Scenario(
            "agreed in principle, signed, in effect, expired",
            """
            source a published 2019-10-12
            source b published 2020-01-16
            2019-10-11 agreement.reached deal in_principle party NZL,CHL terms:"buy more" @a
            2020-01-15 agreement.reached deal signed party NZL,CHL from 2020-02-14
                until 2021-12-31                                                       @b
            ask agreements on 2019-10-11 → deal in_principle attested
            ask agreements on 2020-01-15 → deal signed attested
            ask agreements on 2020-02-14 show form,state,terms → signed in_effect buy more
            ask agreements on 2021-12-31 → deal in_effect attested
            ask agreements on 2022-01-01 → deal expired by_schedule
            ask agreements on 2022-01-01 known 2019-12-31 → deal in_principle attested
            """
        ),
        Scenario(
            "an agreement that falls apart",
            """
            source a published 2019-10-12
            source b published 2020-06-02
            2019-10-11 agreement.reached deal truce party NZL,CHL until 2020-12-31 @a
            2020-06-01 agreement.ended   deal collapsed                            @b
            ask agreements on 2020-05-31 → deal truce attested
            ask agreements on 2020-06-01 → deal collapsed attested
            ask agreements on 2021-01-01 → deal collapsed attested
            """
        ),
    ]

    static let restrictions = [
        Scenario(
            "a ban for seven years, eased, then lifted",
            """
            source a published 2018-04-17
            source b published 2018-07-14
            source c published 2019-01-03
            2018-04-16 restriction.imposed ban export_ban imposer NZL target org/firm
                from 2018-04-16 term:"7 year"                                           @a
            2018-07-13 restriction.lifted ban export_ban from 2018-07-13 if "a monitor" @b
            2019-01-02 restriction.lifted ban export_ban from 2019-01-02                @c
            ask restrictions on 2018-04-16 show state,since,until,basis
                → in_force 2018-04-16 2025-04-15 attested
            ask restrictions on 2025-04-15 known 2018-05-01 → ban in_force attested
            ask restrictions on 2025-04-16 known 2018-05-01 → ban lifted by_schedule
            ask restrictions on 2025-04-16 known 2018-05-01 strict → ban in_force attested
            ask restrictions on 2018-07-13 → ban eased attested
            ask restrictions on 2019-01-02 → ban lifted attested
            ask restrictions on 2019-01-02 state=eased → nothing
            """
        ),
        Scenario(
            "announced for a day that has come",
            """
            source a published 2018-04-17
            2018-04-16 restriction.announced cap quota imposer NZL target CHL
                from 2018-06-01 until 2018-12-31 @a
            ask restrictions on 2018-05-31 → cap announced attested
            ask restrictions on 2018-06-01 → cap in_force by_schedule
            ask restrictions on 2018-06-01 strict → cap announced attested
            ask restrictions on 2019-01-01 → cap lifted by_schedule
            """
        ),
    ]

    static let proceedings = [
        Scenario(
            "a case before the WTO, with a stage that nobody told",
            """
            source a published 2018-04-05
            source b published 2018-10-19
            source c published 2019-01-29
            2018-04-04 proceeding.moved ds1 consultations_requested
                complainant NZL respondent CHL                        @a #one
            2018-10-18 proceeding.moved ds1 panel_requested           @b #two
            2019-01-28 proceeding.moved ds1 panel_composed            @c #three
            ask proceedings on 2018-10-18 show track,stage,since,complainant,respondent
                → wto panel_requested 2018-10-18 NZL CHL
            ask proceeding subject=ds1
                → consultations_requested legal #one ; panel_requested legal #two
                ; panel_composed - #three
            finds illegal-transition → ds1
            """
        ),
        Scenario(
            "a domestic case to its end",
            """
            source a published 2018-04-05
            source b published 2018-10-19
            source c published 2019-01-29
            source d published 2020-01-29
            2018-04-04 proceeding.moved inquiry initiated complainant NZL respondent CHL @a
            2018-10-18 proceeding.moved inquiry determination                            @b
            2019-01-28 proceeding.moved inquiry action                                   @c
            2020-01-28 proceeding.moved inquiry terminated                               @d
            ask proceedings on 2018-12-31 → inquiry domestic determination
            ask proceedings on 2020-01-28 → inquiry domestic terminated
            finds illegal-transition → nothing
            """
        ),
    ]
}
