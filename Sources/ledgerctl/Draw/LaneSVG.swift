import Ledger

/// Lanes in SVG: every label is measured, and stands on its bar, behind it, before it, or nowhere.
struct LaneSVG {
    private let chart: LaneChart
    private let axis: DayAxis
    private let statusLeft: Double
    private var svg: SVG
    private var y = LaneSVG.top

    private static let top = 52.0
    private static let laneHeight = 26.0
    private static let barHeight = 15.0
    private static let headingHeight = 15.0
    private static let size = SVG.size
    private static let gap = 10.0

    /// The drawing.
    static func document(_ chart: LaneChart, prefix: String, standsAlone: Bool) -> String {
        var drawing = LaneSVG(chart, prefix)
        drawing.draw()
        return drawing.svg.document(
            title: chart.title,
            summary: chart.summary,
            height: drawing.y + 10,
            axis: drawing.axis,
            standsAlone: standsAlone
        )
    }

    private init(_ chart: LaneChart, _ prefix: String) {
        self.chart = chart
        svg = SVG(prefix: prefix)
        func widest(_ texts: [String]) -> Double {
            texts.map { TextWidth.of($0, size: Self.size) }.max() ?? 0
        }
        let names = min(widest(chart.lanes.map(\.name)), 230)
        let status = min(widest(chart.lanes.map(\.status)), 250)
        statusLeft = SVG.width - status - 4
        let left = names + Self.gap + 4
        axis = DayAxis(
            first: chart.first,
            last: chart.last,
            left: left,
            width: statusLeft - Self.gap - left
        )
    }

    private var height: Double {
        let headings = chart.lanes.compactMap(\.heading).map { headingLines($0).count }
        return Self.top + Double(chart.lanes.count) * Self.laneHeight
            + headings.reduce(0) { $0 + Double($1) * Self.headingHeight + 8 }
    }

    private func headingLines(_ heading: String) -> [String] {
        TextWidth.wrap(heading, size: Self.size, into: SVG.width - 8, linesMax: 2)
    }

    private mutating func draw() {
        let bottom = height
        svg.months(axis, top: Self.top - 4, bottom: bottom)
        for lane in chart.lanes { draw(lane) }
        if let known = chart.known, known >= chart.first, known <= chart.last {
            svg.marker("known by \(known)", known, axis, (24, 28, bottom), "known")
        }
        if let on = chart.on, on >= chart.first, on <= chart.last {
            let top = chart.known == nil ? 15.0 : 28
            svg.marker("on \(on)", on, axis, (11, top, bottom), "on")
        }
    }

    private mutating func draw(_ lane: LaneChart.Lane) {
        if let heading = lane.heading {
            y += 8
            for line in headingLines(heading) {
                svg.text(line, 4, y + 8, "heading")
                y += Self.headingHeight
            }
        }
        let middle = y + Self.laneHeight / 2
        svg.add("<g data-records=\"\(Markup.text(lane.records.joined(separator: " ")))\">")
        svg.line(
            axis.left,
            y + Self.laneHeight,
            axis.left + axis.width,
            y + Self.laneHeight,
            "grid"
        )
        let room = axis.left - Self.gap - 4
        svg.text(TextWidth.fit(lane.name, size: Self.size, into: room), 4, middle + 4)
        for (index, segment) in lane.segments.enumerated() {
            let next = index + 1 < lane.segments.count ? lane.segments[index + 1].from : nil
            let before = index > 0 ? end(lane.segments[index - 1]) : axis.left
            let after = next.map { axis.place($0) } ?? (axis.left + axis.width)
            draw(segment, middle, free: (before, after))
        }
        let status = TextWidth.fit(lane.status, size: Self.size, into: SVG.width - statusLeft - 2)
        svg.text(status, statusLeft, middle + 4)
        svg.add("</g>")
        y += Self.laneHeight
    }

    /// Where a stretch ends on the drawing.
    private func end(_ segment: LaneChart.Segment) -> Double {
        let through = segment.through ?? max(segment.from, chart.horizon)
        return axis.place(through.adding(days: 1))
    }

    private mutating func draw(
        _ segment: LaneChart.Segment,
        _ middle: Double,
        free: (Double, Double)
    ) {
        let through = segment.through ?? max(segment.from, chart.horizon)
        guard segment.from <= chart.last, through >= chart.first else { return }
        let start = axis.place(segment.from)
        let width = max(3, end(segment) - start)
        let top = middle - Self.barHeight / 2
        bar(segment.mark, start, top, width)
        if let sure = segment.beganBy, sure > segment.from {
            let faded = min(width, max(3, axis.place(sure) - start))
            svg.rect(start, top, faded, Self.barHeight, "paper")
            svg.rect(start, top, faded, Self.barHeight, "dashed", pattern: "fade")
        }
        if segment.through == nil {
            let tip = start + width
            svg.shape(
                [(tip, top - 2), (tip + 8, middle), (tip, top + Self.barHeight + 2)],
                segment.mark == .inForce ? "solid" : "hollow edge"
            )
        }
        if segment.isOpenAtStart {
            svg.shape(
                [(start, top - 2), (start - 8, middle), (start, top + Self.barHeight + 2)],
                "hollow edge"
            )
        }
        label(segment, (start, width), middle, free)
    }

    private mutating func bar(
        _ mark: LaneChart.Mark,
        _ start: Double,
        _ top: Double,
        _ width: Double
    ) {
        let high = Self.barHeight
        switch mark {
        case .inForce, .held, .asserted: svg.rect(start, top, width, high, "solid")
        case .scheduled, .bySchedule: svg.rect(start, top, width, high, "edge", pattern: "hatch")
        case .contradicted: svg.rect(start, top, width, high, "against", pattern: "cross")
        case .threatened: svg.rect(start, top, width, high, "dotted", pattern: "dots")
        case .announced: svg.rect(start, top, width, high, "hollow dashed")
        case .postponed: svg.rect(start, top, width, high, "dashed", pattern: "bars")
        case .suspended: svg.rect(start, top, width, high, "edge", pattern: "rules")
        case .proposed: svg.rect(start, top, width, high, "hollow dotted")
        case .comment: svg.rect(start, top, width, high, "hollow edge")
        case .queried: svg.rect(start, top, width, high, "dashed", pattern: "dots")
        case .ended, .refused, .denied:
            svg.rect(start, top, width, high, "hollow against")
            svg.line(start, top, start + width, top + high, "against")
            svg.line(start, top + high, start + width, top, "against")
        }
    }

    /// Puts the words where they fit: on the bar, behind it, before it; else the table has them.
    private mutating func label(
        _ segment: LaneChart.Segment,
        _ bar: (start: Double, width: Double),
        _ middle: Double,
        _ free: (before: Double, after: Double)
    ) {
        let words = segment.mark == .contradicted ? "≠ \(segment.words)" : segment.words
        let needed = TextWidth.of(words, size: Self.size)
        let isSolid = [.inForce, .held].contains(segment.mark) && segment.beganBy == nil
        let end = bar.start + bar.width + (segment.through == nil ? 8 : 0)
        if needed + 8 <= bar.width {
            let x = bar.start + bar.width / 2
            let style = isSolid ? "on-bar" : "halo"
            svg.text(words, x, middle + 4, style, anchor: "middle")
        } else if end + 4 + needed <= free.after {
            svg.text(words, end + 4, middle + 4, "halo")
        } else if bar.start - 4 - needed >= free.before {
            svg.text(words, bar.start - 4, middle + 4, "halo", anchor: "end")
        }
    }
}
