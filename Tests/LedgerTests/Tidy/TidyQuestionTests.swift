import Ledger
import Testing

/// The documents of the API name the views that there are, with the parameters that they take.
@Suite struct TidyQuestionTests {
    @Test func `the table of views names every parameter`() throws {
        let file = try #require(SourceFile(path: "docs/http-api.md"))
        var found: [String: Set<String>] = [:]
        for line in file.lines where line.hasPrefix("| `/v1/") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            guard cells.count > 3, let path = Self.coded(String(cells[1])).first else { continue }
            let names = Self.coded(String(cells[2])).map { String($0.prefix { $0 != "=" }) }
            found[String(path.dropFirst("/v1/".count))] = Set(names)
        }
        #expect(found == Question.views)
    }

    @Test func `the description for machines names every parameter`() throws {
        let file = try #require(SourceFile(path: "docs/openapi.yaml"))
        var found: [String: Set<String>] = [:]
        var shared: [String: Set<String>] = [:]
        var view: String?
        for line in file.lines {
            if line.hasPrefix("  /"), line.hasSuffix(":") {
                view = String(line.dropFirst("  /v1/".count).dropLast())
            } else if !line.isEmpty, !line.hasPrefix(" ") {
                view = nil
            }
            guard let view, Question.views[view] != nil else { continue }
            let word = line.trimmingPrefix { $0 == " " }
            if word.hasPrefix("- name: ") {
                found[view, default: []].insert(String(word.dropFirst("- name: ".count)))
            } else if let slash = word.firstRange(of: "#/components/parameters/") {
                let name = word[slash.upperBound...].prefix { $0 != "\"" }
                shared[view, default: []].insert(String(name))
            }
        }
        for (view, own) in Question.views {
            #expect(found[view, default: []] == own, "\(view)")
            #expect(
                shared[view, default: []].isSubset(of: Question.common) && shared[view] != nil,
                "\(view) takes the coordinates"
            )
        }
    }

    /// What stands between backticks.
    private static func coded(_ text: String) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
