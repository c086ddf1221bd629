import Ledger

/// `append --like rN`: a further testimony, or a further event of the same sort, without typing
/// again what a record says.
///
/// Type, subject, parties, topics, body, dates and modality are taken over; flags go before them.
/// Evidence is not: who says it now has to be said. Only where `--source` names the very document
/// of the record is the way in which it was told taken over too, but never the passage.
enum LikeRecord {
    /// Appends it.
    ///
    /// - Parameters:
    ///   - other: the record.
    ///   - typed: the flags, without `--like`; one word more is another subject.
    ///   - session: where to ask and send.
    /// - Throws: what is wrong with the flags, and what the daemon refuses.
    static func append(
        _ other: String,
        _ typed: FreeWords,
        _ session: Session
    ) throws(Failure) {
        var words = typed
        guard words.positionals.count <= 1 else {
            throw Failure.usage(
                "--like gives the type; only a subject may stand beside it",
                hints: ["write:  ledgerctl append --like \(other) SUBJECT"]
            )
        }
        let recorded = try session.recordedEvent(try Keys.record(other))
        let isRecord = recorded["type"]?.text?.hasPrefix("record.") == true
        guard !isRecord else {
            throw Failure.usage("\(other) is about a record; there is nothing in it to repeat")
        }
        let sender = try DraftSender(session, words)
        try QuotedPassage(words, session)?.apply(to: &words)
        takeWay(of: recorded["evidence"]?.elements.first, into: &words)
        var draft = EventDraft(
            like: recorded,
            subject: words.positionals.first,
            dates: sender.dates
        )
        draft.apply(words)
        try sender.send(draft.event, problems: draft.problems)
    }

    /// Adds the flags that tell as an entry of evidence tells, where it is of the same document.
    private static func takeWay(of entry: JSON?, into words: inout FreeWords) {
        guard let entry, let typed = words.value("source"),
            let source = try? Keys.of(.src, typed, "--source"), entry["source"]?.text == source
        else { return }
        if words.values("via").isEmpty {
            for hop in entry["chain"]?.elements ?? [] {
                guard let who = hop["who"]?.text, let act = hop["act"]?.text else { continue }
                words.add("via", "\(who),\(act)")
            }
        }
        let flags = [
            "form": "evidence-form", "stance": "stance", "certainty": "certainty",
            "attribution": "attribution", "basis": "evidence-basis", "polarity": "polarity",
            "first_reporter": "first-reporter",
        ]
        for (member, flag) in flags.sorted(by: { $0.key < $1.key }) {
            guard let text = entry[member]?.text, words.value(flag) == nil else { continue }
            if flag == "evidence-form", words.value("form") != nil { continue }
            words.add(flag, text)
        }
    }
}
