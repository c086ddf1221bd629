import Ledger

/// The boards of what is negotiated.
extension ModelWorld {
    func negotiationRows(_ question: ModelQuestion) -> [JSON]? {
        switch question.view {
        case "proposals": proposals(question)
        case "talks": talks(question)
        case "commitments": commitments(question)
        case "agreements": agreements()
        case "restrictions": restrictions(question)
        case "proceedings": proceedings()
        case "proceedings/show": proceeding(question)
        case "issues": issues()
        case "issues/show": issue(question)
        default: nil
        }
    }
}

extension ModelQuestion {
    static func negotiationParameters(
        _ view: String,
        _ pair: ModelPair,
        _ random: SplitMix64
    ) -> [(name: String, value: String)]? {
        var found: [(name: String, value: String)] = []
        func perhaps(_ name: String, _ values: [String], _ percent: Int = 15) {
            if random.chance(percent) { found.append((name, random.pick(values))) }
        }
        switch view {
        case "proposals":
            perhaps("kind", ["offers", "demands"])
            perhaps("open", ["true"])
            perhaps("by", HistoryWorld.states)
            perhaps("to", HistoryWorld.states)
            perhaps("issue", HistoryWorld.issues)
        case "talks":
            perhaps("state", ["scheduled", "held"])
            perhaps("actor", HistoryWorld.states)
            perhaps("since", [HistoryWorld.day(random.below(20)).description])
            perhaps("through", [HistoryWorld.day(20 + random.below(40)).description])
        case "commitments":
            perhaps("overdue", ["true"])
            perhaps("by", HistoryWorld.states)
        case "restrictions": perhaps("state", ["in_force", "lifted"])
        case "agreements", "proceedings", "issues": break
        case "issues/show": found.append(("issue", random.pick(HistoryWorld.issues)))
        case "proceedings/show": found.append(("subject", pair.subject(.proceeding, random)))
        default: return nil
        }
        return found
    }
}
