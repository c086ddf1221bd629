extension Catalogue {
    private static let actorKinds: [Kind] = [.gov, .org, .group, .person, .anon]

    /// Record-keeping: sources, actors, identities, and records about records.
    static let records: [Entry] = [
        Entry(
            name: "source.registered",
            summary: "a document is registered",
            kinds: [.src],
            required: [[.outlet], [.published], [.held]],
            expected: [[.kind]],
            allowed: [.title, .wire, .url, .sha256, .file, .dateline, .language],
            kindWords: SourceKind.words,
            isTestimony: false
        ),
        Entry(
            name: "source.corrected",
            summary: "the outlet corrects a document, or we date it anew",
            kinds: [.src],
            required: [[.what, .published]],
            isTestimony: false
        ),
        Entry(
            name: "actor.registered",
            summary: "an actor is registered",
            kinds: actorKinds,
            required: [[.kind]],
            expected: [[.name, .description]],
            allowed: [
                .aka, .iso3166, .partOf, .controlledBy, .roles, .document, .count,
            ],
            kindWords: ActorKind.words,
            isTestimony: false
        ),
        Entry(
            name: "identity.linked",
            summary: "two keys are said to be one, or not",
            required: [[.a], [.b], [.rel], [.join]],
            kindWords: IdentityRelation.words,
            isTestimony: false
        ),
        Entry(
            name: "record.linked",
            summary: "one record is related to another, or queried",
            required: [[.target], [.rel], [.linkBy]],
            allowed: [.to, .part],
            kindWords: LinkRelation.words,
            isTestimony: false
        ),
        Entry(
            name: "record.corrected",
            summary: "our record was wrong; here is the right one",
            required: [[.target], [.reason]],
            isTestimony: false
        ),
        Entry(
            name: "record.retracted",
            summary: "our record is withdrawn",
            required: [[.target], [.reason]],
            isTestimony: false
        ),
        Entry(
            name: "conflict.explained",
            summary: "an analyst's reading of a conflict",
            required: [[.records], [.kind], [.reading]],
            kindWords: ConflictReading.words,
            isTestimony: false
        ),
    ]

    /// What the ledger itself needs.
    static let own: [Entry] = [
        Entry(
            name: "type.registered",
            summary: "the desk adds an event type of its own",
            kinds: [.type],
            required: [[.name], [.description]],
            allowed: [
                .subjectKinds, .requiredFields, .expectedFields, .allowedFields, .requiredRoles,
                .machine, .state,
            ],
            isTestimony: false
        ),
        Entry(
            name: "record.redacted",
            summary: "a record's content is dropped",
            required: [[.target], [.reason]],
            allowed: [.records],
            isTestimony: false
        ),
        Entry(
            name: "query.saved",
            summary: "a question is saved for the desk",
            kinds: [.query],
            required: [[.words]],
            allowed: [.description],
            isTestimony: false
        ),
        Entry(
            name: "checkpoint.named",
            summary: "a state of the log is given a name",
            kinds: [.checkpoint],
            required: [[.size], [.root]],
            allowed: [.description],
            isTestimony: false
        ),
        Entry(
            name: "issue.registered",
            summary: "a topic code is registered",
            kinds: [.issue],
            required: [[.description]],
            isTestimony: false
        ),
        Entry(
            name: "key.rotated",
            summary: "the log goes on under another key",
            kinds: [.key],
            required: [[.signedNote]],
            isTestimony: false
        ),
        Entry(
            name: "view.attested",
            summary: "what a view was at a place in the log, as a digest",
            kinds: [.view],
            required: [[.size], [.sha256], [.rules]],
            isTestimony: false
        ),
    ]
}
