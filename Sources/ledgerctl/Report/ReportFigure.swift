import Ledger

/// A drawing of the page with the same rows as a table right behind it.
enum ReportFigure {
    /// Lanes.
    static func lanes(_ chart: LaneChart) -> String {
        let drawing = LaneSVG.document(chart, prefix: "lanes", standsAlone: false)
        var rows = ""
        for lane in chart.lanes {
            for (index, segment) in lane.segments.enumerated() {
                let from = (segment.isOpenAtStart ? "before " : "") + segment.from.description
                let began = segment.beganBy.map { ", at the latest \($0)" } ?? ""
                let name =
                    index == 0
                    ? "<th scope=\"row\" rowspan=\"\(lane.segments.count)\">"
                        + "\(Markup.text(lane.name))</th>"
                    : ""
                let records = index == 0 ? lane.records.joined(separator: " ") : ""
                rows += "<tr>\(name)" + cell(segment.mark.word) + cell(segment.words)
                rows += cell(from + began) + cell(segment.through?.description ?? "open")
                rows += "<td>\(ReportTable.linked(records))</td></tr>"
            }
        }
        let names = ["Measure", "State", "On the bar", "From", "Through", "Records"]
        return drawing + table("The lanes as a table", chart.summary, names, rows)
    }

    /// Steps.
    static func steps(_ chart: StepChart) -> String {
        let drawing = StepSVG.document(chart, prefix: "steps", standsAlone: false)
        var rows = ""
        for panel in chart.panels {
            for step in panel.steps {
                let stated = step.stated.map(\.text).joined(separator: " ≠ ")
                rows += "<tr><th scope=\"row\">\(Markup.text(panel.name))</th>"
                rows += cell(step.day.description) + cell(step.text)
                rows += cell(stated) + cell(step.isBySchedule ? "by schedule" : "attested")
                rows += "<td>\(ReportTable.linked(step.records.joined(separator: " ")))</td></tr>"
            }
        }
        let names = ["Who", "From", "Sum", "Stated", "Basis", "Records"]
        return drawing + table("The steps as a table", chart.summary, names, rows)
    }

    private static func cell(_ text: String) -> String { "<td>\(Markup.text(text))</td>" }

    private static func table(
        _ title: String,
        _ caption: String,
        _ names: [String],
        _ rows: String
    ) -> String {
        let head = names.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return
            "<details class=\"rows\"><summary>\(title)</summary><div class=\"wide\" tabindex=\"0\">"
            + "<table><caption>\(Markup.text(caption))</caption><thead><tr>\(head)</tr></thead>"
            + "<tbody>\(rows)</tbody></table></div></details>"
    }
}
