import Ledger

/// A table of the page: one question, asked at every pair of days.
struct ReportPart {
    /// Its place in the page: `#in-force`.
    let id: String
    let title: String
    /// What a row is, and what is not said.
    let caption: String
    let view: String
    var parameters: [(name: String, value: String)] = []
    /// Whether the answer is another as `on` moves on; else it is asked once a publication.
    var followsWorld = true
    /// What stands for no rows.
    let none: String

    /// What `ledgerctl` asks the same with.
    let command: String

    /// The parts in their order; a matrix for each topic.
    static func all(issues: [String]) -> [ReportPart] {
        states + gaps + issues.map(matrix)
    }

    private static let states: [ReportPart] = [
        ReportPart(
            id: "in-force",
            title: "In force",
            caption: "Measures in force, with the totals that were stated beside what is listed.",
            view: "measures/in-force",
            none: "Nothing is known to be in force.",
            command: "measure in-force"
        ),
        ReportPart(
            id: "measures",
            title: "Every measure",
            caption: "Every measure that has begun to exist, with its state.",
            view: "measures",
            none: "No measure is known of.",
            command: "measure list"
        ),
        ReportPart(
            id: "upcoming",
            title: "What is to come, and what was due",
            caption: "Steps that are scheduled, were due and are not evidenced, or contradicted.",
            view: "measures/upcoming",
            none: "No step is scheduled.",
            command: "measure upcoming"
        ),
        ReportPart(
            id: "exposure",
            title: "Covered trade",
            caption: "Each day on which the sum of what is listed, or a stated total, changed.",
            view: "measures/exposure",
            none: "No coverage is known of.",
            command: "measure exposure"
        ),
        ReportPart(
            id: "talks",
            title: "Talks",
            caption: "Talks and calls by date; due marks one whose time is past without a record.",
            view: "talks",
            none: "No talk is known of.",
            command: "talk list"
        ),
        ReportPart(
            id: "commitments",
            title: "Pledges and their deadlines",
            caption: "What was pledged, by when, and what became of it.",
            view: "commitments",
            none: "No pledge is known of.",
            command: "commitment list"
        ),
    ]

    private static let gaps: [ReportPart] = [
        ReportPart(
            id: "conflicts",
            title: "Conflicts",
            caption: "Testimony that cannot all be true, and how it has been read.",
            view: "claims/conflicts",
            none: "Nothing contradicts anything.",
            command: "claim conflicts"
        ),
        ReportPart(
            id: "stale",
            title: "Due, not evidenced",
            caption: "What was to happen by this day, and of which no record tells.",
            view: "check",
            parameters: [("only", "stale")],
            none: "Nothing is overdue.",
            command: "check stale"
        ),
        ReportPart(
            id: "incomplete",
            title: "Incomplete",
            caption: "Records that leave out what one would expect them to say.",
            view: "check",
            parameters: [("only", "incomplete")],
            none: "Nothing is missing.",
            command: "check incomplete"
        ),
        ReportPart(
            id: "sources",
            title: "Sources",
            caption: "What rests on each source; one that is cited only is not held.",
            view: "sources",
            followsWorld: false,
            none: "Nothing had been published.",
            command: "source list"
        ),
    ]

    private static func matrix(_ issue: String) -> ReportPart {
        ReportPart(
            id:
                "matrix-\(issue)",
            title: issue,
            caption: "Who says what under the topic \(issue); a column is an origin, "
                + "not a document.",
            view: "claims/matrix",
            parameters: [("issue", issue)],
            followsWorld: false,
            none: "Nobody had said anything under this topic.",
            command: "claim matrix \(issue)"
        )
    }

    /// Whether this is one of the matrices.
    var isMatrix: Bool { view == "claims/matrix" }
}
