import Testing

@testable import Ledger

/// Words that answers choose above the schemas, which cannot name their types.
@Suite struct SchemaWordTests {
    @Test func `findings have the rules and groups that the check has`() {
        #expect(Schemas.findingRules == CheckFinding.Rule.allCases.map(\.rawValue))
        #expect(Schemas.findingGroups == CheckFinding.Group.allCases.map(\.rawValue))
    }

    @Test func `conflicts have the kinds that can be asked for`() {
        #expect(Schemas.conflictKinds == Answers.ConflictKind.allCases.map(\.rawValue))
    }
}
