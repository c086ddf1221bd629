import Testing

/// Speech that says less, or more, than it seems to.
@Suite struct SpeechScenarioTests {
    @Test(arguments: refusals + claims) func `awkward speech counts for what it is`(
        _ scenario: Scenario
    ) async throws {
        try await scenario.play()
    }

    static let refusals = [
        Scenario(
            "could not be reached",
            """
            source a published 2018-11-15
            2018-11-14 offer.made deal by CHL to NZL                        @a #deal
            2018-11-14 comment.refused silence by org/treasury unreachable about:offer/deal
                asked_by org/a-press                                        @a[comments] #none
            ask claims subject=offer/deal show stance,record → asserts #deal ; unreachable #none
            ask tally subject=offer/deal show no_comment,denied → 1 0
            ask proposals on 2018-11-15 show state → open
            """
        ),
        Scenario(
            "declined to comment, twice",
            """
            source a published 2018-11-15
            source b published 2018-11-16
            2018-11-14 offer.made deal by CHL to NZL                                         @a
            2018-11-14 comment.refused quiet by org/treasury declined about:offer/deal       @a
            2018-11-15 comment.refused mute by org/embassy no_reply about:offer/deal         @b
            ask tally subject=offer/deal show no_comment → 2
            ask tally subject=offer/deal known 2018-11-15 show no_comment → 1
            """
        ),
        Scenario(
            "would only repeat what was said before",
            """
            source a published 2018-11-15
            2018-11-14 offer.made deal by CHL to NZL                                         @a
            2018-11-15 statement.made contacts readout by person/gao "contacts go on"        @a
            2018-11-15 comment.refused swerve by person/gao deflected about:offer/deal
                said_instead:statement/contacts                                   @a[person/gao]
            ask tally subject=offer/deal show no_comment → 1
            ask claims subject=offer/deal where stance=deflected show origin → gao
            """
        ),
        Scenario(
            "did not go into detail",
            """
            source a published 2018-11-15
            2018-11-14 statement.made accord readout by person/gao "there is an accord"      @a
            2018-11-14 comment.refused terse by person/gao no_detail about:statement/accord  @a
            ask tally subject=statement/accord show no_comment,denied,named → 1 0 0
            """
        ),
    ]

    static let claims = [
        Scenario(
            "misspoke, and had no authority: the statement stays",
            """
            source a published 2018-11-10
            source b published 2018-11-14
            2018-11-09 statement.made speech by person/ned for NZL "terms are ours"   @a #speech
            2018-11-13 claim.disavowed speech by person/kay target #speech
                misspoke not_authorized authority                                     @b #off
            ask conflicts kind=authority show subject,says.records,against.records
                → speech #speech #off
            ask conflicts kind=authority known 2018-11-13 → nothing
            ask dossier actor=person/ned show flags,record → disavowed #speech
            ask dossier actor=person/ned known 2018-11-13 show flags,record → - #speech
            ask tally subject=statement/speech show disavowed,denied → 1 0
            """
        ),
        Scenario(
            "denied by somebody: the state is as it was",
            """
            source a published 2018-11-10
            source b published 2018-11-12
            2018-11-09 offer.made deal by CHL to NZL                          @a #deal
            2018-11-11 claim.denied offer/deal by CHL target #deal            @b[CHL] #no
            ask proposals on 2018-11-12 show state → open
            ask tally subject=offer/deal show denied → 1
            ask conflicts kind=polarity show says.records,against.records → #deal #no
            ask conflicts kind=polarity known 2018-11-10 → nothing
            """
        ),
        Scenario(
            "told as not so by another source",
            """
            source a published 2018-11-10
            source b published 2018-11-12
            2018-11-09 talks.held round party NZL,CHL                         @a #yes
            2018-11-09 talks.held round party NZL,CHL                         @b[negative] #no
            ask conflicts kind=polarity show says.records,against.records → #yes #no
            ask talks on 2018-11-12 show state → held
            """
        ),
        Scenario(
            "confirmed by somebody",
            """
            source a published 2018-11-10
            source b published 2018-11-12
            2018-11-09 message.sent letter by NZL to CHL                      @a #letter
            2018-11-11 claim.confirmed message/letter by person/ned target #letter
                @b[person/ned] #yes
            ask tally subject=message/letter show confirmed,denied → 1 0
            ask tally subject=message/letter known 2018-11-11 show confirmed → 0
            """
        ),
        Scenario(
            "first reported by an outlet that is not held",
            """
            source wire published 2018-11-14 cited outlet:org/agency
            source a published 2018-11-15
            2018-11-14 offer.made deal by CHL to NZL @a[src/wire first:org/agency]
            ask tally subject=offer/deal show outlets,outlets_held,first_reporter → 1 0 agency
            ask claims subject=offer/deal show how → other outlet
            ask proposals on 2018-11-15 show class → relayed
            """
        ),
        Scenario(
            "people briefed: as many as are said, at least",
            """
            source a published 2018-11-15
            actor anon/a/briefed count:2..
            2018-11-14 offer.made deal by CHL to NZL @a[anon/a/briefed briefed]
            ask tally subject=offer/deal show unnamed.least,unnamed.most → 2 -
            ask proposals on 2018-11-15 show class → unnamed
            """
        ),
        Scenario(
            "allegedly: asserted, but only as possible",
            """
            source a published 2018-11-15
            2018-11-14 offer.made deal by CHL to NZL @a[possible]
            ask claims subject=offer/deal show stance,certainty → asserts possible
            ask proposals on 2018-11-15 show state → open
            """
        ),
        Scenario(
            "is likely to: the outlet's forecast threatens nothing",
            """
            source a published 2018-11-15
            measure beans CHL on NZL
            2018-11-14 tariff.threatened beans 25% predicted                      @a #guess
            2018-11-14 tariff.imposed    beans 25% from 2018-11-14 predicted      @a
            ask measures on 2018-11-15 → nothing
            ask records type=tariff.threatened show record → #guess
            2018-11-14 tariff.threatened beans 25% conditional                    @a
            ask measures on 2018-11-15 show state → threatened
            """
        ),
        Scenario(
            "expects and hopes: a statement all the same",
            """
            source a published 2018-11-15
            2018-11-14 statement.made hope expectation by person/ned "it will be good" predicted
                @a[person/ned quote] #hope
            ask timeline on 2018-11-15 since=2018-11-01 show type,record → statement.made #hope
            ask dossier actor=person/ned show record → #hope
            """
        ),
        Scenario(
            "one says what another answered",
            """
            source a published 2018-10-26
            2018-10-01 demand.made cut by NZL to CHL                              @a
            2018-10-20 proposal.answered demand/cut by CHL as_told_by person/kay rejected
                @a[person/kay quote]
            ask proposals on 2018-10-26 show state,answers.by,answers.as_told_by
                → rejected CHL kay
            """
        ),
    ]
}
