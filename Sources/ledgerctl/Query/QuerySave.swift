import ArgumentParser
import Ledger

/// `query save NAME -- WORDS`: records a question for everybody at the desk.
struct QuerySave: Verb {
    static let configuration = CommandConfiguration.verb(
        "save",
        "Save a question under a name, for everybody at the desk.",
        [
            "ledgerctl query save due -- measure upcoming --within 90d",
            "ledgerctl query save navarro -- timeline --actor person/navarro-peter",
        ],
        more: """
            Behind -- stands the command without its program, global flags included. It is kept \
            as typed, so a relative date counts from the day on which it is run. What is saved \
            again under a name takes its place; record retract takes it away.
            """
    )

    @Argument(help: "Its name, as due or list3-history.")
    var name: String

    @Argument(parsing: .postTerminator, help: "The question.")
    var words: [String] = []

    @Option(help: "What it is for, as a phrase.")
    var description: String?

    @OptionGroup var options: WriteOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let subject = try Keys.of(.query, name, "NAME")
        _ = try SavedQuery.verb(words, [])
        var body: [JSON.Member] = [.init("words", .array(words.map(JSON.string)))]
        if let description { body.append(.init("description", .string(description))) }
        let id = options.id(of: subject, isOnly: true, session.surroundings)
        var event = JSON.object([
            .init("id", .string(id.description)), .init("type", .string("query.saved")),
            .init("subject", .string(subject)), .init("body", .object(body)),
        ])
        if let note = options.note { event.set("note", .string(note)) }
        let request = AppendRequest(
            events: [event],
            expectations: options.expect,
            isDryRun: options.dryRun
        )
        let receipt = try session.append(request)
        try session.show(receipt, of: [event])
        guard !options.dryRun, globals.output == .table else { return }
        session.remark("run it:  ledgerctl query run \(subject.trimmingPrefix("query/"))")
    }
}
