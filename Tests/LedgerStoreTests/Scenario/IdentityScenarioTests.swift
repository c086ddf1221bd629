import Testing

/// Keys that are said to be one, and people who have no name.
@Suite struct IdentityScenarioTests {
    @Test(arguments: joins) func `keys join and part without rewriting`(
        _ scenario: Scenario
    ) async throws {
        try await scenario.play()
    }

    @Test(arguments: handles) func `anonymous handles are counted apart`(
        _ scenario: Scenario
    ) async throws {
        try await scenario.play()
    }

    static let joins = [
        Scenario(
            "said to be one, then the record is withdrawn",
            """
            source a published 2018-05-03
            source b published 2018-05-05
            measure wine NZL on CHL
            measure red NZL on CHL
            2018-05-02 tariff.announced wine 25% @a #one
            2018-05-04 tariff.imposed red 25% from 2018-05-04 @b #two
            ask measures show measure,also,state → red - in_force ; wine - announced
            join measure/red same_as measure/wine stated #join
            ask measures show measure,also,state → wine red in_force
            ask measures before #join show measure,also,state → red - in_force ; wine - announced
            ask measures known 2018-05-03 show measure,state → wine announced
            ask life subject=measure/red show state,record → announced #one ; in_force #two
            finds unannounced → nothing
            retract #join #apart
            ask measures show measure,also,state → red - in_force ; wine - announced
            ask measures before #apart show measure,also,state → wine red in_force
            finds unannounced → red
            """
        ),
        Scenario(
            "presumed, rejected, presumed again",
            """
            source a published 2018-05-03
            measure wine NZL on CHL
            measure red NZL on CHL
            2018-05-02 tariff.announced wine 25% @a
            2018-05-02 tariff.announced red 25% @a
            join measure/red same_as measure/wine presumed #guess
            ask measures show measure,also → wine red
            ask measures strict show measure,also → red - ; wine -
            join measure/wine same_as measure/red rejected #no
            ask measures show measure,also → red - ; wine -
            ask measures before #no show measure,also → wine red
            retract #no
            ask measures show measure,also → wine red
            join measure/red same_as measure/wine unresolved #maybe
            ask measures show measure,also → red - ; wine -
            join measure/red same_as measure/wine stated #sure
            ask measures strict show measure,also → wine red
            """
        ),
        Scenario(
            "what is one of several, or different, joins nothing",
            """
            source a published 2018-05-03
            measure wine NZL on CHL
            measure red NZL on CHL
            measure white NZL on CHL
            2018-05-02 tariff.announced wine 25% @a
            2018-05-02 tariff.announced red 25% @a
            2018-05-02 tariff.announced white 25% @a
            join measure/wine one_of measure/red,measure/white stated
            join measure/red different measure/white stated
            ask measures show measure,also → red - ; white - ; wine -
            """
        ),
        Scenario(
            "three keys in a row are one subject, until the middle join ends",
            """
            source a published 2018-05-03
            2018-05-02 offer.made early by CHL to NZL                    @a #one
            2018-05-02 offer.made middle by CHL to NZL                   @a
            2018-05-02 proposal.answered offer/late by NZL rejected      @a #three
            join offer/early same_as offer/middle stated
            join offer/middle same_as offer/late stated #join
            ask proposals on 2018-05-03 show proposal,also,state → early middle,late rejected
            retract #join
            ask proposals on 2018-05-03 where proposal=early show proposal,also,state
                → early middle open
            """
        ),
        Scenario(
            "two keys of one person, one dossier",
            """
            source a published 2018-05-03
            2018-05-02 statement.made one by person/li "one"             @a #one
            2018-05-02 statement.made two by person/li-wei "two"         @a #two
            ask dossier actor=person/li show record → #one
            join person/li same_as person/li-wei presumed #join
            ask dossier actor=person/li show record → #one ; #two
            ask dossier actor=person/li strict show record → #one
            ask dossier actor=person/li-wei before #join show record → #two
            """
        ),
    ]

    static let handles = [
        Scenario(
            "two handles of one document may be one person",
            """
            source a published 2018-11-15
            2018-11-14 offer.made deal by CHL to NZL                  @a[anon/a/first briefed]
            2018-11-14 offer.made deal by CHL to NZL                  @a[anon/a/second briefed]
            ask tally subject=offer/deal show unnamed.least,unnamed.most → 1 2
            join anon/a/first same_as anon/a/second presumed
            ask tally subject=offer/deal show unnamed.least,unnamed.most → 1 2
            join anon/a/first same_as anon/a/second stated #one
            ask tally subject=offer/deal show unnamed.least,unnamed.most → 1 1
            retract #one
            ask tally subject=offer/deal show unnamed.least,unnamed.most → 1 2
            join anon/a/first different anon/a/second stated
            ask tally subject=offer/deal show unnamed.least,unnamed.most → 2 2
            """
        ),
        Scenario(
            "handles of two documents never merge by themselves",
            """
            source a published 2018-11-15
            source b published 2018-11-16
            actor anon/a/official description:"a senior official"
            actor anon/b/official description:"a senior official"
            2018-11-14 offer.made deal by CHL to NZL                  @a[anon/a/official]
            2018-11-14 offer.made deal by CHL to NZL                  @b[anon/b/official]
            ask tally subject=offer/deal show unnamed.least,unnamed.most,outlets → 1 2 2
            ask tally subject=offer/deal known 2018-11-15 show unnamed.least,unnamed.most → 1 1
            """
        ),
        Scenario(
            "one wire is one outlet, whoever prints it",
            """
            source a published 2018-11-15 wire:org/agency
            source b published 2018-11-16 wire:org/agency
            source c published 2018-11-16
            2018-11-14 offer.made deal by CHL to NZL                  @a
            2018-11-14 offer.made deal by CHL to NZL                  @b
            ask tally subject=offer/deal show outlets → 1
            2018-11-14 offer.made deal by CHL to NZL                  @c[src/b]
            ask tally subject=offer/deal show outlets → 1
            2018-11-14 offer.made deal by CHL to NZL                  @c
            ask tally subject=offer/deal show outlets → 2
            """
        ),
        Scenario(
            "a name for a handle is refused, whatever it is called",
            """
            source a published 2018-11-15
            refused real_name: actor anon/a/one name:"Ana"
            refused real_name: actor anon/a/one real_name:"Ana"
            actor anon/a/one description:"an official" #handle
            refused real_name: correct #handle: - actor.registered anon/a/one anonymous name:"Ana"
            refused already_registered: actor anon/a/one description:"another"
            ask records type=actor.registered subject=anon/a/one show record → #handle
            """
        ),
    ]
}
