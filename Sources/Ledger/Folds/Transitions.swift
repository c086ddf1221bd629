/// The state machines: which state follows when an event is told of a subject in a state.
///
/// A move that the machine does not have is not refused: a wrong claim is still a claim that was
/// made. The state follows the claim and the move is marked, so that `check` can list it.
public enum Transitions {
    /// A move: the state after it, and whether the machine has it.
    public struct Move: Sendable, Equatable {
        /// The state that the subject enters.
        public let state: String
        /// Whether the machine allows it.
        public let isLegal: Bool

        static func to(_ state: String) -> Move { Move(state: state, isLegal: true) }
        static func anomaly(_ state: String) -> Move { Move(state: state, isLegal: false) }
    }

    /// The move that an event makes.
    ///
    /// - Parameters:
    ///   - machine: the subject's machine.
    ///   - state: the state before; nil before the first event.
    ///   - verb: the event type's name behind the dot.
    ///   - word: the code of the word that decides (response, outcome, form ...).
    /// - Returns: the move; nil if the event does not move this machine.
    public static func move(
        _ machine: Machine,
        from state: String?,
        verb: String,
        word: UInt8
    ) -> Move? {
        switch machine {
        case .measure: measure(state, verb)
        case .restriction: restriction(state, verb, word)
        case .proposal: proposal(state, verb, word)
        case .talk: talk(state, verb, word)
        case .message: verb == "sent" ? .to("sent") : nil
        case .commitment: commitment(state, verb, word)
        case .agreement: agreement(state, verb, word)
        case .statement: statement(state, verb)
        case .comment: verb == "refused" ? .to(NoComment(code: word)?.rawValue ?? "refused") : nil
        case .figure: verb == "stated" ? .to("stated") : nil
        case .proceeding:
            verb == "moved" ? Stage(code: word).map { Proceedings.move(state, $0) } : nil
        }
    }

    private static func measure(_ state: String?, _ verb: String) -> Move? {
        switch (state, verb) {
        // A lifted or cancelled measure may be threatened and planned again: a new period.
        case ("lifted", "imposed"), ("cancelled", "imposed"), (nil, "imposed"): .to("in_force")
        case ("lifted", "threatened"), ("cancelled", "threatened"), (nil, "threatened"):
            .to("threatened")
        case ("lifted", "announced"), ("cancelled", "announced"), (nil, "announced"):
            .to("announced")
        case ("lifted", "scheduled"), ("cancelled", "scheduled"), (nil, "scheduled"):
            .to("scheduled")
        case (nil, _): .anomaly(stateEntered(by: verb))
        // In force, a threat or plan is about a new step; the measure stays in force.
        case ("in_force", "threatened"), ("in_force", "announced"), ("in_force", "scheduled"),
            ("in_force", "imposed"), ("in_force", "raised"), ("in_force", "lowered"),
            ("in_force", "amended"), ("in_force", "postponed"), ("in_force", "cancelled"):
            .to("in_force")
        case ("in_force", "suspended"), ("in_force", "lifted"): .to(verb)
        case ("suspended", "imposed"): .to("in_force")
        case ("suspended", "lifted"): .to("lifted")
        case ("lifted", "lifted"), ("cancelled", "cancelled"): .to(verb)
        case ("suspended", "cancelled"): .anomaly("suspended")
        case ("suspended", "threatened"), ("suspended", "announced"),
            ("suspended", "scheduled"), ("suspended", "raised"), ("suspended", "lowered"),
            ("suspended", "amended"), ("suspended", "postponed"), ("suspended", "suspended"):
            .to("suspended")
        case ("threatened", "threatened"), ("threatened", "postponed"): .to("threatened")
        case ("threatened", "announced"): .to("announced")
        case ("announced", "threatened"), ("announced", "announced"): .to("announced")
        case ("scheduled", "threatened"), ("scheduled", "announced"), ("scheduled", "scheduled"):
            .to("scheduled")
        case ("postponed", "threatened"), ("postponed", "announced"), ("postponed", "postponed"):
            .to("postponed")
        case (_, "scheduled"), (_, "imposed"): .to(stateEntered(by: verb))
        case ("announced", "postponed"), ("scheduled", "postponed"): .to("postponed")
        case ("scheduled", "raised"), ("scheduled", "lowered"), ("scheduled", "amended"),
            ("postponed", "raised"), ("postponed", "lowered"), ("postponed", "amended"):
            .to("in_force")
        case ("threatened", "cancelled"), ("announced", "cancelled"), ("scheduled", "cancelled"),
            ("postponed", "cancelled"):
            .to("cancelled")
        default: .anomaly(stateEntered(by: verb))
        }
    }

