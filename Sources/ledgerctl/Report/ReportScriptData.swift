import Ledger

/// What the script looks up: every row as markup and as data, and which rows stand where.
enum ReportScriptData {
    /// The data of a page.
    static func json(_ data: ReportData, _ tables: [ReportTable]) -> JSON {
        func days(_ list: [Day?]) -> JSON {
            .array(list.map { $0.map { .count($0.number) } ?? .null })
        }
        return .object([
            .init("first", .count(data.span.first.number)),
            .init("last", .count(data.span.last.number)),
            .init("on", days(data.span.days)), .init("known", days(data.known)),
            .init(
                "open",
                .object([
                    .init("on", .count(data.request.on.number)),
                    .init("known", data.start.known.map { .count($0.number) } ?? .null),
                ])
            ),
            .init("basis", data.basis), .init("all", .count(ReportSentence(data).all)),
            .init("parts", .array(zip(data.grids, tables).map(part))),
            .init("lanes", .array(data.lanes.map { .string(ReportFigure.lanes($0)) })),
            .init("steps", .array(data.steps.map { .string(ReportFigure.steps($0)) })),
            .init("visible", .array(data.visible.map(numbers))),
            .init("terms", .array(data.terms.map(term))),
        ])
    }

    private static func part(_ grid: ReportGrid, _ table: ReportTable) -> JSON {
        let lists = grid.lists.map { list in
            JSON.array([numbers(list.rows), .array(list.notes.map(JSON.string))])
        }
        return .object([
            .init("id", .string(grid.part.id)), .init("schema", .string(grid.schema)),
            .init("fields", .array(ReportExport.fields(grid).map(JSON.string))),
            .init("html", .array(grid.rows.map { .string(table.body($0)) })),
            .init("rows", .array(grid.rows)), .init("lists", .array(lists)),
            .init("cells", .array(grid.cells.map(numbers))),
        ])
    }

    private static func term(_ term: ReportTerm) -> JSON {
        .array([.string(term.kind), .string(term.key), numbers(term.records)])
    }

    private static func numbers(_ list: [Int]) -> JSON { .array(list.map { .count($0) }) }
}
