import Ledger

/// Drawings of answers that have their days in their rows.
enum AnswerCharts {
    /// Talks: a lane each, as long as its window.
    static func talks(_ answer: Answer, _ place: Place) -> LaneChart {
        let rows = answer.rows.filter { row in
            let (lo, hi) = ends(row["when"])
            return (lo ?? place.first) <= place.last && (hi ?? place.last) >= place.first
                && (lo != nil || hi != nil)
        }
        let lanes = rows.map { row in
            LaneChart.Lane(
                name: CellText.slug(row["talk"]),
                segments: [
                    segment(row["when"], talkMark(row), CellText.words(row["state"]), place)
                ],
                status: CellText.talkState(row),
                records: names(row["records"])
            )
        }
        let held = rows.filter { $0["state"]?.text == "held" }.count
        return place.lanes(
            "\(count(lanes.count, "talk")), \(held) of them held",
            "A lane for each talk or call, as long as the days on which it may have been",
            lanes
        )
    }

    private static func talkMark(_ row: JSON) -> LaneChart.Mark {
        switch row["state"]?.text {
        case "held": .held
        case "scheduled", "accepted": .scheduled
        case "postponed": .postponed
        case "cancelled": .ended
        case "rejected": .refused
        default: .proposed
        }
    }

    /// Claims: a lane for each origin that speaks of a proposition, on the day of publication.
    static func claims(_ answer: Answer, _ place: Place) -> LaneChart {
        var lanes: [LaneChart.Lane] = []
        var origins: Set<String> = []
        for row in answer.rows {
            var heading: String? = CellText.cell(row["proposition"])
            for cell in row["cells"]?.elements ?? [] {
                let who = CellText.cell(cell["who"])
                origins.insert(who)
                lanes.append(
                    LaneChart.Lane(
                        heading: heading,
                        name: who,
                        segments: [
                            segment(
                                cell["date"],
                                claimMark(cell),
                                CellText.words(cell["says"]),
                                place
                            )
                        ],
                        status: "\(CellText.words(cell["says"])), \(CellText.words(cell["class"]))",
                        records: [CellText.cell(cell["record"])]
                    )
                )
                heading = nil
            }
        }
        let against = lanes.filter { $0.segments.contains { $0.mark == .denied } }.count
        return place.lanes(
            "\(count(origins.count, "origin")) on \(count(answer.rows.count, "proposition")), "
                + "\(against) against",
            "A lane for each origin that speaks of a proposition, on the days of its publication",
            lanes
        )
    }

    private static func claimMark(_ cell: JSON) -> LaneChart.Mark {
        switch cell["says"]?.text {
        case "asserts", "confirms": .asserted
        case "denies", "disavows": .denied
        case "queries": .queried
        default: .comment
        }
    }

    /// Covered trade: a panel for each pair of imposer and target.
    static func exposure(_ answer: Answer, _ place: Place) -> StepChart {
        var panels: [StepChart.Panel] = []
        for row in answer.rows {
            guard let day = row["date"]?.text.flatMap({ Day($0) }) else { continue }
            let name = CellText.arrow(row["imposer"], row["target"], CellText.place)
            if panels.last?.name != name { panels.append(StepChart.Panel(name: name, steps: [])) }
            panels[panels.count - 1].steps.append(step(row, day))
        }
        let last = panels.compactMap { panel in
            panel.steps.last { $0.day <= place.on }.map { step in
                let stated = step.stated.map(\.text).joined(separator: " ≠ ")
                return "\(panel.name) \(step.text)" + (stated.isEmpty ? "" : ", stated \(stated)")
            }
        }
        return StepChart(
            title: "Trade covered on \(place.on), \(place.when): "
                + (last.isEmpty ? "none" : last.joined(separator: "; ")),
            summary:
                "Covered trade in US dollars from zero up, for each of \(panels.count) pairs of "
                + "imposer and target, over the days from \(place.first) to \(place.last).",
            first: place.first,
            last: place.last,
            on: place.on,
            known: place.known,
            panels: panels
        )
    }

    private static func step(_ row: JSON, _ day: Day) -> StepChart.Step {
        let totals = row["stated"]?["values"]?.elements ?? []
        return StepChart.Step(
            day: day,
            text: CellText.sum(row),
            sum: number(row["sum"]) ?? 0,
            most: number(row["most"]),
            isBySchedule: row["basis"]?.text == "by_schedule",
            stated: totals.compactMap { total in
                number(total).map { StepChart.Stated(text: CellText.cell(total), value: $0) }
            },
            records: names(row["records"])
        )
    }

    /// An amount as a height; what is printed is always its text.
    private static func number(_ amount: JSON?) -> Double? {
        guard amount?["unit"]?.text == "USD" else { return nil }
        return amount?["value"]?.text.flatMap { Double($0) }
    }

    private static func segment(
        _ span: JSON?,
        _ mark: LaneChart.Mark,
        _ words: String,
        _ place: Place
    ) -> LaneChart.Segment {
        let (lo, hi) = ends(span)
        return LaneChart.Segment(
            from: max(lo ?? hi ?? place.first, place.first),
            through: hi,
            mark: mark,
            words: words,
            isOpenAtStart: lo.map { $0 < place.first } ?? true
        )
    }

    private static func ends(_ span: JSON?) -> (lo: Day?, hi: Day?) {
        (span?["lo"]?.text.flatMap { Day($0) }, span?["hi"]?.text.flatMap { Day($0) })
    }

    /// `1 talk`, `2 talks`.
    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    private static func names(_ records: JSON?) -> [String] {
        records?.elements.compactMap(\.text) ?? []
    }

    /// Where in the times a drawing is, and which days it shows.
    struct Place {
        var first: Day
        var last: Day
        var on: Day
        var known: Day?

        /// In words.
        var when: String { known.map { "known by \($0)" } ?? "by all sources" }

        fileprivate func lanes(
            _ title: String,
            _ what: String,
            _ lanes: [LaneChart.Lane]
        ) -> LaneChart {
            LaneChart(
                title: "\(title), on \(on), \(when)",
                summary: "\(what), from \(first) to \(last); \(lanes.count) in all.",
                first: first,
                last: last,
                on: on,
                known: known,
                lanes: lanes
            )
        }
    }
}
