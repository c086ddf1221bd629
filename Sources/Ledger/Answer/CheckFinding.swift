/// Something that an editor should look at: never a refusal, because a wrong claim is still a
/// claim that was made.
struct CheckFinding {
    let rule: Rule
    let subject: Key
    /// The field or path; nil for the whole subject.
    var field: String?
    /// What was found, for people.
    let text: String
    /// What to type.
    let fix: String
    let records: [RecordNumber]

    var row: JSON {
        .object([
            .init("rule", .string(rule.rawValue)), .init("group", .string(rule.group.rawValue)),
            .init("subject", .key(subject)), .init("field", .text(field)),
            .init("text", .string(text)), .init("fix", .string(fix)),
            .init("records", .records(Set(records).sorted())),
        ])
    }

    /// The parts of the check, which can be asked for alone.
    enum Group: String, CaseIterable {
        case anomalies, stale, incomplete, quotes
    }

    /// The rules, in the order in which their findings are listed.
    enum Rule: String, CaseIterable, Comparable {
        case illegalTransition = "illegal-transition"
        case unannounced
        case stepGap = "step-gap"
        case valueConflict = "value-conflict"
        case quoteVariant = "quote-variant"
        case futureEffect = "future-effect"
        case dateAfterSource = "date-after-source"
        case retroactive
        case unitSlip = "unit-slip"
        case withdrawnByOther = "withdrawn-by-other"
        case joinContradicted = "join-contradicted"
        case handleNamed = "handle-named"
        case unofficialSchedule = "unofficial-schedule"
        case queried
        case dueNotEvidenced = "due-not-evidenced"
        case talkUnrecorded = "talk-unrecorded"
        case pledgeOverdue = "pledge-overdue"
        case staleAnchor = "stale-anchor"
        case missingField = "missing-field"
        case captionOnly = "caption-only"
        case speakerUnresolved = "speaker-unresolved"
        case pledgeUnassessed = "pledge-unassessed"
        case sourceUndated = "source-undated"
        case quoteUnmatched = "quote-unmatched"
        case textMissing = "text-missing"

        /// In the order of the list.
        static func < (a: Self, b: Self) -> Bool { a.place < b.place }

        private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

        /// The part of the check that it belongs to.
        var group: Group {
            switch self {
            case .dueNotEvidenced, .talkUnrecorded, .pledgeOverdue, .staleAnchor: .stale
            case .missingField, .captionOnly, .speakerUnresolved, .pledgeUnassessed,
                .sourceUndated:
                .incomplete
            case .quoteUnmatched, .textMissing: .quotes
            default: .anomalies
            }
        }
    }
}
