import Ledger

/// Lanes over a calendar: what each measure, talk or origin was, from when to when.
///
/// A value without ink: ``LaneSVG`` and ``LaneText`` draw it.
struct LaneChart {
    /// What the drawing shows, as a sentence.
    var title: String
    /// What the axes are, how much there is, and of when.
    var summary: String
    /// The days shown.
    var first: Day
    var last: Day
    /// The day of the world that is asked for, if it is shown.
    var on: Day?
    /// The last day of publication; nil for all.
    var known: Day?
    var lanes: [Lane]

    /// One of the lanes.
    struct Lane {
        /// Stands above the lane, where a group of them begins.
        var heading: String?
        var name: String
        var segments: [Segment]
        /// What it is on the day asked for.
        var status: String
        var records: [String]
    }

    /// A stretch of a lane.
    struct Segment: Equatable {
        var from: Day
        /// The last day; nil where nothing is known of an end.
        var through: Day?
        var mark: Mark
        /// On the bar, beside the pattern: state and rate.
        var words: String
        /// It began on some day up to this one.
        var beganBy: Day?
        /// Whether the start is not known, and it may have begun earlier.
        var isOpenAtStart = false
    }

    /// How a stretch is marked; each has a pattern, a letter on a terminal, and a word.
    enum Mark: String, CaseIterable {
        case threatened, announced, scheduled, inForce, bySchedule, contradicted, postponed
        case suspended, ended, proposed, held, refused, asserted, denied, queried, comment

        /// The word.
        var word: String {
            switch self {
            case .inForce: "in force"
            case .bySchedule: "by schedule"
            case .asserted: "asserts"
            case .denied: "denies"
            case .queried: "queries"
            case .comment: "comments or says nothing to it"
            default: rawValue
            }
        }

        /// On a terminal.
        var letter: String {
            switch self {
            case .threatened: "┄"
            case .announced: "╌"
            case .scheduled, .bySchedule: "╱"
            case .inForce, .held: "━"
            case .contradicted: "≠"
            case .postponed: "┈"
            case .suspended: "┅"
            case .ended: "×"
            case .proposed: "┄"
            case .refused: "x"
            case .asserted: "+"
            case .denied: "-"
            case .queried: "?"
            case .comment: "○"
            }
        }
    }

    /// The marks that are used, in their order.
    var marks: [Mark] {
        let used = Set(lanes.flatMap(\.segments).map(\.mark))
        return Mark.allCases.filter(used.contains)
    }

    /// Where the bars that nothing ends are cut: what was not published cannot be drawn.
    var horizon: Day { min(known ?? last, last) }
}
