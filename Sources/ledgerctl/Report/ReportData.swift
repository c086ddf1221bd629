import Ledger
import LedgerAPI

/// All that the page shows, at every pair of days: the daemon's answers, computed from its log.
///
/// An answer is another only on the days on which something changes, so it is asked on those alone;
/// between two of them the one before holds. That a number on the page is the one that `ledgerctl`
/// gives at the same coordinates therefore needs no second computation.
struct ReportData {
    let span: CalendarSpan
    let request: ReportRequest
    /// Coordinates of the ledger: `as_of`, `size`, `root`, `rules`, `redactions`, `strict`.
    let basis: JSON
    /// The publications at which an answer may change; the first has nothing, nil has everything.
    let known: [Day?]
    /// Where the page opens.
    let start: (publication: Int, day: Int, known: Day?)
    let grids: [ReportGrid]
    let lanes: [LaneChart]
    let steps: [StepChart]
    let records: [ReportRecord]
    let documents: [ReportDocument]
    /// The records that are visible at each publication.
    let visible: [[Int]]
    /// The records of each actor, topic and source, for the filters.
    let terms: [ReportTerm]
    let seal: ReportSeal

    /// Beyond these a page would be slow to build and to open.
    static let recordsMax = 3_000
    static let answersMax = 60_000

    /// Asks everything.
    init(
        _ study: Study,
        _ span: CalendarSpan,
        _ request: ReportRequest,
        _ session: Session
    ) throws(Failure) {
        self.span = span
        self.request = request
        basis = .object(study.basis)
        let before = (span.publications.first ?? span.first).adding(days: -1)
        let moments: [Day?] = [before] + span.publications.map(Optional.some) + [nil]
        known = moments
        let issues = try ReportData.issues(study, request)
        let parts = ReportPart.all(issues: issues)
        try ReportData.check(study, parts, moments.count, span)
        let events = try ReportEvents(study, request)
        var gathering = ReportGathering(study, span, parts, events)
        for day in moments { try gathering.ask(known: day) }
        (grids, lanes, steps, visible) =
            (gathering.grids, gathering.lanes, gathering.steps, gathering.visible)
        terms = try ReportTerm.all(study, events)
        var texts = ReportTexts(session)
        records = try ReportRecord.all(study, events, request, &texts)
        documents = try ReportDocument.all(events, &texts)
        seal = try ReportSeal(session, basis)
        let opening = study.coordinates.known
        let place = opening.map { day in moments.lastIndex { $0.map { $0 <= day } ?? false } ?? 0 }
        start = (
            place ?? moments.count - 1, span.days.lastIndex { $0 <= request.on } ?? 0, opening
        )
    }

    private static func issues(
        _ study: Study,
        _ request: ReportRequest
    ) throws(Failure) -> [String] {
        let rows = try study.answer("issues", on: .last, known: nil).rows
        let all = rows.compactMap { $0["issue"]?.text }
        guard let issue = request.issue else { return all }
        guard all.contains(issue) else {
            throw .usage(
                "--issue: nothing is recorded under '\(issue)'",
                hints: ["topics in use:  ledgerctl issue list"]
            )
        }
        return [issue]
    }

    private static func check(
        _ study: Study,
        _ parts: [ReportPart],
        _ publications: Int,
        _ span: CalendarSpan
    ) throws(Failure) {
        let count = Int(clamping: study.log.asOf.value)
        guard count <= recordsMax else {
            throw tooLarge("\(count) records; a report takes \(recordsMax)")
        }
        let moving = parts.filter(\.followsWorld).count
        let answers = publications * (span.days.count * moving + parts.count - moving)
        guard answers <= answersMax else {
            throw tooLarge("\(answers) answers; a report takes \(answersMax)")
        }
    }

    private static func tooLarge(_ what: String) -> Failure {
        Failure(
            exit: .refused,
            code: "too_large",
            message: "the page would hold \(what)",
            hints: ["narrow it:  --since 2018-10 --through 2018-12, or --as-of r2000"]
        )
    }
}

/// The answers, gathered publication by publication.
struct ReportGathering {
    private(set) var grids: [ReportGrid]
    private(set) var lanes: [LaneChart] = []
    private(set) var steps: [StepChart] = []
    private(set) var visible: [[Int]] = []
    private let study: Study
    private let span: CalendarSpan
    private let events: ReportEvents

    /// Begins with nothing.
    init(_ study: Study, _ span: CalendarSpan, _ parts: [ReportPart], _ events: ReportEvents) {
        (self.study, self.span, self.events) = (study, span, events)
        grids = parts.map(ReportGrid.init)
    }

    /// Asks every question on every day, as of a publication.
    mutating func ask(known: Day?) throws(Failure) {
        for index in grids.indices { grids[index].nextPublication() }
        var states: [MeasureLanes.Day] = []
        for (place, day) in span.days.enumerated() {
            let moment = study.log.at(on: day, known: known, isStrict: study.coordinates.isStrict)
            for index in grids.indices {
                let part = grids[index].part
                guard part.followsWorld || place == 0 else { continue }
                let answer = try Study.folded {
                    Answer(try moment.answer(part.view, part.parameters).json)
                }
                grids[index].add(answer, where: events.isShown)
                if part.view == "measures" {
                    states.append(
                        MeasureLanes.Day(day: day, rows: answer.rows.filter(events.isShown))
                    )
                }
            }
        }
        try draw(states, known)
    }

    private mutating func draw(_ states: [MeasureLanes.Day], _ known: Day?) throws(Failure) {
        var chart = MeasureLanes(days: states, span: span, known: known).chart(on: span.last)
        // What each is on a day stands in the table, which follows the day.
        for index in chart.lanes.indices { chart.lanes[index].status = "" }
        chart.on = nil
        lanes.append(chart)
        let whole = try study.answer("measures/exposure", on: span.last, known: known)
        var answer = whole
        answer.rows = whole.rows.filter(events.isShown)
        var steps = AnswerCharts.exposure(
            answer,
            AnswerCharts.Place(first: span.first, last: span.last, on: span.last, known: known)
        )
        steps.on = nil
        self.steps.append(steps)
        let limit = [(name: "limit", value: "\(ReportData.recordsMax)")]
        let listed = try study.answer("records", limit, on: span.last, known: known)
        visible.append(listed.rows.compactMap { ReportEvents.number($0["record"]) })
    }
}
