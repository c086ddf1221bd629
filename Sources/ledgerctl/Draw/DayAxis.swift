import Ledger

/// Days on a line: where each stands, and which months are named.
struct DayAxis {
    /// The first and the last day shown; the last one whole.
    let first: Day
    let last: Day
    /// Where the first day begins.
    let left: Double
    /// How much room there is for all.
    let width: Double

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// How many days there are.
    var count: Int { Int(last.number) - Int(first.number) + 1 }

    /// Where a day begins; days outside stand at the ends.
    func place(_ day: Day) -> Double {
        let offset = Int(day.number) - Int(first.number)
        return left + width * Double(min(max(0, offset), count)) / Double(count)
    }

    /// A month that is named under the axis.
    struct Tick: Equatable {
        var day: Day
        /// `Mar`, and `2019` in the place of January.
        var name: String
    }

    /// First days of months, so many apart that a name has `room`.
    func ticks(room: Double) -> [Tick] {
        let perMonth = width * 30.4 / Double(count)
        let step = [1, 2, 3, 6, 12, 24, 60, 120].first { Double($0) * perMonth >= room } ?? 240
        var found: [Tick] = []
        var day = first == first.firstOfMonth ? first : first.lastOfMonth.adding(days: 1)
        while day <= last, found.count < 100 {
            if (day.year * 12 + day.month - 1) % step == 0 {
                let name = day.month == 1 ? String(day.year) : DayAxis.monthNames[day.month - 1]
                found.append(Tick(day: day, name: name))
            }
            day = day.lastOfMonth.adding(days: 1)
        }
        // Without a January in sight no year would be named.
        if let lead = found.first, !found.contains(where: { $0.day.month == 1 }) {
            found[0].name = "\(lead.name) \(lead.day.year)"
        }
        return found
    }
}
