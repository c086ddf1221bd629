import ArgumentParser
import Ledger

/// `schema [NAME]`: the JSON Schema of an answer or of an event type.
struct Schema: Verb {
    static let configuration = CommandConfiguration.verb(
        "schema",
        "The JSON Schemas of answers and events.",
        ["ledgerctl schema", "ledgerctl schema measures_in_force > measures_in_force.json"],
        more: "With a name the document alone is printed: -o jsonl and csv give it in a row."
    )

    @Argument(
        help: "An answer, as measures_in_force, or an event type.",
        completion: .ledger(.schemas)
    )
    var name: String?

    @OptionGroup var globals: GlobalOptions

    static let hasOwnForm = true

    func run(in session: Session) throws(Failure) {
        guard let name else {
            try session.show(Question("/v1/schemas"))
            return
        }
        let answer = try session.ask(
            Question("/v1/schemas/show", ["name": Schema.plain(name)])
        )
        guard [.table, .json].contains(globals.output), globals.fields == nil else {
            try Renderer(session).render(answer)
            return
        }
        guard let document = answer.rows.first?["document"] else {
            throw Failure.mismatch("the schema \(name) came back without its document")
        }
        let isScreen = session.surroundings.isOutputTerminal
        try session.console.line(isScreen ? document.pretty : document.line)
    }

    /// The name as it stands in answers, `ledger.claims/1`, without prefix and version.
    private static func plain(_ name: String) -> String {
        let name = name.trimmingPrefix("ledger.")
        guard let slash = name.lastIndex(of: "/"),
            name[slash...].dropFirst().allSatisfy(\.isNumber)
        else { return String(name) }
        return String(name[..<slash])
    }
}
