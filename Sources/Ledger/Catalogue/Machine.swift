/// The state machines of the kinds of subject; `Folds/Transitions` holds their moves.
public enum Machine: String, Word {
    case measure, restriction, proposal, talk, message, commitment, agreement, statement, comment
    case figure, proceeding

    /// The machine that a kind of subject runs, if any.
    public init?(of kind: Kind) {
        switch kind {
        case .measure: self = .measure
        case .restriction: self = .restriction
        case .offer, .demand: self = .proposal
        case .talk: self = .talk
        case .message: self = .message
        case .commitment: self = .commitment
        case .agreement: self = .agreement
        case .statement, .claim: self = .statement
        case .comment: self = .comment
        case .figure: self = .figure
        case .proceeding: self = .proceeding
        default: return nil
        }
    }
}

extension Machine {
    /// How a state is entered: the verb of a type, and the word that decides, where one does.
    public struct Entry: Sendable, Equatable {
        /// The part of a type's name behind the first dot.
        public let verb: String
        /// The code of the deciding word; 0 for none.
        public let word: UInt8
    }

    /// The states that testimony can lead to, with how; folds compute a few more from dates.
    public var states: [String: Entry] { Self.table[self] ?? [:] }

    private static let table: [Machine: [String: Entry]] = [
        .measure: verbs([
            "threatened": "threatened", "announced": "announced", "scheduled": "scheduled",
            "in_force": "imposed", "postponed": "postponed", "suspended": "suspended",
            "lifted": "lifted", "cancelled": "cancelled",
        ]),
        .restriction: verbs(["announced": "announced", "in_force": "imposed", "lifted": "lifted"])
            .merging(["eased": Entry(verb: "lifted", word: 1)]) { first, _ in first },
        .proposal: verbs(["open": "made"]).merging(words(Response.self, "answered")) { a, _ in a },
        .talk: verbs([
            "proposed": "proposed", "scheduled": "scheduled", "held": "held",
            "postponed": "postponed", "cancelled": "cancelled",
        ]),
        .message: verbs(["sent": "sent"]),
        .commitment: verbs(["pledged": "pledged"]).merging(words(Finding.self, "assessed")) {
            a,
            _ in a
        },
        .agreement: words(AgreementForm.self, "reached").merging(words(Ending.self, "ended")) {
            a,
            _ in a
        },
        .statement: verbs([
            "asserted": "made", "denied": "denied", "confirmed": "confirmed",
            "disavowed": "disavowed",
        ]),
        .comment: words(NoComment.self, "refused"),
        .figure: verbs(["stated": "stated"]),
        .proceeding: words(Stage.self, "moved"),
    ]

    private static func verbs(_ states: [String: String]) -> [String: Entry] {
        states.mapValues { Entry(verb: $0, word: 0) }
    }

    private static func words<W: Word>(_ type: W.Type, _ verb: String) -> [String: Entry] {
        Dictionary(
            uniqueKeysWithValues: type.allCases.map {
                ($0.rawValue, Entry(verb: verb, word: $0.code))
            }
        )
    }
}
