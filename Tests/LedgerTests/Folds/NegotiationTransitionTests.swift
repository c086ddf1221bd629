import Ledger
import Testing

/// Proposals, talks, pledges, agreements, statements, and the kinds that only enter a state.
@Suite struct NegotiationTransitionTests {
    @Test(arguments: [proposal, talk, commitment, agreement, statement] + single)
    func `a subject goes from state to state`(_ table: TransitionTable) {
        #expect(table.gaps == [])
        #expect(table.disagreements == [])
    }

    @Test func `every machine has a table`() {
        let tables =
            [Self.proposal, Self.talk, Self.commitment, Self.agreement, Self.statement]
            + Self.single + [MeasureTransitionTests.measure, MeasureTransitionTests.restriction]
            + [ProceedingTransitionTests.table]
        #expect(Set(tables.map(\.machine)) == Set(Machine.allCases))
    }

    /// Some answers leave it open, and what has ended is opened again by making it anew.
    ///
    /// A link, not an event, makes it superseded.
    static let proposal = TransitionTable(
        .proposal,
        further: ["superseded"],
        events: TransitionTable.Event.verbs("made")
            + TransitionTable.Event.words("answered", Response.self),
        """
        -                made        → open
        -                answered:*  ✗ told
        open             made        → =
        open             answered:*  → told
        acknowledged     made        → =
        acknowledged     answered:*  → told
        countered        made        → =
        countered        answered:*  → told
        resisted         made        → =
        resisted         answered:*  → told
        partly_accepted  made        → =
        partly_accepted  answered:*  → told
        accepted         made        → open
        accepted         accepted → =
        accepted         acknowledged, countered, resisted  ✗ told
        accepted         partly_accepted, rejected  ✗ told
        accepted         withdrawn, lapsed  ✗ told
        rejected         made        → open
        rejected         rejected → =
        rejected         acknowledged, countered, resisted  ✗ told
        rejected         partly_accepted, accepted  ✗ told
        rejected         withdrawn, lapsed  ✗ told
        withdrawn        made        → open
        withdrawn        withdrawn → =
        withdrawn        acknowledged, countered, resisted  ✗ told
        withdrawn        partly_accepted, accepted  ✗ told
        withdrawn        rejected, lapsed  ✗ told
        lapsed           made        → open
        lapsed           lapsed → =
        lapsed           acknowledged, countered, resisted  ✗ told
        lapsed           partly_accepted, accepted  ✗ told
        lapsed           rejected, withdrawn  ✗ told
        superseded       made        → open
        superseded       answered:*  ✗ told
        """
    )

    /// What was held stays held, whatever is said of it later.
    static let talk = TransitionTable(
        .talk,
        further: Response.words,
        events: TransitionTable.Event.verbs("proposed scheduled held postponed cancelled")
            + TransitionTable.Event.words("answered", Response.self),
        """
        -                proposed    → proposed
        -                scheduled   → scheduled
        -                held        → held
        -                postponed   ✗ postponed
        -                cancelled   ✗ cancelled
        -                answered:*  ✗ told
        proposed         proposed    → =
        proposed         scheduled   → scheduled
        proposed         held        → held
        proposed         postponed   ✗ postponed
        proposed         cancelled   → cancelled
        proposed         answered:*  → told
        scheduled        proposed    → =
        scheduled        scheduled   → =
        scheduled        held        → held
        scheduled        postponed   → postponed
        scheduled        cancelled   → cancelled
        scheduled        answered:*  ✗ told
        held             proposed    ✗ =
        held             scheduled   ✗ =
        held             held        → =
        held             postponed   ✗ =
        held             cancelled   ✗ =
        held             answered:*  ✗ =
        postponed        proposed    → proposed
        postponed        scheduled   → scheduled
        postponed        held        → held
        postponed        postponed   → =
        postponed        cancelled   → cancelled
        postponed        answered:*  ✗ told
        cancelled        proposed    → proposed
        cancelled        scheduled   → scheduled
        cancelled        held        ✗ held
        cancelled        postponed   ✗ postponed
        cancelled        cancelled   → =
        cancelled        answered:*  ✗ told
        acknowledged     proposed    → =
        acknowledged     scheduled   → scheduled
        acknowledged     held        → held
        acknowledged     postponed   ✗ postponed
        acknowledged     cancelled   → cancelled
        acknowledged     answered:*  → told
        countered        proposed    → =
        countered        scheduled   → scheduled
        countered        held        → held
        countered        postponed   ✗ postponed
        countered        cancelled   → cancelled
        countered        answered:*  → told
        resisted         proposed    → =
        resisted         scheduled   → scheduled
        resisted         held        → held
        resisted         postponed   ✗ postponed
        resisted         cancelled   → cancelled
        resisted         answered:*  → told
        partly_accepted  proposed    → =
        partly_accepted  scheduled   → scheduled
        partly_accepted  held        → held
        partly_accepted  postponed   ✗ postponed
        partly_accepted  cancelled   → cancelled
        partly_accepted  answered:*  → told
        accepted         proposed    → =
        accepted         scheduled   → scheduled
        accepted         held        → held
        accepted         postponed   ✗ postponed
        accepted         cancelled   → cancelled
        accepted         accepted  → =
        accepted         acknowledged, countered, resisted  ✗ told
        accepted         partly_accepted, rejected  ✗ told
        accepted         withdrawn, lapsed  ✗ told
        rejected         proposed    → proposed
        rejected         scheduled   → scheduled
        rejected         held        → held
        rejected         postponed   ✗ postponed
        rejected         cancelled   ✗ cancelled
        rejected         rejected  → =
        rejected         acknowledged, countered, resisted  ✗ told
        rejected         partly_accepted, accepted  ✗ told
        rejected         withdrawn, lapsed  ✗ told
        withdrawn        proposed    → proposed
        withdrawn        scheduled   → scheduled
        withdrawn        held        → held
        withdrawn        postponed   ✗ postponed
        withdrawn        cancelled   ✗ cancelled
        withdrawn        withdrawn  → =
        withdrawn        acknowledged, countered, resisted  ✗ told
        withdrawn        partly_accepted, accepted  ✗ told
        withdrawn        rejected, lapsed  ✗ told
        lapsed           proposed    → proposed
        lapsed           scheduled   → scheduled
        lapsed           held        → held
        lapsed           postponed   ✗ postponed
        lapsed           cancelled   ✗ cancelled
        lapsed           lapsed  → =
        lapsed           acknowledged, countered, resisted  ✗ told
        lapsed           partly_accepted, accepted  ✗ told
        lapsed           rejected, withdrawn  ✗ told
        """
    )
}