    private static func stateEntered(by verb: String) -> String {
        switch verb {
        case "imposed", "raised", "lowered", "amended": "in_force"
        default: verb
        }
    }

    /// The word of `lifted` is 1 where a condition stays: then it is eased.
    private static func restriction(_ state: String?, _ verb: String, _ word: UInt8) -> Move? {
        switch (state, verb) {
        case (_, "imposed"): .to("in_force")
        case ("in_force", "announced"), ("eased", "announced"): .to(state ?? "")
        case (_, "announced"): .to("announced")
        case ("in_force", "lifted"), ("eased", "lifted"): .to(word == 1 ? "eased" : "lifted")
        case ("lifted", "lifted") where word == 0: .to("lifted")
        case (_, "lifted"): .anomaly(word == 1 ? "eased" : "lifted")
        default: nil
        }
    }

    private static func proposal(_ state: String?, _ verb: String, _ word: UInt8) -> Move? {
        let isOpen = state.map { openStates.contains($0) } ?? false
        // A proposal made again after its end is open again.
        if verb == "made" { return .to(isOpen ? state ?? "open" : "open") }
        guard verb == "answered", let response = Response(code: word) else { return nil }
        return Move(state: response.rawValue, isLegal: isOpen || state == response.rawValue)
    }

    /// States of a proposal in which it may still be answered.
    public static let openStates: Set<String> = [
        "open", "acknowledged", "countered", "resisted", "partly_accepted", "proposed",
    ]

    /// A talk that was held stays held, whatever is told of it later.
    private static func talk(_ state: String?, _ verb: String, _ word: UInt8) -> Move? {
        if verb == "answered" {
            guard let response = Response(code: word) else { return nil }
            if state == "held" { return .anomaly("held") }
            let isOpen = state.map { openStates.contains($0) && $0 != "open" } ?? false
            return Move(state: response.rawValue, isLegal: isOpen || state == response.rawValue)
        }
        switch (state, verb) {
        case ("held", "held"): return .to("held")
        case ("held", "proposed"), ("held", "scheduled"), ("held", "postponed"),
            ("held", "cancelled"):
            return .anomaly("held")
        case ("cancelled", "held"): return .anomaly("held")
        case ("scheduled", "proposed"), ("acknowledged", "proposed"), ("countered", "proposed"),
            ("resisted", "proposed"), ("partly_accepted", "proposed"), ("accepted", "proposed"):
            return .to(state ?? verb)
        case (_, "proposed"), (_, "scheduled"), (_, "held"): return .to(verb)
        case ("scheduled", "postponed"), ("postponed", "postponed"): return .to(verb)
        case (nil, "cancelled"), ("rejected", "cancelled"), ("withdrawn", "cancelled"),
            ("lapsed", "cancelled"):
            return .anomaly(verb)
        case (_, "cancelled"): return .to(verb)
        case (_, "postponed"): return .anomaly(verb)
        default: return nil
        }
    }

    private static func commitment(_ state: String?, _ verb: String, _ word: UInt8) -> Move? {
        if verb == "pledged" { return .to(state ?? "pledged") }
        guard verb == "assessed", let finding = Finding(code: word) else { return nil }
        return Move(state: finding.rawValue, isLegal: state != nil)
    }

    private static func agreement(_ state: String?, _ verb: String, _ word: UInt8) -> Move? {
        let isOver = state.map { Ending(rawValue: $0) != nil } ?? false
        if verb == "reached" {
            let form = AgreementForm(code: word)?.rawValue ?? "reached"
            // What is signed is not talked back to less.
            if state == "signed", form != "signed" { return .anomaly("signed") }
            return Move(state: form, isLegal: !isOver)
        }
        guard verb == "ended" else { return nil }
        let ending = Ending(code: word)?.rawValue ?? "ended"
        return Move(state: ending, isLegal: state != nil && (!isOver || state == ending))
    }

    /// Flags add and never replace: the statement stays asserted.
    private static func statement(_ state: String?, _ verb: String) -> Move? {
        switch verb {
        case "made": .to("asserted")
        case "denied", "confirmed": .to(state ?? verb)
        case "disavowed": Move(state: state ?? "disavowed", isLegal: state != nil)
        default: nil
        }
    }
}
