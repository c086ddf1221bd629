import ArgumentParser
import Ledger

/// `record redact rN --reason T`: the content of a record is dropped for ever.
struct RecordRedact: Verb {
    static let configuration = CommandConfiguration.verb(
        "redact",
        "Drop the content of a record, with all its versions, for ever (editors).",
        [
            "ledgerctl record redact r168 --reason 'court order 12/2026'",
            "ledgerctl record redact r168 --reason 'names a source' --yes",
        ],
        more: "Its place, its time, who recorded it and every proof stay. Copies made before are "
            + "not touched: backups, exports, files that others hold."
    )

    @Argument(help: "The record, or a version of it.", completion: .ledger(.records))
    var record: String

    @Option(help: "Why; this stays in the log.")
    var reason: String

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var options: WriteOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let number = try Keys.record(record)
        let history = try session.fetch(Question("/v1/records/history", ["subject": number]))
        let versions = history.rows.compactMap { $0["record"]?.text }
        guard let root = versions.first else {
            throw Failure(exit: .notFound, code: "not_found", message: "\(number) is not recorded")
        }
        guard history.rows.first?["standing"]?.text != "redacted" else {
            throw Failure(
                exit: .refused,
                code: "redacted_already",
                message: "\(root) is redacted already",
                hints: ["see:  ledgerctl record show \(root)"]
            )
        }
        let target = try session.recordedEvent(root)
        if !options.dryRun { try confirm(root, target, versions, session) }
        var body: [JSON.Member] = [
            .init("target", .string(root)), .init("reason", .string(reason)),
        ]
        let later = versions.dropFirst().map(JSON.string)
        if !later.isEmpty { body.append(.init("records", .array(later))) }
        let id = options.id(of: root, isOnly: true, session.surroundings)
        var event = JSON.object([
            .init("id", .string(id.description)), .init("type", .string("record.redacted")),
            .init("subject", target["subject"] ?? .null), .init("body", .object(body)),
        ])
        if let note = options.note { event.set("note", .string(note)) }
        let receipt = try session.append(
            AppendRequest(
                events: [event],
                expectations: options.expect,
                isDryRun: options.dryRun
            )
        ) { FlagPlace.row($0, in: event) }
        try session.show(receipt, of: [event])
        guard !options.dryRun else { return }
        session.remark("gone here; backups, exports and other copies made before still have it")
        session.remark("its bytes may stay in free pages of the files:  ledgerctl compact")
    }

    /// Shows what goes, and asks; a script says `--yes`.
    private func confirm(
        _ root: String,
        _ event: JSON,
        _ versions: [String],
        _ session: Session
    ) throws(Failure) {
        if yes { return }
        guard session.surroundings.isInputTerminal else {
            throw .usage(
                "redacting cannot be undone, and nobody is there to ask",
                hints: ["if that is meant:  --yes"]
            )
        }
        let gist = CellText.known(event["body"]?["gist"]).map { ": \(CellText.cell($0))" } ?? ""
        let subject = CellText.cell(event["subject"])
        session.console.remark("this drops \(versions.joined(separator: " ")), \(subject)\(gist)\n")
        session.console.remark("it cannot be undone; type \(root) to go on: ")
        guard session.surroundings.readLine() == root else {
            throw Failure(exit: .refused, code: "not_confirmed", message: "nothing was redacted")
        }
    }
}
