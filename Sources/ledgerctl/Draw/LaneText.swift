import Ledger
import Platform

/// Lanes on a terminal: a letter a few days, the state in letters and words, never by colour alone.
enum LaneText {
    private static let axisWidthMin = 20
    private static let nameShare = 3
    private static let gap = 2

    /// The lines, no wider than a width.
    static func lines(_ chart: LaneChart, width: Int) -> [String] {
        guard !chart.lanes.isEmpty else { return [] }
        let names = chart.lanes.map { Terminal.sanitized($0.name) }
        let statuses = chart.lanes.map(status)
        let nameWidth = min(
            names.map { Terminal.width(of: $0) }.max() ?? 0,
            max(8, width / nameShare)
        )
        let statusWidth = statuses.map { Terminal.width(of: $0) }.max() ?? 0
        let beside = width - nameWidth - gap - statusWidth - gap
        let isBeside = beside >= axisWidthMin
        let room = max(8, isBeside ? min(beside, 72) : width - nameWidth - gap)
        let axis = DayAxis(first: chart.first, last: chart.last, left: 0, width: Double(room))
        let indent = String(repeating: " ", count: nameWidth + gap)
        var lines = [indent + months(axis, room)]
        for (index, lane) in chart.lanes.enumerated() {
            if let heading = lane.heading {
                let style = TableStyle(width: width)
                lines += style.wrapped(Terminal.sanitized(heading), hanging: 2)
            }
            let isWide = Terminal.width(of: names[index]) > nameWidth
            if isWide { lines += TableStyle(width: width).wrapped(names[index], hanging: 2) }
            let name = Pad.left(isWide ? "" : names[index], nameWidth)
            let bar = bar(lane, chart, axis, room)
            if isBeside {
                lines.append("\(name)  \(Pad.left(bar, room))  \(statuses[index])")
            } else {
                lines.append("\(name)  \(bar)")
                lines += TableStyle(width: width).wrapped(statuses[index], indent: 2, hanging: 2)
            }
        }
        return (lines + legend(chart, width)).map(trimmed)
    }

    private static func status(_ lane: LaneChart.Lane) -> String {
        let records = lane.records.joined(separator: " ")
        return Terminal.sanitized(records.isEmpty ? lane.status : "\(lane.status)  \(records)")
    }

    /// The years and months, each where it begins.
    private static func months(_ axis: DayAxis, _ room: Int) -> String {
        var line = ""
        for tick in axis.ticks(room: 6) {
            let place = Int(axis.place(tick.day))
            let width = Terminal.width(of: line)
            guard place >= width + (line.isEmpty ? 0 : 1),
                place + Terminal.width(of: tick.name) <= room
            else { continue }
            line += String(repeating: " ", count: place - width) + tick.name
        }
        return line
    }

    private static func bar(
        _ lane: LaneChart.Lane,
        _ chart: LaneChart,
        _ axis: DayAxis,
        _ room: Int
    ) -> String {
        var cells = [String](repeating: " ", count: room)
        func column(_ day: Day) -> Int { min(room - 1, Int(axis.place(day))) }
        for segment in lane.segments {
            let through = segment.through ?? chart.horizon
            guard segment.from <= chart.last, through >= chart.first else { continue }
            let (start, end) = (column(segment.from), max(column(segment.from), column(through)))
            for index in start...end { cells[index] = segment.mark.letter }
            if let sure = segment.beganBy, sure > segment.from {
                for index in start...max(start, column(sure)) { cells[index] = "░" }
            }
            if segment.isOpenAtStart { cells[start] = "‹" }
            write(segment.words, from: start + 1, before: end, &cells)
        }
        for (day, letter) in [(chart.known, "┊"), (chart.on, "│")] {
            guard let day, day >= chart.first, day <= chart.last else { continue }
            let place = column(day)
            let beside = [place - 1, place + 1].filter(cells.indices.contains)
            // A bar of one letter is not hidden by the day.
            let isAlone = cells[place] != " " && beside.allSatisfy { cells[$0] == " " }
            if !isAlone { cells[place] = letter }
        }
        return cells.joined()
    }

    /// Writes words into a bar that has room for them and a letter of its own at both ends.
    private static func write(_ words: String, from: Int, before end: Int, _ cells: inout [String])
    {
        // A cell is a column, so only words of one column a letter fit into a bar.
        let letters = Terminal.sanitized(words).map { String($0) }
        guard !letters.isEmpty, letters.count <= end - from,
            letters.allSatisfy({ Terminal.width(of: $0) == 1 })
        else { return }
        let start = from + (end - from - letters.count) / 2
        for (index, letter) in letters.enumerated() { cells[start + index] = letter }
    }

    private static func legend(_ chart: LaneChart, _ width: Int) -> [String] {
        var parts = chart.marks.map { "\($0.letter) \($0.word)" }
        if chart.lanes.contains(where: { $0.segments.contains { $0.beganBy != nil } }) {
            parts.append("░ began some time here")
        }
        if let on = chart.on { parts.append("│ \(on)") }
        if let known = chart.known, known != chart.on { parts.append("┊ known by \(known)") }
        return TableStyle(width: width).wrapped(parts.joined(separator: "  "), hanging: 2)
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
