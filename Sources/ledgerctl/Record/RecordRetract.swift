import ArgumentParser
import Ledger

/// `record retract rN... --reason T`: our records are withdrawn.
struct RecordRetract: Verb {
    static let configuration = CommandConfiguration.verb(
        "retract",
        "Withdraw records; they stay in the log, marked.",
        [
            "ledgerctl record retract r168 --reason 'coded twice'",
            "ledgerctl record retract r168 r169 --reason 'wrong document' --dry-run",
        ]
    )

    @Argument(help: "The records.", completion: .ledger(.records))
    var records: [String]

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var options: WriteOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        var events: [JSON] = []
        for text in records {
            let record = try Keys.record(text)
            let target = try session.recordedEvent(record)
            let id = options.id(
                of: record,
                isOnly: records.count == 1,
                session.surroundings
            )
            var event = JSON.object([
                .init("id", .string(id.description)), .init("type", .string("record.retracted")),
                .init("subject", target["subject"] ?? .null),
                .init(
                    "body",
                    .object([.init("target", .string(record)), .init("reason", .string(reason))])
                ),
            ])
            if let note = options.note { event.set("note", .string(note)) }
            events.append(event)
        }
        let receipt = try session.append(
            AppendRequest(
                events: events,
                expectations: options.expect,
                isDryRun: options.dryRun
            )
        ) { FlagPlace.row($0, in: events[0]) }
        try session.show(receipt, of: events)
    }
}
