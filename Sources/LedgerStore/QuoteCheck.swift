public import Ledger

extension Desk {
    /// Holds quoted passages against the texts that are held here.
    ///
    /// A text that is elsewhere is not looked at: `check quotes` tells of it later.
    ///
    /// - Parameter drafts: a batch whose form is right; sources that it registers count.
    /// - Throws: ``Refusal`` with every passage that is not at its place.
    public func checkQuotes(_ drafts: [Draft]) throws {
        var registry = folder.views.current.registry
        var digests: [Key: Hash] = [:]
        for draft in drafts where draft.event.testimony.type.name == "source.registered" {
            let event = draft.event.testimony
            digests[event.subject] = event.body.text(.sha256).flatMap { Hash(hex: $0) }
        }
        var texts: [Key: [UInt8]] = [:]
        var faults: [Fault] = []
        for draft in drafts {
            for (index, entry) in draft.event.testimony.evidence.enumerated() {
                guard let quote = entry.quote else { continue }
                let key = entry.source.key
                if texts[key] == nil {
                    if digests[key] == nil, registry.source(key, at: RecordNumber(.max)) == nil {
                        // Registered a moment ago, perhaps: the views dawdle while nobody waits.
                        _ = folder.views.wait(for: folder.log.head.size, milliseconds: 1_000)
                        registry = folder.views.current.registry
                    }
                    let source = registry.source(key, at: RecordNumber(.max))
                    let digest = digests[key] ?? source?.sha256.flatMap { Hash(hex: $0) }
                    texts[key] = try digest.flatMap(folder.texts.get) ?? []
                }
                guard let text = texts[key], !text.isEmpty, !quote.stands(in: text) else {
                    continue
                }
                let above = draft.event.replacement == nil ? "" : "replacement."
                faults.append(
                    Fault(
                        line: draft.line,
                        "\(above)evidence[\(index)].quote_ref",
                        .malformed,
                        "bytes \(quote.from) to \(quote.to) of \(key) are other words",
                        hint: "let ledgerctl find them: --quote 'the words'"
                    )
                )
            }
        }
        guard faults.isEmpty else {
            throw Refusal(
                .invalidEvent,
                "not recorded: \(faults.count) quoted passages are not where they are said to be",
                faults: faults
            )
        }
    }
}
