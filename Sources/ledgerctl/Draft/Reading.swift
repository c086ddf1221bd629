import ArgumentParser
import Ledger

/// The passage that a reading of ours rests on; a reading may do without.
struct PassageOptions: ParsableArguments {
    @Option(help: "The document that bears on it.", completion: .ledger(.sources))
    var source: String?

    @Option(help: "The lines of the document, as L47.")
    var loc: String?

    /// The evidence entry of an event of this type; nil without a document.
    func evidence(of type: String) throws(Failure) -> JSON? {
        guard let source else {
            guard loc == nil else {
                throw Failure.usage(
                    "--loc needs --source",
                    hints: ["name the document, as --source src/cnn-20181115"]
                )
            }
            return nil
        }
        var words = FreeWords()
        words.add("source", source)
        if let loc { words.add("loc", loc) }
        var entry = EvidenceDraft(nil, of: Catalogue.type(named: type))
        entry.apply(words, formIsField: false)
        guard entry.problems.isEmpty else { throw Failure.refused(entry.problems) }
        return entry.json
    }
}

/// An event about records or keys, made by the flags of a verb of its own.
struct Reading {
    /// Such as `record.linked`.
    var type: String
    var subject: String
    var body: [JSON.Member]
    var evidence: JSON?
    /// What the event is about, so that one idempotency key may serve several commands.
    var about: String
    /// The flag or word of the usage that each path of the event came from.
    var places: [String: String] = [:]

    /// Appends it and prints what was recorded; a refusal names the flags.
    func send(_ options: WriteOptions, in session: Session) throws(Failure) {
        let id = options.id(of: about, isOnly: true, session.surroundings)
        var event = JSON.object([
            .init("id", .string(id.description)), .init("type", .string(type)),
            .init("subject", .string(subject)), .init("body", .object(body)),
        ])
        if let evidence { event.set("evidence", .array([evidence])) }
        if let note = options.note { event.set("note", .string(note)) }
        let sent = event
        let receipt = try session.append(
            AppendRequest(
                events: [sent],
                expectations: options.expect,
                isDryRun: options.dryRun
            )
        ) { fault in
            var row = FlagPlace.row(fault, in: sent)
            row.place = place(of: fault.path) ?? row.place
            return row
        }
        try session.show(receipt, of: [sent])
    }

    private func place(of path: String) -> String? {
        places.first { key, _ in
            path == key || path.hasPrefix("\(key)[") || path.hasPrefix("\(key).")
        }?.value
    }
}
