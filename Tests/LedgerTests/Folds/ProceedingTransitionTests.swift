import Ledger
import Testing

/// The stages of a case: the same stage told again, the one that follows, the ends of a WTO case.
@Suite struct ProceedingTransitionTests {
    @Test func `a proceeding goes from stage to stage`() {
        #expect(Self.table.gaps == [])
        #expect(Self.table.disagreements == [])
    }

    /// What lies outside the procedure is told all the same: the stage follows, with a mark.
    static let table = TransitionTable(
        .proceeding,
        events: TransitionTable.Event.words("moved", Stage.self),
        """
        -  consultations_requested, initiated  → told
        consultations_requested  consultations_requested, panel_requested, settled, lapsed  → told
        panel_requested  panel_requested, panel_established, settled, lapsed  → told
        panel_established  panel_established, panel_composed, settled, lapsed  → told
        panel_composed  panel_composed, report_circulated, settled, lapsed  → told
        report_circulated  report_circulated, appealed, adopted, settled, lapsed  → told
        appealed  appealed, ab_report, settled, lapsed  → told
        ab_report  ab_report, adopted, settled, lapsed  → told
        adopted  adopted, implementation, settled, lapsed  → told
        implementation  implementation, compliance_panel, settled, lapsed  → told
        compliance_panel  compliance_panel, retaliation_authorised, settled, lapsed  → told
        retaliation_authorised  retaliation_authorised, settled, lapsed  → told
        settled  settled  → told
        lapsed  lapsed  → told
        initiated  initiated, determination  → told
        determination  determination, action  → told
        action  action, modified, terminated  → told
        modified  modified, terminated  → told
        terminated  terminated  → told
        -  panel_requested, panel_established, panel_composed, report_circulated, appealed  ✗ told
        -  ab_report, adopted, implementation, compliance_panel, retaliation_authorised  ✗ told
        -  settled, lapsed, determination, action, modified, terminated  ✗ told
        consultations_requested  panel_established, panel_composed, report_circulated  ✗ told
        consultations_requested  appealed, ab_report, adopted, implementation  ✗ told
        consultations_requested  compliance_panel, retaliation_authorised, initiated  ✗ told
        consultations_requested  determination, action, modified, terminated  ✗ told
        panel_requested  consultations_requested, panel_composed, report_circulated  ✗ told
        panel_requested  appealed, ab_report, adopted, implementation, compliance_panel  ✗ told
        panel_requested  retaliation_authorised, initiated, determination, action  ✗ told
        panel_requested  modified, terminated  ✗ told
        panel_established  consultations_requested, panel_requested, report_circulated  ✗ told
        panel_established  appealed, ab_report, adopted, implementation, compliance_panel  ✗ told
        panel_established  retaliation_authorised, initiated, determination, action  ✗ told
        panel_established  modified, terminated  ✗ told
        panel_composed  consultations_requested, panel_requested, panel_established  ✗ told
        panel_composed  appealed, ab_report, adopted, implementation, compliance_panel  ✗ told
        panel_composed  retaliation_authorised, initiated, determination, action, modified  ✗ told
        panel_composed  terminated  ✗ told
        report_circulated  consultations_requested, panel_requested, panel_established  ✗ told
        report_circulated  panel_composed, ab_report, implementation, compliance_panel  ✗ told
        report_circulated  retaliation_authorised, initiated, determination, action  ✗ told
        report_circulated  modified, terminated  ✗ told
        appealed  consultations_requested, panel_requested, panel_established  ✗ told
        appealed  panel_composed, report_circulated, adopted, implementation  ✗ told
        appealed  compliance_panel, retaliation_authorised, initiated, determination  ✗ told
        appealed  action, modified, terminated  ✗ told
        ab_report  consultations_requested, panel_requested, panel_established  ✗ told
        ab_report  panel_composed, report_circulated, appealed, implementation  ✗ told
        ab_report  compliance_panel, retaliation_authorised, initiated, determination  ✗ told
        ab_report  action, modified, terminated  ✗ told
        adopted  consultations_requested, panel_requested, panel_established  ✗ told
        adopted  panel_composed, report_circulated, appealed, ab_report, compliance_panel  ✗ told
        adopted  retaliation_authorised, initiated, determination, action, modified  ✗ told
        adopted  terminated  ✗ told
        implementation  consultations_requested, panel_requested, panel_established  ✗ told
        implementation  panel_composed, report_circulated, appealed, ab_report, adopted  ✗ told
        implementation  retaliation_authorised, initiated, determination, action, modified  ✗ told
        implementation  terminated  ✗ told
        compliance_panel  consultations_requested, panel_requested, panel_established  ✗ told
        compliance_panel  panel_composed, report_circulated, appealed, ab_report, adopted  ✗ told
        compliance_panel  implementation, initiated, determination, action, modified  ✗ told
        compliance_panel  terminated  ✗ told
        retaliation_authorised  consultations_requested, panel_requested  ✗ told
        retaliation_authorised  panel_established, panel_composed, report_circulated  ✗ told
        retaliation_authorised  appealed, ab_report, adopted, implementation  ✗ told
        retaliation_authorised  compliance_panel, initiated, determination, action  ✗ told
        retaliation_authorised  modified, terminated  ✗ told
        settled  consultations_requested, panel_requested, panel_established  ✗ told
        settled  panel_composed, report_circulated, appealed, ab_report, adopted  ✗ told
        settled  implementation, compliance_panel, retaliation_authorised, lapsed  ✗ told
        settled  initiated, determination, action, modified, terminated  ✗ told
        lapsed  consultations_requested, panel_requested, panel_established  ✗ told
        lapsed  panel_composed, report_circulated, appealed, ab_report, adopted  ✗ told
        lapsed  implementation, compliance_panel, retaliation_authorised, settled  ✗ told
        lapsed  initiated, determination, action, modified, terminated  ✗ told
        initiated  consultations_requested, panel_requested, panel_established  ✗ told
        initiated  panel_composed, report_circulated, appealed, ab_report, adopted  ✗ told
        initiated  implementation, compliance_panel, retaliation_authorised, settled  ✗ told
        initiated  lapsed, action, modified, terminated  ✗ told
        determination  consultations_requested, panel_requested, panel_established  ✗ told
        determination  panel_composed, report_circulated, appealed, ab_report, adopted  ✗ told
        determination  implementation, compliance_panel, retaliation_authorised, settled  ✗ told
        determination  lapsed, initiated, modified, terminated  ✗ told
        action  consultations_requested, panel_requested, panel_established  ✗ told
        action  panel_composed, report_circulated, appealed, ab_report, adopted  ✗ told
        action  implementation, compliance_panel, retaliation_authorised, settled, lapsed  ✗ told
        action  initiated, determination  ✗ told
        modified  consultations_requested, panel_requested, panel_established  ✗ told
        modified  panel_composed, report_circulated, appealed, ab_report, adopted  ✗ told
        modified  implementation, compliance_panel, retaliation_authorised, settled  ✗ told
        modified  lapsed, initiated, determination, action  ✗ told
        terminated  consultations_requested, panel_requested, panel_established  ✗ told
        terminated  panel_composed, report_circulated, appealed, ab_report, adopted  ✗ told
        terminated  implementation, compliance_panel, retaliation_authorised, settled  ✗ told
        terminated  lapsed, initiated, determination, action, modified  ✗ told
        """
    )
}
