import Ledger
import Platform

/// Covered trade over time: a step line for each pair of imposer and target, and the totals that
/// were stated as marks of their own, so that the gap between the two is seen.
struct StepChart {
    var title: String
    var summary: String
    var first: Day
    var last: Day
    var on: Day?
    var known: Day?
    var panels: [Panel]

    /// One imposer and one target.
    struct Panel {
        var name: String
        var steps: [Step]
    }

    /// What holds from a day on, until the next step.
    struct Step: Equatable {
        var day: Day
        /// The sum as the answer prints it, and its height.
        var text: String
        var sum: Double
        /// The sum of the larger of contested coverages; nil where nothing is contested.
        var most: Double?
        var isBySchedule: Bool
        var stated: [Stated]
        var records: [String]
    }

    /// A total that somebody stated.
    struct Stated: Equatable {
        var text: String
        var value: Double
    }

    /// The most that any panel shows; never nothing.
    var top: Double {
        let values = panels.flatMap(\.steps).flatMap { step -> [Double] in
            [step.sum, step.most ?? 0] + step.stated.map(\.value)
        }
        return max(values.max() ?? 0, 1)
    }
}

/// Steps on a terminal: a bar a row, as long as the sum, and the stated totals in words.
enum StepText {
    private static let barMin = 10

    /// The lines, no wider than a width.
    static func lines(_ chart: StepChart, width: Int) -> [String] {
        var lines: [String] = []
        for panel in chart.panels {
            lines.append(TableStyle.cut(Terminal.sanitized(panel.name), width))
            let sums = panel.steps.map { Terminal.width(of: $0.text) }.max() ?? 0
            let room = max(barMin, min(40, width - 12 - sums - 40))
            for step in panel.steps {
                let length = Int((step.sum / chart.top * Double(room)).rounded())
                let letter = step.isBySchedule ? "╱" : "━"
                let bar = "│" + String(repeating: letter, count: length)
                let stated = step.stated.map(\.text).joined(separator: " ≠ ")
                let words = [
                    stated.isEmpty ? nil : "◇ stated \(stated)",
                    step.records.joined(separator: " "),
                ]
                .compactMap(\.self).joined(separator: "  ")
                let head = "\(step.day)  \(Pad.right(step.text, sums))  "
                let line = head + Pad.left(bar, room + 1) + "  " + words
                if Terminal.width(of: line) <= width {
                    lines.append(line)
                } else {
                    lines.append(head + bar)
                    lines += TableStyle(width: width).wrapped(words, indent: 12, hanging: 2)
                }
            }
        }
        let legend = "━ attested  ╱ by schedule  ◇ a total that was stated  │ zero"
        return lines + TableStyle(width: width).wrapped(legend, hanging: 2)
    }
}

/// Steps in SVG.
struct StepSVG {
    private let chart: StepChart
    private let axis: DayAxis
    private var svg: SVG
    private var y = StepSVG.top

    private static let top = 52.0
    private static let panelHeight = 104.0
    private static let plotHeight = 66.0
    private static let left = 64.0

    /// The drawing.
    static func document(_ chart: StepChart, prefix: String, standsAlone: Bool) -> String {
        var drawing = StepSVG(chart, prefix)
        for panel in chart.panels { drawing.draw(panel) }
        drawing.markers()
        return drawing.svg.document(
            title: chart.title,
            summary: chart.summary,
            height: drawing.y + 8,
            axis: drawing.axis,
            standsAlone: standsAlone
        )
    }

    private init(_ chart: StepChart, _ prefix: String) {
        self.chart = chart
        svg = SVG(prefix: prefix)
        axis = DayAxis(
            first: chart.first,
            last: chart.last,
            left: Self.left,
            width: SVG.width - Self.left - 110
        )
        let bottom = Self.top + Double(chart.panels.count) * Self.panelHeight
        svg.months(axis, top: Self.top - 4, bottom: bottom)
    }

    private mutating func markers() {
        if let known = chart.known, known >= chart.first, known <= chart.last {
            svg.marker("known by \(known)", known, axis, (24, 28, y), "known")
        }
        if let on = chart.on, on >= chart.first, on <= chart.last {
            let top = chart.known == nil ? 15.0 : 28
            svg.marker("on \(on)", on, axis, (11, top, y), "on")
        }
    }

    private func height(_ value: Double, _ zero: Double) -> Double {
        zero - value / chart.top * Self.plotHeight
    }

