import Ledger

/// The answers to one question at every pair of days, each row and each list kept once.
struct ReportGrid {
    let part: ReportPart
    /// `ledger.measures/1`.
    private(set) var schema = ""
    /// The rows of all answers, in the order in which they first came.
    private(set) var rows: [JSON] = []
    private(set) var lists: [List] = []
    /// For each publication the lists of its days; of one that no day changes, a single one.
    private(set) var cells: [[Int]] = []

    private var rowPlaces: [[UInt8]: Int] = [:]
    private var listPlaces: [List: Int] = [:]

    /// An answer: the places of its rows, and what the daemon remarks.
    struct List: Hashable {
        var rows: [Int]
        var notes: [String]
    }

    /// Stands in the place of a number of days, which is another one each day.
    static let anyDays = 987_654_321

    /// Begins a grid.
    init(_ part: ReportPart) { self.part = part }

    /// Begins the answers of the next publication.
    mutating func nextPublication() { cells.append([]) }

    /// Adds the answer of the next day.
    ///
    /// - Parameters:
    ///   - answer: what the pure answers say there.
    ///   - isShown: whether a row belongs to what the page is about.
    mutating func add(_ answer: Answer, where isShown: (JSON) -> Bool) {
        schema = answer.document["schema"]?.text ?? schema
        let places = answer.rows.filter(isShown).map { row -> Int in
            var row = row
            if row["days_left"]?.integer != nil {
                row.set("days_left", .count(ReportGrid.anyDays))
            }
            let key = row.bytes
            if let place = rowPlaces[key] { return place }
            rows.append(row)
            rowPlaces[key] = rows.count - 1
            return rows.count - 1
        }
        let list = List(rows: places, notes: answer.notes)
        let place =
            listPlaces[list]
            ?? {
                lists.append(list)
                listPlaces[list] = lists.count - 1
                return lists.count - 1
            }()
        cells[cells.count - 1].append(place)
    }

    /// The list at a publication and a day, both by their places.
    func list(_ publication: Int, _ day: Int) -> List {
        let days = cells[publication]
        return lists[days[min(day, days.count - 1)]]
    }

    /// The rows at a place, with the days that are left until each.
    func rows(_ publication: Int, _ day: Int, on: Day) -> [JSON] {
        list(publication, day).rows.map { place in
            var row = rows[place]
            guard row["days_left"]?.integer != nil else { return row }
            let date = row["date"]?["lo"]?.text.flatMap { Day($0) }
            let left = date.map { Int($0.number) - Int(on.number) }
            row.set("days_left", left.map { .count($0) } ?? .null)
            return row
        }
    }
}
