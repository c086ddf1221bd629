import Ledger
import LedgerAPI
import Testing

@testable import ledgerctl

@Suite struct LayoutTests {
    /// Every board with a canned answer: the command line, its path, the answer.
    static let boards: [(line: String, path: String, body: String)] = [
        ("measure in-force", "/v1/measures/in-force", Answers.amended),
        ("measure show x", "/v1/measures/show", Answers.life),
        ("measure upcoming", "/v1/measures/upcoming", Answers.planned),
        ("measure exposure", "/v1/measures/exposure", Answers.exposure),
        ("proposal list", "/v1/proposals", Answers.proposals),
        ("talk list", "/v1/talks", Answers.talks),
        ("commitment list", "/v1/commitments", Answers.commitments),
        ("agreement list", "/v1/agreements", Answers.agreements),
        ("restriction list", "/v1/restrictions", Answers.restrictions),
        ("proceeding list", "/v1/proceedings", Answers.proceedings),
        ("proceeding show x", "/v1/proceedings/show", Answers.proceeding),
        ("issue list", "/v1/issues", Answers.issues),
        ("issue show ip", "/v1/issues/show", Answers.issue),
        ("claim conflicts", "/v1/claims/conflicts", Answers.conflicts),
        ("claim matrix ip", "/v1/claims/matrix", Answers.matrix),
        ("check", "/v1/check", Answers.findings),
        ("diff --known 2018-10-25..2018-11-15 --records", "/v1/diff", Answers.learned),
        ("actor show person/a", "/v1/actors/show", Answers.dossier),
        ("source list", "/v1/sources", Answers.sources),
        ("schema", "/v1/schemas", Answers.schemas),
    ]

    private static func ask(_ board: Int, _ more: String = "", columns: Int? = nil) -> Outcome {
        let (line, path, body) = boards[board]
        return ctl("\(line) \(more)", ["GET \(path)": [.json(body)]], columns: columns)
    }

    /// The names of the answers that the core describes, without the replies that are no tables.
    private static let described = Schemas.list(types: .builtIn).filter { $0.kind == .answer }
        .map(\.name).filter { !["text", "clock", "problem"].contains($0) }

    @Test func `every answer that the ledger describes has a layout`() {
        #expect(Self.described.count >= 34)
        for name in Self.described {
            #expect(TableLayout.named("\(name)/1") != nil, "\(name)")
        }
    }

    @Test(arguments: described)
    func `a layout has every member of its rows, and no other`(name: String) throws {
        let document = try #require(Schemas.document(named: name, types: .builtIn))
        let shape = document["properties"]?["rows"]?["items"]
        guard let rows = shape?["oneOf"]?.elements ?? shape.map({ [$0] }) else { return }
        let members = Set(rows.flatMap { $0["properties"]?.members ?? [] }.map(\.name))
        let layout = try #require(TableLayout.named("\(name)/1"))
        #expect(members.subtracting(layout.fields).isEmpty)
        #expect(Set(layout.fields).subtracting(members).isEmpty)
        #expect(Set(layout.fields).count == layout.fields.count)
    }

    @Test(arguments: boards.indices)
    func `a board fits a screen of 100 columns without losing a word`(board: Int) {
        let wide = Self.ask(board)
        let narrow = Self.ask(board, "--color never", columns: 100)
        #expect(narrow.exit == .done)
        for line in narrow.out.split(separator: "\n") {
            #expect(line.count <= 100, "\(line)")
            #expect(!line.contains("…"), "\(line)")
        }
        let blanks: (Character) -> Bool = { $0 == " " || $0 == "\n" }
        let seen = Set(narrow.out.split(whereSeparator: blanks))
        for word in wide.out.split(whereSeparator: blanks) where word.contains("/") {
            #expect(seen.contains(word), "\(word)")
        }
    }

    @Test(arguments: boards.indices)
    func `a board comes in every format`(board: Int) throws {
        let rows = try Answer(Array(Self.boards[board].body.utf8)).rows.count
        let csv = Self.ask(board, "-o csv")
        #expect(csv.out.components(of: "\r\n") == rows + 1)
        let lines = Self.ask(board, "-o jsonl").out.split(separator: "\n")
        #expect(lines.count == rows)
        let json = try JSON(parsing: Array(Self.ask(board, "-o json").out.utf8))
        #expect(json["rows"]?.elements.count == rows)
        let markdown = Self.ask(board, "-o md").out.split(separator: "\n")
        let table = markdown.filter { $0.hasPrefix("| ") }
        let told = markdown.filter { $0.hasPrefix("- ") }
        #expect(table.count + told.count >= rows)
        let bars = table.map { $0.replacing("\\|", with: "").count { $0 == "|" } }
        #expect(Set(bars).count == 1, "\(markdown)")
    }

    @Test(arguments: boards.indices)
    func `a board without rows says so in one line`(board: Int) {
        let (line, path, body) = Self.boards[board]
        let schema = body.prefix { $0 != "," }
        let empty = "\(schema),\(Answers.basis),\"rows\":[],\"notes\":[]}"
        let outcome = ctl(line, ["GET \(path)": [.json(empty)]])
        #expect(outcome.exit == .done)
        if line == "check" {
            #expect(outcome.out.hasSuffix("\nok: 197 records read\n"))
        } else {
            #expect(outcome.out.isEmpty)
            #expect(outcome.err.hasPrefix("no "))
            #expect(outcome.err.split(separator: "\n").count == 1)
        }
    }
}

extension String {
    /// How many lines end in a mark, outside quotes.
    fileprivate func components(of mark: String) -> Int {
        var count = 0
        var isQuoted = false
        var rest = self[...]
        while let character = rest.first {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted, rest.hasPrefix(mark) { count += 1 }
            rest = rest.dropFirst()
        }
        return count
    }
}
