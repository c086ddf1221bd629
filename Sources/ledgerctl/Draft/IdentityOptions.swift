import ArgumentParser
import Ledger

/// How keys are related, and how sure that is.
struct IdentityOptions: ParsableArguments {
    @Option(
        help: "same_as, one_of (the first is one of the others) or different.",
        completion: .words(IdentityRelation.words)
    )
    var rel: String

    @Option(
        help: "stated (in a text), presumed, rejected or unresolved.",
        completion: .words(Join.words)
    )
    var join: String

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var passage: PassageOptions
    @OptionGroup var options: WriteOptions

    /// Records that the first key is related to the others.
    ///
    /// - Parameters:
    ///   - keys: at least two, read already.
    ///   - session: where to send it.
    /// - Throws: for a word that is none of the vocabulary, and what the daemon refuses.
    func link(_ keys: [String], in session: Session) throws(Failure) {
        let relation = try Choices.word(rel, of: IdentityRelation.words, "--rel") ?? rel
        let certainty = try Choices.word(join, of: Join.words, "--join") ?? join
        guard let first = keys.first, keys.count > 1 else {
            throw Failure.usage(
                "a link needs two keys",
                hints: ["write the other key, or the candidates, behind the first"]
            )
        }
        let evidence = try passage.evidence(of: "identity.linked")
        try Reading(
            type: "identity.linked",
            subject: first,
            body: [
                .init("a", .string(first)),
                .init("b", .array(keys.dropFirst().map(JSON.string))),
                .init("rel", .string(relation)), .init("reason", .string(reason)),
                .init("join", .string(certainty)),
            ],
            evidence: evidence,
            about: keys.joined(separator: " "),
            places: [
                "subject": "KEYS", "body.a": "KEYS", "body.b": "KEYS", "body.rel": "--rel",
                "body.join": "--join",
            ]
        )
        .send(options, in: session)
    }
}
