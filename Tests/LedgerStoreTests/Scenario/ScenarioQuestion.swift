import Ledger

/// A question with the rows that it must get.
///
///     ask in-force on 2018-07-06 known 2018-06-20 → wine 25% $34bn ; beef 5% -
///
/// Between the view and the arrow, in any order: `on D` · `known D` · `as_of #x` (the head after
/// that record) · `before #x` (the head before it) · `strict` · `name=value` a parameter of the
/// view · `where column=value` · `show column,column`. Rows are parted by ` ; `, and `nothing` is
/// none of them. A row is its columns in order: keys without their kind, records by their labels,
/// null as `-`, true as the column's name. `column.member` reaches into a value or a list.
struct ScenarioQuestion {
    private let view: View
    private let name: String
    private let expected: String
    private var query: [String] = []
    private var filters: [(column: String, value: String)]
    private var columns: [String]

    init(_ line: String, _ book: ScenarioBook, today: String?) throws {
        let parts = line.components(around: "→")
        guard parts.count == 2 else { throw ScenarioFault("a question has one →") }
        var words = ScenarioWords(parts[0])
        name = try words.next("a view")
        guard let view = View.all[name] else { throw ScenarioFault("no view '\(name)'") }
        self.view = view
        expected = parts[1].split(separator: " ").joined(separator: " ")
        filters = view.filters
        columns = view.columns
        var hasDay = false
        while let word = words.next() {
            switch word {
            case "on":
                query.append("on=\(try words.next("a day"))")
                hasDay = true
            case "known": query.append("known=\(try words.next("a day"))")
            case "strict": query.append("strict=true")
            case "as_of":
                let value = try words.next("a label")
                let isLabel = value.hasPrefix("#")
                query.append("as_of=\(isLabel ? try book.record(value).description : value)")
            case "before":
                let record = try book.record(try words.next("a label"))
                query.append("as_of=\(RecordNumber(record.value - 1))")
            case "where":
                let pair = try words.next("column=value").components(around: "=")
                guard pair.count == 2 else { throw ScenarioFault("write where column=value") }
                filters.removeAll { $0.column == pair[0] }
                filters.append((pair[0], ScenarioWords.unquoted(pair[1])))
            case "show": columns = try words.next("columns").components(around: ",")
            default: query.append(try Self.parameter(word, view, book))
            }
        }
        if !hasDay, let today { query.append("on=\(today)") }
    }

    private static func parameter(
        _ word: String,
        _ view: View,
        _ book: ScenarioBook
    ) throws -> String {
        let pair = word.components(around: "=")
        guard pair.count == 2 else { throw ScenarioFault("'\(word)' is no part of a question") }
        let names = ["subject", "record", "source", "actor", "imposer", "target", "by", "to"]
        if pair[1].hasPrefix("#") { return "\(pair[0])=\(try book.record(pair[1]))" }
        let isKey = names.contains(pair[0]) && pair[1].first?.isNumber == false
        guard isKey, !["day", "month", "occurred", "published", "recorded"].contains(pair[1]) else {
            return word
        }
        return "\(pair[0])=\(try book.key(pair[1], kinds: pair[0] == "source" ? [.src] : []))"
    }

    /// Asks, and says what is not as expected.
    func check(_ ledger: TemporaryLedger, _ book: ScenarioBook) throws {
        let answer = try ledger.ask(view.path, query.joined(separator: "&"))
        let writer = ScenarioRows(book)
        let rows = answer.rows.filter { row in
            filters.allSatisfy { writer.text(row, $0.column) == $0.value }
        }
        let lines = rows.map { row in
            columns.map { writer.text(row, $0) }.filter { !$0.isEmpty }.joined(separator: " ")
        }
        let got = lines.isEmpty ? "nothing" : lines.joined(separator: " ; ")
        if let row = rows.first, let column = columns.first(where: { writer.lacks(row, $0) }) {
            throw ScenarioFault("rows of '\(name)' have no '\(column)'; \(row.line)")
        }
        guard got == expected else {
            throw ScenarioFault("\n  expected  \(expected)\n  got       \(got)")
        }
    }
}

extension ScenarioQuestion {
    /// A view by the name that stories use, with the columns that they mostly look at.
    struct View {
        let path: String
        let columns: [String]
        var filters: [(column: String, value: String)] = []

        init(_ path: String, _ columns: String, row: String? = nil) {
            self.path = path
            self.columns = columns.components(around: " ")
            filters = row.map { [("row", $0)] } ?? []
        }

        static let all: [String: View] = [
            "in-force": View("measures/in-force", "measure rate coverage basis", row: "measure"),
            "totals": View(
                "measures/in-force",
                "imposer target stated itemised unallocated",
                row: "total"
            ),
            "measures": View("measures", "measure state rate basis"),
            "life": View("measures/show", "state record"),
            "upcoming": View("measures/upcoming", "date measure step change status"),
            "exposure": View("measures/exposure", "date sum measures gap"),
            "proposals": View("proposals", "proposal item state"),
            "talks": View("talks", "talk when state"),
            "commitments": View("commitments", "commitment item deadline state overdue"),
            "agreements": View("agreements", "agreement state basis"),
            "restrictions": View("restrictions", "restriction state basis"),
            "proceedings": View("proceedings", "proceeding track stage"),
            "proceeding": View("proceedings/show", "stage legal record"),
            "issues": View("issues", "issue records_count"),
            "issue": View("issues/show", "issue side demand offer pledge"),
            "claims": View("claims", "origin how stance record", row: "claim"),
            "tally": View("claims", "text", row: "tally"),
            "conflicts": View("claims/conflicts", "subject field kind says"),
            "matrix": View("claims/matrix", "proposition cells.who cells.says"),
            "dossier": View("actors/show", "date act subject flags"),
            "sources": View("sources", "source records_count"),
            "trace": View("records/trace", "direction rel record by", row: "link"),
            "versions": View("records/trace", "record act standing", row: "version"),
            "timeline": View("timeline", "date type subject"),
            "replay": View("replay", "date subject before after", row: "change"),
            "diff": View("diff", "mark subject field before after", row: "change"),
            "check": View("check", "rule subject"),
            "records": View("records", "record standing"),
            "history": View("records/history", "record act standing"),
            "types": View("types", "type state"),
            "type": View("types/show", "field need"),
        ]
    }
}

extension String {
    /// The parts around a separator, without the spaces at their ends.
    fileprivate func components(around separator: Character) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
