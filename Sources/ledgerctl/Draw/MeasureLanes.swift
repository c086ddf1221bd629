import Ledger

/// The lanes of measures, from what the answer says of them on each day on which it may change.
struct MeasureLanes {
    /// The measures as they stand on one day.
    struct Day {
        var day: Ledger.Day
        var rows: [JSON]
    }

    /// The days in order, the first that of the drawing's start.
    let days: [Day]
    let span: CalendarSpan
    let known: Ledger.Day?

    private var horizon: Ledger.Day { min(known ?? span.last, span.last) }

    /// The drawing, with what each measure is on a day.
    func chart(on: Ledger.Day) -> LaneChart {
        let now = days.last { $0.day <= on }?.rows ?? []
        let lanes = keys.map { lane($0, now) }
        let inForce = now.filter { $0["state"]?.text == "in_force" }.count
        let when = known.map { "known by \($0)" } ?? "by all sources"
        return LaneChart(
            title: "\(inForce) of \(lanes.count) measures in force on \(on), \(when)",
            summary: "A lane for each of \(lanes.count) measures, over the days from "
                + "\(span.first) to \(span.last): threatened, announced, scheduled, in force; "
                + "\(when).",
            first: span.first,
            last: span.last,
            on: on,
            known: known,
            lanes: lanes
        )
    }

    /// Every measure, in the order of the last day, then of those that are told of earlier only.
    private var keys: [String] {
        var found: [String] = []
        for day in days.reversed() {
            for key in day.rows.compactMap({ $0["measure"]?.text }) where !found.contains(key) {
                found.append(key)
            }
        }
        return found
    }

    private func lane(_ key: String, _ now: [JSON]) -> LaneChart.Lane {
        let row = now.first { $0["measure"]?.text == key }
        let records = row?["records"]?.elements.compactMap(\.text) ?? []
        return LaneChart.Lane(
            name: CellText.slug(.string(key)),
            segments: segments(of: key),
            status: row.map(MeasureLanes.status) ?? "not known of",
            records: records
        )
    }

    /// `in force 10% ≠ 25%, $200bn`.
    static func status(_ row: JSON) -> String {
        let parts = [row["rate"], row["coverage"]].compactMap(CellText.known)
            .map { CellText.cell($0) }
        let basis = row["basis"]?.text
        let isPlain = row["state"]?.text != "in_force" || basis == "attested"
        let state =
            CellText.words(row["state"]) + (isPlain ? "" : ", \(CellText.words(row["basis"]))")
        return ([state] + parts).joined(separator: " ")
    }

    private func segments(of key: String) -> [LaneChart.Segment] {
        var found: [LaneChart.Segment] = []
        var last: JSON?
        for day in days {
            let row = day.rows.first { $0["measure"]?.text == key }
            let sign = row.map(MeasureLanes.sign)
            if sign == last.map(MeasureLanes.sign) { continue }
            last = row
            if !found.isEmpty, found[found.count - 1].through == nil {
                found[found.count - 1].through = day.day.adding(days: -1)
            }
            guard let row else { continue }
            found.append(segment(row, from: day.day))
        }
        return found.map(cut)
    }

    /// What parts one stretch from the next.
    private static func sign(_ row: JSON) -> String {
        // Of what is only planned, what it is to cover is the news.
        let news = row["state"]?.text == "in_force" ? row["rate"] : row["coverage"]
        return [row["state"], row["basis"], news?["text"]].map { $0?.line ?? "" }
            .joined(separator: " ")
    }

    private func segment(_ row: JSON, from day: Ledger.Day) -> LaneChart.Segment {
        let mark = MeasureLanes.mark(row)
        let rate = CellText.known(row["rate"]).map { CellText.cell($0) }
        let coverage = CellText.known(row["coverage"]).map { CellText.cell($0) }
        let since = row["since"]
        let (lo, hi) = (MeasureLanes.day(since?["lo"]), MeasureLanes.day(since?["hi"]))
        let isInForce = [.inForce, .bySchedule, .contradicted].contains(mark)
        let isFaded = mark == .inForce && hi.map { $0 > day } ?? false
        return LaneChart.Segment(
            from: day,
            through: mark == .ended ? day : nil,
            mark: mark,
            words: isInForce ? rate ?? mark.word : coverage ?? mark.word,
            beganBy: isFaded ? hi : nil,
            isOpenAtStart: day == span.first && (lo.map { $0 < day } ?? true)
        )
    }

    private static func mark(_ row: JSON) -> LaneChart.Mark {
        switch (row["state"]?.text, row["basis"]?.text) {
        case ("in_force", "contradicted"): .contradicted
        case ("in_force", "by_schedule"): .bySchedule
        case ("in_force", _): .inForce
        case ("threatened", _): .threatened
        case ("announced", _): .announced
        case ("scheduled", _): .scheduled
        case ("postponed", _): .postponed
        case ("suspended", _): .suspended
        default: .ended
        }
    }

    /// A stretch that rests on no schedule is drawn as far as anything was published: an end
    /// learned later is not there yet.
    private func cut(_ segment: LaneChart.Segment) -> LaneChart.Segment {
        var segment = segment
        let isPlanned = [.bySchedule, .scheduled].contains(segment.mark)
        if isPlanned {
            segment.through = segment.through ?? span.last
        } else if let through = segment.through, through > horizon, segment.mark != .ended {
            segment.through = nil
        }
        return segment
    }

    private static func day(_ value: JSON?) -> Ledger.Day? {
        value?.text.flatMap { Ledger.Day($0) }
    }
}
