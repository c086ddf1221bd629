import Ledger
import Testing

/// The lives of measures and restrictions.
@Suite struct MeasureTransitionTests {
    @Test func `a measure goes from state to state`() {
        #expect(Self.measure.gaps == [])
        #expect(Self.measure.disagreements == [])
    }

    @Test func `a restriction goes from state to state`() {
        #expect(Self.restriction.gaps == [])
        #expect(Self.restriction.disagreements == [])
    }

    @Test func `the measure table has every tariff type of the catalogue`() {
        let types = Catalogue.types.filter { $0.name.hasPrefix("tariff.") }
        #expect(Set(types.map { String($0.verb) }) == Set(Self.measure.events.map(\.verb)))
    }

    /// While a measure is in force or suspended, plans and what becomes of them are about a step,
    /// which has its own life: the measure stays where it is.
    static let measure = TransitionTable(
        .measure,
        events: TransitionTable.Event.verbs(
            "threatened announced scheduled imposed raised lowered amended postponed suspended"
                + " lifted cancelled"
        ),
        """
        -           threatened                → threatened
        -           announced                 → announced
        -           scheduled                 → scheduled
        -           imposed                   → in_force
        -           raised, lowered, amended  ✗ in_force
        -           postponed                 ✗ postponed
        -           suspended                 ✗ suspended
        -           lifted                    ✗ lifted
        -           cancelled                 ✗ cancelled
        threatened  threatened, postponed     → =
        threatened  announced                 → announced
        threatened  scheduled                 → scheduled
        threatened  imposed                   → in_force
        threatened  raised, lowered, amended  ✗ in_force
        threatened  suspended                 ✗ suspended
        threatened  lifted                    ✗ lifted
        threatened  cancelled                 → cancelled
        announced   threatened, announced     → =
        announced   scheduled                 → scheduled
        announced   imposed                   → in_force
        announced   raised, lowered, amended  ✗ in_force
        announced   postponed                 → postponed
        announced   suspended                 ✗ suspended
        announced   lifted                    ✗ lifted
        announced   cancelled                 → cancelled
        scheduled   threatened, announced     → =
        scheduled   scheduled                 → scheduled
        scheduled   imposed                   → in_force
        scheduled   raised, lowered, amended  → in_force
        scheduled   postponed                 → postponed
        scheduled   suspended                 ✗ suspended
        scheduled   lifted                    ✗ lifted
        scheduled   cancelled                 → cancelled
        postponed   threatened, announced     → =
        postponed   scheduled                 → scheduled
        postponed   imposed                   → in_force
        postponed   raised, lowered, amended  → in_force
        postponed   postponed                 → =
        postponed   suspended                 ✗ suspended
        postponed   lifted                    ✗ lifted
        postponed   cancelled                 → cancelled
        in_force    threatened, announced     → =
        in_force    scheduled, postponed      → =
        in_force    imposed                   → =
        in_force    raised, lowered, amended  → =
        in_force    suspended                 → suspended
        in_force    lifted                    → lifted
        in_force    cancelled                 → =
        suspended   threatened, announced     → =
        suspended   scheduled, postponed      → =
        suspended   imposed                   → in_force
        suspended   raised, lowered, amended  → =
        suspended   suspended                 → =
        suspended   lifted                    → lifted
        suspended   cancelled                 ✗ =
        lifted      threatened                → threatened
        lifted      announced                 → announced
        lifted      scheduled                 → scheduled
        lifted      imposed                   → in_force
        lifted      raised, lowered, amended  ✗ in_force
        lifted      postponed                 ✗ postponed
        lifted      suspended                 ✗ suspended
        lifted      lifted                    → =
        lifted      cancelled                 ✗ cancelled
        cancelled   threatened                → threatened
        cancelled   announced                 → announced
        cancelled   scheduled                 → scheduled
        cancelled   imposed                   → in_force
        cancelled   raised, lowered, amended  ✗ in_force
        cancelled   postponed                 ✗ postponed
        cancelled   suspended                 ✗ suspended
        cancelled   lifted                    ✗ lifted
        cancelled   cancelled                 → =
        """
    )

    /// `eased` is a lifting with a condition: something of it stays.
    static let restriction = TransitionTable(
        .restriction,
        events: TransitionTable.Event.verbs("announced imposed lifted")
            + [TransitionTable.Event(verb: "lifted", word: "eased", code: 1)],
        """
        -          announced     → announced
        -          imposed       → in_force
        -          lifted        ✗ lifted
        -          eased         ✗ eased
        announced  announced     → announced
        announced  imposed       → in_force
        announced  lifted        ✗ lifted
        announced  eased         ✗ eased
        in_force   announced     → =
        in_force   imposed       → =
        in_force   lifted        → lifted
        in_force   eased         → eased
        eased      announced     → =
        eased      imposed       → in_force
        eased      lifted        → lifted
        eased      eased         → =
        lifted     announced     → announced
        lifted     imposed       → in_force
        lifted     lifted        → =
        lifted     eased         ✗ eased
        """
    )
}
