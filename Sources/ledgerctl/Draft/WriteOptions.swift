import ArgumentParser
import Ledger

/// The flags of a verb that writes without free flags.
struct WriteOptions: ParsableArguments {
    @Flag(name: [.customShort("n"), .long], help: "Say what would be recorded; record nothing.")
    var dryRun = false

    @Option(help: "A remark that is recorded too.")
    var note: String?

    @Option(help: "Refuse unless the subject stands at: SUBJECT@rN or SUBJECT@new.")
    var expect: [String] = []

    @Option(
        name: [.long, .customLong("id")],
        help: "A text or UUID; repeating the command with it records nothing twice."
    )
    var idempotencyKey: String?

    /// The id of one of the events that the command makes.
    func id(of record: String, isOnly: Bool, _ surroundings: Surroundings) -> RecordID {
        guard let key = idempotencyKey else { return surroundings.newID() }
        if isOnly, let id = RecordID(key) { return id }
        return RecordID(derivedFrom: Hash.sha256(of: Array("\(key)\n\(record)".utf8).span))
    }
}
