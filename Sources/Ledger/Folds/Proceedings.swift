/// The stages of a case: WTO dispute settlement, and domestic procedures.
public enum Proceedings {
    /// Which kind of case a stage belongs to.
    public enum Track: String, Sendable, CaseIterable {
        /// The WTO's Dispute Settlement Understanding, articles 4 to 22.
        case wto
        /// A state's own investigation.
        case domestic
    }

    /// The track of a stage.
    public static func track(of stage: Stage) -> Track {
        [.initiated, .determination, .action, .modified, .terminated].contains(stage)
            ? .domestic : .wto
    }

    /// The stages that may follow a stage; nothing before the first.
    static func next(after stage: Stage?) -> Set<Stage> {
        switch stage {
        case nil: [.consultationsRequested, .initiated]
        case .consultationsRequested: [.panelRequested]
        case .panelRequested: [.panelEstablished]
        case .panelEstablished: [.panelComposed]
        case .panelComposed: [.reportCirculated]
        case .reportCirculated: [.appealed, .adopted]
        case .appealed: [.appellateReport]
        case .appellateReport: [.adopted]
        case .adopted: [.implementation]
        case .implementation: [.compliancePanel]
        case .compliancePanel: [.retaliationAuthorised]
        case .retaliationAuthorised, .settled, .lapsed, .terminated: []
        case .initiated: [.determination]
        case .determination: [.action]
        case .action: [.modified, .terminated]
        case .modified: [.modified, .terminated]
        }
    }

    /// The move to a stage: legal are the same stage told again, the ones that follow, and the
    /// end of a WTO case at any time.
    static func move(_ state: String?, _ stage: Stage) -> Transitions.Move {
        let before = state.flatMap(Stage.init(rawValue:))
        let isEnd =
            before.map { track(of: $0) == .wto } ?? false
            && (stage == .settled || stage == .lapsed)
            && before != .settled && before != .lapsed
        let isLegal = before == stage || next(after: before).contains(stage) || isEnd
        return Transitions.Move(state: stage.rawValue, isLegal: isLegal)
    }
}
