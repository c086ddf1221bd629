import Testing

/// Event types of a desk's own.
@Suite struct OwnTypeScenarioTests {
    @Test(arguments: stories) func `a type of the desk's own works like any other`(
        _ scenario: Scenario
    ) async throws {
        try await scenario.play()
    }

    static let stories = [
        Scenario(
            "registered, used at once, and a state is moved",
            """
            source a published 2018-05-03
            source b published 2018-06-02
            2018-06-01 talks.scheduled hearing party NZL,CHL               @a #set
            refused unknown_type: 2018-06-01 x.hearing.held talk/hearing @b
            - type.registered x.hearing.held name:x.hearing.held description:"a hearing took place"
                subject_kinds:talk machine:talk state:held allowed_fields:venue #type
            2018-06-01 x.hearing.held talk/hearing party NZL,CHL venue:"the old hall" @b #held
            ask talks on 2018-06-02 show talk,state → hearing held
            ask talks on 2018-06-02 as_of #type show state,due → scheduled due
            ask types where type=x.hearing.held show state,subjects → held talk
            ask types as_of #set where type=x.hearing.held → nothing
            ask type type=x.hearing.held where field=venue show need → optional
            ask timeline type=x.hearing.held show record → #held
            """
        ),
        Scenario(
            "a case moves to a stage, and a wrong move is marked",
            """
            source a published 2018-05-03
            source b published 2018-06-02
            - type.registered x.duty.set name:x.duty.set description:"a duty is set"
                subject_kinds:proceeding machine:proceeding state:action
            2018-05-02 proceeding.moved inquiry initiated complainant NZL respondent CHL @a
            2018-06-01 x.duty.set proceeding/inquiry                                    @b #set
            ask proceedings on 2018-06-01 → inquiry domestic action
            ask proceeding subject=inquiry where legal=- show record → #set
            finds illegal-transition show subject,records → inquiry #set
            """
        ),
        Scenario(
            "a later registration may only add",
            """
            source a published 2018-05-03
            - type.registered x.visit.made name:x.visit.made description:"a visit"
                subject_kinds:talk machine:talk state:held allowed_fields:venue #old
            refused unexpected_field: 2018-05-02 x.visit.made talk/visit medium:"rail" @a
            - type.registered x.visit.made name:x.visit.made description:"a visit"
                subject_kinds:talk machine:talk state:held allowed_fields:venue,medium #new
            2018-05-02 x.visit.made talk/visit medium:"rail" @a #visit
            ask type type=x.visit.made where field=medium show need → optional
            ask type type=x.visit.made as_of #old where field=medium → nothing
            refused wrong_target: - type.registered x.visit.made name:x.visit.made description:"it"
                subject_kinds:talk machine:talk state:cancelled allowed_fields:venue,medium
            refused wrong_target: - type.registered x.visit.made name:x.visit.made description:"it"
                subject_kinds:talk machine:talk state:held allowed_fields:medium
            refused wrong_target: - type.registered x.visit.made name:x.visit.made description:"it"
                subject_kinds:talk machine:talk state:held allowed_fields:venue,medium
                required_fields:place
            ask talks on 2018-05-03 show talk,state → visit held
            """
        ),
        Scenario(
            "a state that the machine does not know is refused",
            """
            refused malformed: - type.registered x.odd name:x.odd description:"odd"
                subject_kinds:talk machine:talk state:finished
            refused malformed: - type.registered x.odd name:x.odd description:"odd"
                subject_kinds:tale state:held machine:talk
            refused malformed: - type.registered odd name:odd description:"odd"
            """
        ),
    ]
}