extension NegotiationTransitionTests {
    /// Findings coexist: each shows, and the last is the state.
    static let commitment = TransitionTable(
        .commitment,
        events: TransitionTable.Event.verbs("pledged")
            + TransitionTable.Event.words("assessed", Finding.self),
        """
        -            pledged     → pledged
        -            assessed:*  ✗ told
        pledged      pledged     → =
        pledged      assessed:*  → told
        fulfilled    pledged     → =
        fulfilled    assessed:*  → told
        partly       pledged     → =
        partly       assessed:*  → told
        unfulfilled  pledged     → =
        unfulfilled  assessed:*  → told
        broken       pledged     → =
        broken       assessed:*  → told
        """
    )

    /// What is signed is not talked back to less, and what has ended is over.
    ///
    /// That it is in effect follows from dates, not from an event.
    static let agreement = TransitionTable(
        .agreement,
        events: TransitionTable.Event.words("reached", AgreementForm.self)
            + TransitionTable.Event.words("ended", Ending.self),
        """
        -             reached:*  → told
        -             ended:*    ✗ told
        consensus     reached:*  → told
        consensus     ended:*    → told
        mechanism     reached:*  → told
        mechanism     ended:*    → told
        in_principle  reached:*  → told
        in_principle  ended:*    → told
        truce         reached:*  → told
        truce         ended:*    → told
        text          reached:*  → told
        text          ended:*    → told
        signed        signed  → =
        signed        consensus, mechanism, in_principle  ✗ =
        signed        truce, text  ✗ =
        signed        ended:*    → told
        expired       reached:*  ✗ told
        expired       expired  → =
        expired       collapsed, replaced  ✗ told
        collapsed     reached:*  ✗ told
        collapsed     collapsed  → =
        collapsed     expired, replaced  ✗ told
        replaced      reached:*  ✗ told
        replaced      replaced  → =
        replaced      expired, collapsed  ✗ told
        """
    )

    /// Flags add and never replace: what was asserted stays asserted.
    static let statement = TransitionTable(
        .statement,
        events: TransitionTable.Event.verbs("made denied confirmed disavowed"),
        """
        -          made                          → asserted
        -          denied                        → denied
        -          confirmed                     → confirmed
        -          disavowed                     ✗ disavowed
        asserted   made                          → =
        asserted   denied, confirmed, disavowed  → =
        denied     made                          → asserted
        denied     denied, confirmed, disavowed  → =
        confirmed  made                          → asserted
        confirmed  denied, confirmed, disavowed  → =
        disavowed  made                          → asserted
        disavowed  denied, confirmed, disavowed  → =
        """
    )

    /// Kinds that enter a state and stay: messages, refusals of comment, figures.
    static let single = [
        TransitionTable(
            .message,
            events: TransitionTable.Event.verbs("sent"),
            """
            -     sent  → sent
            sent  sent  → =
            """
        ),
        TransitionTable(
            .figure,
            events: TransitionTable.Event.verbs("stated"),
            """
            -       stated  → stated
            stated  stated  → =
            """
        ),
        TransitionTable(
            .comment,
            events: TransitionTable.Event.words("refused", NoComment.self),
            """
            -            refused:*  → told
            declined     refused:*  → told
            unreachable  refused:*  → told
            no_reply     refused:*  → told
            deflected    refused:*  → told
            no_detail    refused:*  → told
            """
        ),
    ]
}