    private mutating func draw(_ panel: StepChart.Panel) {
        let zero = y + Self.panelHeight - 10
        let end = axis.left + axis.width
        svg.text(panel.name, 4, y + 14, "heading halo")
        svg.line(axis.left, zero, end, zero, "axis")
        svg.text("0", axis.left - 6, zero + 4, "muted", anchor: "end")
        if let highest = panel.steps.max(by: { $0.sum < $1.sum }), highest.sum > 0 {
            let at = height(highest.sum, zero)
            svg.line(axis.left - 4, at, axis.left, at, "axis")
            svg.text(highest.text, axis.left - 6, at + 4, "muted", anchor: "end")
        }
        let records = panel.steps.flatMap(\.records).joined(separator: " ")
        svg.add("<g data-records=\"\(Markup.text(records))\">")
        steps(panel, zero)
        stated(panel, zero)
        svg.add("</g>")
        y += Self.panelHeight
    }

    /// The line of sums; hatched under what only a schedule says.
    private mutating func steps(_ panel: StepChart.Panel, _ zero: Double) {
        var path = ""
        var free = axis.left
        for (index, step) in panel.steps.enumerated() where step.day <= chart.last {
            let next = index + 1 < panel.steps.count ? panel.steps[index + 1].day : nil
            let start = axis.place(step.day)
            let end = next.map { axis.place($0) } ?? axis.place(chart.last.adding(days: 1))
            let at = height(step.sum, zero)
            if step.isBySchedule {
                svg.rect(start, at, max(0, end - start), zero - at, "under", pattern: "hatch")
                let words = TextWidth.fit("by schedule", size: SVG.size, into: end - start - 8)
                if words == "by schedule", zero - at > 16 {
                    svg.text(
                        words,
                        (start + end) / 2,
                        (at + zero) / 2 + 4,
                        "halo",
                        anchor: "middle"
                    )
                }
            }
            path += path.isEmpty ? "M\(SVG.number(start)) \(SVG.number(zero))" : ""
            path += "L\(SVG.number(start)) \(SVG.number(at))H\(SVG.number(end))"
            if let most = step.most {
                let high = height(most, zero)
                svg.line(start, high, end, high, "most")
            }
            let needed = TextWidth.of(step.text, size: SVG.size)
            guard step.sum > 0, index == 0 || step.text != panel.steps[index - 1].text else {
                continue
            }
            let x = max(start + 3, free)
            if x + needed <= min(end + 60, SVG.width) {
                svg.text(step.text, x, at - 5, "halo")
                free = x + needed + 6
            }
        }
        if !path.isEmpty { svg.add("<path d=\"\(path)\" class=\"step\"/>") }
    }

    /// A diamond where a total was first stated, with its words beside it.
    private mutating func stated(_ panel: StepChart.Panel, _ zero: Double) {
        var seen: [StepChart.Stated] = []
        var taken: [Label] = []
        for step in panel.steps where step.day <= chart.last {
            for total in step.stated where !seen.contains(total) {
                seen.append(total)
                let (x, at) = (axis.place(step.day), height(total.value, zero))
                svg.shape([(x - 5, at), (x, at - 5), (x + 5, at), (x, at + 5)], "stated")
                let words = "stated \(total.text)"
                let needed = TextWidth.of(words, size: SVG.size)
                let fits = x + 8 + needed <= SVG.width
                let from = fits ? x + 8 : x - 8 - needed
                let places = [at - 8, at + 4, at + 16, at + 29, at - 21].map {
                    Label(from: from, to: from + needed, y: $0)
                }
                let free = places.first { place in
                    place.y < zero - 2 && !taken.contains(where: place.meets)
                        && !isOnLine(place, panel, zero)
                }
                let label = free ?? places[0]
                taken.append(label)
                svg.text(words, from, label.y, "halo warn-text")
            }
        }
    }

    /// Where words stand.
    private struct Label {
        let from: Double
        let to: Double
        let y: Double

        func meets(_ other: Label) -> Bool {
            from < other.to && other.from < to && abs(y - other.y) < 13
        }
    }

    /// Whether the line of sums runs through a label.
    private func isOnLine(_ label: Label, _ panel: StepChart.Panel, _ zero: Double) -> Bool {
        panel.steps.enumerated().contains { index, step in
            let next = index + 1 < panel.steps.count ? panel.steps[index + 1].day : nil
            let end = next.map { axis.place($0) } ?? axis.left + axis.width
            let line = height(step.sum, zero)
            return axis.place(step.day) < label.to && label.from < end
                && (label.y - 11...label.y + 4).contains(line)
        }
    }
}
