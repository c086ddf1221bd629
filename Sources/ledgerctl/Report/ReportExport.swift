import Ledger

/// Rows of the page in the forms in which `ledgerctl` prints them.
enum ReportExport {
    /// The answer as JSON, as `-o json` prints it.
    static func document(_ grid: ReportGrid, _ rows: [JSON], _ data: ReportData) -> JSON {
        let list = grid.list(data.start.publication, data.start.day)
        return .object([
            .init("schema", .string(grid.schema)),
            .init("basis", basis(data, on: data.request.on, known: data.start.known)),
            .init("rows", .array(rows)), .init("notes", .array(list.notes.map(JSON.string))),
        ])
    }

    private static func basis(_ data: ReportData, on day: Day, known: Day?) -> JSON {
        var basis = data.basis
        basis.set("on", .string(day.description))
        basis.set("known", .string(known?.description ?? "unbounded"))
        return basis
    }

    /// The rows as CSV, as `-o csv` prints them.
    static func csv(_ grid: ReportGrid, _ rows: [JSON]) -> String {
        let fields = fields(grid)
        return CSV.record(fields)
            + rows.map { row in
                CSV.record(fields.map { CellText.raw(CellText.value(row, $0)) })
            }
            .joined()
    }

    /// The columns of the CSV.
    static func fields(_ grid: ReportGrid) -> [String] {
        TableLayout.named(String(grid.schema.trimmingPrefix("ledger.")))?.fields ?? []
    }

    /// How many things the rows tell of; a total is none.
    static func count(_ rows: [JSON]) -> Int {
        rows.filter { $0["row"]?.text != "total" }.count
    }

    /// The flags with which the same is asked.
    static func flags(_ day: Day, _ known: Day?) -> String {
        "--on \(day)" + (known.map { " --known \($0)" } ?? "")
    }
}

/// What the page says above everything else.
struct ReportSentence {
    private let data: ReportData

    /// Of a page.
    init(_ data: ReportData) { self.data = data }

    private var measures: ReportGrid? { data.grids.first { $0.part.id == "measures" } }

    /// How many measures are known of when everything is.
    var all: Int { measures?.list(data.known.count - 1, data.span.days.count - 1).rows.count ?? 0 }

    /// Where the page opens, in the three times.
    var place: String {
        let known = data.start.known.map { "known by \($0)" } ?? "all sources"
        let basis = data.basis
        return "on \(data.request.on) · \(known) · ledger \(CellText.raw(basis["as_of"]))"
            + " · rules \(CellText.raw(basis["rules"]))"
            + (basis["strict"] == .bool(true) ? " · strict" : "")
    }

    /// The sentence of the opening.
    var opening: String {
        let rows = measures?.rows(
            data.start.publication,
            data.start.day,
            on: data.request.on
        )
        let inForce = (rows ?? []).filter { $0["state"]?.text == "in_force" }.count
        let who = data.start.known.map { "readers of \($0)" } ?? "readers of everything published"
        return
            "On \(data.request.on), \(who) knew of \(rows?.count ?? 0) of the \(all) measures that "
            + "are reported by \(data.span.last); \(inForce) were in force."
    }
}
